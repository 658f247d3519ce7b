"""The manifest: what the command before the build tells the Markdown extension and the command after it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from site_plugins.cache import write_file
from site_plugins.errors import SiteError

MANIFEST = Path("build", "prepared.json")
"""Where it stands, seen from the folder of the configuration."""


@dataclass(frozen=True)
class Manifest:
    """A list of everything that was prepared for a site, as JSON can express it.

    Attributes:
        project: The folder of the configuration, seen from that of this file.
        docs_dir: The folder of the pages, seen from that of the configuration.
        site_url: The address of the site; may be empty.
        language: The language of the pages.
        registry: What names the registry.
        simulator: The page with the simulator, from the docs' folder; empty where there is none.
        reference: The page that documents all schedulers, likewise.
        verified: The file that `nox -s verify` writes, seen from the folder of the configuration.
        directive: The options of the simulator's directive; none where the site has no simulator.
        styles: The style sheets that every page loads, by their addresses in the site.
        scripts: The scripts, likewise.
        boot: The simulator's script on every page, likewise; empty where the site has none.
        files: The SHA-256 of each file that was put into the docs' folder, by its address in the site.
        integrities: The integrity of each of the simulator's scripts and style sheets, likewise.
        further: More sources for directives of the policy; none where the pages get no policy.
        copied: Pages that the author has put into the docs' folder as HTML: they stay as they are.
        own_styles: The author's style sheets.
    """

    project: str
    docs_dir: str
    site_url: str
    language: str
    registry: str
    simulator: str
    reference: str
    verified: str
    directive: Mapping[str, Any] | None
    styles: Sequence[str]
    scripts: Sequence[str]
    boot: str
    files: Mapping[str, str]
    integrities: Mapping[str, str]
    further: Mapping[str, Sequence[str]] | None
    copied: Sequence[str]
    own_styles: Sequence[str]

    def write(self, file: Path) -> None:
        """Write it into a file."""
        write_file(file, f"{json.dumps(asdict(self), indent=1)}\n".encode())


def read_manifest(file: Path) -> Manifest:
    """Read a manifest from its file.

    Raises:
        SiteError: It is not there, or another version has written it.
    """
    try:
        return Manifest(**json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise SiteError(
            f"{file}: is not there, or from another version. Run `python -m site_plugins prepare` before the build"
        ) from error
