"""What finished pages get, whatever plugin has written them."""

import re
from pathlib import Path
from typing import Any

import pytest

from site_plugins.errors import SiteError
from site_plugins.simulator.hosting.finishing import find_altered, finish
from site_plugins.simulator.hosting.integrity import with_integrity

BOOT, STYLE = "assets/simulator/boot-12345678.js", "assets/simulator/simulator-12345678.css"
EXPECTED = {BOOT: "sha256-a", STYLE: "sha256-b"}
AS_BUILT = f"""<!doctype html><html><head><meta charset="utf-8"><link rel="stylesheet" href="../{STYLE}"></head>
<body><div data-simulator></div><script src="../{BOOT}#simulator/" type="module"></script></body></html>"""
MINIFIED = f"""<!doctype html><meta charset=utf-8><link href=../{STYLE} rel=stylesheet><div data-simulator></div>
<script type=module src=../{BOOT}#simulator/></script>"""
WRITTEN_ANEW = f"""<html><head><meta charset='utf-8'/><link href='../{STYLE}' rel='stylesheet'/></head><body>
<div data-simulator=''></div><script type='module' src='../{BOOT}'></script></body></html>"""


@pytest.mark.parametrize("html", [AS_BUILT, MINIFIED, WRITTEN_ANEW])
def test_the_integrity_is_written_whoever_has_written_the_page(html: str) -> None:
    """Without quotes, in another order, and with tags left out; a second time changes nothing."""
    written = with_integrity(html, EXPECTED)
    assert re.findall(r'<(\w+) integrity="([^"]+)"', written) == [("link", "sha256-b"), ("script", "sha256-a")]
    assert f'<script type="importmap">{{"integrity": {{"../{BOOT}": "sha256-a"}}}}</script>' in written
    assert written.index("charset") < written.index("importmap") < written.index("stylesheet")
    assert with_integrity(written, EXPECTED) == written


def finished(site: Path, **options: Any) -> list[str]:
    given: dict[str, Any] = {
        "copied": {"own.html"},
        "integrities": EXPECTED,
        "further": {},
        "address": "",
        "styles": [],
    }
    return finish(site, **{**given, **options})


def test_every_page_that_a_build_writes_gets_the_policy(tmp_path: Path) -> None:
    """Those of other plugins, too, which no event tells of; a page that is copied as it is stays as it is."""
    pages = {name: tmp_path / name / "index.html" for name in ("simulator", "print_page")} | {"": tmp_path / "own.html"}
    for name, page in pages.items():
        page.parent.mkdir(exist_ok=True)
        page.write_text(f"{AS_BUILT}<script>'{name}'</script>", encoding="utf-8")
    assert finished(tmp_path) == []
    written = {name: page.read_text(encoding="utf-8") for name, page in pages.items()}
    policies = [re.findall('Policy" content="([^"]+)"', html) for html in written.values()]
    assert policies == [policies[0], policies[0], []]
    assert finished(tmp_path) == []
    assert {name: page.read_text(encoding="utf-8") for name, page in pages.items()} == written


def test_a_lost_integrity_is_told(tmp_path: Path) -> None:
    """A page with the simulator whose script is somewhere else is named."""
    (tmp_path / "index.html").write_text("<div data-simulator></div><script src=all.js></script>", encoding="utf-8")
    [warning] = finished(tmp_path)
    assert warning.startswith("index.html: the page does not load the simulator's script")


def test_styles_of_the_author_are_read(tmp_path: Path) -> None:
    """What a style sheet loads from elsewhere is told as what a page loads is."""
    (tmp_path / "own.css").write_text("@import url(https://a.example/a.css);", encoding="utf-8")
    [warning] = finished(tmp_path, styles=["own.css"])
    assert "own.css: style-src https://a.example/a.css" in warning
    assert finished(tmp_path, styles=["own.css"], further=None) == []


def test_a_site_without_the_simulators_files_is_refused(tmp_path: Path) -> None:
    """What something has taken out of the site ends the build, and what it has changed is known."""
    (tmp_path / "a").write_text("a", encoding="utf-8")
    (tmp_path / "site").mkdir()
    with pytest.raises(SiteError, match=r"assets/a is not in the site.*exclude"):
        find_altered(tmp_path / "site", {"assets/a": tmp_path / "a"})
    (tmp_path / "site" / "b").write_text("b", encoding="utf-8")
    assert find_altered(tmp_path / "site", {"b": tmp_path / "a"}) == ["b"]
