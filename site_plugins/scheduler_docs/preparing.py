"""Makes the files that a site with documented schedulers serves besides its pages, for any builder."""

import re
from collections.abc import Mapping
from pathlib import Path

from schedulers.registry import Registry
from site_plugins.scheduler_docs import editor
from site_plugins.scheduler_docs.dossier import Dossier
from site_plugins.scheduler_docs.pictures.social import social_png

SOCIAL_PICTURE = "assets/social.png"
"""The address of the picture beside shared links. The theme's `main.html` names it, too."""

STYLE = "assets/scheduler-docs.css"
SCRIPTS = ("assets/accessibility.js",)
"""The paths of the style sheet and the scripts in the site. The scripts are beside this file, too."""

STYLED = ("accessibility", "scheduler-docs", "gallery", "figures", "tabs")
"""The names of the style sheets beside this file. They are served as one, which takes fewer bytes than each alone."""


def files(registry: Registry, dossiers: Mapping[str, Dossier], site_url: str) -> dict[str, bytes]:
    """Return styles, scripts, the JSON Schema and the picture beside shared links, by their addresses in the site.

    Args:
        registry: The schedulers.
        dossiers: The dossier of each scheduler, by name.
        site_url: The address of the site; may be empty.
    """
    here = Path(__file__).parent
    styles = "".join((here / "assets" / f"{name}.css").read_text(encoding="utf-8") for name in STYLED)
    made = {STYLE: _without_comments(styles).encode()}
    made |= {script: (here / script).read_bytes() for script in SCRIPTS}
    made[editor.SCHEMA_PATH] = editor.schema_json(site_url, registry).encode()
    made[SOCIAL_PICTURE] = social_png([dossier.example.curve.lr for dossier in dossiers.values()])
    return made


def _without_comments(style: str) -> str:
    """Remove the comments of a style sheet, because every page fetches it."""
    return re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL))
