"""Another project documents and simulates schedulers of its own, with its classes, mkdocs.yml and Markdown alone."""

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, expect

from schedulers.signature.spec import field_specs
from tests.browser.accessibility import violations_of_pages
from tests.browser.links import held
from tests.browser.server import Server
from tests.browser.sharing import SharedTab, sharing
from tests.browser.simulator import Simulator
from tests.schedulers.training import optimizer, rates_used
from tests.sites.agreement import LARGEST_ERROR, largest_relative_error
from tests.sites.building import OWN_SITE
from tests.support.budget import once_a_week

CONFIGURATIONS: dict[str, dict[str, Any]] = {
    "inverse_sqrt": {"ramp_epochs": 7},
    "exponential": {"warmup_epochs": 4, "warmup_bias_lr": 0.003, "gamma": 0.9},
}
EPOCHS, BASE = 60, 0.35


@pytest.fixture(scope="module")
def site(own_site: Path) -> Path:
    """The example's site."""
    return own_site


@pytest.fixture(scope="module")
def shared(browser: Browser) -> Iterator[SharedTab]:
    """A tab in which this site is open, and not the project's."""
    with sharing(browser) as shared:
        yield shared


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The example's registry, in this Python, which has torch."""
    monkeypatch.syspath_prepend(OWN_SITE)
    return importlib.import_module("my_trainer").REGISTRY


def document(name: str) -> str:
    fields = ", ".join(f"{field}: {value}" for field, value in CONFIGURATIONS[name].items())
    scheduler = f"{{name: {name}, {fields}}}"
    return f"training: {{epochs: {EPOCHS}, optimizer: {{lr: {BASE}}}, scheduler: {scheduler}}}"


def test_the_project_is_classes_configuration_and_pages() -> None:
    """The example holds Python, one mkdocs.yml and Markdown, and nothing else."""
    files = [path for path in OWN_SITE.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert {path.suffix for path in files} == {".py", ".yml", ".md"}
    assert [path.name for path in files if path.suffix == ".yml"] == ["mkdocs.yml"]


@pytest.mark.shares_page
def test_each_has_its_section(page: Page, server: Server, registry: Any, complaints: list[str]) -> None:
    """The reference shows both with curve, formula, table and example, each from its own class, and none of ours."""
    page.goto(f"{server.url}reference/")
    assert [heading.split("\n")[0] for heading in page.locator("h2").all_inner_texts()] == list(CONFIGURATIONS)
    for name, scheduler in registry.schedulers.items():
        drawn = page.get_by_role("img", name=f"{name}: learning rate by epoch").locator("visible=true")
        expect(drawn).to_be_visible()
        assert page.locator(f"[id='{name}-formula'] ~ div").locator("math").count() > 0
        for field, spec in field_specs(scheduler).items():
            row = page.locator(f"[id='{name}.{field}']")
            assert row.get_by_role("cell").last.inner_text() == spec.field.description
        expect(page.get_by_text(f"my_trainer.{scheduler.__name__}")).to_be_visible()
        page.locator(f"[id='{name}'] ~ details summary, [id='{name}'] ~ div details summary").first.click()
        expect(page.get_by_text(f"name: {name}").first).to_be_visible()
    assert complaints == []


@once_a_week("an example's site, in tests/browser/sites/test_examples.py")
def test_every_page_can_be_used_by_everybody(page: Page, server: Server) -> None:
    """The plugins mend what the theme leaves short of WCAG 2.2 AA, so this site need not: no page breaks a rule."""
    assert violations_of_pages(page, server, has_dark=False) == {}  # the site has one scheme


@pytest.mark.shares_page
def test_links_lead_into_the_simulator(simulator: Simulator, page: Page, server: Server) -> None:
    """A card and a section open the simulator with their example, whose Python imports the project's own class."""
    page.goto(server.url)
    card = page.get_by_role("link", name="Open in simulator: inverse_sqrt")
    assert "name: inverse_sqrt" in held(card.evaluate("link => link.hash"))["text"]
    page.goto(f"{server.url}reference/")
    page.locator("[id='exponential'] ~ figure").first.get_by_role("link", name="Open in simulator").click()
    expect(simulator.status).to_contain_text("100 epochs: starts at")
    assert "name: exponential" in simulator.text()


@pytest.mark.shares_page
@pytest.mark.parametrize("name", ["inverse_sqrt", pytest.param("exponential", marks=once_a_week("the other class"))])
def test_the_browser_agrees_with_torch(simulator: Simulator, registry: Any, name: str) -> None:
    """What is downloaded from the page is what the class trains with, stepped by torch."""
    simulator.open().wait_until_ready()
    simulator.replace_text(document(name))
    expect(simulator.status).to_contain_text(f"{EPOCHS} epochs")
    rates = np.array([rate for _, rate, _ in simulator.curve()])
    scheduler = registry.schedulers[name](optimizer(BASE), epochs=EPOCHS, **CONFIGURATIONS[name])
    assert largest_relative_error(rates, rates_used(scheduler, EPOCHS)[:, 0]) <= LARGEST_ERROR


@pytest.mark.shares_page
def test_a_shared_link_and_a_mistake(simulator: Simulator, page: Page) -> None:
    """A link that the page makes opens the configuration again; a wrong name gets the names of this registry alone."""
    simulator.open().wait_until_ready()
    simulator.replace_text(document("inverse_sqrt"))
    expect(simulator.status).to_contain_text(f"{EPOCHS} epochs")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_text("Link copied")).to_be_visible()
    link = page.evaluate("navigator.clipboard.readText()")
    simulator.replace_text("another")
    simulator.expect_text("another")
    page.goto(link)
    simulator.expect_text(document("inverse_sqrt"))
    expect(simulator.status).to_contain_text(f"{EPOCHS} epochs")
    simulator.replace_text("training: {epochs: 9, optimizer: {lr: 1}, scheduler: {name: poly}}")
    expect(simulator.problems).to_contain_text("must be one of inverse_sqrt, exponential; got poly")
