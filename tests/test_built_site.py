"""The built site holds together: its links lead somewhere, its anchors stay, and its HTML is valid."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from jsonschema import Draft202012Validator

from schedulers import SCHEDULERS
from schedulers.signature.spec import field_specs
from schedulers.writing.example import example_yaml
from site_plugins.simulator.toolchain.node import install_packages, run_node
from tests.browser.server import SUB_PATH
from tests.examples.families import FAMILIES, PUBLISHED
from tests.schedulers.reading import yaml_1_2
from tests.sites.built import built_pages

EXTERNAL_LINKS = Path(__file__).parent / "support" / "external_links.txt"
CHECKER = Path(__file__).parent / "html"
POSITIONAL = re.compile(r"_\d+$")


def test_there_are_pages(site: Path) -> None:
    """The tests below look at something: every page of the navigation is there, and the one for missing pages."""
    locations = {page.location for page in built_pages(site)}
    assert {"", "404.html", "reference/", "simulator/", "python/", "guides/warm-up/"} <= locations


def test_every_internal_link_leads_somewhere(published: Path, port: int) -> None:
    """Each address inside the site, or a site of an example in it, is a file, and each fragment an anchor there."""
    pages = {page.location: page for page in built_pages(published)}
    assert sum(len(page.references) for page in pages.values()) > 300
    assert {f"{name}/surprises/" for name in PUBLISHED.values()} <= pages.keys()
    others = [f"{name}/" for name in FAMILIES.values() if name not in PUBLISHED.values()]
    assert broken_links(published, port, others) == []


def test_main_pages_lead_to_the_examples(site: Path) -> None:
    """Home page, the guide for sites of one's own, comparison and reference have a link to the site of each example."""
    for page in built_pages(site):
        if page.location in {"", "guides/own-site/", "simulator-guide/", "reference/"}:
            to_root = "../" * page.location.count("/")
            for name in FAMILIES.values():
                assert {f"{to_root}{name}/", f"{to_root}{name}/reference/"} & set(page.references), (
                    page.location,
                    name,
                )


def test_every_link_of_another_project_leads_somewhere(own_site: Path, port: int) -> None:
    """The same of a site that has the plugins and nothing else from this project."""
    assert broken_links(own_site, port) == []


def broken_links(site: Path, port: int, absent: Sequence[str] = ()) -> list[str]:
    """Where a page has an address inside the site that leads to nothing, and the address.

    Args:
        site: The folder of the site.
        port: The port of the address that it was built for.
        absent: Folders of the site that were not built.
    """
    root = f"http://127.0.0.1:{port}{SUB_PATH}"
    pages = {page.location: page for page in built_pages(site)}
    broken = []
    for page in pages.values():
        for reference in page.references:
            address, fragment = urldefrag(urljoin(root + page.location, reference))
            if urlsplit(address).scheme not in {"http", "https"} or not address.startswith(f"http://127.0.0.1:{port}/"):
                continue
            inside = unquote(urlsplit(address).path.removeprefix(SUB_PATH))
            if inside.startswith(tuple(absent)):
                continue
            target = "" if inside == "." else inside
            exists = target in pages or (site / target).is_file()
            # What the simulator is sent in a link's fragment is no anchor.
            anchored = (
                target not in pages or fragment in {"", *pages[target].ids} or fragment.startswith(("s1.", "s2."))
            )
            if not (exists and anchored and address.startswith(root)):
                broken.append(f"{page.location}: {reference}")
    return broken


def test_external_links_are_those_that_are_listed(site: Path) -> None:
    """The site leads to the addresses of a list, which somebody has looked at, and to no others."""
    found = {
        reference
        for page in built_pages(site)
        for reference in page.references
        if urlsplit(reference).scheme in {"http", "https"} and urlsplit(reference).hostname != "127.0.0.1"
    }
    assert sorted(found) == EXTERNAL_LINKS.read_text(encoding="utf-8").splitlines()


def test_every_heading_has_an_anchor_that_stays(site: Path) -> None:
    """Each heading of a page's content has an id, none is there twice, and none depends on how many came before it."""
    for page in built_pages(site):
        assert len(page.ids) == len(set(page.ids)), page.location
        if page.location == "404.html":
            continue
        assert page.headings, page.location
        assert None not in page.headings, page.location
        assert not [heading for heading in page.headings if heading and POSITIONAL.search(heading)], page.location


def test_a_shared_link_says_where_it_leads(site: Path, port: int) -> None:
    """Each page has a title, a description of its own and a picture of this site's; the one for missing pages asks to
    be left out of searches.
    """
    described = {page.location: page for page in built_pages(site)}
    missing = described.pop("404.html")
    assert missing.meta["robots"] == "noindex"
    assert len({page.meta["og:description"] for page in described.values()}) == len(described)
    for page in described.values():
        assert page.meta["og:title"] == page.title
        assert page.meta["og:description"] == page.meta["description"]
        assert page.meta["og:url"] == f"http://127.0.0.1:{port}{SUB_PATH}{page.location}"
        picture = page.meta["og:image"].removeprefix(f"http://127.0.0.1:{port}{SUB_PATH}")
        assert (site / picture).read_bytes().startswith(b"\x89PNG\r\n\x1a\n")


def test_the_schema_is_served_where_it_says(site: Path, port: int) -> None:
    """The schema's own id is its address, the page for editors names the same, and it accepts the examples."""
    schema = json.loads((site / "schema" / "training.json").read_text(encoding="utf-8"))
    assert schema["$id"] == f"http://127.0.0.1:{port}{SUB_PATH}schema/training.json"
    page = (site / "guides" / "editor" / "index.html").read_text(encoding="utf-8")
    assert f"# yaml-language-server: $schema={schema['$id']}" in re.sub("<[^>]+>", "", page)
    for name in SCHEDULERS:
        Draft202012Validator(schema).validate(yaml_1_2.read(example_yaml(name, complete=True)))


def test_the_search_has_every_field(site: Path) -> None:
    """Each field is an entry of the search index, with what it does, and its address is an anchor of the reference."""
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    entries = {entry["location"]: entry for entry in index["docs"]}
    anchors = next(page.ids for page in built_pages(site) if page.location == "reference/")
    for name, scheduler in SCHEDULERS.items():
        for field, spec in field_specs(scheduler).items():
            assert f"{name}.{field}" in anchors
            entry = entries[f"reference/#{name}.{field}"]
            assert field in entry["title"]
            assert spec.field.description in entry["text"]


def test_the_html_is_valid(published: Path) -> None:
    """html-validate, the standard's rules in plain Node.js, finds nothing wrong but what the theme is excused for."""
    install_packages(CHECKER)
    run_node("check.mjs", *map(str, sorted(published.rglob("*.html"))), directory=CHECKER)


def test_only_the_api_reference_loads_its_style(site: Path) -> None:
    """Pages that are read fetch no style that is not for them."""
    loading = [page for page in site.rglob("index.html") if "_mkdocstrings.css" in page.read_text(encoding="utf-8")]
    assert [page.relative_to(site).as_posix() for page in loading] == ["python/index.html"]
