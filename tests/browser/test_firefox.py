"""The tests that matter most hold in Firefox, the release with long support, just as in Chromium."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright

from tests.browser.firefox import launch_firefox
from tests.browser.page.test_simulator import (
    test_a_problem_leads_to_its_place,
    test_problems_have_their_places,
)
from tests.browser.python.test_offline import test_a_visited_simulator_works_without_a_network
from tests.browser.sharing import SharedTab, sharing
from tests.browser.sites.test_policy import test_the_policy_of_the_page_binds_workers_from_text

__all__ = [
    "test_a_problem_leads_to_its_place",
    "test_a_visited_simulator_works_without_a_network",
    "test_problems_have_their_places",
    "test_the_policy_of_the_page_binds_workers_from_text",
]


@pytest.fixture(scope="module")
def browser(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Firefox in the place of Chromium."""
    with launch_firefox(playwright, tmp_path_factory.mktemp("firefox")) as browser:
        yield browser


@pytest.fixture(scope="module")
def shared(browser: Browser) -> Iterator[SharedTab]:
    """Firefox's own tab of the tests that share one."""
    with sharing(browser) as shared:
        yield shared
