"""A sixth scheduler, from the very code of the guide, for the tests about adding one."""

import re
import shutil
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "schedulers"

GUIDE = PACKAGE.parent / "docs" / "guides" / "adding.md"


def code_of_guide() -> dict[str, str]:
    """Return the code that the guide shows, by the file that it belongs to."""
    blocks = re.findall(r'^```python title="([^"]+)"\n(.*?)^```$', GUIDE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    return dict(blocks)


def package_with_a_sixth(directory: Path) -> Path:
    """Copy the package ``schedulers`` with a sixth scheduler, and return the folder to import from."""
    package = directory / "schedulers"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    for name, code in code_of_guide().items():
        with (directory / name).open("a", encoding="utf-8") as file:
            file.write(f"\n\n{code}")
    return directory
