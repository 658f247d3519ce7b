"""Prepares a build: puts everything that the pages load where the builder copies files from."""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from site_plugins.any_builder.manifest import Manifest, read_manifest
from site_plugins.any_builder.settings import Settings
from site_plugins.cache import sha256, write_file
from site_plugins.errors import SiteError
from site_plugins.registry_option import checked_registry, sources_beside
from site_plugins.scheduler_docs.dossier import dossiers
from site_plugins.scheduler_docs.preparing import SCRIPTS, STYLE, files
from site_plugins.simulator import preparing
from site_plugins.simulator.hosting.integrity import integrities


def prepare(
    settings: Settings, folder: Path, manifest: Path, around: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> Manifest:
    """Put what both plugins add to a site into a folder, and say in a manifest what it is.

    What an earlier call has put there, and this one does not, is removed.

    Args:
        settings: What is known of the site.
        folder: The folder that the builder copies files from, usually that of the pages.
        manifest: The file of the manifest.
        around: The packages that the pages are built with, and what they put into the site.

    Raises:
        SiteError: An option is wrong, there is no such registry, or the simulator can't be made.
    """
    registry = checked_registry(settings.docs.registry, settings.folder)
    content: dict[str, bytes] = files(registry, dossiers(registry), settings.site_url)
    made: preparing.Prepared | None = None
    if settings.simulator:
        reference = settings.docs.registry
        sources = sources_beside(settings.folder, reference)
        made = preparing.prepare(registry, sources, reference, settings.simulator)
        content |= {address: path.read_bytes() for address, path in made.served.items()}
        address, listed = made.third_party(around)
        content[address] = listed.encode()
    documents = {
        path.relative_to(settings.docs_dir).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(settings.docs_dir.rglob("*.md"))
    }
    simulator, reference = settings.docs.pages(documents)
    _put(content, folder, manifest)
    prepared = Manifest(
        project=Path(os.path.relpath(settings.folder, manifest.resolve().parent)).as_posix(),
        docs_dir=Path(os.path.relpath(settings.docs_dir, settings.folder)).as_posix(),
        site_url=settings.site_url,
        language=settings.language,
        registry=settings.docs.registry,
        simulator=simulator,
        reference=reference,
        verified=settings.docs.verified,
        directive=made.directive if made else None,
        styles=[STYLE, *([f"{preparing.SERVED}/{made.page.style}"] if made else [])],
        scripts=SCRIPTS,
        boot=f"{preparing.SERVED}/{made.page.boot}" if made else "",
        files={address: sha256(one) for address, one in content.items()},
        integrities=integrities(made.page, preparing.SERVED) if made else {},
        further=made.further if made else None,
        copied=[path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.html"))],
        own_styles=settings.extra_css,
    )
    prepared.write(manifest)
    return prepared


def _put(content: Mapping[str, bytes], folder: Path, manifest: Path) -> None:
    """Write the files, and remove those that the manifest of an earlier call names besides."""
    with suppress(SiteError):
        for address in read_manifest(manifest).files.keys() - content.keys():
            (folder / address).unlink(missing_ok=True)
    for address, one in content.items():
        path = folder / address
        if not path.is_file() or path.read_bytes() != one:  # a builder that watches would build again
            write_file(path, one)
