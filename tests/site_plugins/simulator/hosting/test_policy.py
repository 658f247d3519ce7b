"""What the pages' policy says, and what a site can add to it."""

import re
from typing import Any

import pytest

from site_plugins.simulator.hosting.page_elements import PageElements
from site_plugins.simulator.hosting.policy import allow_live_reload, further_sources, policy, script_hashes, with_policy

META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')

PAGE = "<!doctype html><html><head><meta charset=utf-8><title>A</title></head><body>{content}</body></html>"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["site", "own_site"])
def test_all_pages_have_one_policy(name: str, request: pytest.FixtureRequest) -> None:
    """Each page of this site, and of a project's own, has the same policy, in front of any script, and it names all of
    the page's scripts.
    """
    policies = set()
    for file in request.getfixturevalue(name).rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        [found] = META.findall(html)
        assert html.index("Content-Security-Policy") < html.index("<script")
        assert html.index("charset") < 1024
        assert script_hashes(PageElements(html)) <= set(found.replace(";", " ").split())
        policies.add(found)
    [text] = policies
    assert "unsafe-eval" not in text.replace("wasm-unsafe-eval", "")
    assert text.count("unsafe-inline") == 1
    assert "http" not in text


def test_a_site_adds_sources() -> None:
    """They join those of the directive, or those that hold without it, and take the place of `'none'`."""
    text = policy((), further_sources({"img-src": ["https://a.example"], "object-src": ["https://b.example"]}))
    assert "; img-src 'self' data: blob: https://a.example; " in text
    assert "; object-src https://b.example; " in text
    assert "; manifest-src 'self' https://c.example" in policy((), {"manifest-src": ["https://c.example"]})


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (True, "must be false, or directives"),
        ({"images": []}, "'images' is no directive"),
        ({"img-src": "https://a.example"}, "img-src: must be a list of sources"),
        ({"img-src": ["a; script-src *"]}, "img-src: must be a list of sources"),
        ({"img-src": ['a"']}, "img-src: must be a list of sources"),
    ],
)
def test_a_wrong_option_is_explained(option: Any, said: str) -> None:
    """What is no directive or no source is named, and nothing can be smuggled in."""
    with pytest.raises(ValueError, match=re.escape(said)):
        further_sources(option)


def test_a_policy_takes_the_place_of_an_earlier_one() -> None:
    """Written twice, only the later one is there, behind the page's encoding, even where a page has no head."""
    without_head = "<!doctype html><title>A</title>"
    for page, before in {PAGE: "<head><meta charset=utf-8>", without_head: "<!doctype html>"}.items():
        html = with_policy(with_policy(page, "default-src a"), "default-src b")
        assert META.findall(html) == ["default-src b"]
        assert f"{before}<meta http-equiv" in html


def test_the_server_of_mkdocs_may_put_a_script_into_a_page() -> None:
    """Its answer names the hash of that script, and says how long it is; other answers are as they were."""
    page = with_policy(PAGE.format(content="<script>reload(1)</script>"), policy((), {})).encode()

    def app(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        start_response("200 OK", [("Content-Type", environ["type"]), ("Content-Length", str(len(page)))])
        return [page]

    for type_, names_it in {"text/html": True, "text/plain": False}.items():
        headers: dict[str, str] = {}
        answer = allow_live_reload(app)({"type": type_}, lambda _, given, into=headers: into.update(given))
        content = b"".join(answer)
        [found] = META.findall(content.decode())
        assert (script_hashes(PageElements(page.decode())) <= set(found.replace(";", " ").split())) == names_it
        assert int(headers["Content-Length"]) == len(content)
