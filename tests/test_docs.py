"""Everything in the docs that can run runs, and everything that can load loads."""

import re
from pathlib import Path
from typing import Any

import pytest

from schedulers import load_config

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("**/*.md"))]
BLOCK = re.compile(r"^```(python|yaml)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
BLOCKS = [(page, *block) for page in PAGES for block in BLOCK.findall(page.read_text(encoding="utf-8"))]


def test_there_are_blocks() -> None:
    """The pattern above finds blocks, so the test below runs something."""
    assert len(BLOCKS) >= 4


@pytest.mark.parametrize(
    ("page", "language", "code"), BLOCKS, ids=[f"{block[0].name}-{i}" for i, block in enumerate(BLOCKS)]
)
def test_block(page: Path, language: str, code: str) -> None:
    """A Python block runs without an error; a YAML block with a training section loads."""
    if language == "python":
        names: dict[str, Any] = {"__name__": "docs"}
        exec(compile(code, str(page), "exec"), names)  # noqa: S102  # our own docs
    elif code.startswith("training:"):
        load_config(code, epochs=100, lr=0.1)


def test_prose_is_free_of_hosts_and_machines() -> None:
    """No package registry and no path of somebody's machine stands in what is published."""
    for page in [*PAGES, ROOT / "pyproject.toml", ROOT / "noxfile.py"]:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"registry\.npmjs|pypi\.org|pythonhosted|/home/|/root/|/Users/", text), page
