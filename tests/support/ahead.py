"""Makes what the first tests would wait for: the browser, and whatever a build of the site keeps in its cache.

It runs while the packages of the tests are installed, so it imports none of them.
"""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.browser.chromium import install_chromium
from tests.sites.building import ADDRESS, build_site

if __name__ == "__main__":
    install_chromium()
    os.nice(5)  # so that pip is not slower for it
    with TemporaryDirectory() as folder:
        build_site(Path(folder, "site"), url=ADDRESS)
