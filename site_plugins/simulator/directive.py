"""A Python-Markdown extension that puts the simulator where a page asks for it.

/// simulator
///

begins with the example of the option ``example``; ``/// simulator | poly`` begins with that of ``poly``.
"""

import json
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from schedulers.layout import Clock
from site_plugins.directives import Directive, DirectivesExtension, near
from site_plugins.simulator.first_paint import drawings
from site_plugins.words import Words

SKELETON = Path(__file__).parent / "assets" / "src" / "skeleton.html"


def simulator_html(shared: Mapping[str, Any], name: str, words: Words) -> str:
    """Write the element of a simulator, which the page's code brings to life.

    Args:
        shared: What all simulators of a site have in common, as `Prepared.directive` has it.
        name: The scheduler whose example the editor shows at first. The text of such a simulator is kept apart from
            that of others. Without a name, it is the usual scheduler, and they share one text.
        words: The words of the interface, in the site's language.
    """
    example, answer = shared["examples"][name or shared["example"]]
    vocabulary = shared["vocabulary"]
    attributes = {
        "data-runtime": json.dumps(shared["runtime"], sort_keys=True),
        "data-example": example,
        "data-answer": json.dumps(answer),
        "data-vocabulary": json.dumps(vocabulary),
        "data-presets": json.dumps(shared["presets"]),
        "data-own": name,
        **({"data-words": json.dumps(words.table, ensure_ascii=False)} if words.table else {}),
    }
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    content = words.page(SKELETON.read_text(encoding="utf-8"))
    clock = Clock(**vocabulary["clock"])
    parts = {
        "one": escape(words(clock.one)),
        "One": escape(words(clock.one).capitalize()),
        "a_one": escape(words.one(clock)),
        "choice": escape(vocabulary["name_path"][-1]),
        "early": shared["early"],
        "example": escape(example),
        "summary": escape(answer["report"]["summary"]),
        "drawing": drawings(answer, clock),
    }
    return f'<div class="simulator" data-simulator{written}>{content.format(**parts)}</div>'


class _SimulatorBlock(Directive):
    NAME = "simulator"
    ARGUMENT = None  # it may have one

    def on_create(self, parent: Element) -> Element:
        if len(parent) and parent[-1].tag == "h1":
            parent[-1].set("class", "simulator-title")
        return SubElement(parent, "p")

    def on_end(self, block: Element) -> None:
        self.refuse_content(block)
        examples = self.config["shared"]["examples"]
        if self.argument and self.argument not in examples:
            self.refuse(f"there is no such scheduler, only {', '.join(examples)}.{near(self.argument, examples)}")
        html = simulator_html(self.config["shared"], self.argument or "", self.config["words"])
        block.text = self.md.htmlStash.store(html)


class SimulatorExtension(DirectivesExtension):
    """Registers the directive."""

    DIRECTIVES = (_SimulatorBlock,)
    OPTIONS = {"shared": ({}, "What all simulators of the site have in common")}  # noqa: RUF012  # nobody changes it


def makeExtension(**options: Any) -> SimulatorExtension:  # noqa: N802  # the name that Python-Markdown looks for
    """Called by Python-Markdown."""
    return SimulatorExtension(**options)
