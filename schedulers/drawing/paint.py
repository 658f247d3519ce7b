"""The colours of a drawing. Within a page, the page can set them.

A page sets ``--drawing-<name>`` in its style sheet. Each colour is also written as a plain attribute, for
programs that show SVG but know no CSS variables.
"""

COLOURS = {
    "background": "#ffffff",
    "text": "#616161",
    "grid": "#e4e4e4",
    "shade": "#e3e7f6",
    "mark": "#757575",
    "muted": "#9e9e9e",
    "curve-1": "#4051b5",
    "curve-2": "#b34700",
    "curve-3": "#00796b",
    "curve-4": "#ad1457",
    "curve-5": "#5d4037",
    "curve-6": "#6a7f00",
    "curve-7": "#0277bd",
    "curve-8": "#8a2be2",
    "curve-9": "#5f7c8a",
}
"""The default colours by name. On white, lines have a contrast of 3:1, and text has one of 4.5:1."""

DASHES = ("", "8 4", "2 3", "10 3 2 3", "5 2", "12 4 2 4 2 4", "18 4", "14 3 5 3", "3 7")
"""The dash of each curve, in units of the drawing. Dashes tell curves apart without colour."""

FONT = "system-ui, sans-serif"


def fill(name: str) -> str:
    """Return the attributes that fill a shape without an outline."""
    return _attributes("fill", name)


def stroke(name: str, width: float = 1, dash: str = "") -> str:
    """Return the attributes that draw a line without a filling."""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'fill="none" {_attributes("stroke", name)} stroke-width="{width:g}"{dashed}'


def curve_stroke(index: int, *, muted: bool) -> str:
    """Return the attributes of the curve at ``index``. They repeat when there are more curves than dashes.

    >>> curve_stroke(1, muted=False) == stroke("curve-2", 2, DASHES[1]) == curve_stroke(10, muted=False)
    True
    """
    if muted:
        return stroke("muted", 1.5)
    return stroke(curve_colour(index), 2, DASHES[index % len(DASHES)])


def curve_colour(index: int) -> str:
    """Return the name of the colour of the curve at ``index``."""
    return f"curve-{index % len(DASHES) + 1}"


def text(size: float) -> str:
    """Return the attributes of text with a height of ``size`` units."""
    return f'{fill("text")} font-size="{size:g}"'


def _attributes(attribute: str, name: str) -> str:
    colour = COLOURS[name]
    return f'{attribute}="{colour}" style="{attribute}:var(--drawing-{name},{colour})"'
