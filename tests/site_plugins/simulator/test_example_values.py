"""The button for example values makes a document hold the fields of its scheduler, wherever a layout keeps them."""

from pathlib import Path
from typing import Any

import pytest

from tests.sites.page_modules import answer_of_the_page

EDITS = """
import { EditorState } from "@codemirror/state";
import { exampleEdits } from "./form/example-values";
import { schedulerNamed } from "./document/vocabulary";
import { YamlTree } from "./document/yaml-tree";

export const answer = ([vocabulary, text]) => {
  const tree = YamlTree.ofText(text);
  const edits = exampleEdits(tree, vocabulary, schedulerNamed(vocabulary, tree.scalar(vocabulary.name_path)));
  return edits && EditorState.create({ doc: text }).update({ changes: edits }).state.doc.toString();
};
"""


def field(*path: str, required: bool = True) -> dict[str, Any]:
    further = [f"old_{path[-1]}"]
    return {"name": path[-1], "path": path, "further": further, "required": required, "example": "1"}


def vocabulary(choice: tuple[str, ...], section: tuple[str, ...], *, shared: bool = False) -> dict[str, Any]:
    """Two schedulers, and the length of training beside them."""
    schedulers = {"one": [field(*section, "a"), field(*section, "b", required=False)], "two": [field(*section, "c")]}
    return {
        "name_path": choice,
        "shared": [section] if shared else [],
        "fields": [field("length")],
        "schedulers": [
            {"name": name, "names": [name, f"library.{name}"], "fields": fields} for name, fields in schedulers.items()
        ],
    }


FLAT = vocabulary(("sched",), (), shared=True)
NESTED = vocabulary(("schedule", "class"), ("schedule", "arguments"))
APART = vocabulary(("sched",), ("options",))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("layout", "text", "expected"),
    [
        (FLAT, "sched: one\nlength: 9", "sched: one\nlength: 9\na: 1"),
        (FLAT, "c: 5 # five\nother: 7\nsched: one\n", "other: 7\nsched: one\na: 1\n"),
        (FLAT, "{sched: two, a: 3, other: 4}", "{sched: two, other: 4, c: 1}"),
        (FLAT, "a: 2\nb: 3\nsched: two", "sched: two\nc: 1"),
        (FLAT, "sched: library.one\na: 4", "sched: library.one\na: 4"),
        (FLAT, "old_a: 4\nold_b: 5\nold_c: 6\nsched: one", "old_a: 4\nold_b: 5\nsched: one"),
        (
            NESTED,
            "schedule:\n  class: one\nlength: 9",
            "schedule:\n  class: one\n  arguments:\n    a: 1\nlength: 9",
        ),
        (
            NESTED,
            "schedule:\n    class: one\n    arguments:\n      c: 4\n      x: 5\nlength: 9",
            "schedule:\n    class: one\n    arguments:\n      a: 1\nlength: 9",
        ),
        (NESTED, "schedule: {class: one}", "schedule: {class: one, arguments: {a: 1}}"),
        (NESTED, "schedule: {class: one, arguments: {}}", "schedule: {class: one, arguments: {a: 1}}"),
        (NESTED, "schedule:\n  class: one\n  arguments:\n", None),
        (APART, "sched: two\nnot_known: 1", "sched: two\nnot_known: 1\noptions:\n  c: 1"),
    ],
)
def test_fields_come_and_go(layout: dict[str, Any], text: str, expected: str | None, tmp_path: Path) -> None:
    """Missing fields are added where they belong, those of another scheduler go, and all else stays as it was."""
    assert answer_of_the_page(EDITS, [layout, text], tmp_path) == expected
