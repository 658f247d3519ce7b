"""Finishes a built site: its pages get what the builder could not give them."""

from pathlib import Path

from site_plugins.any_builder.head import root_of, shown_on, with_loaded
from site_plugins.any_builder.manifest import Manifest
from site_plugins.any_builder.search import add_fields
from site_plugins.cache import sha256
from site_plugins.errors import SiteError
from site_plugins.registry_option import checked_registry
from site_plugins.simulator.hosting import finishing


def finish(site: Path, prepared: Manifest, project: Path) -> list[str]:
    """Write into each page what it loads, with integrity and policy, and the fields into the search index.

    Done twice, it changes nothing more.

    Args:
        site: The folder of the site.
        prepared: What was prepared for it.
        project: The folder of the configuration.

    Returns:
        What whoever builds the site should be warned of.

    Raises:
        SiteError: The site lacks a file that was prepared, or has another in its place.
    """
    if not site.is_dir():
        raise SiteError(f"{site}: there is no such folder. Build the site before this command")
    _compare(site, prepared)
    pages = {
        place: path
        for path in sorted(site.rglob("*.html"))
        if (place := path.relative_to(site).as_posix()) not in prepared.copied
    }
    written = {place: path.read_text(encoding="utf-8") for place, path in pages.items()}
    shown = shown_on([place for place, html in written.items() if finishing.SIMULATOR in html])
    for place, html in written.items():
        root = root_of(place, prepared.site_url)
        finished = with_loaded(html, root, prepared.styles, prepared.scripts, prepared.boot, shown)
        pages[place].write_text(finished, encoding="utf-8", newline="")
    add_fields(site, checked_registry(prepared.registry, project))
    return finishing.finish(
        site,
        copied=prepared.copied,
        integrities=prepared.integrities,
        further=prepared.further,
        address=prepared.site_url,
        styles=[*prepared.own_styles, *prepared.styles],
    )


def _compare(site: Path, prepared: Manifest) -> None:
    """See that the site has what was prepared for it."""
    for address, digest in prepared.files.items():
        file = site / address
        if not file.is_file():
            raise SiteError(
                f"{address} is not in {site}: the builder did not copy what was prepared. Prepare into the folder that "
                "it copies files from, and leave nothing of that out"
            )
        if sha256(file.read_bytes()) != digest:
            raise SiteError(
                f"{address} in {site} is not what was prepared: prepare, build and finish again, in this order, and "
                "let nothing change these files"
            )
