"""The directive that draws configurations, and lets a reader change them."""

from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString
from pymdownx.blocks.block import type_boolean

from schedulers.drawing.figures import LINEAR, Chart, Plotted, documents
from site_plugins.directives import Directive
from site_plugins.links import fragment
from site_plugins.scheduler_docs.pictures import curves, figures, live
from site_plugins.scheduler_docs.rendering.sections import FRAGMENT


def _epochs(value: Any) -> list[int]:
    return [int(epoch) for epoch in value]


class CurveBlock(Directive):
    """Draws configurations."""

    NAME = "curve"
    ARGUMENT = True
    OPTIONS = {  # noqa: RUF012  # its own attribute
        "rows": [[], _epochs],
        "scales": [[LINEAR], list],
        "fields": [[], list],
        "tabs": [False, type_boolean],
        "live": [True, type_boolean],
    }

    def on_create(self, parent: Element) -> Element:
        """Make the element that holds the figure.

        A title and a paragraph before tabs get a class, by which the style sheet keeps all of it in the first screen.
        """
        before = list(parent)[-2:]
        if self.options["tabs"] and [element.tag for element in before] == ["h1", "p"]:
            for element in before:
                element.set("class", "before-curve-tabs")
        return SubElement(parent, "div")

    def on_markdown(self) -> str:
        """Let Markdown leave the configurations alone."""
        return "raw"

    def on_end(self, block: Element) -> None:
        """Put the figure in the place of the configurations."""
        written, block.text = block.text or "", ""
        registry = self.config["registry"] or None
        texts = documents(written) if written.strip() else figures.examples(registry)
        chart = Chart(self.argument, scales=self.options["scales"], rows=self.options["rows"])
        try:
            shown = figures.checked(texts, registry, chart)
            if self.options["tabs"]:
                self._tabs(block, shown, texts)
            else:
                self._figure(block, block, chart, shown, texts)
        except ValueError as error:
            self.refuse(error)

    def _tabs(self, block: Element, shown: Sequence[Plotted], texts: Sequence[str]) -> None:
        """Add a figure for each configuration and show one. A reader chooses which, without any script."""
        group = self.tracker["curve"] = self.tracker.get("curve", 0) + 1
        block.attrib.update({"class": "curve-tabs", "role": "group", "aria-label": self.argument})
        for place, (one, text) in enumerate(zip(shown, texts, strict=True)):
            label = SubElement(block, "label", {"data-search-exclude": ""})
            chosen = {"checked": "checked"} if place == 0 else {}
            SubElement(label, "input", {"type": "radio", "name": f"curve-{group}", **chosen}).tail = AtomicString(
                one.name
            )
            panel = SubElement(block, "div", {"class": "curve-tabs__panel"})
            if place == len(shown) - 1:
                panel.set("data-last", "")  # until it has been read, the style sheet shows nothing that could move
            # The drawings on one side, and on the other, in the page's order after them, all the rest.
            chart = Chart(
                f"{self.argument}: {one.name}",
                sizes=(curves.WIDE, curves.NARROW),
                scales=self.options["scales"],
                rows=self.options["rows"],
                lead=figures.about(one),
            )
            self._figure(panel, panel, chart, [one], [text], apart=True)

    def _figure(
        self,
        block: Element,
        root: Element,
        chart: Chart,
        shown: Sequence[Plotted],
        texts: Sequence[str],
        *,
        apart: bool = False,
    ) -> None:
        """Add a figure with its drawings, controls, rates, words and source.

        Args:
            block: Where they go.
            root: What a reader takes hold of.
            chart: The figure.
            shown: Its configurations.
            texts: Likewise, as they are written.
            apart: Whether the drawings stand in an element of their own, and the others in another.
        """
        parts = chart.parts(shown)
        self._html(SubElement(block, "div") if apart else block, figures.drawn(chart, parts.drawings))
        rest = SubElement(block, "div") if apart else block
        if len(shown) <= live.MOST_CURVES:
            self._below(rest, root, chart, shown, texts)
        for name, part in (("rows", parts.rows), ("words", parts.words)):
            if part:
                SubElement(rest, "div", {"data-part": name}).text = self.md.htmlStash.store(part)
        self._html(rest, figures.source("---\n".join(texts), self.config["words"]))

    def _html(self, parent: Element, html: str) -> None:
        SubElement(parent, "p").text = self.md.htmlStash.store(html)

    def _below(
        self, parent: Element, root: Element, chart: Chart, shown: Sequence[Plotted], texts: Sequence[str]
    ) -> None:
        """Add the controls of a live figure, and the link into the simulator."""
        line = parent
        if self.options["live"] and self.config["live"]:
            places = live.places(shown, self.options["fields"], self.config["words"])
            live.mark(root, chart)
            self._html(parent, places)
            line = live.bar(parent, self.config["words"])
        if not self.config["simulator"]:
            return
        pins = dict(zip(live.names(shown[1:]), texts[1:], strict=True))
        link = {"class": "simulate", "href": self.config["simulator"], FRAGMENT: fragment(texts[0], pins=pins)}
        SubElement(line, "a", link).text = self.config["words"]("Open in simulator")
