"""What a browser has put aside, so that the simulator works without a network."""

from collections.abc import Collection
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.simulator import TIMEOUT

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


def kept(page: Page) -> set[str]:
    """The addresses of all that is put aside."""
    return set(page.evaluate(KEPT))


def wait_until_kept(page: Page, site: Path, *, without: Collection[str] = ()) -> None:
    """Wait until the service worker is active and the runtime of the site, and no other, is put aside.

    Args:
        page: The page.
        site: Its site.
        without: The names of those files of the runtime that are not.
    """
    [runtime] = (site / "assets" / "simulator").glob("runtime-*")
    expected = sorted(f"{runtime.name}/{file.name}" for file in runtime.iterdir() if file.name not in without)
    assert page.evaluate(SETTLED, [expected, TIMEOUT]) == expected
