"""Which variations are shown is found once for the same sources."""

from copy import copy
from pathlib import Path

import pytest

from schedulers import REGISTRY, mirror
from site_plugins.scheduler_docs import kept_variations
from site_plugins.scheduler_docs.dossier import Dossier, dossiers
from tests.support.nudged import change_all, nudged


def shown(dossier: Dossier) -> object:
    """What the docs say of the variations."""
    effects = [
        (field, [one.config for one in effect.variations], effect.epochs, effect.logarithmic)
        for field, effect in dossier.effects.items()
    ]
    return effects, [(one.variation.field, one.variation.config, one.note) for one in dossier.surprises]


def test_the_same_is_found_again_without_trying(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second build shows what the first one has found, on another processor and in another folder, too. After a
    change of a source, or of a package that a mirror may import, everything is tried anew.
    """
    monkeypatch.setenv("SIMULATOR_CACHE", str(tmp_path / "cache"))
    source, moved = tmp_path / "mirrors.py", tmp_path / "moved" / "mirrors.py"
    moved.parent.mkdir()
    for path in (source, moved):
        path.write_bytes(Path(mirror.__file__).read_bytes())
    names = ("multi_step", "cosine")
    first = dossiers(REGISTRY, [source])
    found = {name: shown(first[name]) for name in names}
    assert found == {name: shown(dossiers(REGISTRY)[name]) for name in names}
    monkeypatch.setattr(kept_variations, "tried", None)
    again = dossiers(REGISTRY, [moved])
    assert {name: shown(again[name]) for name in names} == found
    elsewhere = copy(REGISTRY)
    elsewhere.schedules, elsewhere.mirrors = dict(REGISTRY.schedules), dict(REGISTRY.mirrors)
    change_all(elsewhere, nudged)
    assert shown(dossiers(elsewhere, [source])["cosine"])
    is_tried_anew = pytest.raises(TypeError, match="'NoneType' object is not callable")
    for name, changed in (
        ("_installed", lambda: ["helper-2.0.dist-info"]),
        ("candidates", lambda *_: []),  # as a package would have it that is edited where it is installed
    ):
        with monkeypatch.context() as context, is_tried_anew:
            context.setattr(kept_variations, name, changed)
            shown(dossiers(REGISTRY, [source])["cosine"])
    source.write_text("changed", encoding="utf-8")
    with is_tried_anew:
        shown(dossiers(REGISTRY, [source])["cosine"])
