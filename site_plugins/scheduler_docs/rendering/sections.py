"""Puts rendered HTML into a page's tree of elements.

Headings, anchors and links to other pages are elements of the tree, where the table of contents and the site generator
find them. Everything else is stored as the HTML that it is.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from html import escape
from xml.etree.ElementTree import Element, SubElement

from schedulers.drawing.figures import Figure, FigureParts
from schedulers.layout import Layout
from schedulers.signature.spec import summary
from site_plugins.links import fragment
from site_plugins.scheduler_docs.dossier import Dossier
from site_plugins.scheduler_docs.pictures import curves, live
from site_plugins.scheduler_docs.rendering import render
from site_plugins.scheduler_docs.verified import Found, verified
from site_plugins.words import ENGLISH, Words

FRAGMENT = "data-fragment"
"""The attribute of a link whose fragment is added at the very end, after site generators have checked anchors."""


@dataclass(frozen=True)
class Writer:
    """Writes into a page.

    Attributes:
        store: Stores HTML, and returns its placeholder for the tree.
        simulator: The path of the page with the simulator, as in a Markdown link; empty where there is none.
        reference: The path of the page that documents all schedulers, likewise.
        found: The results of `nox -s verify`.
        layout: The layout of the documents.
        live: Whether readers can change the values of figures.
        say: The words in the language of the site.
    """

    store: Callable[[str], str]
    simulator: str
    reference: str
    found: Found
    layout: Layout
    live: bool
    say: Words = ENGLISH

    def section(self, parent: Element, dossier: Dossier) -> None:
        """Write a scheduler under a heading of its own."""
        name, schedule = dossier.name, dossier.schedule
        # The element holds the whole section, because the table of fields has the controls of the figure at the top.
        parent = SubElement(parent, "div", {"class": "section"})
        heading = SubElement(parent, "h2", {"id": name})
        SubElement(heading, "code").text = name
        self._html(parent, "div", render.introduction(schedule, self.say))
        chart = curves.chart(dossier.example)
        parts = chart.parts([curves.plotted(dossier.example)])
        figure = self._figure(parent, "drawn", "", parts, dossier.example.yaml)
        self._bring_to_life(parent if dossier.specs else figure, chart)
        formula = render.formula(dossier, self.say)
        if formula:
            self._heading(parent, name, "Formula")
            self._html(parent, "div", formula)
        if dossier.specs:
            self._heading(parent, name, "Fields")
            self._table(parent, render.table_head(dossier.specs, self.say), render.field_rows(dossier, self.say))
        self._html(parent, "div", render.example(dossier, self.say))
        differences = render.differences(schedule)
        if differences:
            if schedule.scheduler:
                self._heading(parent, name, "Compared with {0}", schedule.library)
            else:
                self._heading(parent, name, "Worth knowing")
            self._html(parent, "div", differences)
        traps = list(render.traps(dossier, self.say))
        if traps:
            self._heading(parent, name, "Surprises")
            grid = SubElement(parent, "div", {"class": "traps"})
            for trap in traps:
                figure = self._figure(grid, "trap", trap.head, trap.parts, trap.configuration)
                self._bring_to_life(figure, trap.figure)
        claim = verified(schedule, self.found)
        if claim:
            self._heading(parent, name, "Verified")
            self._html(parent, "div", claim)

    def training(self, parent: Element, dossier: Dossier) -> None:
        """Write the fields outside the scheduler, and what is assumed without them."""
        self._table(
            parent, render.table_head(self.layout.settings, self.say), render.training_rows(self.layout, self.say)
        )
        self._html(parent, "div", render.assumptions(dossier, self.say))

    def gallery(self, parent: Element, dossiers: Collection[Dossier]) -> None:
        """Write the curves of all examples on one scale, with links to the section of each and into the simulator."""
        examples = [dossier.example for dossier in dossiers]
        for dossier in dossiers:
            card = SubElement(parent, "li")
            to_section = {"href": f"{self.reference}#{dossier.name}"}
            link = SubElement(card, "a", to_section) if self.reference else SubElement(card, "div")
            SubElement(link, "code").text = dossier.name
            SubElement(link, "span").text = self.store(curves.card(dossier.example, examples))
            SubElement(card, "p").text = self.store(escape(summary(dossier.schedule.declared)))
            if self.simulator:
                self._open_in_simulator(SubElement(card, "p"), dossier.example.yaml, dossier.name)

    def _html(self, parent: Element, tag: str, html: str) -> Element:
        element = SubElement(parent, tag)
        element.text = self.store(html)
        return element

    def _heading(self, parent: Element, name: str, title: str, *values: str) -> None:
        """Write a heading. Links to it are the same in every language."""
        anchor = f"{name}-{title.format(*values).lower().replace(' ', '-')}"
        SubElement(parent, "h3", {"id": anchor}).text = self.say(title, *values)

    def _figure(self, parent: Element, kind: str, head: str, parts: FigureParts, configuration: str) -> Element:
        figure = SubElement(parent, "figure", {"class": kind})
        stage = SubElement(figure, "div", {"class": "live__stage"})
        self._html(stage, "div", parts.drawings[0]).attrib.update({"class": "curve", "data-part": "drawing"})
        below = SubElement(figure, "figcaption")
        if head:
            self._html(below, "div", head)
        self._html(below, "div", parts.words).set("data-part", "words")
        self._open_in_simulator(live.bar(below, self.say) if self.live else below, configuration)
        return figure

    def _bring_to_life(self, root: Element, figure: Figure) -> None:
        if self.live:
            live.mark(root, figure)

    def _table(self, parent: Element, head: str, rows: Iterable[render.Row]) -> None:
        table = SubElement(SubElement(parent, "div", {"class": "fields"}), "table", {"role": "table"})
        self._html(table, "thead", head).set("role", "rowgroup")
        body = SubElement(table, "tbody", {"role": "rowgroup"})
        for row in rows:
            cells = self._html(body, "tr", row.cells)
            cells.attrib.update({"id": row.anchor, "role": "row"})
            if row.effect:
                cells.set("class", "explained")
                self._html(body, "tr", row.effect).attrib.update({"class": "effect", "role": "row"})

    def _open_in_simulator(self, parent: Element, configuration: str, name: str = "") -> None:
        if not self.simulator:
            return
        link = SubElement(parent, "a", {"class": "simulate", "href": self.simulator, FRAGMENT: fragment(configuration)})
        link.text = self.say("Open in simulator")
        if name:
            link.set("aria-label", self.say("Open in simulator: {0}", name))
