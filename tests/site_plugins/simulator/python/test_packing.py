"""Archives packed out of installed files."""

import importlib.metadata
import io
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from site_plugins.cache import BuildError, sha256
from site_plugins.simulator.python import packing
from site_plugins.simulator.python.packing import pack, pack_pyyaml


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A small package `curve` with a subpackage."""
    package = tmp_path / "curve"
    (package / "deep").mkdir(parents=True)
    (package / "__init__.py").write_text("peak = 0.1\n")
    (package / "deep" / "__init__.py").write_text("")
    (package / "deep" / "valley.py").write_text("valley = 0.01\n")
    return package


def entries(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_only_python_files_are_packed(package: Path) -> None:
    """Compiled extensions, bytecode, stubs and other files beside the Python files change no byte of the archive."""
    clean = pack([package])
    (package / "__pycache__").mkdir()
    for name in ("fast.so", "fast.pyd", "types.pyi", "py.typed", "__init__.py~", "__pycache__/a.cpython-313.pyc"):
        (package / name).write_bytes(b"not for the browser")
    assert pack([package]) == clean


def test_same_files_same_bytes(package: Path, tmp_path: Path) -> None:
    """Neither the time and the mode of a file nor the order of its creation shows in the archive."""
    other = tmp_path / "elsewhere" / "curve"
    for path in sorted((path for path in package.rglob("*.py")), reverse=True):
        copy = other / path.relative_to(package)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
        copy.chmod(0o755)
        os.utime(copy, (1_000_000_000, 1_000_000_000))
    content = pack([other])
    assert content == pack([package])
    assert list(entries(content)) == sorted(entries(content))


def test_single_files_are_packed_under_the_names_given(package: Path) -> None:
    """A file beside the packages is there under its path in the archive, whatever its own name is."""
    files = entries(pack([package], {"page.py": package / "deep" / "valley.py"}))
    assert files["page.py"] == b"valley = 0.01\n"
    assert files.keys() == {"page.py", "curve/__init__.py", "curve/deep/__init__.py", "curve/deep/valley.py"}


def test_a_directory_without_python_is_refused(tmp_path: Path) -> None:
    """A package directory that holds no Python file is an error, not an empty archive."""
    with pytest.raises(ValueError, match="No Python file under"):
        pack([tmp_path])


def test_packed_pyyaml_parses_without_its_extension(tmp_path: Path) -> None:
    """PyYAML imports from the archive itself and reads YAML, in a Python that has nothing else."""
    file = tmp_path / "pyyaml.zip"
    file.write_bytes(pack_pyyaml())
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
    assert sha256(pack_pyyaml()) == packing.PYYAML_SHA256
    with (tmp_path / "yaml" / "resolver.py").open("a") as file_to_alter:
        file_to_alter.write("\n")
    with pytest.raises(
        BuildError, match=r"files of PyYAML .* not those of that release.*pip install --force-reinstall"
    ):
        pack_pyyaml()


def test_another_version_of_pyyaml_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed PyYAML of another version is refused with the version to install."""
    monkeypatch.setattr(packing, "PYYAML_VERSION", "6.0.99")
    monkeypatch.setattr(packing, "PYYAML_SHA256", "0" * 64)
    with pytest.raises(BuildError, match=r"needs PyYAML 6\.0\.99 .*PyYAML 6\.0\.3 in .*: pip install .*6\.0\.99"):
        pack_pyyaml()
