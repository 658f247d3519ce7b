"""What is the same code in both browsers holds in Firefox, too: the editor, links, navigation, the dark scheme and
the rates, which WebAssembly computes alike everywhere.
"""

from tests.browser.page.test_editor import test_enter_after_a_whole_name_starts_a_line, test_tab_leaves_the_editor
from tests.browser.page.test_share import test_copied_and_opened
from tests.browser.page.test_simulator import (
    test_navigation_there_and_back,
    test_reference_curves,
    test_the_page_works_in_the_dark,
)
from tests.browser.sites.test_first_paint import test_an_edit_before_python_fades_the_curve
from tests.browser.test_firefox import browser, shared
from tests.support.budget import once_a_week

__all__ = [
    "browser",
    "shared",
    "test_an_edit_before_python_fades_the_curve",
    "test_copied_and_opened",
    "test_enter_after_a_whole_name_starts_a_line",
    "test_navigation_there_and_back",
    "test_reference_curves",
    "test_tab_leaves_the_editor",
    "test_the_page_works_in_the_dark",
]

pytestmark = once_a_week("the same in Chromium, and tests/browser/test_firefox.py")
