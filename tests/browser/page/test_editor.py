"""The editor knows the fields: it completes, explains and fixes them, and it takes files."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from schedulers import SCHEDULERS
from schedulers.reading.reader import MAX_BYTES
from schedulers.signature.spec import field_specs, summary
from tests.browser.page.test_simulator import BROKEN
from tests.browser.simulator import Simulator

pytestmark = pytest.mark.shares_page

MULTI_STEP = "training:\n  scheduler:\n    name: multi_step\n    gamma: 0.1\n"

DROP = """
(editor, [name, text]) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], name));
  for (const type of ["dragenter", "dragover", "drop"]) {
    editor.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  }
}
"""


def expect_options(page: Page, labels: list[str]) -> None:
    """Exactly these completions are offered, in this order; what is said of each may follow."""
    expect(page.get_by_role("listbox", name="Completions").get_by_role("option")).to_have_text(
        [re.compile(f"^{re.escape(label)}") for label in labels]
    )


LATER = "() => { const now = Date.now; Date.now = () => now() + 1000; }"
"""Lets a second pass by the page's clock."""


def accept(page: Page) -> None:
    """Accept the first completion; the editor ignores Enter until the list has been open for a moment."""
    page.evaluate(LATER)
    page.keyboard.press("Enter")


def test_a_configuration_is_completed_from_nothing(simulator: Simulator, page: Page) -> None:
    """Sections, keys, names and example values are completed in turn, each only where it fits and is missing."""
    simulator.open()
    simulator.replace_text("")
    page.keyboard.press("Control+Space")
    for offered in (["training"], ["epochs", "optimizer", "scheduler"]):
        expect_options(page, offered)
        accept(page)
    expect_options(page, ["100"])
    accept(page)
    simulator.expect_text("training:\n  epochs: 100")
    page.keyboard.press("Enter")
    page.keyboard.type("s")  # each further letter would open the list anew, and Enter would come too early
    expect_options(page, ["scheduler"])
    accept(page)
    expect_options(page, ["name"])
    accept(page)
    expect_options(page, list(SCHEDULERS))
    page.keyboard.type("m")
    expect_options(page, ["multi_step"])
    accept(page)
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Space")
    expect_options(page, list(field_specs(SCHEDULERS["multi_step"])))
    accept(page)
    expect_options(page, ["[30, 80]"])
    accept(page)
    simulator.expect_text("training:\n  epochs: 100\n  scheduler:\n    name: multi_step\n    milestones: [30, 80]")


def test_a_completed_key_is_indented_like_its_section(simulator: Simulator, page: Page) -> None:
    """A key typed at the wrong indentation is put where its section's keys stand; one that is there is not offered."""
    simulator.open()
    simulator.replace_text(MULTI_STEP)
    page.keyboard.type("m")
    expect_options(page, ["milestones"])
    accept(page)
    simulator.expect_text(f"{MULTI_STEP}    milestones: ")


def test_enter_after_a_whole_name_starts_a_line(simulator: Simulator, page: Page) -> None:
    """A name that is typed to its end is not turned into a longer one by Enter."""
    simulator.open()
    simulator.replace_text("training:\n  scheduler:\n    name: ")
    page.keyboard.type("cosin")
    expect_options(page, ["cosine_no_sgdr", "cosine"])
    page.keyboard.type("e")
    expect(page.get_by_role("listbox", name="Completions").get_by_role("option")).to_have_count(0)
    accept(page)
    simulator.expect_text("training:\n  scheduler:\n    name: cosine\n    ")


def test_the_field_is_explained(simulator: Simulator, page: Page) -> None:
    """The pointer over a field and the cursor in it each bring its requirement, unit and description."""
    simulator.open()
    spec = field_specs(SCHEDULERS["multi_step"])["gamma"]
    explanation = f"{spec.requirement} ({spec.field.unit}): {spec.field.description}"
    simulator.replace_text(MULTI_STEP)
    expect(page.get_by_text(explanation)).to_have_count(0)
    page.keyboard.press("ArrowUp")
    expect(page.get_by_text(f"gamma: {explanation}")).to_be_visible()
    expect(simulator.editor).to_have_accessible_description(re.compile(re.escape(explanation)))
    page.keyboard.press("ArrowUp")
    expect(page.get_by_text(summary(SCHEDULERS["multi_step"]))).to_be_visible()
    expect(page.get_by_text(explanation)).to_have_count(0)
    simulator.editor.get_by_text("gamma", exact=True).hover()
    expect(page.get_by_text(f"gamma {explanation}")).to_be_visible()


def test_a_fix_by_the_keyboard(simulator: Simulator, page: Page) -> None:
    """At a problem Ctrl-. puts the obvious replacement there, and one undo takes back that and nothing else."""
    simulator.open().wait_until_ready()
    simulator.replace_text(BROKEN)
    expect(simulator.problems).to_have_count(4)
    page.keyboard.press("F8")
    expect(page.get_by_text("Ctrl-. fixes this: Replace with 0.1.")).to_be_visible()
    page.keyboard.press("ControlOrMeta+.")
    unquoted = BROKEN.replace("'0.1'", "0.1")
    simulator.expect_text(unquoted)
    page.keyboard.type("5")
    simulator.expect_text(BROKEN.replace("'0.1'", "0.15"))
    page.keyboard.press("ControlOrMeta+z")
    simulator.expect_text(unquoted)
    page.keyboard.press("ControlOrMeta+z")
    simulator.expect_text(BROKEN)


def test_a_fix_by_the_pointer(simulator: Simulator, page: Page) -> None:
    """The message at an underlined key has a button that replaces it with the nearest one; a range has none."""
    simulator.open().wait_until_ready()
    simulator.replace_text(BROKEN)
    expect(simulator.problems).to_have_count(4)
    simulator.editor.get_by_text("gama", exact=True).hover()
    page.get_by_role("button", name="Replace with gamma").click()
    simulator.expect_text(BROKEN.replace("gama", "gamma"))
    expect(simulator.problems).to_have_count(2)
    expect(page.get_by_role("button", name="Replace with")).to_have_count(0)


def test_tab_leaves_the_editor(simulator: Simulator, page: Page) -> None:
    """Tab goes on to the next control, with completions open too, and types nothing."""
    simulator.open()
    simulator.replace_text(MULTI_STEP)
    page.keyboard.press("Control+Space")
    expect_options(page, ["milestones"])
    page.keyboard.press("Tab")
    expect(simulator.editor).not_to_be_focused()
    simulator.expect_text(MULTI_STEP)


@pytest.mark.parametrize("way", ["button", "drop"])
def test_a_file_is_opened(simulator: Simulator, page: Page, tmp_path: Path, way: str) -> None:
    """A chosen or dropped file takes the place of the text, every character kept, and undo brings the old text back."""
    text = '# Größe 🎯\ntraining:   {epochs: 7,  # seven\n  "scheduler": {name: step}}\n\t# end\n'
    file = tmp_path / "run.yaml"
    file.write_text(text, encoding="utf-8", newline="")
    simulator.open()
    simulator.replace_text(MULTI_STEP)
    if way == "button":
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name="Open file").click()
        chooser.value.set_files(file)
    else:
        simulator.editor.evaluate(DROP, [file.name, text])
    simulator.expect_text(text)
    expect(simulator.editor).to_be_focused()
    page.keyboard.press("ControlOrMeta+z")
    simulator.expect_text(MULTI_STEP)


def test_a_file_is_shown_whole(simulator: Simulator, page: Page, tmp_path: Path) -> None:
    """What was zoomed to belonged to another configuration: the curve of an opened file is shown whole."""
    file = tmp_path / "run.yaml"
    file.write_text(MULTI_STEP, encoding="utf-8")
    simulator.open().wait_until_ready()
    page.get_by_role("button", name="Zoom in").click()
    reset = page.get_by_role("button", name="Reset zoom")
    expect(reset).to_have_attribute("aria-disabled", "false")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Open file").click()
    chooser.value.set_files(file)
    simulator.expect_text(MULTI_STEP)
    expect(reset).to_have_attribute("aria-disabled", "true")


def test_a_file_that_is_no_configuration_is_refused(simulator: Simulator, page: Page, tmp_path: Path) -> None:
    """A file that is too long or no text is refused in a plain sentence with its name, and the text stays."""
    simulator.open()
    simulator.replace_text(MULTI_STEP)
    long, binary, allowed = tmp_path / "long.yaml", tmp_path / "binary.yaml", tmp_path / "allowed.yaml"
    long.write_bytes(b"#" * (MAX_BYTES + 1))
    binary.write_bytes(b"\xff\xfe\x00")
    allowed.write_bytes(b"#" * MAX_BYTES)
    refusal = page.locator("[data-part=refusal][role=alert]")
    for file, reason in ((long, "has 65,537 bytes; at most 65,536 are read"), (binary, "is not text in UTF-8")):
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name="Open file").click()
        chooser.value.set_files(file)
        expect(refusal).to_have_text(f"{file.name} {reason}. Your text is unchanged.")
        simulator.expect_text(MULTI_STEP)
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Open file").click()
    chooser.value.set_files(allowed)
    expect(refusal).to_have_text("")
    expect(simulator.editor).to_contain_text("####")
