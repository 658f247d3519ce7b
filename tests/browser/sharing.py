"""Pages that tests share: starting a browser's Python is most of what a page with the simulator costs."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.links import holding
from tests.browser.simulator import READ_TEXT, TIMEOUT, Simulator

SIZE: ViewportSize = {"width": 1280, "height": 800}

CLEAN = "# clean"

# What the theme does when one comes back to the page by a link: the page's element is made anew from the site's HTML,
# and Python goes on. Before, the old element opens the links where nothing is laid out or painted. It takes a while
# until a link has been opened, which is known by the text.
RENEW = """async ([links, milliseconds]) => {
  const until = async (holds) => {
    for (const due = Date.now() + milliseconds; !holds(); await new Promise(done => setTimeout(done, 5))) {
      if (Date.now() > due) throw new Error(`after ${milliseconds} ms there is still not: ${holds}`);
    }
  };
  const textOf = (root) => (READ_TEXT)(root.querySelector(".cm-content"));
  const parse = (html) => new DOMParser().parseFromString(html, "text/html").querySelector("[data-simulator]");
  await until(() => document.querySelector("[data-simulator] .cm-content")); // of a page that has just been loaded
  window.asServed ??= parse(await (await fetch(location.pathname)).text());
  const old = document.querySelector("[data-simulator]");
  const place = document.createComment("");
  old.replaceWith(place);
  for (const [link, text] of links) {
    history.replaceState(history.state, "", link); // of a real step the theme hears later, and takes it once more
    dispatchEvent(new HashChangeEvent("hashchange"));
    await until(() => textOf(old) === text);
  }
  old.querySelector("[data-part=dismiss]").click();
  const root = document.importNode(window.asServed, true);
  place.replaceWith(root);
  document.activeElement?.blur();
  scrollTo(0, 0);
  document$.next(document);
  const part = (name) => root.querySelector(`[data-part=${name}]`);
  await until(() => part("status").textContent.startsWith("Ready") && part("download").ariaDisabled === "false");
}""".replace("READ_TEXT", READ_TEXT)

FOLLOW = """address => {
  window.followed = false;
  let now = true; // the theme tells at once of the page that is there
  const telling = document$.subscribe(() => {
    if (!now) setTimeout(() => {
      telling.unsubscribe();
      window.followed = true;
    });
    now = false;
  });
  const link = document.createElement("a");
  link.href = address;
  document.querySelector("article").append(link);
  link.click();
}"""


class Tab:
    """A page with a profile of its own, which is empty.

    Attributes:
        page: The page.
        asked: Every address that it has asked for.
    """

    def __init__(self, browser: Browser) -> None:
        context = browser.new_context(viewport=SIZE, accept_downloads=True)
        self.asked: list[str] = []
        context.on("request", lambda request: self.asked.append(request.url))
        self.page = context.new_page()
        self.page.set_default_timeout(TIMEOUT)

    def close(self) -> None:
        """Forget the page and its profile."""
        self.page.context.close()


class SharedTab:
    """A tab that one test after the other has."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._tab: Tab | None = None

    def borrow(self) -> Tab:
        """The tab, with the window and the settings that a new one has."""
        if self._tab is None:
            self._tab = Tab(self._browser)
            return self._tab
        page = self._tab.page
        page.set_viewport_size(SIZE)
        page.emulate_media(
            media="null", color_scheme="null", contrast="null", forced_colors="null", reduced_motion="null"
        )
        page.context.clear_permissions()
        page.mouse.move(0, 0)
        self._tab.asked.clear()
        return self._tab

    def discard(self) -> None:
        """Have the next test get a new one."""
        if self._tab is not None:
            self._tab.close()
        self._tab = None


@contextmanager
def sharing(browser: Browser) -> Iterator[SharedTab]:
    """A tab to share for as long as the context lasts."""
    shared = SharedTab(browser)
    yield shared
    shared.discard()


class SharedSimulator(Simulator):
    """The simulator in a tab that is shared: on it Python is ready from the beginning."""

    def open(self) -> Simulator:
        """Bring the page to how it is on a first visit, but for Python and for what can be undone in the editor."""
        address = f"{self.site}simulator/"
        if not self.page.url.startswith(self.site):
            return super().open().wait_until_ready()
        if not self.page.url.startswith(address):
            follow(self.page, address)
            self.wait_until_ready()
        example = self.page.locator("[data-simulator]").get_attribute("data-example") or ""
        links = [(holding({"text": text}), text) for text in (CLEAN, example)]
        self.page.evaluate(RENEW, [links, TIMEOUT])
        return self

    def open_link(self, fragment: str) -> Simulator:
        """Open a link on the page that is there."""
        self.open()
        return super().open_link(fragment)


def follow(page: Page, address: str) -> None:
    """Go to another page of the site by a link, as the theme does it: nothing is loaded anew, and Python goes on."""
    page.evaluate(FOLLOW, address)
    page.wait_for_function("() => window.followed !== false")  # not there on a site that loads each page anew
    page.wait_for_url(address)
