"""A simulator that was visited works without a network, and nobody is left behind on an old site."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import launch_options
from tests.browser.server import LIFETIME, Fault, Server, serving
from tests.browser.simulator import TIMEOUT, Simulator
from tests.support.budget import some

CONFIGURATION = "training: {epochs: 7, optimizer: {lr: 2}, scheduler: {name: multi_step, milestones: [3], gamma: 0.5}}"
KEPT = """async () => {
  const caught = (await caches.keys()).map(async name => (await caches.open(name)).keys());
  return (await Promise.all(caught)).flat().map(({ url }) => url);
}"""
SETTLED = """async ([kept, milliseconds]) => {
  const active = async () => {
    const registrations = await navigator.serviceWorker.getRegistrations();
    return registrations.length === 1 && registrations[0].active?.state === "activated";
  };
  const found = async () => (await active()) && (await (KEPT)()).map(url => url.split("/").slice(-2).join("/")).sort();
  for (const due = Date.now() + milliseconds; ; await new Promise(done => setTimeout(done, 50))) {
    const last = await found();
    if (String(last) === String(kept) || Date.now() > due) return last;
  }
}""".replace("KEPT", KEPT)
"""What is kept, false without an active service worker, once that is what it should be, or after so long."""


@pytest.fixture
def deployed(server: Server, copy: Path) -> Server:
    server.begin(copy)
    return server


def kept(page: Page) -> set[str]:
    """The addresses of all that is put aside."""
    return set(page.evaluate(KEPT))


def wait_until_kept(page: Page, site: Path) -> None:
    """Wait until the service worker is active and the runtime of the site, and no other, is put aside."""
    [runtime] = (site / "assets" / "simulator").glob("runtime-*")
    expected = sorted(f"{runtime.name}/{file.name}" for file in runtime.iterdir())
    assert page.evaluate(SETTLED, [expected, TIMEOUT]) == expected


def test_a_visited_simulator_works_without_a_network(page: Page, hosts: set[str], site: Path) -> None:
    """With the server gone, the page that was visited opens anew and simulates what is typed."""
    with serving(site) as server:
        hosts.add(urlsplit(server.url).netloc)
        simulator = Simulator(page, server.url).open().wait_until_ready()
        wait_until_kept(page, site)
    page.goto("about:blank")
    simulator.open().wait_until_ready()
    simulator.replace_text(CONFIGURATION)
    expect(simulator.status).to_contain_text("7 epochs")
    assert [rate for _, rate, _ in simulator.curve()] == [2.0, 2.0, 2.0, 1.0, 1.0, 1.0, 1.0]


def test_only_the_runtime_is_put_aside(browser: Browser, server: Server, site: Path, tmp_path: Path) -> None:
    """What is kept is the versioned runtime directory and nothing else, without asking the server twice."""
    server.lifetime = LIFETIME  # a script is read twice, to be compared and to be run
    # A private window's cache in memory has no room for the interpreter, so a profile is needed.
    context = browser.browser_type.launch_persistent_context(tmp_path, **launch_options())
    page = context.new_page()
    page.set_default_timeout(TIMEOUT)
    Simulator(page, server.url).open().wait_until_ready()
    wait_until_kept(page, site)
    urls = kept(page)
    context.close()
    for url in urls:
        assert len([path for path in server.paths if url.endswith(path)]) == 1, url


def test_the_runtime_is_taken_from_what_was_put_aside(page: Page, deployed: Server, copy: Path) -> None:
    """The next visit asks the server for nothing of the runtime, even when the server has it no more."""
    simulator = Simulator(page, deployed.url).open().wait_until_ready()
    wait_until_kept(page, copy)
    deployed.paths.clear()
    deployed.missing.add("runtime-")
    simulator.open().wait_until_ready()
    assert [path for path in deployed.paths if "/runtime-" in path] == []


def test_a_new_version_is_seen_at_once_and_the_old_one_forgotten(page: Page, deployed: Server, copy: Path) -> None:
    """After a deploy a reload shows the new page with the new runtime, and the old runtime is deleted."""
    simulator = Simulator(page, deployed.url).open().wait_until_ready()
    wait_until_kept(page, copy)
    [runtime] = (copy / "assets" / "simulator").glob("runtime-*")
    newer = runtime.with_name("runtime-0123456789abcdef")
    runtime.rename(newer)
    html = copy / "simulator" / "index.html"
    text = html.read_text(encoding="utf-8").replace(runtime.name, newer.name)
    html.write_text(text.replace("<title>Simulator", "<title>Newer simulator"), encoding="utf-8")
    page.reload()
    simulator.wait_until_ready()
    assert page.title().startswith("Newer simulator")
    wait_until_kept(page, copy)


def test_reading_pages_are_left_alone(page: Page, server: Server, site: Path) -> None:
    """No service worker stands between the visitor and a page that is only read."""
    Simulator(page, server.url).open().wait_until_ready()
    wait_until_kept(page, site)
    page.goto(f"{server.url}reference/")
    assert page.evaluate("navigator.serviceWorker.controller") is None


@pytest.mark.parametrize("fault", some(list(Fault)))
def test_a_faulty_service_worker_changes_nothing_else(page: Page, server: Server, fault: Fault) -> None:
    """Without the script that answers when there is no network, the page simulates all the same."""
    server.faults["service-worker"] = fault
    simulator = Simulator(page, server.url).open().wait_until_ready()
    server.wait_until_asked("service-worker")
    simulator.replace_text(CONFIGURATION)
    expect(simulator.status).to_have_text(re.compile("^Ready. 7 epochs"))


def test_refused_storage_changes_nothing_else(page: Page, server: Server, complaints: list[str]) -> None:
    """Where the browser refuses to keep anything, the page simulates all the same and complains of nothing."""
    page.add_init_script(
        "CacheStorage.prototype.open = ServiceWorkerContainer.prototype.register = "
        "async () => { throw new DOMException('refused', 'SecurityError') }"
    )
    simulator = Simulator(page, server.url).open().wait_until_ready()
    assert simulator.curve()
    assert complaints == []
