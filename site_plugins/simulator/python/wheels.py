"""Further packages for the browser's Python: pure wheels, which a site names with their sha256 for its mirrors."""

import re
import zipfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from site_plugins.cache import BuildError, cache_root, make_directory, sha256, write_file
from site_plugins.simulator.toolchain.pip import PipError, run_pip

WHEEL = re.compile(r"\w[\w.]*-[\w.!+]+(?:-\d\w*)?-(?:py3|py2\.py3)-none-any\.whl")
"""The file name of a wheel that has no machine code and takes any Python 3."""
IN_THE_BROWSER = {"numpy", "schedulers", "simulator_page", "yaml"}
"""The packages and modules that the browser's Python has already."""
LICENCE = re.compile(r"[^/]+\.dist-info/(?:licenses/)?[^/]*(?:LICEN[CS]E|COPYING|NOTICE)[^/]*", re.IGNORECASE)


@dataclass(frozen=True)
class Wheel:
    """A wheel of pure Python.

    Attributes:
        file_name: What it is called where it is published.
        sha256: The hexadecimal SHA-256 of the file.
    """

    file_name: str
    sha256: str

    @property
    def name(self) -> str:
        """The name of the package.

        >>> Wheel("more_itertools-11.2.1-py3-none-any.whl", "").name
        'more_itertools'
        """
        return self.file_name.split("-")[0]


def read_wheels(option: object) -> list[Wheel]:
    """Read the option ``packages``, which names wheels.

    Raises:
        ValueError: It does not name files of pure wheels, each with its sha256.

    >>> read_wheels({"a-1-py3-none-any.whl": "0" * 64})[0].name
    'a'
    """
    if not isinstance(option, Mapping):
        raise ValueError(f"packages: must be file names of wheels, each with its sha256; got {option!r}")
    for file_name, digest in option.items():
        if not (isinstance(file_name, str) and WHEEL.fullmatch(file_name)):
            raise ValueError(
                f"packages: {file_name!r} is no wheel of pure Python, such as more_itertools-11.2.1-py3-none-any.whl. "
                "The browser's Python takes no other"
            )
        if not (isinstance(digest, str) and re.fullmatch("[0-9a-f]{64}", digest)):
            raise ValueError(f"packages: {file_name}: must be its sha256, 64 hexadecimal digits; got {digest!r}")
    return [Wheel(file_name, digest) for file_name, digest in option.items()]


def places(wheel: Wheel) -> list[Path]:
    """Return the folders of packages and the files of modules in a wheel, which is fetched once.

    Raises:
        BuildError: It can't be had, is another file than the sha256 says, or has what the browser can't import.
    """
    archive = fetched(wheel)

    def fill(folder: Path) -> None:
        with zipfile.ZipFile(archive) as opened:
            names = [name for name in opened.namelist() if ".dist-info/" not in name and ".data/" not in name]
            _check(wheel, names)
            for name in names:
                if name.endswith(".py"):
                    opened.extract(name, folder)

    folder = make_directory(cache_root() / f"wheel-{wheel.sha256[:16]}", fill)
    return sorted(path for path in folder.iterdir() if path.is_dir() or path.suffix == ".py")


def licences_in(file: Path) -> dict[str, str]:
    """Read the texts of all licences in an archive of packages, by name and version, such as ``numpy-2.2.5``."""
    texts: dict[str, list[str]] = defaultdict(list)
    with zipfile.ZipFile(file) as archive:
        for name in filter(LICENCE.fullmatch, archive.namelist()):
            texts[name.partition(".dist-info/")[0]].append(archive.read(name).decode(errors="replace"))
    return {package: "\n".join(several) for package, several in texts.items()}


def _check(wheel: Wheel, names: Sequence[str]) -> None:
    compiled = [name for name in names if name.endswith((".so", ".pyd", ".dylib"))]
    if compiled:
        raise BuildError(f"packages: {wheel.file_name} has machine code, {compiled[0]}, which the browser can't run")
    hidden = IN_THE_BROWSER.intersection(Path(name).parts[0].removesuffix(".py") for name in names)
    if hidden:
        raise BuildError(
            f"packages: {wheel.file_name} would take the place of {', '.join(sorted(hidden))}, which the browser's "
            "Python has already. Leave it out"
        )


def fetched(wheel: Wheel) -> Path:
    """Return the file of a wheel: from the cache, or by pip from wherever pip is configured to search."""
    kept = cache_root() / wheel.file_name
    if kept.is_file() and sha256(kept.read_bytes()) == wheel.sha256:
        return kept
    otherwise = f"Or place the file at {kept} (sha256 {wheel.sha256})"
    with TemporaryDirectory() as temporary:
        try:
            run_pip("download", "--dest", temporary, "==".join(wheel.file_name.split("-")[:2]))
        except PipError as error:
            raise BuildError(f"packages: {wheel.file_name}: pip does not find it: {error}. {otherwise}") from error
        [found] = Path(temporary).iterdir()
        content = found.read_bytes()
    if sha256(content) != wheel.sha256:
        raise BuildError(
            f"packages: {wheel.file_name}: pip finds {found.name}, which is not the expected file: its sha256 is "
            f"{sha256(content)}, not {wheel.sha256}. {otherwise}"
        )
    write_file(kept, content)
    return kept
