"""The browser's own Python and NumPy are held against torch, over generated configurations."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from playwright.sync_api import expect

from schedulers import TrainingConfig, build_scheduler
from site_plugins.simulator.python.inside.simulator_page import simulate_text
from tests.browser.simulator import Simulator
from tests.schedulers.reading.test_broken_documents import BROKEN
from tests.schedulers.strategies import configurations
from tests.schedulers.training import optimizer, rates_used
from tests.sites.agreement import LARGEST_ERROR, highest_term, largest_relative_error, report_differences
from tests.support.budget import cases

# The page's own worker is known by the next message that the page sends.
LISTEN = """() => {
  const { prototype } = Worker;
  const { postMessage } = prototype;
  prototype.postMessage = function (...given) {
    prototype.postMessage = postMessage;
    window.listened = this;
    return this.postMessage(...given);
  };
}"""
# Speaks to the worker as the page does, with numbers that the page itself does not come to. A worker that is incomplete
# is replaced by the page, and the next one is asked the same.
ASK_THE_WORKER = """
async texts => {
  const { prototype } = Worker;
  const { postMessage } = prototype;
  let [worker, next] = [window.listened];
  prototype.postMessage = function (...given) {
    next = this;
    return postMessage.apply(this, given);
  };
  const said = expected => new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => {
      if (data.type === "failed" || data.type === "crashed") reject(new Error(JSON.stringify(data)));
      else if (expected(data)) resolve(data);
    };
  });
  const answer = async (id, text) => {
    const given = said(data => data.type === "incomplete" || data.id === id);
    worker.postMessage({ type: "simulate", id, text });
    const data = await given;
    if (data.type !== "incomplete") return data;
    worker = next;
    await said(({ type }) => type === "ready");
    return answer(id, text);
  };
  const answers = [];
  for (const [number, text] of texts.entries()) {
    const { report, curve } = await answer(1e9 + number, text);
    // JSON has neither infinity nor all bits of a zero; text has.
    const lists = curve && [Array.from(curve.lr, String), Array.from(curve.phaseKind), Array.from(curve.phaseNumber)];
    answers.push([report, lists]);
  }
  worker.onmessage = null;
  prototype.postMessage = postMessage;
  return answers;
}
"""


def ask_the_worker(simulator: Simulator, texts: list[str]) -> list[tuple[dict[str, Any], Any]]:
    """What the page's worker answers to each text: the report, and rates and phases as lists."""
    simulator.open().wait_until_ready()
    simulator.page.evaluate(LISTEN)
    simulator.replace_text("# heard")
    simulator.page.wait_for_function("() => window.listened")
    expect(simulator.problems.first).to_be_visible()  # what the page itself has asked for is answered
    answers = simulator.page.evaluate(ASK_THE_WORKER, texts)
    simulator.page.evaluate("() => { delete window.listened; }")
    return [(report, lists) for report, lists in answers]


def generated(count: int) -> list[TrainingConfig]:
    """The same ``count`` configurations on every run."""
    found: list[TrainingConfig] = []

    @settings(max_examples=count, deadline=None, derandomize=True, database=None)
    @given(configurations())
    def collect(config: TrainingConfig) -> None:
        found.append(config)

    collect()
    return found


def document(config: TrainingConfig) -> str:
    """The configuration as YAML with every digit."""
    scheduler = {"name": config.scheduler, **config.fields}
    training = {"epochs": config.epochs, "optimizer": {"lr": config.lr}, "scheduler": scheduler}
    return yaml.safe_dump({"training": training})


@pytest.mark.shares_page
def test_the_browser_agrees_with_torch(simulator: Simulator) -> None:
    """For every epoch of generated configurations the browser gives the rate that torch trains with."""
    configs = generated(cases(500))
    assert {config.scheduler for config in configs} == {"step", "poly", "cosine_no_sgdr", "cosine", "multi_step"}
    answers = ask_the_worker(simulator, [document(config) for config in configs])
    for config, (report, lists) in zip(configs, answers, strict=True):
        assert report["problems"] == []
        rates = np.array([float(rate) for rate in lists[0]])
        used = rates_used(build_scheduler(optimizer(config.lr), config), config.epochs)[:, 0]
        assert largest_relative_error(rates, used, highest_term(config)) <= LARGEST_ERROR, config


@pytest.mark.shares_page
def test_the_browser_says_what_python_says_here(simulator: Simulator) -> None:
    """Problems, notes, phases and summary are in the browser what they are here, but for a rate's last digits."""
    texts = [document(config) for config in generated(cases(100))] + [text for text, _, _ in BROKEN]
    texts += [
        path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[2] / "reference").glob("*.yaml"))
    ]
    for text, (report, lists) in zip(texts, ask_the_worker(simulator, texts), strict=True):
        expected, _, kind, number = simulate_text(text)
        assert report_differences(report, json.loads(expected)) == [], text
        if kind is None or number is None:
            assert lists is None
        else:
            assert lists[1:] == [kind.tolist(), number.tolist()]
