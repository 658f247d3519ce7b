"""What the pages of a build share is computed once."""

from collections import Counter
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from schedulers import SCHEDULERS, Curve, TrainingConfig, simulate
from schedulers.drawing import figures
from schedulers.writing.example import config_yaml, example_config
from site_plugins.scheduler_docs import variations

PAGES = {
    "index.md": "# Home\n\n/// gallery\n///\n",
    "reference.md": "# Reference\n\n/// training\n///\n\n/// schedulers\n///\n",
    "poly.md": "# Poly\n\n/// scheduler | poly\n///\n",
}


def test_nothing_is_simulated_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a site is built, each example, and each example with one value changed, is simulated once: for the picture
    of shared links, the gallery, the reference and another page about the same scheduler together.
    """
    monkeypatch.setenv("SIMULATOR_CACHE", str(tmp_path / "cache"))  # or else a build before has kept the variations
    simulated: Counter[str] = Counter()

    def counted(config: TrainingConfig) -> Curve:
        simulated[config_yaml(config)] += 1
        return simulate(config)

    for module in (figures, variations):
        monkeypatch.setattr(module, "simulate", counted)
    for name, text in PAGES.items():
        (tmp_path / "docs" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "docs" / name).write_text(text, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Schedulers\ntheme: material\nplugins: [scheduler-docs]\n", encoding="utf-8"
    )

    build(load_config(str(tmp_path / "mkdocs.yml")))

    assert all((tmp_path / "site" / place).is_file() for place in ("assets/social.png", "reference/index.html"))
    assert [simulated[config_yaml(example_config(name))] for name in SCHEDULERS] == [1] * len(SCHEDULERS)
    assert simulated.total() == len(simulated) > 100
