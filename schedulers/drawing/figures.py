"""Figures of configurations: their curves, the rates of single epochs, and what is said of them, as HTML.

The docs have them made while the site is built. Where a reader changes a value, the browser's Python makes them again,
with the curve as it was in grey behind the new one: so a figure that stands still and one that moves are the same code.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from schedulers.config import TrainingConfig, load_config
from schedulers.curve.marks import Mark, marks
from schedulers.curve.notes import Note
from schedulers.curve.simulate import Curve, simulate
from schedulers.curve.words import marked, summary
from schedulers.drawing import DrawnCurve, chart_svg
from schedulers.numbers import rate_text
from schedulers.registry import Registry
from schedulers.writing.example import example_config

Size = tuple[int, int]

WIDE, NARROW, SMALL = (800, 300), (340, 250), (300, 110)
"""Width and height of a drawing in pixels: beside the navigation, on a phone, and in a card."""

ROOMS = ("wide", "narrow")
"""Where a drawing has room, and on a phone: a page shows one of the two."""

LINEAR, LOGARITHMIC = SCALES = ("linear", "logarithmic")
"""How the axis of the rate can be drawn."""


@dataclass(frozen=True)
class Plotted:
    """A configuration of a figure, what the figure calls it, its curve, and what is marked on that."""

    name: str
    config: TrainingConfig
    curve: Curve
    marks: Sequence[Mark]

    @classmethod
    def of(cls, config: TrainingConfig, name: str = "") -> "Plotted":
        """The configuration with its curve, under the name of its scheduler where no other is given."""
        return cls(name or config.scheduler, config, simulate(config), marks(config))


@dataclass(frozen=True)
class FigureParts:
    """What a figure shows, each as HTML.

    Attributes:
        drawings: The curves, drawn once for each scale.
        rows: A table of the rates of some epochs; empty where none are asked for.
        words: What the curve does, and the notes.
        spoken: What the curves do, as plain text for those who can't see them.
    """

    drawings: Sequence[str]
    rows: str
    words: str
    spoken: str


@dataclass(frozen=True)
class Chart:
    """A figure of one configuration, or of several on one scale.

    Attributes:
        title: The caption, as plain text.
        sizes: Width and height of a drawing in pixels, for each of `ROOMS`.
        scales: How to draw the curves, each once: `LINEAR`, `LOGARITHMIC`.
        rows: Epochs whose rates a table gives.
        lead: What comes before the words about an only curve, as plain text.
    """

    title: str
    sizes: Sequence[Size] = (WIDE, NARROW)
    scales: Sequence[str] = (LINEAR,)
    rows: Sequence[int] = ()
    lead: str = ""

    def caption(self, scale: str) -> str:
        """The caption of the drawing on a scale, as plain text."""
        return self.title if scale == LINEAR else f"{self.title}, on a logarithmic scale"

    def parts(
        self, shown: Sequence[Plotted], originals: Sequence[Plotted] = (), rooms: Sequence[str] = ROOMS
    ) -> FigureParts:
        """The figure of some configurations.

        Args:
            shown: The configurations.
            originals: Those among them that have been changed, as they were.
            rooms: Those of `ROOMS` to draw for.
        """
        alone = len(shown) == 1
        drawings = [self._drawing(shown, originals, scale, rooms) for scale in self.scales]
        lead = "" if originals else self.lead
        said = f"<p>{escape(f'{lead} {summary(shown[0].curve)}'.strip())}</p>" if alone else ""
        return FigureParts(drawings, _table(shown, self.rows), f"{said}{_notes(shown)}", in_words(shown))

    def _drawing(self, shown: Sequence[Plotted], originals: Sequence[Plotted], scale: str, rooms: Sequence[str]) -> str:
        alone = len(shown) == 1
        curves = [DrawnCurve(one.name, one.curve.lr, one.marks if alone else ()) for one in shown]
        curves += [DrawnCurve(one.name, one.curve.lr, muted=True) for one in originals]
        drawn = ""
        for room, (width, height) in zip(ROOMS, self.sizes, strict=True):
            if room in rooms:
                svg = chart_svg(
                    curves,
                    title=self.caption(scale),
                    description=in_words(shown),
                    width=width,
                    height=height,
                    logarithmic=scale == LOGARITHMIC,
                    clock=shown[0].config.clock,
                )
                drawn += f'<div data-room="{room}">{svg}</div>'
        return drawn


@dataclass(frozen=True)
class Surprise:
    """A small figure of what a note says, with the scheduler's example in grey behind it.

    Attributes:
        surprise: The note's `Note.kind`.
        logarithmic: Whether the drawing needs a logarithmic scale for both to be seen.
    """

    surprise: Sequence[str]
    logarithmic: bool = False

    def parts(
        self,
        shown: Sequence[Plotted],
        originals: Sequence[Plotted] = (),
        rooms: Sequence[str] = ROOMS,  # noqa: ARG002  # it is small everywhere
        example: Plotted | None = None,
    ) -> FigureParts:
        """The figure of one configuration; see `Chart.parts`.

        Args:
            shown: The configuration.
            originals: What it was before, if it has been changed.
            rooms: One drawing is for all of `ROOMS`.
            example: The scheduler's example; it is computed where it is not given.
        """
        [one] = shown
        example = example or Plotted.of(example_config(one.config.scheduler, one.config.registry))
        found = [note for note in one.curve.notes if note.kind == tuple(self.surprise)]
        behind = [example, *originals] if one.config != example.config else originals
        curves = [DrawnCurve(one.name, one.curve.lr, [Mark("note", "", epoch=note.epoch) for note in found])]
        curves += [DrawnCurve("example", each.curve.lr, muted=True) for each in behind]
        drawing = chart_svg(
            curves,
            title=summary(one.curve),
            width=SMALL[0],
            height=SMALL[1],
            axes=False,
            logarithmic=self.logarithmic,
            epochs=(0, one.config.length),
        )
        words = "".join(f"<p>{escape(note.message)}</p>" for note in found[:1])
        return FigureParts([drawing], "", words or "<p>With this value there is nothing to say.</p>", in_words(shown))


Figure = Chart | Surprise


def figure_of(described: Mapping[str, Any]) -> Figure:
    """The figure that `description` describes.

    >>> figure_of(description(Chart("Halved", rows=[3]))).title
    'Halved'
    """
    return Surprise(**described) if "surprise" in described else Chart(**described)


def description(figure: Figure) -> dict[str, Any]:
    """What a figure is apart from its configurations, as JSON can express it; what is as usual is left out."""
    usual = vars(Chart("")) if isinstance(figure, Chart) else vars(Surprise(()))
    return {key: value for key, value in vars(figure).items() if value != usual[key]}


def documents(text: str) -> list[str]:
    """The YAML documents of a text, between which lines of ``---`` stand."""
    return re.split(r"^---$\n?", text, flags=re.MULTILINE)


def plotted(text: str, registry: Registry | None = None) -> list[Plotted]:
    """The configurations of a text, a document for each, with its name as a comment at first.

    Args:
        text: The documents, with lines of ``---`` between them.
        registry: Whose schedulers they may choose; this package's own when nothing is said.

    Raises:
        ConfigError: A configuration can't be simulated.

    >>> [shown] = plotted('''# halved
    ... training: {epochs: 4, optimizer: {lr: 1}, scheduler: {name: multi_step, milestones: [2], gamma: 0.5}}''')
    >>> shown.name, shown.curve.lr.tolist()
    ('halved', [1.0, 1.0, 0.5, 0.5])
    """
    found = []
    for document in documents(text):
        comment = re.match(r"\s*# *(.+)", document)
        found.append(Plotted.of(load_config(document, registry=registry), comment[1] if comment else ""))
    return found


def in_words(shown: Sequence[Plotted]) -> str:
    """What the curves of some configurations do; of an only one its marks are named, too."""
    if len(shown) == 1:
        return f"{summary(shown[0].curve)} {marked(shown[0].marks, shown[0].config.clock)}".strip()
    return " ".join(f"{one.name}: {summary(one.curve)}" for one in shown)


def _table(shown: Sequence[Plotted], rows: Sequence[int]) -> str:
    """The rates of some epochs, a column for each curve; for a single curve the part of the schedule too."""
    if not rows:
        return ""
    clock = shown[0].config.clock
    alone = len(shown) == 1
    titles = [clock.one, *(["learning rate", "part"] if alone else [one.name for one in shown])]
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in titles)
    body = ""
    for epoch in rows:
        cells = [rate_text(one.curve.lr[epoch]) if epoch < one.config.length else "-" for one in shown]
        if alone:
            cells.append(str(shown[0].curve.phase[epoch]) if epoch < shown[0].config.length else "not trained")
        body += f'<tr><th scope="row">{epoch}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in cells)}</tr>'
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _notes(shown: Sequence[Plotted]) -> str:
    said: list[tuple[Plotted, Note]] = [(one, note) for one in shown for note in one.curve.notes]
    alone = len(shown) == 1
    items = (f"<li>{escape(note.message if alone else f'{one.name}: {note.message}')}</li>" for one, note in said)
    return f'<ul class="curve__notes">{"".join(items)}</ul>' if said else ""
