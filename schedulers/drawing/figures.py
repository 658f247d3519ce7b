"""Figures of configurations, as HTML: curves, the rates of some epochs, and a description in words.

The site's build makes them for the docs. When a reader changes a value, the browser's Python makes them again,
with the original curve in grey behind the new one. So the same code makes still figures and live ones.
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
"""The width and height of a drawing in pixels: beside the navigation, on a phone, and in a card."""

ROOMS = ("wide", "narrow")
"""The names of the two sizes of a figure. A page shows the one that fits."""

LINEAR, LOGARITHMIC = SCALES = ("linear", "logarithmic")
"""The scales of the rate's axis."""


@dataclass(frozen=True)
class Plotted:
    """A configuration of a figure, with its name there, its curve, and its marks."""

    name: str
    config: TrainingConfig
    curve: Curve
    marks: Sequence[Mark]

    @classmethod
    def of(cls, config: TrainingConfig, name: str = "") -> "Plotted":
        """Simulate a configuration. Its default name is that of its scheduler."""
        return cls(name or config.scheduler, config, simulate(config), marks(config))


@dataclass(frozen=True)
class FigureParts:
    """The parts of a figure, each as HTML.

    Attributes:
        drawings: The drawings of the curves, one for each scale.
        rows: A table of the rates of some epochs; empty where no epochs are given.
        words: A description of the curve, and the notes.
        spoken: A description of the curves as plain text, for screen readers.
    """

    drawings: Sequence[str]
    rows: str
    words: str
    spoken: str


@dataclass(frozen=True)
class Chart:
    """A figure of one configuration, or of several with the same scale.

    Attributes:
        title: The caption, as plain text.
        sizes: Width and height of a drawing in pixels, for each of `ROOMS`.
        scales: The scales to draw the curves with: `LINEAR`, `LOGARITHMIC`.
        rows: The epochs whose rates stand in the table.
        lead: The text before the description of a single curve.
    """

    title: str
    sizes: Sequence[Size] = (WIDE, NARROW)
    scales: Sequence[str] = (LINEAR,)
    rows: Sequence[int] = ()
    lead: str = ""

    def caption(self, scale: str) -> str:
        """Return the caption of the drawing with a scale, as plain text."""
        return self.title if scale == LINEAR else f"{self.title}, on a logarithmic scale"

    def parts(
        self, shown: Sequence[Plotted], originals: Sequence[Plotted] = (), rooms: Sequence[str] = ROOMS
    ) -> FigureParts:
        """Make the figure of some configurations.

        Args:
            shown: The configurations.
            originals: The originals of those that have been changed.
            rooms: The sizes to draw, among `ROOMS`.
        """
        alone = len(shown) == 1
        spoken = in_words(shown)
        drawings = [self._drawing(shown, originals, scale, rooms, spoken) for scale in self.scales]
        lead = "" if originals else self.lead
        said = f"<p>{escape(f'{lead} {summary(shown[0].curve)}'.strip())}</p>" if alone else ""
        return FigureParts(drawings, _table(shown, self.rows), f"{said}{_notes(shown)}", spoken)

    def _drawing(
        self,
        shown: Sequence[Plotted],
        originals: Sequence[Plotted],
        scale: str,
        rooms: Sequence[str],
        spoken: str,
    ) -> str:
        alone = len(shown) == 1
        curves = [DrawnCurve(one.name, one.curve.lr, one.marks if alone else ()) for one in shown]
        curves += [DrawnCurve(one.name, one.curve.lr, muted=True) for one in originals]
        drawn = ""
        for room, (width, height) in zip(ROOMS, self.sizes, strict=True):
            if room in rooms:
                svg = chart_svg(
                    curves,
                    title=self.caption(scale),
                    description=spoken,
                    width=width,
                    height=height,
                    logarithmic=scale == LOGARITHMIC,
                    clock=shown[0].config.clock,
                )
                drawn += f'<div data-room="{room}">{svg}</div>'
        return drawn


@dataclass(frozen=True)
class Surprise:
    """A small figure of a note, with the scheduler's example in grey behind the curve.

    Attributes:
        surprise: The note's `Note.kind`.
        logarithmic: Whether both curves can be seen only on a logarithmic scale.
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
        """Make the figure of one configuration; see `Chart.parts`.

        Args:
            shown: The configuration.
            originals: The original, if the configuration has been changed.
            rooms: Ignored: one drawing serves all `ROOMS`.
            example: The scheduler's example; by default, it is computed.
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
    """Make the figure that a `description` describes.

    >>> figure_of(description(Chart("Halved", rows=[3]))).title
    'Halved'
    """
    return Surprise(**described) if "surprise" in described else Chart(**described)


def description(figure: Figure) -> dict[str, Any]:
    """Describe a figure as JSON, without its configurations and without default values."""
    usual = vars(Chart("")) if isinstance(figure, Chart) else vars(Surprise(()))
    return {key: value for key, value in vars(figure).items() if value != usual[key]}


def documents(text: str) -> list[str]:
    """Split a text into YAML documents at the lines of ``---``."""
    return re.split(r"^---$\n?", text, flags=re.MULTILINE)


def plotted(text: str, registry: Registry | None = None) -> list[Plotted]:
    """Read the configurations of a text. Each is a document, which may start with its name as a comment.

    Args:
        text: The documents, with lines of ``---`` between them.
        registry: The registry of the schedulers that they may choose; by default, this package's own.

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
    """Describe the curves of some configurations. For a single one, the marks are described too."""
    if len(shown) == 1:
        return f"{summary(shown[0].curve)} {marked(shown[0].marks, shown[0].config.clock)}".strip()
    return " ".join(f"{one.name}: {summary(one.curve)}" for one in shown)


def _table(shown: Sequence[Plotted], rows: Sequence[int]) -> str:
    """Write a table of the rates of some epochs, with a column for each curve. A single curve has its phases, too."""
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
