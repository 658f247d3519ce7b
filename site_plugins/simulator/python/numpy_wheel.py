"""Fetches NumPy's wheel for the browser, which no registry offers by itself.

Pyodide's own package list gives its file name and sha256; only bytes with that sha256 are accepted, so it does not
matter how much a source is trusted.
"""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

from site_plugins.cache import BuildError, cache_root, sha256, write_file
from site_plugins.simulator.toolchain.pip import PipError, run_pip

CDN = "https://cdn.jsdelivr.net/pyodide/v{version}/full/{file_name}"
CARRIER = "open-webui==0.9.6"
"""A PyPI package whose wheel carries the same file. Only that member of its 150 MB is fetched."""
CARRIER_MEMBER = "open_webui/frontend/pyodide/{file_name}"
TIMEOUT = (5, 60)
"""The seconds to wait for a connection, and for the next bytes."""


def numpy_wheel(pyodide: Path) -> Path:
    """Find or fetch NumPy's wheel, as Pyodide's package list in the directory `pyodide` names it.

    Tries the cache, then Pyodide's CDN, then the PyPI package that carries the file. Raises BuildError naming each
    source and its reason when none has it.
    """
    from remotezip import RemoteZipError  # noqa: PLC0415  # a build that needs no network starts sooner without

    entry = json.loads((pyodide / "pyodide-lock.json").read_text())["packages"]["numpy"]
    version = json.loads((pyodide / "package.json").read_text())["version"]
    file_name, expected = str(entry["file_name"]), str(entry["sha256"])
    cached = cache_root() / file_name
    sources: dict[str, Callable[[], bytes]] = {
        f"the cache, {cached}": cached.read_bytes,
        "Pyodide's CDN": lambda: _from_cdn(CDN.format(version=version, file_name=file_name)),
        f"the PyPI package {CARRIER}": lambda: read_member(_carrier_url(), CARRIER_MEMBER.format(file_name=file_name)),
    }
    tried = []
    for source, fetch in sources.items():
        try:
            content = fetch()
        # Those of `requests` are errors of the operating system, too.
        except (OSError, PipError, RemoteZipError, zipfile.BadZipFile, KeyError) as error:
            reason = getattr(error, "strerror", None) or next(iter(str(error).splitlines()), type(error).__name__)
            tried.append(f"{source}: {reason}")
            continue
        if sha256(content) == expected:
            if not cached.is_file() or cached.read_bytes() != content:
                write_file(cached, content)
            return cached
        tried.append(f"{source}: its sha256 is {sha256(content)}, not {expected}")
    raise BuildError(
        f"{file_name}, NumPy for the browser, could not be had. Tried:\n"
        + "".join(f"  - {line}\n" for line in tried)
        + f"Get online and build again, or place the file at {cached} (sha256 {expected})."
    )


def _from_cdn(url: str) -> bytes:
    import requests  # noqa: PLC0415  # as above

    response = requests.get(url, timeout=TIMEOUT)
    response.raise_for_status()
    return response.content


def _carrier_url() -> str:
    """Find the address from which pip would download the carrier. pip reads only its metadata for that."""
    report = run_pip("install", "--dry-run", "--ignore-installed", "--report", "-", CARRIER)
    [package] = json.loads(report)["install"]
    return str(package["download_info"]["url"])


def read_member(url: str, member: str) -> bytes:
    """Fetch one member of the zip file at `url`, and no more than that and the table of contents."""
    from remotezip import RemoteZip  # noqa: PLC0415  # as above

    with RemoteZip(url, timeout=TIMEOUT) as archive:
        content: bytes = archive.read(member)
        return content
