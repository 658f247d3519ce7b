"""A simulator that was visited works without a network, and nobody is left behind on an old site."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import launch_options
from tests.browser.python.put_aside import CONFIGURATION, kept, wait_until_kept
from tests.browser.server import LIFETIME, Server, serving
from tests.browser.simulator import TIMEOUT, Simulator
from tests.browser.starts import ARCHIVES


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


@dataclass(frozen=True)
class Visited:
    """A page with the simulator that has been visited, with the copy for later in its profile.

    Attributes:
        page: The page.
        simulator: Its parts.
        asked: What the first visit asked the server for.
    """

    page: Page
    simulator: Simulator
    asked: list[str]


@pytest.fixture(scope="module")
def first_visit(
    browser: Browser, host: Server, site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Visited]:
    """The first visit, whose profile several tests go on with."""
    host.begin(site)
    host.lifetime = LIFETIME  # a script is read twice, to be compared and to be run
    # A private window's cache in memory has no room for the interpreter, so a profile is needed.
    folder = tmp_path_factory.mktemp("profile")
    context = browser.browser_type.launch_persistent_context(folder, **launch_options())
    page = context.new_page()
    page.set_default_timeout(TIMEOUT)
    simulator = Simulator(page, host.url).open().wait_until_ready()
    wait_until_kept(page, site)
    yield Visited(page, simulator, list(host.paths))
    context.close()


@pytest.fixture
def visited(first_visit: Visited, server: Server, site: Path) -> Visited:
    """The simulator with the copy for later, and a browser that has nothing else in its cache."""
    page = first_visit.page
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    if not page.url.startswith(f"{server.url}simulator/"):
        first_visit.simulator.open().wait_until_ready()
    wait_until_kept(page, site)
    return first_visit


def test_only_the_runtime_is_put_aside(visited: Visited) -> None:
    """What is kept is the versioned runtime directory and nothing else, without asking the server twice."""
    urls = kept(visited.page)
    assert urls
    for url in urls:
        assert len([path for path in visited.asked if url.endswith(path)]) == 1, url


FORGET_ONE = """async () => {
  const [key] = await caches.keys();
  const cache = await caches.open(key);
  const [{ url }] = await cache.keys();
  await cache.delete(url);
  return url;
}"""


def test_the_runtime_is_taken_from_what_was_put_aside_and_completed(
    visited: Visited, server: Server, site: Path
) -> None:
    """The next visit asks the server for nothing of the runtime but for what is missing in the copy, even when the
    server has the rest no more; then the copy is whole.
    """
    page = visited.page
    addresses = {urlsplit(url).path for url in kept(page)}
    missing = urlsplit(page.evaluate(FORGET_ONE)).path
    server.missing = addresses - {missing}
    page.goto("about:blank")
    server.paths.clear()
    visited.simulator.open().wait_until_ready()
    assert {path for path in server.paths if "/runtime-" in path} == {missing}
    wait_until_kept(page, site)


DAMAGE_KEPT = """async name => {
  for (const key of await caches.keys()) {
    const cache = await caches.open(key);
    for (const { url } of await cache.keys()) {
      if (url.endsWith(name)) await cache.put(url, new Response("damaged"));
    }
  }
}"""
BYTES_KEPT = """async name => {
  const [key] = await caches.keys();
  const cache = await caches.open(key);
  const { url } = (await cache.keys()).find(({ url }) => url.endsWith(name));
  return (await (await cache.match(url)).arrayBuffer()).byteLength;
}"""


def test_a_damaged_copy_is_told_and_replaced(visited: Visited, site: Path) -> None:
    """What was put aside and is damaged now is told; Retry fetches it anew, and puts the sound one aside."""
    page, simulator = visited.page, visited.simulator
    simulator.replace_text(CONFIGURATION)
    expect(simulator.status).to_contain_text("7 epochs")
    page.evaluate(DAMAGE_KEPT, ARCHIVES[0])
    page.reload()
    expect(simulator.status).to_have_text(re.compile(f"^Failed: .*{ARCHIVES[0]}"))
    simulator.expect_text(CONFIGURATION)
    simulator.retry.click()
    expect(simulator.status).to_contain_text("7 epochs")
    simulator.expect_text(CONFIGURATION)
    wait_until_kept(page, site)
    [sound] = site.rglob(ARCHIVES[0])
    assert page.evaluate(BYTES_KEPT, ARCHIVES[0]) == sound.stat().st_size


def test_a_new_version_is_seen_at_once_and_the_old_one_forgotten(visited: Visited, server: Server, copy: Path) -> None:
    """After a deploy a reload shows the new page with the new runtime, and the old runtime is deleted."""
    page = visited.page
    [runtime] = (copy / "assets" / "simulator").glob("runtime-*")
    newer = runtime.with_name("runtime-0123456789abcdef")
    runtime.rename(newer)
    html = copy / "simulator" / "index.html"
    text = html.read_text(encoding="utf-8").replace(runtime.name, newer.name)
    html.write_text(text.replace("<title>Simulator", "<title>Newer simulator"), encoding="utf-8")
    server.begin(copy)
    page.reload()
    visited.simulator.wait_until_ready()
    assert page.title().startswith("Newer simulator")
    wait_until_kept(page, copy)
    page.goto("about:blank")  # another test opens the site as it is


def test_reading_pages_are_left_alone(first_visit: Visited, server: Server) -> None:
    """No service worker stands between the visitor and a page that is only read."""
    first_visit.page.goto(f"{server.url}publish/")
    assert first_visit.page.evaluate("navigator.serviceWorker.controller") is None
