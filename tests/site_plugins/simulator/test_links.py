"""A link gives back exactly what it was made from, and any other is refused: by the page's modules, without a page."""

import re
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from schedulers.writing.presets import presets
from tests.site_plugins.simulator.hostile_links import hostile_fragments
from tests.sites.page_modules import answer_of_the_page
from tests.support.budget import cases

THERE_AND_BACK = r"""
import { fromFragment, toFragment } from "./session/link";
const half = "half \ud800 of one";
const pin = { name: half, text: half, visible: true, style: 3 };
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const sorted = (_, value) => // the order of keys means nothing
  isObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
const written = (state) => JSON.stringify(state, sorted);
export const answer = async (states) => {
  states.push({ text: half, view: { logarithmic: true, zoom: null }, pins: [pin], threshold: "1e-3" });
  const came = [];
  for (const state of states) {
    const fragment = await toFragment(state);
    const version = state.pins.length === 0 && state.threshold === "1e-3" ? 1 : 2;
    if (!new RegExp(`^#s${version}\\.[\\w-]+$`).test(fragment)) throw new Error(fragment);
    came.push(written(await fromFragment(fragment)) === written(state));
  }
  return came;
};
"""
LENGTHS = """
import { toFragment } from "./session/link";
const view = { logarithmic: false, zoom: null };
export const answer = ([text, ...texts]) => Promise.all([[], texts].map(async (pinned) => {
  const pins = pinned.map((text, style) => ({ name: `pin ${style}`, text, visible: true, style }));
  return (await toFragment({ text, view, pins, threshold: "1e-3" })).length;
}));
"""
REFUSED = """
import { fromFragment, isShared } from "./session/link";
const said = async (fragment) => {
  if (!isShared(fragment)) return "no link of ours";
  try {
    return `opened: ${JSON.stringify(await fromFragment(fragment))}`;
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
};
export const answer = async (fragments) => {
  const answers = [];
  for (const fragment of fragments) answers.push(await said(fragment));
  return answers;
};
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


def test_generated_states(tmp_path: Path) -> None:
    """Generated states come out of their links as they went in, halves of characters included."""
    states = generated_states(cases(1000))
    assert answer_of_the_page(THERE_AND_BACK, states, tmp_path) == [True] * (len(states) + 1)


def test_a_link_with_eight_pins_is_short(tmp_path: Path) -> None:
    """Eight pins that differ in a value or two make the link of one configuration less than half as long again."""
    [recipe] = [preset.text for preset in presets() if preset.name.startswith("ImageNet ResNet-50, 600")]
    texts = [recipe.replace("epochs: 600", f"epochs: {600 + number}") for number in range(9)]
    alone, with_pins = answer_of_the_page(LENGTHS, texts, tmp_path)
    assert alone < with_pins < 1.5 * alone


def test_hostile_links(tmp_path: Path) -> None:
    """Damaged, swollen and foreign links by the hundred are refused, each in a sentence for people."""
    hostile = hostile_fragments()
    assert len(set(hostile)) > 100
    sentence = re.compile(r"ShareError: This link (is damaged|was made by another version|holds more than)\b.*\.")
    answers = answer_of_the_page(REFUSED, hostile, tmp_path)
    wrong = [(link[:200], said) for link, said in zip(hostile, answers, strict=True) if not sentence.fullmatch(said)]
    assert wrong == []
