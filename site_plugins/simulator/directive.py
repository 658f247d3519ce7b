"""A Python-Markdown extension that puts the simulator where a page asks for it.

/// simulator
///

begins with the example of the option ``example``; ``/// simulator | poly`` begins with that of ``poly``.
"""

import json
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from pymdownx.blocks import BlocksExtension

from schedulers.layout import Clock
from site_plugins.directives import Directive, look_for_mistakes, near
from site_plugins.simulator.first_paint import drawings
from site_plugins.words import ENGLISH, Words

SKELETON = Path(__file__).parent / "assets" / "src" / "skeleton.html"


def simulator_html(
    runtime: Mapping[str, Any],
    example: str,
    answer: Mapping[str, Any],
    early: str,
    vocabulary: Mapping[str, Any],
    presets: Sequence[Mapping[str, str]],
    own: str,
    words: Words = ENGLISH,
) -> str:
    """Write the element of a simulator, which the page's code brings to life.

    Args:
        runtime: Where the browser's Python is served, for the page's code; JSON can express it.
        example: The configuration that the editor shows at first.
        answer: The example's ``report`` and ``curve``, which the page shows before Python has loaded.
        early: The script that runs before the first paint.
        vocabulary: What the page knows of the configuration's fields; JSON can express it.
        presets: Configurations to start from, each with ``group``, ``name`` and ``text``.
        own: A key that keeps its text apart from that of other simulators; empty where they share one text.
        words: The words of the interface, in the site's language.
    """
    attributes = {
        "data-runtime": json.dumps(runtime, sort_keys=True),
        "data-example": example,
        "data-answer": json.dumps(answer),
        "data-vocabulary": json.dumps(vocabulary),
        "data-presets": json.dumps(list(presets)),
        "data-own": own,
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
        "early": early,
        "example": escape(example),
        "summary": escape(answer["report"]["summary"]),
        "drawing": drawings(answer, clock),
    }
    for name, part in parts.items():
        content = content.replace(f"{{{name}}}", part)
    return f'<div class="simulator" data-simulator{written}>{content}</div>'


class _SimulatorBlock(Directive):
    NAME = "simulator"
    ARGUMENT = None  # it may have one

    def on_create(self, parent: Element) -> Element:
        return SubElement(parent, "p")

    def on_end(self, block: Element) -> None:
        self.refuse_content(block)
        config = {name: value for name, value in self.config.items() if name not in {"source", "examples", "example"}}
        examples = self.config["examples"]
        if self.argument and self.argument not in examples:
            self.refuse(f"there is no such scheduler, only {', '.join(examples)}.{near(self.argument, examples)}")
        example, answer = examples[self.argument or self.config["example"]]
        html = simulator_html(**config, example=example, answer=answer, own=self.argument or "")
        block.text = self.md.htmlStash.store(html)


class SimulatorExtension(BlocksExtension):  # type: ignore[misc]
    """Registers the directive."""

    def __init__(self, **options: Any) -> None:
        self.config = {
            "runtime": [{}, "Where the browser's Python is served"],
            "examples": [{}, "Of each scheduler, by name: its example, and the example's report and curve"],
            "example": ["", "The scheduler whose example the editor shows at first, where the directive names none"],
            "early": ["", "The script that runs before the first paint"],
            "vocabulary": [{}, "What the page knows of the configuration's fields"],
            "presets": [[], "Configurations to start from"],
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
        block_mgr.register(_SimulatorBlock, self.getConfigs())


def makeExtension(**options: Any) -> SimulatorExtension:  # noqa: N802  # the name that Python-Markdown looks for
    """Called by Python-Markdown."""
    return SimulatorExtension(**options)
