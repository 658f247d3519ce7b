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
that only stands there. ``tabs: true`` shows one configuration at a time. Without a configuration, the
directive draws the examples of all schedulers;

    /// schema-modeline
    ///

is the comment that tells an editor of the JSON Schema, and ``/// schema-limits`` what the schema can't say.
"""

from typing import Any
from xml.etree.ElementTree import Element, SubElement

from site_plugins.directives import Directive, DirectivesExtension
from site_plugins.scheduler_docs import editor
from site_plugins.scheduler_docs.curve_directive import CurveBlock


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


class GuidesExtension(DirectivesExtension):
    """Registers the directives of the guides."""

    DIRECTIVES = (CurveBlock, _ModelineBlock, _LimitsBlock)
    OPTIONS = {  # noqa: RUF012  # nobody changes it
        "simulator": ("/simulator.md", "The page with the simulator, from the docs' root"),
        "registry": ("", "Whose schedulers the configurations may choose; without it, this package's own"),
        "site_url": ("http://127.0.0.1:8000/", "Address of the site"),
        "live": (True, "Whether readers can change the values of figures"),
    }


def makeExtension(**options: Any) -> GuidesExtension:  # noqa: N802  # the name that Python-Markdown looks for
    """Called by Python-Markdown."""
    return GuidesExtension(**options)
