"""Installs the browsers that are missing, where that is possible: `python -m tests.support.browsers`.

It runs while pip installs the packages that build and test the site, so it imports none of them.
"""

from tests.browser.chromium import install_chromium
from tests.browser.firefox import install_firefox

if __name__ == "__main__":
    install_chromium()
    install_firefox()
