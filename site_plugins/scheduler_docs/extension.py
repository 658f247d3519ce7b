"""A Python-Markdown extension that documents schedulers where a page asks for it.

    /// scheduler | poly
    ///

documents one scheduler under a heading of its own;

    /// schedulers
    ///

documents all that are registered, in their order.
"""

from collections.abc import Iterable
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from schedulers.base import Scheduler
from schedulers.registry import SCHEDULERS
from site_plugins.scheduler_docs import render


class _SchedulersBlock(Block):  # type: ignore[misc]  # pymdown-extensions has no types
    """Documents every registered scheduler."""

    NAME = "schedulers"
    ARGUMENT = False

    def asked_for(self) -> Iterable[type[Scheduler]]:
        """The schedulers to document."""
        return SCHEDULERS.values()

    def on_create(self, parent: Element) -> Element:
        """Make the element that holds the sections."""
        return SubElement(parent, "div", {"class": "schedulers"})

    def on_end(self, block: Element) -> None:
        """Fill it: a heading in the tree, where the table of contents finds it, and the rest as HTML."""
        for scheduler in self.asked_for():
            heading = SubElement(block, "h2", {"id": scheduler.name})
            SubElement(heading, "code").text = scheduler.name
            SubElement(block, "p").text = self.md.htmlStash.store(render.body(scheduler, self.config["verified"]))


class _SchedulerBlock(_SchedulersBlock):
    """Documents the scheduler that is named."""

    NAME = "scheduler"
    ARGUMENT = True

    def asked_for(self) -> Iterable[type[Scheduler]]:
        """The scheduler to document.

        Raises:
            ValueError: There is none of that name.
        """
        if self.argument not in SCHEDULERS:
            raise ValueError(
                f"'/// scheduler | {self.argument}': there is no such scheduler, only {', '.join(SCHEDULERS)}"
            )
        return [SCHEDULERS[self.argument]]


class SchedulerDocsExtension(BlocksExtension):  # type: ignore[misc]
    """Registers the two directives."""

    def __init__(self, **options: Any) -> None:
        self.config = {"verified": [{}, "What `nox -s verify` found"]}
        super().__init__(**options)

    def extendMarkdownBlocks(self, md: Any, block_mgr: Any) -> None:  # noqa: ARG002, N802  # the name that is called
        """Called by Python-Markdown."""
        block_mgr.register(_SchedulersBlock, self.getConfigs())
        block_mgr.register(_SchedulerBlock, self.getConfigs())


def makeExtension(**options: Any) -> SchedulerDocsExtension:  # noqa: N802  # the name that Python-Markdown looks for
    """Called by Python-Markdown."""
    return SchedulerDocsExtension(**options)
