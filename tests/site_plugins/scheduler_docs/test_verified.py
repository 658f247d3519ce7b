"""The reference claims what was verified, and nothing else."""

import json
from pathlib import Path
from typing import Any

import markdown
import pytest

from schedulers import SCHEDULERS
from schedulers.registry import MIRRORS, REGISTRY
from site_plugins.scheduler_docs.verified import read_found, sources_hash, verified
from tests import verify
from tests.support.budget import some

pytestmark = pytest.mark.slow

FOUND: dict[str, Any] = {
    "torch": "1.2.3",
    "schedulers": {
        name: {
            "sources": sources_hash(schedule),
            "comparisons": [
                {"what": "class and mirror", "configurations": 2000, "largest_relative_error": 3.21e-15},
                {"what": "class and torch", "configurations": 1, "largest_relative_error": 0.0},
            ],
        }
        for name, schedule in REGISTRY.schedules.items()
    },
}


def section(name: str, found: dict[str, Any]) -> str:
    """A scheduler's section of the reference."""
    extension = "site_plugins.scheduler_docs.extension"
    options = {extension: {"verified": found}}
    return markdown.markdown(f"/// scheduler | {name}\n///\n", extensions=[extension], extension_configs=options)


@pytest.mark.parametrize("name", SCHEDULERS)
def test_a_section_says_what_was_compared(name: str) -> None:
    """Torch's version, the number of configurations and the largest relative error stand in the section."""
    html = section(name, FOUND)
    assert f'id="{name}-verified"' in html
    for words in ("torch 1.2.3", "2,000 configurations", "largest relative error 3.2e-15", "1 configuration, no diff"):
        assert words in html


@pytest.mark.parametrize("name", SCHEDULERS)
def test_without_a_comparison_there_is_no_claim(name: str, tmp_path: Path) -> None:
    """Where there is no file nothing is said of verification, and neither is it where the sources have changed."""
    assert read_found(tmp_path / "verified.json") == {}
    assert "verified" not in section(name, {})
    changed = json.loads(json.dumps(FOUND))
    changed["schedulers"][name]["sources"] = "0" * 64
    assert "verified" not in section(name, changed)
    assert verified(REGISTRY.schedules[name], FOUND)


def test_a_changed_source_changes_the_hash(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One character more in a class, and what was found before is not claimed of it."""
    before = sources_hash(REGISTRY.schedules["poly"])
    copy = tmp_path / "poly.py"
    copy.write_bytes(Path("schedulers/schedules/poly.py").read_bytes() + b"\n")
    monkeypatch.setattr("site_plugins.scheduler_docs.verified.source_file", lambda _: str(copy))
    assert sources_hash(REGISTRY.schedules["poly"]) != before


def test_the_comparison_writes_what_the_reference_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The task compares each scheduler, and what it writes becomes the claim of each; every run takes one of them."""
    names = some([*SCHEDULERS])
    monkeypatch.setattr(verify, "SCHEDULERS", {name: SCHEDULERS[name] for name in names})
    output = tmp_path / "below" / "verified.json"
    monkeypatch.setattr("sys.argv", ["verify", "--many", "5", "--processes", "1", "--output", str(output)])
    verify.main()
    found = read_found(output)
    for name in names:
        assert verified(REGISTRY.schedules[name], found)


def test_a_difference_leaves_no_claim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where class and mirror differ by more than rounding the task fails, and an older file is gone."""
    output = tmp_path / "verified.json"
    output.write_text(json.dumps(FOUND), encoding="utf-8")
    name = next(iter(SCHEDULERS))  # which is compared first, and no other after it
    mirror = MIRRORS[name]
    monkeypatch.setitem(MIRRORS, name, lambda epoch, **fields: mirror(epoch, **fields) * (1 + 1e-9))
    monkeypatch.setattr("sys.argv", ["verify", "--many", "5", "--processes", "1", "--output", str(output)])
    with pytest.raises(SystemExit, match="class and mirror: a relative error"):
        verify.main()
    assert not output.exists()
