"""Builds the site with those of the examples in folders of it, as they are published.

SITE_URL is the address that the site will have. The examples find the browser's Python in the site that they are in.
"""

import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
EXAMPLES = ("pytorch", "timm", "transformers")
"""The examples that are published, which are folders of the site under the names that they have here."""
ABOVE = "../"
"""The site that the examples are in, seen from theirs."""


def publish(site: Path) -> int:
    """Build everything into the folder `site`; gives the exit status of the first build that fails."""
    url = os.environ.get("SITE_URL", "")
    # The site comes first, because MkDocs empties the folder that it builds into.
    status = _build(ROOT, site, {})
    for name in EXAMPLES:
        status = status or publish_example(name, site, url)
    return status


def publish_example(name: str, site: Path, url: str) -> int:
    """Build an example into its folder of a site that is built already; gives the exit status."""
    address = url and f"{url.rstrip('/')}/{name}/"
    status = _build(ROOT / "examples" / name, site / name, {"SITE_URL": address, "RUNTIME_OF": ABOVE})
    for runtime in () if status else sorted(lacking(site, name)):
        # Each build decides for itself what it serves of Python, by whether npm can be reached.
        sys.stderr.write(f"{name}: its pages ask for {runtime}, which {site} does not have: build all of it again\n")
        status = 1
    return status


def lacking(site: Path, name: str) -> set[str]:
    """Find which of the browser's Pythons, that the pages of an example name, the site around it does not have."""
    pages = (page.read_text(encoding="utf-8") for page in (site / name).rglob("*.html"))
    named = {runtime for page in pages for runtime in re.findall(r"\bruntime-[0-9a-f]{16}\b", page)}
    return {runtime for runtime in named if not (site / "assets" / "simulator" / runtime).is_dir()}


def _build(project: Path, site: Path, settings: dict[str, str]) -> int:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    return subprocess.run(command, cwd=project, env={**os.environ, **settings}, check=False).returncode


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site-dir", type=Path, default=ROOT / "site", metavar="FOLDER", help="where the site goes")
    sys.exit(publish(parser.parse_args().site_dir.absolute()))
