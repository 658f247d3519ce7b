"""The form and the text are in step: a control edits its own value in the text, and nothing else."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from schedulers import SCHEDULERS
from schedulers.reading.values import yaml_text
from schedulers.schedules.own_layout import LAYOUT
from schedulers.signature.spec import field_specs
from schedulers.writing.example import example_fields, example_yaml
from tests.browser.simulator import Simulator

pytestmark = pytest.mark.shares_page

# Odd spacing, comments and quotes: what a program that writes YAML anew would lose.
POLY = """\
# run 7
training:   # all of it
    epochs:   100   # enough
    "optimizer": {name: 'sgd',  lr: 0.1 ,momentum: 0.9} # lr: 5
    scheduler:
      name: 'poly'
      min_lr:  1e-6  # é 🎯
      warmup_epochs: 5
      warmup_bias_lr: 1.0e-05 # start
      power: 1.

      end_epoch: 80 # 80"""

STEPS = 6
"""How many places a slider is dragged over."""


def number(page: Page, name: str) -> Locator:
    return page.get_by_role("spinbutton", name=name, exact=True)


def slider(page: Page, name: str) -> Locator:
    return page.get_by_role("slider", name=name, exact=True)


def test_a_drag_edits_one_value(simulator: Simulator, page: Page) -> None:
    """While sliders are dragged over many places, only their own numbers change in the text, and go along."""
    simulator.open()
    simulator.replace_text(POLY)
    for name, written in (("lr", "0.1 ,"), ("min_lr", "1e-6"), ("end_epoch", "80 #"), ("power", "1.\n")):
        start = simulator.text()
        before, key, rest = start.partition(f" {name}:")
        gap = re.match(" *", rest)
        assert gap
        before += key + gap[0]
        after = start[len(before) + len(re.match(r"[^\s,]*", start[len(before) :])[0]) :]  # type: ignore[index]
        assert start[len(before) :].startswith(written.split()[0])
        box = slider(page, name).bounding_box()
        assert box
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.down()
        seen = set()
        for step in range(1, 1 + STEPS):
            page.mouse.move(box["x"] + box["width"] * step / (1 + STEPS), box["y"] + box["height"] / 2)
            text = simulator.text()
            assert text.startswith(before)
            assert text.endswith(after)
            value = text[len(before) : len(text) - len(after)]
            assert float(value) == float(number(page, name).input_value())
            seen.add(float(value))
        page.mouse.up()
        assert len(seen) > STEPS / 2
        assert min(seen) < float(start[len(before) :].split()[0].rstrip(",")) < max(seen)


def test_the_form_shows_the_text(simulator: Simulator, page: Page) -> None:
    """Every field of the scheduler has a control with its name, and what is typed in the text shows there."""
    simulator.open()
    simulator.replace_text(POLY)
    expect(page.get_by_role("combobox", name="name")).to_have_value("poly")
    for name in (*LAYOUT.settings, *field_specs(SCHEDULERS["poly"])):
        expect(number(page, name)).to_be_enabled()
        expect(slider(page, name)).to_be_enabled()
    expect(number(page, "warmup_bias_lr")).to_have_value("1.0e-05")
    page.keyboard.press("ControlOrMeta+Home")
    simulator.replace_text(POLY.replace("epochs:   100", "epochs:   70"))
    expect(number(page, "epochs")).to_have_value("70")
    expect(simulator.editor).to_be_focused()
    simulator.replace_text(POLY.replace("lr: 0.1", "lr: 5."))
    expect(number(page, "lr")).to_have_value("5")


def test_typing_a_number_is_left_in_peace(simulator: Simulator, page: Page) -> None:
    """What is typed in a control goes into the text as it is typed; while it is no number the text keeps its value."""
    simulator.open()
    simulator.replace_text(POLY)
    lr = number(page, "lr")
    lr.focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    simulator.expect_text(POLY)
    page.keyboard.type("0.0")
    simulator.expect_text(POLY.replace("lr: 0.1", "lr: 0.0"))
    page.keyboard.type("50")
    expect(lr).to_have_value("0.050")
    expect(lr).to_be_focused()
    simulator.expect_text(POLY.replace("lr: 0.1", "lr: 0.050"))
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Delete")
    page.keyboard.press("Tab")
    expect(lr).to_have_value("0.050")


def test_a_value_out_of_range_is_not_written(simulator: Simulator, page: Page) -> None:
    """What a field does not take stays out of the text; its control says what is allowed, and drops it on leaving."""
    simulator.open()
    simulator.replace_text(POLY)
    for name, typed, kept, allowed in (("power", "-2", "1", "float > 0"), ("end_epoch", "7.5", "80", "int >= 1")):
        control = number(page, name)
        control.fill(typed)
        expect(control).to_have_attribute("aria-invalid", "true")
        expect(control).to_have_accessible_description(re.compile(f"^Allowed: {allowed}"))
        simulator.expect_text(POLY)
        control.press("Tab")
        expect(control).to_have_value(kept)
        expect(control).to_have_attribute("aria-invalid", "false")
        expect(slider(page, name)).to_be_visible()


def test_steps_suit_the_magnitude(simulator: Simulator, page: Page) -> None:
    """An arrow key changes a rate in its second digit and a number of epochs by one, from the number and the slider."""
    simulator.open()
    simulator.replace_text(POLY)
    for control in (slider(page, "warmup_bias_lr"), number(page, "warmup_bias_lr")):
        control.press("ArrowUp")
    simulator.expect_text(POLY.replace("1.0e-05", "1.2e-5"))
    number(page, "epochs").press("ArrowDown")
    simulator.expect_text(POLY.replace("1.0e-05", "1.2e-5").replace("epochs:   100", "epochs:   99"))


def test_a_list_is_edited_between_its_brackets(simulator: Simulator, page: Page) -> None:
    """The milestones are a text box; half a list is not written."""
    simulator.open()
    text = "training:\n  scheduler:\n    name: multi_step\n    milestones: [30, 80] # two\n    gamma: 0.1"
    simulator.replace_text(text)
    box = page.get_by_role("textbox", name="milestones")
    expect(box).to_have_value("30, 80")
    box.press("End")
    page.keyboard.type(",")
    simulator.expect_text(text)
    page.keyboard.type(" 90")
    simulator.expect_text(text.replace("80]", "80, 90]"))
    expect(slider(page, "milestones")).to_have_count(0)


def test_another_scheduler_with_its_example_values(simulator: Simulator, page: Page) -> None:
    """Another name rewrites the name alone; the button then exchanges the fields, and one undo takes that back."""
    simulator.open()
    simulator.replace_text(POLY)
    examples = page.get_by_role("button", name="Use example values")
    expect(examples).to_be_disabled()
    page.get_by_role("combobox", name="name").select_option("step")
    renamed = POLY.replace("'poly'", "'step'")
    simulator.expect_text(renamed)
    expect(number(page, "gamma")).to_be_disabled()
    expect(number(page, "gamma")).to_have_accessible_description("training.scheduler.gamma is not in the text.")
    examples.click()
    added = {name: value for name, value in example_fields("step").items() if name != "end_epoch"}
    taken = ("min_lr", "warmup_epochs", "warmup_bias_lr", "power")
    lines = [line for line in renamed.split("\n") if not line.strip().startswith(taken)]
    lines += [f"      {name}: {yaml_text(value)}" for name, value in added.items()]
    simulator.expect_text("\n".join(lines))
    expect(number(page, "gamma")).to_have_value("0.1")
    expect(examples).to_be_disabled()
    simulator.editor.focus()
    page.keyboard.press("ControlOrMeta+z")
    simulator.expect_text(renamed)
    page.keyboard.press("ControlOrMeta+z")
    simulator.expect_text(POLY)


def test_a_name_that_is_none_loses_no_field(simulator: Simulator, page: Page) -> None:
    """While the text names no scheduler, the button for example values does nothing, and says what to do first."""
    simulator.open().wait_until_ready()
    examples = page.get_by_role("button", name="Use example values")
    for name in ("stepp", "StepLR", ""):
        text = example_yaml("step", complete=True).replace("name: step", f"name: {name}")
        simulator.replace_text(text)
        expect(examples).to_be_disabled()
        expect(examples).to_have_attribute("title", "First choose a scheduler: the text names none.")
        examples.click(force=True)
        simulator.expect_text(text)


MERGED = """\
base: &base {epochs: 50, optimizer: {lr: 0.05}}
steps: &steps
  name: multi_step
  milestones: [20, 40]
  gamma: 0.1
training:
  <<: *base
  scheduler: {<<: [*steps], gamma: 0.5}
"""


def test_what_comes_from_another_place_is_said_to(simulator: Simulator, page: Page) -> None:
    """The form has the fields of a scheduler that is named through an alias, and edits those that are in the text."""
    simulator.open().wait_until_ready()
    for text in (MERGED, MERGED.replace("scheduler: {<<: [*steps], gamma: 0.5}", "scheduler: *steps")):
        simulator.replace_text(text)
        expect(simulator.status).to_contain_text("50 epochs")
        name = page.get_by_role("combobox", name="name")
        expect(name).to_be_disabled()
        expect(name).to_have_value("multi_step")
        expect(name).to_have_attribute("title", "The text gives the scheduler its name in another place.")
        expect(page.get_by_role("textbox", name="milestones")).to_be_disabled()
        expect(page.get_by_role("button", name="Use example values")).to_be_disabled()
    simulator.replace_text(MERGED)
    reason = "training.scheduler.milestones comes from << or is not in the text."
    expect(page.get_by_role("textbox", name="milestones")).to_have_accessible_description(reason)
    number(page, "gamma").fill("0.25")
    simulator.expect_text(MERGED.replace("gamma: 0.5", "gamma: 0.25"))


def test_a_value_that_is_no_number_disables_its_control(simulator: Simulator, page: Page) -> None:
    """A reference, a quoted number or a missing field disables the control and says why; others still work."""
    simulator.open()
    reasons = {
        "${training.epochs}": "${training.epochs} is not a plain number.",
        "'80'": "'80' is not a plain number.",
        "": "end_epoch has no value.",
    }
    for value, reason in reasons.items():
        text = POLY.replace("end_epoch: 80 # 80", f"end_epoch: {value}")
        simulator.replace_text(text)
        expect(number(page, "end_epoch")).to_be_disabled()
        expect(number(page, "end_epoch")).to_have_accessible_description(reason)
        expect(slider(page, "end_epoch")).to_have_count(0)
        number(page, "warmup_epochs").fill("6")
        simulator.expect_text(text.replace("warmup_epochs: 5", "warmup_epochs: 6"))


def test_the_page_fits(simulator: Simulator, page: Page) -> None:
    """At 1280 x 800 all parts are on one screen, whatever the problems; at 390 nothing is wider than the screen."""
    simulator.open().wait_until_ready()
    simulator.replace_text(POLY)
    expect(simulator.problems).to_have_count(0)
    none = page.get_by_text("None. Every value is in its range.")
    for part in (page.get_by_role("button", name="Open file"), simulator.download, slider(page, "end_epoch"), none):
        expect(part).to_be_in_viewport(ratio=1)
    place = slider(page, "end_epoch").bounding_box()
    simulator.replace_text(POLY.replace("1e-6", "-1").replace("'poly'", "poli"))
    expect(simulator.problems).to_have_count(2)
    assert slider(page, "end_epoch").bounding_box() == place
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_text("Fields", exact=True).click()
    expect(number(page, "epochs")).to_be_hidden()


# Each control has room for what is in it; a row that is too low lets it overlap its neighbours.
CRAMPED = """() => [...document.querySelectorAll(".simulator__control")]
  .filter((control) => control.scrollHeight > control.clientHeight + 1)
  .map((control) => control.innerText)"""


LIMIT_WIDTH = "width => { document.querySelector('.md-content').style.maxWidth = width; }"


@pytest.mark.parametrize("width", [1280, 390])
def test_a_control_has_room(page: Page, simulator: Simulator, width: int) -> None:
    """The name of the scheduler and its choice overlap nothing, nor does any field. Beside Material's sidebars a preset
    can be chosen, too.
    """
    page.set_viewport_size({"width": width, "height": 844})
    simulator.open().wait_until_ready()
    assert page.evaluate(CRAMPED) == []
    page.evaluate(LIMIT_WIDTH, "700px")
    assert page.evaluate(CRAMPED) == []
    room = page.get_by_role("combobox", name="Preset").bounding_box()
    page.evaluate(LIMIT_WIDTH, "")
    assert room is not None
    assert room["width"] > 80
