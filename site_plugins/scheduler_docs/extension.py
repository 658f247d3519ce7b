"""A Python-Markdown extension that documents schedulers where a page asks for it.

    /// scheduler | poly
    ///

documents one scheduler under a heading of its own;

    /// schedulers
    ///

documents all that are registered, in their order;

    /// training
    ///

documents the fields outside the scheduler, to which the formulas lead; and

    /// gallery
    ///

shows the curve of each scheduler, with the ways to its section and into the simulator.
"""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor

from schedulers.registry import own
from site_plugins.directives import Directive, DirectivesExtension, near
from site_plugins.scheduler_docs.dossier import Dossier, dossiers
from site_plugins.scheduler_docs.rendering.sections import FRAGMENT, Writer


class _WritingBlock(Directive):
    """A block that fills its own element as soon as its end has been read."""

    ARGUMENT = False
    TAG = "div"

    def on_create(self, parent: Element) -> Element:
        """Make the block's element."""
        return SubElement(parent, self.TAG, {"class": self.NAME})

    def on_end(self, block: Element) -> None:
        """Fill the block's element."""
        self.refuse_content(block)
        config = self.config
        known = config["dossiers"] or dossiers(own())
        layout = next(iter(known.values())).registry.layout
        writer = Writer(
            self.md.htmlStash.store,
            config["simulator"],
            config["reference"],
            config["verified"],
            layout,
            live=config["live"],
            say=config["words"],
        )
        self.write(block, writer, known)

    @abstractmethod
    def write(self, block: Element, writer: Writer, known: Mapping[str, Dossier]) -> None:
        """Write the block's content, from the dossiers by name."""


class _SchedulersBlock(_WritingBlock):
    NAME = "schedulers"

    def write(self, block: Element, writer: Writer, known: Mapping[str, Dossier]) -> None:
        for dossier in known.values():
            writer.section(block, dossier)


class _SchedulerBlock(_WritingBlock):
    NAME = "scheduler"
    ARGUMENT = True

    def write(self, block: Element, writer: Writer, known: Mapping[str, Dossier]) -> None:
        if self.argument not in known:
            self.refuse(f"there is no such scheduler, only {', '.join(known)}.{near(self.argument, known)}")
        writer.section(block, known[self.argument])


class _TrainingBlock(_WritingBlock):
    NAME = "training"

    def write(self, block: Element, writer: Writer, known: Mapping[str, Dossier]) -> None:
        writer.training(block, next(iter(known.values())))


class _GalleryBlock(_WritingBlock):
    NAME = "gallery"
    TAG = "ul"

    def write(self, block: Element, writer: Writer, known: Mapping[str, Dossier]) -> None:
        writer.gallery(block, known.values())


class _Fragments(Treeprocessor):
    """Adds fragments to links at the very end, because site generators check that the anchors of links exist."""

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            if FRAGMENT in link.attrib:
                link.set("href", link.get("href", "") + link.attrib.pop(FRAGMENT))


class SchedulerDocsExtension(DirectivesExtension):
    """Registers the directives of the reference."""

    DIRECTIVES = (_SchedulersBlock, _SchedulerBlock, _TrainingBlock, _GalleryBlock)
    OPTIONS = {  # noqa: RUF012  # nobody changes it
        "simulator": ("/simulator.md", "The page with the simulator, from the docs' root"),
        "reference": ("/reference.md", "The page that documents all schedulers, from the docs' root"),
        "verified": ({}, "What `nox -s verify` found"),
        "live": (True, "Whether readers can change the values of figures"),
        "dossiers": ({}, "What is documented, by name, to be shared by the pages; without it, this package's own"),
    }

    def extendMarkdown(self, md: Any) -> None:  # noqa: N802  # the name that is called
        """Called by Python-Markdown."""
        super().extendMarkdown(md)
        md.treeprocessors.register(_Fragments(md), "scheduler_docs.fragments", -1)


def makeExtension(**options: Any) -> SchedulerDocsExtension:  # noqa: N802  # the name that Python-Markdown looks for
    """Called by Python-Markdown."""
    return SchedulerDocsExtension(**options)
