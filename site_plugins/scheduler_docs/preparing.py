"""Makes what a site that documents schedulers serves besides its pages, whoever builds the site."""

import re
from collections.abc import Mapping
from pathlib import Path

from schedulers.registry import Registry
from site_plugins.scheduler_docs import editor
from site_plugins.scheduler_docs.dossier import Dossier
from site_plugins.scheduler_docs.pictures.social import social_png

SOCIAL_PICTURE = "assets/social.png"
"""Where the picture of shared links is served; the theme's `main.html` names it too."""

STYLES = tuple(f"assets/{name}.css" for name in ("accessibility", "scheduler-docs", "gallery", "figures", "tabs"))
SCRIPTS = ("assets/accessibility.js",)
"""Where styles and scripts stand, beside this file as in the site."""


def files(registry: Registry, dossiers: Mapping[str, Dossier], site_url: str) -> dict[str, bytes]:
    """Styles, scripts, the JSON Schema and the picture of shared links, by their addresses in the site.

    Args:
        registry: The schedulers.
        dossiers: What is known of each of them, by name.
        site_url: The address of the site; may be empty.
    """
    here = Path(__file__).parent
    made = {style: _without_comments((here / style).read_text(encoding="utf-8")).encode() for style in STYLES}
    made |= {script: (here / script).read_bytes() for script in SCRIPTS}
    made[editor.SCHEMA_PATH] = editor.schema_json(site_url, registry).encode()
    made[SOCIAL_PICTURE] = social_png([dossier.example.curve.lr for dossier in dossiers.values()])
    return made


def _without_comments(style: str) -> str:
    """A style sheet without what is for people: every page that is read fetches it."""
    return re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL))
