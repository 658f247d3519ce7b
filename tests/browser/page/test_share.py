"""A link gives back exactly what it was made from, and a bad one does nothing but say so."""

import re

import pytest
from playwright.sync_api import FilePayload, Page, expect

from schedulers import SCHEDULERS
from schedulers.signature.spec import field_specs
from tests.browser.links import holding
from tests.browser.simulator import Simulator
from tests.browser.starts import SAVES_DATA
from tests.site_plugins.simulator.hostile_links import hostile_fragments
from tests.support.budget import some

pytestmark = pytest.mark.shares_page

TEXT = "# mine\ntraining: {epochs: 7, optimizer: {lr: 2}, scheduler: {name: multi_step, milestones: [3], gamma: 0.5}}"

# Made on the day the format was, and never to be changed: somebody may have kept it.
KEPT_LINK = (
    "#s1.eNodzEEKAjEMRuGrhLotIooIuYqKlPFnJtCkZZoBcejdLW7e4lu8PTg-HjgcSMXwMF-TmNjMtKOWaWlMt0iluqh8sQ"
    "7OI-ceqU0L3lv-myUFk27Z5dUcNY5bRvNiGIP75RlpTqqJ6XS89h76D-nxKZA"
)


def test_copied_and_opened(simulator: Simulator, page: Page) -> None:
    """Copy link gives a link that opens text, view and pins in a new tab, and leaves the address once it is open."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    simulator.open().wait_until_ready()
    simulator.replace_text(TEXT)
    page.get_by_role("button", name="Logarithmic").click()
    page.get_by_role("button", name="Pin curve").click()
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("alert").filter(has_text=re.compile(r"\S"))).to_contain_text("Link copied")
    link = page.evaluate("navigator.clipboard.readText()")
    assert "#s2." in link
    assert len(link) < 300
    other = page.context.new_page()
    other.add_init_script(SAVES_DATA)  # what a link holds is there without Python
    other.goto(link)
    Simulator(other, simulator.site).expect_text(TEXT)
    expect(other.get_by_role("button", name="Logarithmic")).to_have_attribute("aria-pressed", "true")
    expect(other.get_by_role("list", name="Pins").get_by_role("listitem")).to_have_count(1)
    assert "#" not in other.url
    other.close()


def test_a_link_from_long_ago(simulator: Simulator, page: Page) -> None:
    """The link that was kept opens, over a text that can be had back by undoing."""
    simulator.open().wait_until_ready()
    simulator.replace_text("mine")
    page.evaluate("fragment => { location.hash = fragment }", KEPT_LINK)
    expect(simulator.status).to_contain_text("7 epochs")
    assert simulator.editor.inner_text() == TEXT
    simulator.editor.focus()
    page.keyboard.press("ControlOrMeta+z")
    expect(simulator.editor).to_have_text("mine")


def test_pins_that_a_link_replaces_come_back(simulator: Simulator, page: Page) -> None:
    """A link opened over pins says that its own have taken their place, and a button brings them back."""
    pins = page.get_by_role("list", name="Pins").get_by_role("listitem")
    simulator.open().wait_until_ready()
    page.get_by_role("button", name="Pin curve").click()
    expect(pins).to_have_count(1)
    page.evaluate("fragment => { location.hash = fragment }", KEPT_LINK)
    expect(simulator.status).to_contain_text("7 epochs")
    expect(pins).to_have_count(0)
    page.get_by_role("button", name="Bring my pins back").click()
    expect(pins).to_have_count(1)
    expect(page.get_by_role("button", name="Pin curve")).to_be_focused()


OPEN_AND_DISMISS = """async ([fragment, editor]) => {
  const alerts = () => [...document.querySelectorAll("[role=alert]")].filter(({ textContent }) => textContent.trim());
  const until = async (holds) => {
    while (!holds()) await new Promise(requestAnimationFrame);
  };
  location.hash = fragment;
  await until(() => alerts().length === 1);
  const seen = [alerts()[0].textContent.trim(), editor.innerText, location.href];
  document.querySelector("[data-part=dismiss]").click();
  await until(() => alerts().length === 0);
  return seen;
}"""
"""Opens a link on the page that is there; what was told then, the text in the editor, and the address."""


def test_hostile_links(simulator: Simulator, page: Page, complaints: list[str]) -> None:
    """Damaged, swollen and foreign links: nothing runs, nothing is lost, each is told in a sentence."""
    simulator.open().wait_until_ready()
    simulator.replace_text("mine")
    expect(simulator.editor).to_have_text("mine")
    hostile = list(some(hostile_fragments()))
    assert len(set(hostile)) > 10
    said = re.compile(
        r"^This link (is damaged|was made by another version|holds more than)\b.* Nothing has changed here.$"
    )
    editor = simulator.editor.element_handle()
    for link in hostile:
        told, text, address = page.evaluate(OPEN_AND_DISMISS, [link, editor])
        assert said.match(told), (link[:200], told)
        assert text == "mine", link[:200]
        assert "#" not in address
    assert page.evaluate("typeof executed") == "undefined"
    assert complaints == []


def test_markup_is_only_text(simulator: Simulator, page: Page, complaints: list[str]) -> None:
    """A sound link whose text, names of pins and rate are markup shows them as text."""
    tag = "<img src=x onerror=executed=1>"
    text = f"training: {{'{tag}': 1, scheduler: {{name: '{tag}<script>executed=1</script>'}}}}"
    markup = "</th><img src=x onerror=executed=1>"
    pins = [{"name": markup, "text": text}, {"name": "';executed=1//", "text": text}]
    link = holding({"text": text, "pins": pins, "threshold": '"><svg onload=executed=1>'}, version="2")
    simulator.open_link(link)
    expect(simulator.editor).to_have_text(text)
    expect(page.get_by_role("rowheader", name=markup)).to_be_visible()
    simulator.wait_until_ready()
    for messages in (simulator.problems.first, page.get_by_role("cell", name="No curve: ").first):
        expect(messages).to_contain_text(tag)
    assert page.evaluate("typeof executed") == "undefined"
    assert complaints == []


def test_markup_in_every_field_is_only_text(simulator: Simulator, page: Page, complaints: list[str]) -> None:
    """Markup as the value of each field of each scheduler, as a key, and as the name of an opened file is text."""
    simulator.open().wait_until_ready()
    tag = "<img src=x onerror=executed=1>"
    for name, scheduler in SCHEDULERS.items():
        fields = field_specs(scheduler)
        values = "".join(f"    {field}: '{field}{tag}'\n" for field in fields)
        simulator.replace_text(f"training:\n  scheduler:\n    name: {name}\n{values}    '{tag}': 1")
        for field in (*fields, ""):
            expect(simulator.problems.filter(has_text=f"{field}{tag}").first).to_be_visible()
    file: FilePayload = {"name": f"{tag}.yaml", "mimeType": "text/plain", "buffer": b"\x00\xff"}
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_role("alert").filter(has_text=f"{tag}.yaml")).to_be_visible()
    assert page.evaluate("typeof executed") == "undefined"
    assert complaints == []
