"""What was made to break the page is answered by the page itself: documents by its worker, links by its decoder."""

import json
import random

import pytest
from playwright.sync_api import Page

from schedulers.reading.reader import MAX_BYTES
from site_plugins.simulator.python.inside.simulator_page import simulate_text
from tests.browser.python.asking import ask_the_worker
from tests.browser.server import Server
from tests.browser.simulator import Simulator
from tests.fuzz.documents import document
from tests.fuzz.links import open_links_in
from tests.fuzz.outcome import LARGEST
from tests.fuzz.pieces import CHARACTERS, REPEATED, SCALARS
from tests.schedulers.documents import step
from tests.schedulers.reading.test_broken_documents import HEAVY
from tests.schedulers.reading.test_hostile_documents import SLOW_ONCE
from tests.sites.agreement import report_differences
from tests.support.budget import cases, some


@pytest.mark.shares_page
def test_the_worker_answers_hostile_documents(simulator: Simulator) -> None:
    """Whatever stands in the document, the page's worker says what this Python says, and stays alive."""
    long = [*HEAVY.values(), *SLOW_ONCE.values(), *(part * (MAX_BYTES // 8 // len(part)) for part in REPEATED)]
    texts = list(some(long))
    scalars = [*SCALARS, *(f"1{character}0" for character in CHARACTERS)]
    texts += [step(gamma=scalar) for scalar in some(scalars)]
    texts += [document(random.Random(seed)) for seed in range(cases(200))]  # noqa: S311  # no secret
    for text, (report, _) in zip(texts, ask_the_worker(simulator, texts), strict=True):
        assert report_differences(report, json.loads(simulate_text(text)[0])) == [], ascii(text[:200])


def test_hostile_links_are_answered(page: Page, server: Server) -> None:
    """A link gives exactly what it holds, or a sentence that says why not, and needs little memory; none is executed,
    none pollutes.
    """
    page.goto(f"{server.url}security/")  # where Python, which starts with the simulator, takes no memory
    many = cases(2_000)
    found = open_links_in(page, many, seed=0)
    assert found.failures == []
    assert 0.1 * many < found.accepted < found.answered == many
    assert found.growth < LARGEST
