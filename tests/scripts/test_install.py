"""`scripts/install.py` takes packages from where pip would, with uv, and otherwise with pip."""

import os
import site
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from scripts.install import options_for_uv
from tests.sites.building import ROOT


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """A folder with two versions of a package that is nowhere else."""
    folder = tmp_path / "packages"
    folder.mkdir()
    for version in ("1.0", "2.0"):
        information = f"only_here-{version}.dist-info"
        files = {
            "only_here.py": f"VERSION = {version}\n",
            f"{information}/METADATA": f"Metadata-Version: 2.1\nName: only-here\nVersion: {version}\n",
            f"{information}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        }
        files[f"{information}/RECORD"] = "".join(f"{name},,\n" for name in [*files, f"{information}/RECORD"])
        with zipfile.ZipFile(folder / f"only_here-{version}-py3-none-any.whl", "w") as wheel:
            for name, text in files.items():
                wheel.writestr(name, text)
    return folder


def installed_by(tmp_path: Path, **settings: str) -> tuple[str, str]:
    """Install the package in a new environment that sees this one's pip and uv: its version, and what installed it."""
    environment = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    [folder] = environment.glob("lib/python*/site-packages")
    (folder / "seen.pth").write_text("\n".join(site.getsitepackages()), encoding="utf-8")
    command = [str(environment / "bin" / "python"), str(ROOT / "scripts" / "install.py"), "only-here"]
    variables = os.environ | {"UV_CACHE_DIR": str(tmp_path / "cache")} | settings
    subprocess.run(command, env=variables, check=True, capture_output=True)
    [information] = folder.glob("only_here-*.dist-info")
    return information.stem.split("-")[1], (information / "INSTALLER").read_text("utf-8").strip()


def test_uv_installs_from_where_pip_would(tmp_path: Path, packages: Path) -> None:
    """The places that pip's variables name are handed to uv, and what they forbid."""
    constraint = tmp_path / "constraint.txt"
    constraint.write_text("only-here<2\n", encoding="utf-8")
    settings = {"PIP_FIND_LINKS": str(packages), "PIP_NO_INDEX": "1", "PIP_CONSTRAINT": str(constraint)}
    assert installed_by(tmp_path, **settings) == ("1.0", "uv")


def test_pip_installs_where_uv_fails(tmp_path: Path, packages: Path) -> None:
    """A home that nobody may write to keeps uv from having a cache; pip works without one."""
    settings = {"PIP_FIND_LINKS": str(packages), "PIP_NO_INDEX": "1", "UV_CACHE_DIR": os.devnull}
    assert installed_by(tmp_path, **settings) == ("2.0", "pip")


def test_settings_with_several_values_become_several_options() -> None:
    """Spaces separate them."""
    settings = {"index-url": "https://first", "extra-index-url": "https://second file:///third", "timeout": "9"}
    own = ["--index-url=https://first", "--extra-index-url=https://second", "--extra-index-url=file:///third"]
    assert options_for_uv(settings)[-3:] == own
    assert "--no-index" in options_for_uv({"no-index": "true"})
    assert "--no-index" not in options_for_uv({"no-index": "false"})
