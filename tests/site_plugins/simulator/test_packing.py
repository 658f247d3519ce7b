"""Wheels packed out of installed files."""

import base64
import csv
import hashlib
import importlib.metadata
import io
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from packaging.utils import parse_wheel_filename

from site_plugins.simulator import packing
from site_plugins.simulator.cache import BuildError
from site_plugins.simulator.packing import Wheel, pack_pyyaml, pack_wheel

RECORD = "curve-1.0.dist-info/RECORD"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A small package `curve` with a subpackage."""
    package = tmp_path / "curve"
    (package / "deep").mkdir(parents=True)
    (package / "__init__.py").write_text("peak = 0.1\n")
    (package / "deep" / "__init__.py").write_text("")
    (package / "deep" / "valley.py").write_text("valley = 0.01\n")
    return package


def entries(wheel: Wheel) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(wheel.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_only_python_files_are_packed(package: Path) -> None:
    """Compiled extensions, bytecode, stubs and other files beside the Python files change no byte of the wheel."""
    clean = pack_wheel("curve", "1.0", [package])
    (package / "__pycache__").mkdir()
    for name in ("fast.so", "fast.pyd", "types.pyi", "py.typed", "__init__.py~", "__pycache__/a.cpython-313.pyc"):
        (package / name).write_bytes(b"not for the browser")
    assert pack_wheel("curve", "1.0", [package]) == clean


def test_same_files_same_bytes(package: Path, tmp_path: Path) -> None:
    """Neither the time and the mode of a file nor the order of its creation shows in the wheel."""
    other = tmp_path / "elsewhere" / "curve"
    for path in sorted((path for path in package.rglob("*.py")), reverse=True):
        copy = other / path.relative_to(package)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
        copy.chmod(0o755)
        os.utime(copy, (1_000_000_000, 1_000_000_000))
    wheel = pack_wheel("curve", "1.0", [other])
    assert wheel == pack_wheel("curve", "1.0", [package])
    assert list(entries(wheel)) == sorted(entries(wheel))


def test_record_lists_every_file_with_its_hash(package: Path) -> None:
    """RECORD names all files of the wheel and no others, with the digest and the size that they have."""
    license_file = package.parent / "LICENSE"
    license_file.write_text("Do as you like.\n")
    wheel = pack_wheel("curve", "1.0", [package], {"page": package / "deep" / "valley.py"}, [license_file])
    files = entries(wheel)
    record = {path: (digest, size) for path, digest, size in csv.reader(io.StringIO(files[RECORD].decode()))}
    assert record.keys() == files.keys()
    assert record.pop(RECORD) == ("", "")
    for path, (digest, size) in record.items():
        expected = base64.urlsafe_b64encode(hashlib.sha256(files[path]).digest()).decode().rstrip("=")
        assert (digest, size) == (f"sha256={expected}", str(len(files[path])))
    assert files["page.py"] == b"valley = 0.01\n"
    assert files["curve-1.0.dist-info/licenses/LICENSE"] == b"Do as you like.\n"


def test_file_name_and_metadata_agree(package: Path, tmp_path: Path) -> None:
    """Python's own reader of installed packages finds the name and version that the file name gives."""
    wheel = pack_wheel("curve", "1.0", [package])
    with zipfile.ZipFile(io.BytesIO(wheel.content)) as archive:
        archive.extractall(tmp_path / "site")
    [installed] = importlib.metadata.distributions(path=[str(tmp_path / "site")])
    name, version, _, tags = parse_wheel_filename(wheel.file_name)
    assert (installed.name, installed.version) == (name, str(version)) == ("curve", "1.0")
    assert [str(tag) for tag in tags] == ["py3-none-any"]


def test_a_directory_without_python_is_refused(tmp_path: Path) -> None:
    """A package directory that holds no Python file is an error, not an empty wheel."""
    with pytest.raises(ValueError, match="No Python file under"):
        pack_wheel("empty", "1.0", [tmp_path])


def test_packed_pyyaml_parses_without_its_extension(tmp_path: Path) -> None:
    """PyYAML imports from the wheel itself and reads YAML, in a Python that has nothing else."""
    wheel = pack_pyyaml()
    file = tmp_path / wheel.file_name
    file.write_bytes(wheel.content)
    program = "import yaml; print(yaml.__file__, yaml.__with_libyaml__, yaml.safe_load('rate: [0.1, 3]'))"
    result = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(file)!r}); {program}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.strip() == f"{file / 'yaml' / '__init__.py'} False {{'rate': [0.1, 3]}}"


def test_packed_pyyaml_carries_its_license() -> None:
    """The licence of PyYAML travels with its files."""
    assert b"Kirill Simonov" in entries(pack_pyyaml())["pyyaml-6.0.3.dist-info/licenses/LICENSE"]


def test_altered_pyyaml_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One more byte in an installed file of PyYAML, and it is not served; the message says how to mend it."""
    installed = importlib.metadata.distribution("PyYAML")
    for file in installed.files or ():
        if file.parts[0] in ("yaml", f"pyyaml-{packing.PYYAML_VERSION}.dist-info") and "__pycache__" not in file.parts:
            copy = tmp_path / file
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(str(file.locate()), copy)
    monkeypatch.syspath_prepend(tmp_path)
    assert pack_pyyaml().file_name == "pyyaml-6.0.3-py3-none-any.whl"
    with (tmp_path / "yaml" / "resolver.py").open("a") as file_to_alter:
        file_to_alter.write("\n")
    with pytest.raises(BuildError, match=r"not those of the published release.*pip install --force-reinstall"):
        pack_pyyaml()


def test_another_version_of_pyyaml_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed PyYAML of another version is refused with the version to install."""
    monkeypatch.setattr(packing, "PYYAML_VERSION", "6.0.99")
    with pytest.raises(BuildError, match=r"needs PyYAML 6\.0\.99, but 6\.0\.3 is installed: pip install .*6\.0\.99"):
        pack_pyyaml()
