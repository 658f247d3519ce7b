"""Whoever reads finds what they look for: without JavaScript, by searching, and from an address that does not exist."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.accessibility import too_wide
from tests.browser.server import Server
from tests.browser.sharing import SharedTab, sharing
from tests.browser.visiting import visit
from tests.sites.built import DOC_PAGES, some_pages

READ = [page for page in some_pages(DOC_PAGES) if page != "simulator/"]


WITHOUT_BUTTONS = """content => {
  const buttons = [...content.querySelectorAll("button")];
  for (const button of buttons) button.style.display = "none";
  const text = content.innerText;
  for (const button of buttons) button.style.display = "";
  return text;
}"""


@pytest.fixture(scope="module")
def shared(browser: Browser) -> Iterator[SharedTab]:
    """A tab that reads one page after the other."""
    with sharing(browser) as shared:
        yield shared


@pytest.fixture(scope="module")
def plain_page(browser: Browser) -> Iterator[Page]:
    """A page of a browser that runs no JavaScript."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def words(content: Locator) -> list[str]:
    """What can be read, without the buttons, which do nothing where there is no JavaScript."""
    return re.findall(r"\w+", content.evaluate(WITHOUT_BUTTONS))


@pytest.mark.shares_page
@pytest.mark.parametrize("path", READ)
def test_pages_read_without_javascript(page: Page, plain_page: Page, server: Server, path: str) -> None:
    """Every word, every curve and every formula that a page shows with JavaScript it shows without."""
    visit(page, server, path)
    plain_page.goto(server.url + path)
    shown = []
    for each in (page, plain_page):
        content = each.get_by_role("main")
        drawn = [content.locator(f"{kind}:visible").count() for kind in ("svg.drawing", "math", "table", "pre")]
        shown.append((words(content.get_by_role("article")), drawn))
    with_javascript, without = shown
    assert without == with_javascript
    assert len(without[0]) > 50


@pytest.mark.parametrize("path", ["reference/", "guides/choosing/"])
def test_there_are_curves_without_javascript(plain_page: Page, server: Server, path: str) -> None:
    """The curves are in the page itself, and have a text alternative."""
    plain_page.goto(server.url + path)
    curve = plain_page.get_by_role("main").get_by_role("img").first
    expect(curve).to_be_visible()
    assert curve.locator("desc").text_content()


def found(page: Page, server: Server, query: str) -> Locator:
    """The links that the search shows for a query."""
    page.goto(server.url)
    page.keyboard.press("/")
    search = page.get_by_role("textbox", name="Search")
    expect(search).to_be_focused()
    search.press_sequentially(query)  # the theme listens to keys
    return page.get_by_role("search").get_by_role("link")


def test_the_search_finds_a_field_by_its_name(page: Page, server: Server) -> None:
    """Who types the name of a field sees its rows first, and gets there."""
    result = found(page, server, "warmup_bias_lr").filter(has_text="warmup_bias_lr of").first
    expect(result).to_be_visible()
    result.click()
    expect(page).to_have_url(re.compile(r"/reference/.*#\w+\.warmup_bias_lr$"))


def test_the_search_finds_a_field_by_what_it_does(page: Page, server: Server) -> None:
    """Who types a word of what a field does, and not its name, finds the field."""
    expect(found(page, server, "exponent").filter(has_text="power of").first).to_be_visible()


def test_a_missing_page_leads_back(page: Page, server: Server) -> None:
    """Below a sub-path and at any depth, a missing page looks like the site, fits the window and leads to the
    reference.
    """
    answer = page.goto(f"{server.url}no/such/page/")
    assert answer
    assert answer.status == 404
    expect(page.get_by_role("heading", name="Page not found")).to_be_visible()
    assert page.get_by_role("banner").evaluate("banner => getComputedStyle(banner).position") == "sticky"
    assert too_wide(page) == []
    page.get_by_role("article").get_by_role("link", name="Reference").click()
    expect(page.get_by_role("heading", name="Schedulers", level=1)).to_be_visible()
