"""Where modules come from, and that they are imported again."""

import importlib
import sys
from itertools import count
from pathlib import Path

import pytest

from site_plugins.modules import forget, needed_by

numbers = count()


@pytest.fixture
def name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A package that imports from two modules beside it, one of them in a function, and from elsewhere."""
    name = f"package_{next(numbers)}"
    files = {
        f"{name}/__init__.py": "",
        f"{name}/deep/__init__.py": "",
        f"{name}/deep/schedules.py": f"import json\nfrom {name}_beside import shape as shape",
        f"{name}_beside.py": f"shape = 'old'\ndef late():\n    from {name}_late import more",
        f"{name}_late.py": "more = 1",
        f"{name}_other.py": "",
    }
    for file, source in files.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(source, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    for module in (f"{name}.deep.schedules", f"{name}_late", f"{name}_other"):
        importlib.import_module(module)
    return name


def test_what_is_needed_stands_beside(name: str, tmp_path: Path) -> None:
    """A package needs itself and the modules beside it that it imports, and nothing that stands elsewhere."""
    beside = [tmp_path / f"{name}_beside.py", tmp_path / f"{name}_late.py"]
    assert needed_by(name, tmp_path) == [tmp_path / name, *beside]
    assert needed_by(f"{name}_beside", tmp_path) == beside
    assert needed_by(name, tmp_path / "docs") == [tmp_path / name]


def test_what_comes_from_a_place_is_imported_again(name: str, tmp_path: Path) -> None:
    """A package's folder, a module's file, and the folder that either stands in; nothing else is forgotten."""
    others = sys.modules.keys() - {each for each in sys.modules if each.startswith(name)}

    def imported() -> list[str]:
        return sorted(each.removeprefix(name) for each in sys.modules if each.startswith(name))

    forget({tmp_path / name, tmp_path / f"{name}_late.py"})
    assert imported() == ["_beside", "_other"]
    (tmp_path / f"{name}_beside.py").write_text("shape = 'another'", encoding="utf-8")
    forget({tmp_path})
    assert imported() == []
    importlib.invalidate_caches()
    assert importlib.import_module(f"{name}.deep.schedules").shape == "another"
    assert others <= sys.modules.keys()
