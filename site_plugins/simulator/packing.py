"""Packing pure Python files, which are already on this machine, into a wheel for the browser."""

import base64
import hashlib
import importlib.metadata
import io
import zipfile
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from site_plugins.simulator.cache import BuildError, sha256

PYYAML_VERSION = "6.0.3"
PYYAML_SHA256 = "73ffc1ef9faa2f63fa2a8a2b452de3b68bb3ac2615cc00cfa36acc36a71045c0"
"""Of the wheel that `pack_pyyaml` makes: the same from every published wheel of that version, whatever the platform."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can express


@dataclass(frozen=True)
class Wheel:
    """A wheel in memory: its file name and its bytes."""

    file_name: str
    content: bytes


def pack_wheel(
    name: str,
    version: str,
    packages: Iterable[Path],
    modules: Mapping[str, Path] | None = None,
    licenses: Iterable[Path] = (),
    left_out: Collection[Path] = (),
) -> Wheel:
    """A `py3-none-any` wheel of the `.py` files under each package directory and of single modules.

    Compiled extensions, bytecode, stubs and all other files stay out. `modules` maps a top-level module name to its
    file. The same files give the same bytes on every machine: entries are sorted, their time is fixed, and they are
    stored uncompressed because zlib's output differs between its versions. `left_out` are files and directories of the
    packages that are not packed.

    Raises ValueError when a package directory holds no Python file.
    """
    files: dict[str, bytes] = {}
    for package in packages:
        sources = list(package.rglob("*.py"))
        if not sources:
            raise ValueError(f"No Python file under {package}: nothing to pack.")
        wanted = [path for path in sources if not any(path.is_relative_to(each) for each in left_out)]
        files |= {f"{package.name}/{path.relative_to(package).as_posix()}": path.read_bytes() for path in wanted}
    files |= {f"{module}.py": path.read_bytes() for module, path in (modules or {}).items()}

    info = f"{name}-{version}.dist-info"
    license_files = {path.name: path.read_bytes() for path in licenses}
    metadata = ["Metadata-Version: 2.4", f"Name: {name}", f"Version: {version}"]
    metadata += [f"License-File: {license_name}" for license_name in sorted(license_files)]
    tags = ["Wheel-Version: 1.0", "Generator: simulator", "Root-Is-Purelib: true", "Tag: py3-none-any"]
    files |= {f"{info}/licenses/{license_name}": content for license_name, content in license_files.items()}
    files[f"{info}/METADATA"] = _lines(metadata)
    files[f"{info}/WHEEL"] = _lines(tags)
    record = [f"{path},{_record_hash(files[path])},{len(files[path])}" for path in sorted(files)]
    files[f"{info}/RECORD"] = _lines([*record, f"{info}/RECORD,,"])
    return Wheel(f"{name}-{version}-py3-none-any.whl", _zip(files))


def pack_pyyaml() -> Wheel:
    """PyYAML without its C extension, from the files that are installed in the building Python.

    Raises BuildError when they are not exactly those of the expected release.
    """
    advice = f"pip install --force-reinstall pyyaml=={PYYAML_VERSION}"
    try:
        installed = importlib.metadata.distribution("PyYAML")
    except importlib.metadata.PackageNotFoundError:
        raise BuildError(f"The simulator needs PyYAML {PYYAML_VERSION}, which is not installed: {advice}") from None
    if installed.version != PYYAML_VERSION:
        raise BuildError(f"The simulator needs PyYAML {PYYAML_VERSION}, but {installed.version} is installed: {advice}")
    licenses = [Path(str(file.locate())) for file in installed.files or () if file.name == "LICENSE"]
    package = Path(str(installed.locate_file("yaml")))
    wheel = pack_wheel("pyyaml", PYYAML_VERSION, [package], licenses=licenses)
    if sha256(wheel.content) != PYYAML_SHA256:
        raise BuildError(
            f"The files of the installed PyYAML {PYYAML_VERSION} in {package} are not those of the published release "
            f"(packed, their sha256 is {sha256(wheel.content)}, not {PYYAML_SHA256}): {advice}"
        )
    return wheel


def _lines(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _record_hash(content: bytes) -> str:
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


def _zip(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(path, _EARLIEST)
            entry.create_system = 3  # Unix, wherever it is packed
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, files[path])
    return buffer.getvalue()
