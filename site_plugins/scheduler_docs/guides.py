"""A Python-Markdown extension for the guides.

    /// curve | Five schedules, one budget
        rows: [0, 50, 99]

    # halved at epoch 30
    training:
      ...
    ///

draws the configuration in it, or the several between lines of ``---``, on one scale; ``rows`` are epochs whose rates a
table gives, and ``scales: [linear, logarithmic]`` draws it twice;

    /// schema-modeline
    ///

is the comment that tells an editor of the JSON Schema, and ``/// schema-limits`` what the schema can't say.
"""

from typing import Any
from xml.etree.ElementTree import Element, SubElement

from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from site_plugins.scheduler_docs import editor, figures
from site_plugins.scheduler_docs.sections import FRAGMENT
from site_plugins.simulator.share import fragment


def _epochs(value: Any) -> list[int]:
    return [int(epoch) for epoch in value]


class _CurveBlock(Block):  # type: ignore[misc]  # pymdown-extensions has no types
    """Draws configurations."""

    NAME = "curve"
    ARGUMENT = True
    OPTIONS = {"rows": [[], _epochs], "scales": [[figures.LINEAR], list]}  # noqa: RUF012  # its own attribute

    def on_create(self, parent: Element) -> Element:
        """Make the element that holds the figure."""
        return SubElement(parent, "div")

    def on_markdown(self) -> str:
        """The configurations are no Markdown."""
        return "raw"

    def on_end(self, block: Element) -> None:
        """Replace the configurations by their figure."""
        options = _without_attributes(self.options)
        html = figures.figure(block.text or "", self.config["registry"] or None, title=self.argument, **options)
        configuration, block.text = block.text or "", ""
        SubElement(block, "p").text = self.md.htmlStash.store(html)
        if len(figures.documents(configuration)) == 1:
            link = {"class": "simulate", "href": self.config["simulator"], FRAGMENT: fragment(configuration)}
            SubElement(SubElement(block, "p"), "a", link).text = "Open in simulator"


class _ModelineBlock(Block):  # type: ignore[misc]
    """Shows the comment for editors."""

    NAME = "schema-modeline"
    ARGUMENT = False

    def on_create(self, parent: Element) -> Element:
        """Make the element that holds what is shown."""
        return SubElement(parent, "p")

    def html(self) -> str:
        """What is shown."""
        return editor.modeline(self.config["site_url"])

    def on_end(self, block: Element) -> None:
        """Fill the element."""
        block.text = self.md.htmlStash.store(self.html())


class _LimitsBlock(_ModelineBlock):
    """Lists what the schema can't say."""

    NAME = "schema-limits"

    def html(self) -> str:
        """What is listed."""
        return editor.limits(self.config["registry"] or None)


def _without_attributes(options: dict[str, Any]) -> dict[str, Any]:
    """The options of our own; ``attrs`` belongs to every block."""
    return {name: value for name, value in options.items() if name != "attrs"}


class GuidesExtension(BlocksExtension):  # type: ignore[misc]
    """Registers the directives."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "simulator": ["/simulator.md", "The page with the simulator, from the docs' root"],
            "registry": ["", "Whose schedulers the configurations may choose; without it, this package's own"],
            "site_url": ["http://127.0.0.1:8000/", "Address of the site"],
        }
        super().__init__(**options)

    def extendMarkdownBlocks(self, md: Any, block_mgr: Any) -> None:  # noqa: ARG002, N802  # the name that is called
        """Called by Python-Markdown."""
        for block in (_CurveBlock, _ModelineBlock, _LimitsBlock):
            block_mgr.register(block, self.getConfigs())


def makeExtension(**options: Any) -> GuidesExtension:  # noqa: N802  # the name that Python-Markdown looks for
    """Called by Python-Markdown."""
    return GuidesExtension(**options)
