"""A link gives back exactly what it was made from, and a bad one does nothing but say so."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import FilePayload, Page, expect

from schedulers import SCHEDULERS
from schedulers.signature.spec import field_specs
from schedulers.writing.presets import presets
from site_plugins.simulator.toolchain.bundle import ASSETS
from site_plugins.simulator.toolchain.node import install_packages, run_node
from tests.browser.links import fragment, holding
from tests.browser.simulator import Simulator
from tests.support.budget import cases

TEXT = "# mine\ntraining: {epochs: 7, optimizer: {lr: 2}, scheduler: {name: multi_step, milestones: [3], gamma: 0.5}}"

# Made on the day the format was, and never to be changed: somebody may have kept it.
KEPT_LINK = (
    "#s1.eNodzEEKAjEMRuGrhLotIooIuYqKlPFnJtCkZZoBcejdLW7e4lu8PTg-HjgcSMXwMF-TmNjMtKOWaWlMt0iluqh8sQ"
    "7OI-ceqU0L3lv-myUFk27Z5dUcNY5bRvNiGIP75RlpTqqJ6XS89h76D-nxKZA"
)

BUNDLE = """
import { build } from "esbuild";
const entryPoints = ["src/session/link.ts"];
await build({ entryPoints, bundle: true, format: "iife", globalName: "share", outfile: "OUT" });
"""


def generated_states(count: int) -> list[dict[str, Any]]:
    zooms = st.tuples(st.integers(0, 10**6), st.integers(1, 10**6)).map(lambda zoom: [zoom[0], sum(zoom)])
    views = st.fixed_dictionaries({"logarithmic": st.booleans(), "zoom": st.none() | zooms})
    found: list[dict[str, Any]] = []

    line: st.SearchStrategy[str] = st.text(
        st.characters(exclude_categories=["Cc", "Zl", "Zp"], exclude_characters="\ufeff"), max_size=60
    ).map(str.strip)
    pins = st.lists(
        st.fixed_dictionaries({"name": line.filter(bool), "text": st.text(), "visible": st.booleans()}),
        max_size=8,
        unique_by=lambda pin: pin["name"],
    )
    styles = st.permutations(range(8))
    thresholds = st.sampled_from(["1e-3", "", "0.1", "<b>", "\"'"])

    @settings(max_examples=count, deadline=None, derandomize=True, database=None)
    @given(
        st.fixed_dictionaries(
            {"text": st.text(), "view": views, "pins": pins, "styles": styles, "threshold": thresholds}
        )
    )
    def collect(state: dict[str, Any]) -> None:
        pins = [{**pin, "style": style} for pin, style in zip(state["pins"], state["styles"], strict=False)]
        found.append({**{key: state[key] for key in ("text", "view", "threshold")}, "pins": pins})

    collect()
    return found


def hostile_pins() -> list[dict[str, Any]]:
    pin = {"name": "a", "text": "b"}
    lists: list[Any] = [None, 1, "x", {}, {"0": pin, "length": 1}, [None], [1], ["x"], [[]], [{}], [pin, None], []]
    names: list[Any] = [None, 1, ["a"], "", " ", " a", "a ", "a\nb", "a\u2028b", "\0", "a" * 61, "a" * 60_000]
    looks: list[Any] = [None, -1, 8, 0.5, "0", [0], 1e308]
    wrong: list[Any] = [None, 1, ["x"], {}]
    lists += [[{**pin, "name": name}] for name in names] + [[{**pin, "look": look}] for look in looks]
    lists += [[{**pin, "text": text}] for text in wrong] + [[{"name": "a"}], [{"text": "b"}]]
    lists += [[{**pin, "hidden": hidden}] for hidden in (None, 0, 1, "true", False)]
    lists += [[{**pin, "other": 1}], [{**pin, "__proto__": {"look": 2}}], [{**pin, "constructor": "x"}]]
    lists += [[pin, pin], [pin, {**pin, "name": "b", "look": 0}]]  # a name, then a look, that another pin has
    lists += [[{"name": str(number), "text": "x"} for number in range(count)] for count in (9, 1000)]
    thresholds: list[Any] = [None, 1, ["1"], "1" * 31, "1e-3"]
    return [{"pins": pins} for pins in lists] + [{"threshold": threshold} for threshold in thresholds] + [{}]


def hostile_fragments() -> list[str]:
    good = fragment(json.dumps({"text": "lost: not"}, separators=(",", ":")).encode())
    # The last character has bits that mean nothing, so changing it may change nothing.
    flipped = [good[:i] + ("A" if good[i] != "A" else "B") + good[i + 1 :] for i in range(4, len(good) - 1)]
    cut = [good[:length] for length in range(3, len(good) - 1)]
    longer = [good + tail for tail in ("AAAA", "-_-_", "....", ")", "%00", "&x=1", "\u200b", "😀")]
    scripts = [
        "<script>executed=1</script>",
        "<img src=x onerror=executed=1>",
        "javascript:executed=1",
        "'\"><svg onload=x>",
    ]
    injected = [f"#s1.{script}" for script in scripts] + [f"#s1{script}" for script in scripts]
    bombs = [fragment(b" " * size) for size in (64 * 1024 + 1, 10**6, 10**8)] + [holding({"text": "x" * 10**7})]
    versions = [fragment(b'{"text":"x"}', version) for version in ("0", "2", "3", "01", "99", "1" * 400)]
    values: list[Any] = [
        None,
        1,
        "x",
        [],
        {},
        {"text": 1},
        {"text": None},
        {"text": ["x"]},
        {"text": "x", "zoom": [2, 1]},
    ]
    values += [
        {"text": "x", "zoom": zoom} for zoom in (1, [1], [1, 2, 3], [-1, 2], [0.5, 2], ["0", "2"], {"0": 0, "1": 1})
    ]
    values += [{"text": "x", "logarithmic": 1}, {"text": "x", "__proto__": {"a": 1}}, {"text": "x", "pins": []}]
    values += [{"text": "x", "pins": [{"name": "a", "text": "b"}]}, {"text": "x", "threshold": "1"}]  # of version 2
    wrong = [holding(value) for value in values] + [fragment(b'{"text":"\xff"}'), fragment(b'{"text":'), fragment(b"")]
    wrong += [holding({"text": "x", **more}, version="2") for more in hostile_pins()]
    long = ["#s1." + "A" * 300_000]
    padded = [
        f"#s1.{good[4:][:at]}{junk}{good[4:][at:]}" for at in range(0, 40, 2) for junk in ("!", "*", "=", "+", "/")
    ]
    slightly = [*flipped, *cut, *padded]
    some = slightly[:: len(slightly) // cases(len(slightly))]
    return [*some, *longer, *injected, *bombs, *versions, *wrong, *long]


@pytest.mark.shares_page
def test_generated_states(simulator: Simulator, page: Page, tmp_path: Path) -> None:
    """Generated states come out of their links as they went in, halves of characters included."""
    bundle = tmp_path / "share.js"
    install_packages(ASSETS)
    run_node("--input-type=module", "--eval", BUNDLE.replace("OUT", bundle.as_posix()), directory=ASSETS)
    simulator.open()
    # Not as an element of the page, which its policy refuses.
    page.evaluate(f"{bundle.read_text(encoding='utf-8')}; globalThis.share = share; null")
    states = generated_states(cases(1000))
    script = """async states => {
      const half = "half \\ud800 of one";
      const pin = { name: half, text: half, visible: true, style: 3 };
      states.push({ text: half, view: { logarithmic: true, zoom: null }, pins: [pin], threshold: "1e-3" });
      const isObject = value => typeof value === "object" && value !== null && !Array.isArray(value);
      const sorted = (_, value) => // the order of keys means nothing
        isObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
      const written = state => JSON.stringify(state, sorted);
      const came = [];
      for (const state of states) {
        const fragment = await share.toFragment(state);
        const version = state.pins.length === 0 && state.threshold === "1e-3" ? 1 : 2;
        if (!new RegExp(`^#s${version}\\\\.[\\\\w-]+$`).test(fragment)) throw new Error(fragment);
        came.push(written(await share.fromFragment(fragment)) === written(state));
      }
      return came;
    }"""
    assert page.evaluate(script, states) == [True] * (len(states) + 1)


def test_copied_and_opened(simulator: Simulator, page: Page) -> None:
    """Copy link gives a link that opens text and view in a new tab, and leaves the address once it is open."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    simulator.open().wait_until_ready()
    simulator.replace_text(TEXT)
    page.get_by_role("button", name="Logarithmic").click()
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("alert").filter(has_text=re.compile(r"\S"))).to_contain_text("Link copied")
    link = page.evaluate("navigator.clipboard.readText()")
    assert len(link) < 300
    other = page.context.new_page()
    other.goto(link)
    expect(other.get_by_role("status")).to_contain_text("7 epochs")
    assert other.get_by_role("textbox", name="Training configuration").inner_text() == TEXT
    expect(other.get_by_role("button", name="Logarithmic")).to_have_attribute("aria-pressed", "true")
    assert "#" not in other.url


@pytest.mark.shares_page
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


@pytest.mark.shares_page
def test_a_link_with_eight_pins_is_short(simulator: Simulator, page: Page) -> None:
    """Eight pins that differ in a value or two make the link of one configuration less than half as long again."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    [recipe] = [preset.text for preset in presets() if preset.name.startswith("ImageNet ResNet-50, 600")]
    simulator.open().wait_until_ready()
    lengths = []
    for number in range(9):
        simulator.replace_text(recipe.replace("epochs: 600", f"epochs: {600 + number}"))
        page.get_by_role("button", name="Copy link").click()
        expect(page.get_by_role("alert").filter(has_text=re.compile(r"\S"))).to_contain_text("Link copied")
        link = page.evaluate("navigator.clipboard.readText()")
        lengths.append(len(link))
        page.get_by_role("button", name="Dismiss").click()
        if number < 8:
            page.get_by_role("button", name="Pin curve").click()
            expect(page.get_by_role("list", name="Pins").get_by_role("listitem")).to_have_count(number + 1)
    assert "#s2." in link
    assert lengths[-1] < 1.5 * lengths[0], lengths
    other = page.context.new_page()
    other.goto(link)
    expect(other.get_by_role("list", name="Pins").get_by_role("listitem")).to_have_count(8)
    expect(other.get_by_role("status")).to_contain_text("608 epochs")
    other.close()


@pytest.mark.shares_page
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


@pytest.mark.shares_page
def test_hostile_links(simulator: Simulator, page: Page, complaints: list[str]) -> None:
    """Damaged, swollen and foreign links by the hundred: nothing runs, nothing is lost, each is told in a sentence."""
    simulator.open().wait_until_ready()
    simulator.replace_text("mine")
    expect(simulator.editor).to_have_text("mine")
    hostile = hostile_fragments()
    assert len(set(hostile)) > 100
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
    page.goto(f"{simulator.site}simulator/{link}")
    expect(simulator.editor).to_have_text(text)
    expect(page.get_by_role("rowheader", name=markup)).to_be_visible()
    simulator.wait_until_ready()
    for messages in (simulator.problems.first, page.get_by_role("cell", name="No curve: ").first):
        expect(messages).to_contain_text(tag)
    assert page.evaluate("typeof executed") == "undefined"
    assert complaints == []


@pytest.mark.shares_page
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
