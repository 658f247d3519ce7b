"""A Python-Markdown extension for the guides.

    /// curve | Five schedules, one budget
        rows: [0, 50, 99]

    # halved at epoch 30
    training:
      ...
    ///

draws the configuration in it, or the several between lines of ``---``, on one scale; ``rows`` are epochs whose rates a
table gives, and ``scales: [linear, logarithmic]`` draws it twice. A reader can change the values: ``fields`` are those
that are offered, which are otherwise the fields of the scheduler that change the curve, and ``live: false`` is a figure
that only stands there;

    /// schema-modeline
    ///

is the comment that tells an editor of the JSON Schema, and ``/// schema-limits`` what the schema can't say.
"""

from typing import Any
from xml.etree.ElementTree import Element, SubElement

from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import type_boolean

from schedulers.drawing.figures import LINEAR, Chart, Plotted, documents
from site_plugins.directives import Directive, look_for_mistakes
from site_plugins.links import fragment
from site_plugins.scheduler_docs import editor
from site_plugins.scheduler_docs.pictures import figures, live
from site_plugins.scheduler_docs.rendering.sections import FRAGMENT
from site_plugins.words import ENGLISH


def _epochs(value: Any) -> list[int]:
    return [int(epoch) for epoch in value]


class _CurveBlock(Directive):
    """Draws configurations."""

    NAME = "curve"
    ARGUMENT = True
    OPTIONS = {  # noqa: RUF012  # its own attribute
        "rows": [[], _epochs],
        "scales": [[LINEAR], list],
        "fields": [[], list],
        "live": [True, type_boolean],
    }

    def on_create(self, parent: Element) -> Element:
        """Make the element that holds the figure."""
        return SubElement(parent, "div")

    def on_markdown(self) -> str:
        """Let Markdown leave the configurations alone."""
        return "raw"

    def on_end(self, block: Element) -> None:
        """Put the figure in the place of the configurations."""
        configuration, block.text = block.text or "", ""
        chart = Chart(self.argument, scales=self.options["scales"], rows=self.options["rows"])
        try:
            shown = figures.checked(configuration, self.config["registry"] or None, chart)
        except ValueError as error:
            self.refuse(error)
        parts = chart.parts(shown)
        self._html(block, figures.drawn(chart, parts.drawings))
        if len(shown) <= live.MOST_CURVES:
            self._below(block, chart, shown, documents(configuration))
        for name, part in (("rows", parts.rows), ("words", parts.words)):
            if part:
                SubElement(block, "div", {"data-part": name}).text = self.md.htmlStash.store(part)
        self._html(block, figures.source(configuration, self.config["words"]))

    def _html(self, parent: Element, html: str) -> None:
        SubElement(parent, "p").text = self.md.htmlStash.store(html)

    def _below(self, block: Element, chart: Chart, shown: list[Plotted], texts: list[str]) -> None:
        """Add the controls of a live figure, and the link into the simulator."""
        line = block
        if self.options["live"] and self.config["live"]:
            try:
                places = live.places(shown, self.options["fields"], self.config["words"])
            except ValueError as error:
                self.refuse(error)
            live.mark(block, chart)
            self._html(block, places)
            line = live.bar(block, self.config["words"])
        if not self.config["simulator"]:
            return
        pins = dict(zip(live.names(shown[1:]), texts[1:], strict=True))
        link = {"class": "simulate", "href": self.config["simulator"], FRAGMENT: fragment(texts[0], pins=pins)}
        SubElement(line, "a", link).text = self.config["words"]("Open in simulator")


class _ModelineBlock(Directive):
    """Shows the comment for editors."""

    NAME = "schema-modeline"
    ARGUMENT = False

    def on_create(self, parent: Element) -> Element:
        """Make the element that holds the content."""
        return SubElement(parent, "p")

    def html(self) -> str:
        """Return the content, as HTML."""
        return editor.modeline(self.config["site_url"])

    def on_end(self, block: Element) -> None:
        """Fill the element."""
        self.refuse_content(block)
        block.text = self.md.htmlStash.store(self.html())


class _LimitsBlock(_ModelineBlock):
    """Lists what the schema can't say."""

    NAME = "schema-limits"

    def html(self) -> str:
        """Return the list, as HTML."""
        return editor.limits(self.config["registry"] or None)


class GuidesExtension(BlocksExtension):  # type: ignore[misc]
    """Registers the directives of the guides."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "simulator": ["/simulator.md", "The page with the simulator, from the docs' root"],
            "registry": ["", "Whose schedulers the configurations may choose; without it, this package's own"],
            "site_url": ["http://127.0.0.1:8000/", "Address of the site"],
            "live": [True, "Whether readers can change the values of figures"],
            "words": [ENGLISH, "The words of the interface, in the site's language"],
            "source": ["", "The document that is read, for the places of mistakes"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Any) -> None:  # noqa: N802  # the name that is called
        """Called by Python-Markdown."""
        super().extendMarkdown(md)
        look_for_mistakes(md, self.getConfig("source") or None)

    def extendMarkdownBlocks(self, md: Any, block_mgr: Any) -> None:  # noqa: ARG002, N802  # the name that is called
        """Called by Python-Markdown."""
        for block in (_CurveBlock, _ModelineBlock, _LimitsBlock):
            block_mgr.register(block, self.getConfigs())


def makeExtension(**options: Any) -> GuidesExtension:  # noqa: N802  # the name that Python-Markdown looks for
    """Called by Python-Markdown."""
    return GuidesExtension(**options)
