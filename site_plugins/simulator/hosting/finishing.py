"""Checks a finished site, and writes integrity and policy into its pages, for any builder."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from filecmp import cmp
from pathlib import Path

from site_plugins.errors import SiteError
from site_plugins.simulator.hosting.integrity import with_integrity
from site_plugins.simulator.hosting.page_elements import PageElements
from site_plugins.simulator.hosting.policy import policy, script_hashes, with_policy
from site_plugins.simulator.hosting.refusals import refusals

SIMULATOR = "data-simulator"
"""The attribute by which a page with the simulator is recognised."""


def finish(
    site: Path,
    *,
    copied: Collection[str],
    integrities: Mapping[str, str],
    further: Mapping[str, Sequence[str]] | None,
    address: str,
    styles: Collection[str],
) -> list[str]:
    """Write the integrity of its scripts and the policy into each page. A second call changes nothing.

    Args:
        site: The folder of the site.
        copied: The paths in that folder of pages that the author wrote by hand. They are not changed.
        integrities: The integrity of the simulator's scripts and styles, by their addresses in the site.
        further: Further sources by directive, or ``None`` for no policy.
        address: The site's own address; may be empty.
        styles: The paths in that folder of the author's style sheets.

    Returns:
        The warnings for whoever builds the site.
    """
    pages = {
        place: path.read_text(encoding="utf-8")
        for path in sorted(site.rglob("*.html"))
        if (place := path.relative_to(site).as_posix()) not in copied
    }
    written = {place: with_integrity(html, integrities) for place, html in pages.items()}
    warnings = [*_without_integrity(written)] if integrities else []
    if further is not None:
        read = {place: PageElements(html) for place, html in written.items()}
        text = policy({one for page in read.values() for one in script_hashes(page)}, further)
        written = {place: with_policy(html, text) for place, html in written.items()}
        sheets = {place: site / place for place in styles if (site / place).is_file()}
        read |= {place: PageElements(f"<style>{path.read_text('utf-8')}</style>") for place, path in sheets.items()}
        warnings += filter(None, [refusals(read, address, further)])
    for place, html in written.items():
        if html != pages[place]:
            (site / place).write_text(html, encoding="utf-8", newline="")
    return warnings


def find_altered(site: Path, served: Mapping[str, Path]) -> list[str]:
    """Return the addresses of the files in a site that others have changed.

    Args:
        site: The folder of the site.
        served: The expected files, by their addresses in the site.

    Raises:
        SiteError: A file is missing.
    """
    for address in served:
        if not (site / address).is_file():
            raise SiteError(
                f"simulator: {address} is not in the site, so there would be no working simulator. Something has taken "
                "it out, such as an option `exclude` of another plugin: leave `assets/simulator` alone there"
            )
    return [address for address, path in served.items() if not cmp(site / address, path, shallow=False)]


def _without_integrity(pages: Mapping[str, str]) -> Iterator[str]:
    without = [place for place, html in pages.items() if SIMULATOR in html and " integrity=" not in html]
    if without:
        yield (
            f"{', '.join(without)}: the page does not load the simulator's script from where it is, so the simulator "
            "does not start, and browsers can't compare the script with what was built. Something has changed the "
            "page's addresses, such as a plugin that puts scripts together: leave `assets/simulator` out there"
        )
