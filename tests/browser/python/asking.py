"""Asks the page's worker in the place of the page, or keeps it busy."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.server import Server
from tests.browser.simulator import Simulator, worker_of

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


def occupy(page: Page, server: Server) -> None:
    """Keep the worker busy until the server answers a request that it holds back."""
    server.hold = "occupied"
    worker_of(page).evaluate(
        """address => setTimeout(() => {
          const request = new XMLHttpRequest();
          request.open("GET", address, false);
          try { request.send(); } catch { /* whatever the answer */ }
        })""",
        f"{server.url}occupied",
    )
    server.wait_until_asked("occupied")
