"""What gets into a page by whatever mistake neither runs nor asks another host for anything."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, expect

from tests.browser.quiet import wait_until_quiet
from tests.browser.server import Server, serving
from tests.browser.sharing import SIZE, follow
from tests.browser.simulator import TIMEOUT, Simulator, worker_of
from tests.browser.starts import ANY_OF_PYTHON

REFUSED = "refused: "
REPORT = """
document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sourceFile }) =>
  console.debug("REFUSED" + JSON.stringify({ directive: effectiveDirective, address: blockedURI, place: sourceFile })));
""".replace("REFUSED", REFUSED)
# In a time-out, because what a test evaluates is the browser's own business and asks no policy.
ATTACK = """foreign => new Promise((done) => setTimeout(async () => {
  const add = (name, given) => document.body.append(Object.assign(document.createElement(name), given));
  const blob = (type) => URL.createObjectURL(new Blob(["globalThis.executed = 1"], { type }));
  try { await (async () => { ATTACKED; })(); } catch (error) { console.info(String(error)); }
  done();
}))"""
ATTACKS_ANYWHERE = {
    "eval": ("script-src", "eval('globalThis.executed = 1')"),
    "a function from text": ("script-src", "new Function('globalThis.executed = 1')()"),
    "a time-out with text": ("script-src", "setTimeout('globalThis.executed = 1')"),
    "an import of another host": ("script-src-elem", "import(foreign + 'a.js')"),
    "a socket to another host": ("connect-src", "new WebSocket(foreign.replace('http', 'ws'))"),
    "a stream from another host": ("connect-src", "new EventSource(foreign)"),
    "a worker by data": (
        "worker-src",
        "new Worker('data:text/javascript,postMessage(1)').onmessage = () => (globalThis.executed = 1)",
    ),
}
"""What is tried in a page and in a worker, with the directive that refuses it."""
ATTACKS_OF_A_PAGE = {
    **ATTACKS_ANYWHERE,
    "a script in the page": ("script-src-elem", "add('script', {textContent: 'executed = 1'})"),
    "a script by data": ("script-src-elem", "add('script', {src: 'data:text/javascript,executed=1'})"),
    "a script by blob": ("script-src-elem", "add('script', {src: blob('text/javascript')})"),
    "a script of another host": ("script-src-elem", "add('script', {src: foreign + 'a.js'})"),
    "a module of another host": ("script-src-elem", "add('script', {type: 'module', src: foreign + 'a.js'})"),
    "an attribute": (
        "script-src-attr",
        "document.body.insertAdjacentHTML('beforeend', '<img src=data:, onerror=executed=1>')",
    ),
    "an attribute of a drawing": (
        "script-src-attr",
        "document.body.insertAdjacentHTML('beforeend', '<svg onload=executed=1></svg>')",
    ),
    "a link": ("script-src-elem", "add('a', {href: 'javascript:executed=1'}), document.body.lastElementChild.click()"),
    "a picture of another host": ("img-src", "add('img', {src: foreign + 'a.png'})"),
    "a style sheet of another host": ("style-src-elem", "add('link', {rel: 'stylesheet', href: foreign + 'a.css'})"),
    "a style with a picture of another host": ("img-src", "document.body.style.background = `url(${foreign}a.png)`"),
    "a font of another host": ("font-src", "new FontFace('a', `url(${foreign}a.woff)`).load()"),
    "a request to another host": ("connect-src", "fetch(foreign)"),
    "a beacon to another host": ("connect-src", "navigator.sendBeacon(foreign, 'a')"),
    "a frame": ("frame-src", "add('iframe', {src: foreign})"),
    "a frame with text": ("script-src-elem", "add('iframe', {srcdoc: '<script>parent.executed = 1</scr' + 'ipt>'})"),
    "a plug-in": ("object-src", "add('object', {data: foreign})"),
    "a film of another host": ("media-src", "add('video', {src: foreign + 'a.mp4'})"),
    "another base": ("base-uri", "add('base', {href: foreign})"),
    "a form to another host": (
        "form-action",
        "add('form', {action: foreign}), document.body.lastElementChild.submit()",
    ),
}
"""What is tried in a page."""


ATTACK_OF_A_WORKER = """foreign => new Promise((done) => {
  const refused = ({ effectiveDirective }) => done(effectiveDirective);
  self.addEventListener("securitypolicyviolation", refused, { once: true });
  setTimeout(async () => {
    try { await (async () => { ATTACKED; })(); } catch (error) { console.info(String(error)); }
    setTimeout(() => done("nothing was refused"), 1000);
  });
})"""
ATTACKS_OF_A_WORKER = {
    **ATTACKS_ANYWHERE,
    "an import by data": ("script-src-elem", "import('data:text/javascript,globalThis.executed=1')"),
    "a request to another host": (
        "connect-src",
        "const request = new XMLHttpRequest(); request.open('GET', foreign); request.send()",
    ),
}
"""What is tried in Python's worker; its `fetch` is taken away."""


@dataclass
class Visit:
    """A page with an empty profile.

    Attributes:
        page: The page.
        refusals: What the policy has refused.
        said: Errors and warnings of the console, and uncaught exceptions.
    """

    page: Page
    refusals: list[dict[str, Any]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def note(self, message: ConsoleMessage) -> None:
        """Note what the console says."""
        if message.text.startswith(REFUSED):
            self.refusals.append(refusal(message))
        elif message.type in {"error", "warning"}:
            self.said.append(message.text)


def refusal(message: ConsoleMessage) -> dict[str, Any]:
    """What a message of the console says of a refusal."""
    told: dict[str, Any] = json.loads(message.text.removeprefix(REFUSED))
    return told


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """A page that may ask other hosts, unless its policy prevents it, and tells what is refused."""
    # Chromium has a page ask for leave before it asks this machine, where the other host of the tests is.
    leave = ["local-network-access"]
    context = browser.new_context(viewport=SIZE, accept_downloads=True, permissions=leave)
    visit = Visit(context.new_page())
    visit.page.set_default_timeout(TIMEOUT)
    context.add_init_script(REPORT)
    visit.page.on("console", visit.note)
    visit.page.on("pageerror", lambda error: visit.said.append(str(error)))
    yield visit
    context.close()


def test_what_gets_into_a_page_does_not_run(visit: Visit, server: Server, tmp_path: Path) -> None:
    """Scripts, attributes, links, text as code, and what another host has: each is refused by its directive, nothing
    runs, and the other host hears nothing.
    """
    server.hold = ANY_OF_PYTHON  # nothing of it needs Python
    with serving(tmp_path, "/") as foreign:
        visit.page.goto(f"{server.url}simulator/")
        wait_until_quiet(visit.page)
        assert visit.refusals == []
        for name, (directive, attacked) in ATTACKS_OF_A_PAGE.items():
            with visit.page.expect_console_message(lambda message: message.text.startswith(REFUSED)) as refused:
                visit.page.evaluate(ATTACK.replace("ATTACKED", attacked), foreign.url)
            assert refusal(refused.value)["directive"] == directive, name
        assert len(visit.refusals) == len(ATTACKS_OF_A_PAGE)
        assert visit.page.evaluate("typeof executed") == "undefined"
        assert foreign.paths == []


def test_reading_is_allowed(visit: Visit, server: Server) -> None:
    """Instant navigation, where the first page's policy holds for the next one, search, the dark scheme, and the page
    for missing pages: the policy refuses nothing of it. What it refuses on other pages, test_accessibility.py hears.
    """
    server.hold = ANY_OF_PYTHON  # Python is told of elsewhere
    page = visit.page
    page.goto(server.url)
    page.evaluate("window.same = true")
    wait_until_quiet(page)
    page.keyboard.press("s")
    page.get_by_role("textbox", name="Search").press_sequentially("power")  # the theme listens to keys
    expect(page.get_by_role("search").get_by_role("link").first).to_be_visible()
    page.keyboard.press("Escape")
    follow(page, f"{server.url}simulator/")
    wait_until_quiet(page)
    assert page.evaluate("window.same"), "the page was not changed by instant navigation"
    page.get_by_title("Switch to dark mode").click()
    page.goto(f"{server.url}missing/page/")
    wait_until_quiet(page)
    assert visit.refusals == []
    assert [line for line in visit.said if "404" not in line] == []


def test_simulating_is_allowed_and_nothing_else(visit: Visit, server: Server, tmp_path: Path) -> None:
    """From a host that sends no header, problems, fields, a pin, pictures, files, the sections, the dark scheme, and
    another visit with the service worker: the policy refuses nothing of it. What gets into Python's worker is refused
    as in the page, and another host hears nothing.
    """
    page = visit.page
    simulator = Simulator(page, server.url).open().wait_until_ready()
    simulator.replace_text("training: {epochs: 9, optimizer: {lr: 1}, scheduler: {name: step, iters_per_phase: 1}}")
    expect(simulator.problems.first).to_be_visible()
    scheduler = "{name: step, iters_per_phase: 2, gamma: 0.5, end_epoch: 9}"
    simulator.replace_text(f"training: {{epochs: 9, optimizer: {{lr: 1}}, scheduler: {scheduler}}}")
    expect(simulator.status).to_contain_text("9 epochs")
    page.get_by_role("button", name="Pin curve").click()
    assert simulator.curve()
    for name in ("Download PNG", "Download SVG", "Download YAML", "Download Python"):
        with page.expect_download():
            page.get_by_role("button", name=name, exact=True).click()
    page.get_by_text("Every epoch", exact=True).click()
    page.get_by_text("Resume", exact=True).click()
    page.get_by_title("Switch to dark mode").click()
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    simulator.wait_until_ready()
    assert visit.refusals == []
    assert visit.said == []
    worker = worker_of(page)
    with serving(tmp_path, "/") as foreign:
        for name, (directive, attacked) in ATTACKS_OF_A_WORKER.items():
            assert worker.evaluate(ATTACK_OF_A_WORKER.replace("ATTACKED", attacked), foreign.url) == directive, name
        assert worker.evaluate("typeof executed") == "undefined"
        assert foreign.paths == []


def test_a_host_that_forbids_the_worker_is_told_of(page: Page, server: Server) -> None:
    """Where a header of the host lets no worker start from text, the page says so."""

    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, headers={**response.headers, "content-security-policy": "worker-src 'self'"})

    page.route("**/simulator/", answer)
    simulator = Simulator(page, server.url).open()
    expect(simulator.status).to_have_text("Failed: the worker that Python runs in was not allowed to start")
