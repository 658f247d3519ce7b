"""A mirror calls what only the machine code's second part has: the answer is the same, only later, in both browsers."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.browser.python.each_browser import BROWSERS, launch
from tests.browser.python.put_aside import wait_until_kept
from tests.browser.server import LIFETIME, SUB_PATH, Fault, Server, serving
from tests.browser.simulator import Simulator, python_workers
from tests.browser.sites.test_steps_site import DROPS, LINEAR, PROJECT
from tests.browser.starts import SECOND_PARTS
from tests.sites.building import build_site
from tests.support.budget import has_time_for_all, once_a_week

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SECOND_PARTS, reason="The plain start serves the machine code in one part."),
]

RATES = [0.8, 0.6, 0.4, 0.3]
"""Those of ``LINEAR``, which the mirror sorts."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, port: int) -> Path:
    """The smallest site of the tests, where only a straight line with a high floor needs what our mirrors never do."""
    folder = tmp_path_factory.mktemp("second-part")
    project = Path(shutil.copytree(PROJECT, folder / "project"))
    module = project / "fine_tuning.py"
    source = module.read_text(encoding="utf-8")
    falling = "np.maximum(base * (1 - epoch / length), floor)"
    changes = {
        falling: f"-np.sort(-{falling}) if floor > 0.2 else base * (1 - epoch / float(length))",
        "np.power(gamma, epoch // step_size)": "gamma ** (epoch // float(step_size))",
    }
    for old, new in changes.items():
        assert old in source
        source = source.replace(old, new)
    module.write_text(source, encoding="utf-8")
    return build_site(folder / "site", url=f"http://127.0.0.1:{port}{SUB_PATH}", project=project)


@pytest.fixture(scope="module", params=BROWSERS)
def browser(
    request: pytest.FixtureRequest, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """One browser after the other."""
    with launch(request.param, playwright, tmp_path_factory.mktemp("browser")) as browser:
        yield browser


def test_the_answer_comes_without_a_network(page: Page, hosts: set[str], site: Path) -> None:
    """A visit starts with the first parts alone. The second ones are put aside with the rest, and so they are there
    when the server is gone; what was typed is computed, and then everything else by the same worker.
    """
    with serving(site) as server:
        hosts.add(urlsplit(server.url).netloc)
        server.hold = ".second."
        simulator = Simulator(page, server.url).open().wait_until_ready()
        simulator.replace_text(DROPS)
        expect(simulator.status).to_contain_text("6 steps")
        server.held.set()
        wait_until_kept(page, site)
    [before] = python_workers(page)
    simulator.replace_text(LINEAR)
    expect(simulator.status).to_contain_text("4 steps")
    assert [rate for _, rate, _ in simulator.curve("step")] == pytest.approx(RATES)
    [after] = python_workers(page)
    assert before is not after
    simulator.replace_text(DROPS)
    expect(simulator.status).to_contain_text("6 steps")
    assert python_workers(page) == [after]


def faults_of(part: str) -> list[Fault]:
    """All faults where there is time; otherwise one."""
    if has_time_for_all():
        return [fault for fault in Fault if part.endswith(".wasm") or fault != Fault.MISTYPED]
    return [Fault.ALTERED]


@pytest.mark.parametrize("browser", ["chromium"], indirect=True)
@pytest.mark.parametrize(
    "part", [*SECOND_PARTS[:1], *(pytest.param(part, marks=once_a_week("the other part")) for part in SECOND_PARTS[1:])]
)
def test_every_fault_of_a_second_part_is_told_and_retry_recovers(
    simulator: Simulator, server: Server, site: Path, part: str
) -> None:
    """When it is needed and faulty, this is told with its name; the text is kept, and Retry recovers, however slow.
    Then all of it is put aside.
    """
    server.lifetime = LIFETIME
    faults = faults_of(part)
    server.faults[part] = faults[0]
    simulator.open().wait_until_ready()
    simulator.replace_text(LINEAR)
    for fault in faults[1:]:
        expect(simulator.status).to_have_text(re.compile(f"^Failed: .*{re.escape(part)}"))
        server.faults[part] = fault
        simulator.retry.click()
    expect(simulator.status).to_have_text(re.compile(f"^Failed: .*{re.escape(part)}"))
    simulator.expect_text(LINEAR)
    server.faults.clear()
    server.hold = part
    simulator.retry.click()
    expect(simulator.status).to_have_text(re.compile("^Loading"))
    server.held.set()
    expect(simulator.status).to_contain_text("4 steps")
    assert [rate for _, rate, _ in simulator.curve("step")] == pytest.approx(RATES)
    wait_until_kept(simulator.page, site)
