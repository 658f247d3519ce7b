"""What the configuration asks for is allowed without a further line."""

from pathlib import Path
from typing import Any

from mkdocs.config import load_config

from site_plugins.simulator.hosting.configured import configured_sources

FONTS = {"style-src": ["https://fonts.googleapis.com"], "font-src": ["https://fonts.gstatic.com"]}


def sources(tmp_path: Path, **options: Any) -> dict[str, list[str]]:
    (tmp_path / "docs").mkdir(exist_ok=True)
    (tmp_path / "mkdocs.yml").write_text("site_name: A", encoding="utf-8")
    given = {"theme": {"name": "material", "font": False}, **options}
    return configured_sources(load_config(str(tmp_path / "mkdocs.yml"), **given))


def test_nothing_is_allowed_without_a_reason(tmp_path: Path) -> None:
    """A site whose configuration loads nothing from elsewhere gets no host."""
    assert sources(tmp_path) == {}
    assert sources(tmp_path, repo_url="https://code.example/a/b") == {}


def test_the_configuration_is_heeded(tmp_path: Path) -> None:
    """Fonts, stars of a repository, analytics and diagrams each bring their hosts."""
    assert sources(tmp_path, theme={"name": "material"}) == FONTS
    assert sources(tmp_path, repo_url="https://github.com/a/b") == {"connect-src": ["https://api.github.com"]}
    assert sources(tmp_path, repo_url="https://gitlab.com/a/b") == {"connect-src": ["https://gitlab.com"]}
    analytics = {"analytics": {"provider": "google", "property": "G-1"}}
    assert "https://*.googletagmanager.com" in sources(tmp_path, extra=analytics)["script-src"]
    assert sources(tmp_path, **with_mermaid()) == {"script-src": ["https://unpkg.com"]}
    assert sources(tmp_path, **with_mermaid(), extra_javascript=["mermaid.min.js"]) == {}


def with_mermaid() -> dict[str, Any]:
    fences = [{"name": "mermaid", "class": "mermaid", "format": str}]
    return {"markdown_extensions": [{"pymdownx.superfences": {"custom_fences": fences}}]}
