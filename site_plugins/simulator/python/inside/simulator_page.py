"""Answers the page: a configuration's text in, its curve, problems and notes out.

The browser imports this file as the top-level module ``simulator_page``; it runs under CPython just the same.
"""

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from schedulers import ConfigError, TrainingConfig, load_config, simulate
from schedulers.curve.marks import Mark, marks
from schedulers.curve.notes import Note
from schedulers.curve.simulate import CurveError
from schedulers.curve.words import marked, summary
from schedulers.problems import Place, Problem
from schedulers.reading.yaml.edits import edited
from schedulers.registries.option import find
from schedulers.registry import Registry, own
from schedulers.writing.snippet import build_snippet, resume_template

_chosen: dict[str, Registry] = {}


@dataclass(frozen=True)
class PlacedNote(Note):
    """A note: something that people may not expect of a configuration.

    Attributes:
        line: Line of the field in the document; ``None`` where the document does not have it.
        column: Column in that line, likewise.
    """

    line: int | None = None
    column: int | None = None


@dataclass(frozen=True)
class Programs:
    """Programs in Python that build the scheduler of a configuration.

    Attributes:
        build: The program for the start of training.
        resume: The program for a training that resumes. In it, ``{next_epoch}`` stands for the number of the epoch;
            ``None`` where the scheduler resumes in another way.
    """

    build: str
    resume: str | None


@dataclass(frozen=True)
class Report:
    """A report on a configuration: what is wrong with it, or else a description of its curve.

    Attributes:
        problems: What keeps it from being simulated. Only without problems there is a curve.
        marked: The marks in one sentence; empty where there are none.
        length: The length of training.
        base_lr: The base rate.
        assumed: The paths of the settings that the document does not have.
        phase_kinds: The names of the phases.
        summary: The curve in one sentence.
        python: The programs; ``None`` where it is unknown how Python builds the scheduler.
    """

    problems: Sequence[Problem] = ()
    notes: Sequence[PlacedNote] = ()
    marks: Sequence[Mark] = ()
    marked: str = ""
    scheduler: str | None = None
    length: int | None = None
    base_lr: float | None = None
    assumed: Sequence[str] = ()
    phase_kinds: Sequence[str] = ()
    summary: str = ""
    python: Programs | None = None


Result = tuple[str, NDArray[np.float64] | None, NDArray[np.uint8] | None, NDArray[np.int32] | None]


def use(reference: str) -> None:
    """Choose the registry that every later call uses, unless it is given another.

    Args:
        reference: What names the registry, such as ``schedulers:REGISTRY``.
    """
    _chosen["registry"] = find(reference)


def simulate_text(text: str, registry: Registry | None = None) -> Result:
    """Simulate a configuration as somebody types it.

    Args:
        text: The configuration.
        registry: Whose schedulers it may choose. In the browser, `use` has said it before anything is called.

    Returns:
        A report as JSON, and, when there is no problem, the rate of each epoch, its kind of phase (an index into the
        report's ``phase_kinds``) and the number of that phase; each of shape ``[epochs]``.

    >>> report, lr, kind, number = simulate_text("training: {epochs: 0}")
    >>> [problem["line"] for problem in json.loads(report)["problems"]], lr
    ([1, 1], None)
    """
    try:
        config = _read(text, registry)
    except ConfigError as error:
        return _json(Report(problems=error.problems)), None, None, None
    try:
        # The marks first: what they need for each of a million epochs is free again when there is a curve to keep.
        found, curve = marks(config), simulate(config)
    except CurveError as error:
        return _json(Report(problems=[_declared_wrongly(config, error)])), None, None, None
    report = Report(
        notes=[_placed(note, config) for note in curve.notes],
        marks=found,
        marked=marked(found, config.clock),
        scheduler=config.scheduler,
        length=config.length,
        base_lr=config.base,
        assumed=config.assumed,
        phase_kinds=curve.phases.kinds,
        summary=summary(curve),
        python=_programs(config),
    )
    return _json(report), curve.lr, curve.phases.kind, curve.phases.number


def draw(request: str, registry: Registry | None = None) -> str:
    """Draw what the page's chart shows, as SVG.

    Args:
        request: JSON with ``heading``, ``description``, ``logarithmic``, ``shown`` (from the first up to, and
            without, the second), and ``curves``; each has ``name``, ``text`` (a configuration) and ``style``. Only the
            curve of style 0, which the chart is about, has its marks. What comes later is drawn over what comes first.
        registry: Whose schedulers the configurations may choose; as in `simulate_text`.

    Raises:
        ConfigError: A text has problems.

    >>> text = "training: {scheduler: {name: step, iters_per_phase: 9, gamma: 0.1, end_epoch: 80}}"
    >>> view = {"heading": "Mine", "description": "", "logarithmic": True, "shown": [0, 20]}
    >>> draw(json.dumps({**view, "curves": [{"name": "mine", "text": text, "style": 0}]}))[:4]
    '<svg'
    """
    # Most visits need no picture, so they do not wait for what draws one.
    from schedulers.drawing import DrawnCurve, as_file, chart_svg  # noqa: PLC0415

    wanted, clock = json.loads(request), _used(registry).layout.clock
    curves = []
    for each in wanted["curves"]:
        config = _load(each["text"], registry)
        marked = marks(config) if each["style"] == 0 else ()
        curves.append(DrawnCurve(each["name"], simulate(config).lr, marked, style=each["style"]))
    drawing = chart_svg(
        curves,
        title=wanted["heading"],
        heading=wanted["heading"],
        description=wanted["description"],
        width=960,
        height=480,
        logarithmic=wanted["logarithmic"],
        epochs=tuple(wanted["shown"]),
        clock=clock,
    )
    return as_file(drawing)


def figure(request: str, registry: Registry | None = None) -> str:
    """Compute what a figure of the docs shows after a reader has changed a value.

    Args:
        request: JSON with ``figure`` (a `schedulers.drawing.figures.description`), ``texts`` and ``originals``: the
            figure's configurations as they are now, and as they were; and ``rooms``: those of
            `schedulers.drawing.figures.ROOMS` that are seen.
        registry: Whose schedulers the configurations may choose; as in `simulate_text`.

    Returns:
        JSON with the attributes of `schedulers.drawing.figures.FigureParts`, or with ``problem``: why there is no
        curve.

    >>> text = "training: {epochs: 9, optimizer: {lr: 1}, scheduler: {name: multi_step, milestones: [3], gamma: 0.5}}"
    >>> asked = {"figure": {"title": "Halved"}, "texts": [text], "originals": [text], "rooms": ["wide"]}
    >>> sorted(json.loads(figure(json.dumps(asked))))
    ['drawings', 'rows', 'spoken', 'words']
    """
    from schedulers.drawing.figures import figure_of  # noqa: PLC0415  # as for `draw`

    asked = json.loads(request)
    try:
        both = [*zip(asked["texts"], asked["originals"], strict=True)]
        shown = [_followed(text, original, registry) for text, original in both]
        originals = [_plotted(original, registry) for text, original in both if text != original]
        parts = figure_of(asked["figure"]).parts(shown, originals, asked["rooms"])
    except ConfigError as error:
        return json.dumps({"problem": " ".join(problem.message for problem in error.problems)})
    return json.dumps(vars(parts))


def _followed(text: str, original: str, registry: Registry | None) -> Any:
    """Simulate a configuration of a figure."""
    from schedulers.drawing.figures import Plotted  # noqa: PLC0415

    plotted = _plotted(original, registry)
    if text == original:
        return plotted
    return Plotted.of(_read(text, registry, (original, plotted.config)), plotted.name)


@functools.lru_cache(maxsize=16)
def _plotted(text: str, registry: Registry | None) -> Any:
    """Read a configuration of a figure. Its original is asked for again and again."""
    from schedulers.drawing.figures import plotted  # noqa: PLC0415

    return plotted(text, _used(registry))[0]


Known = tuple[str, TrainingConfig | None]
"""A text, with what it gave when it was read."""
_last_read: dict[tuple[str, Registry | None], Known] = {}
"""The newest text of each configuration that was read without a problem, by its original text and its registry."""


def _read(text: str, registry: Registry | None, original: Known = ("", None)) -> TrainingConfig:
    """Read a configuration as somebody types it. Mostly it differs in one number from the one before.

    Args:
        text: The configuration.
        registry: Whose schedulers it may choose.
        original: The text from which somebody began, if it is known.
    """
    key = (original[0], registry)
    before, config = _last_read.get(key, original)
    read = (edited(config, before, text) if config else None) or _load(text, registry)
    _last_read[key] = (text, read)
    return read


def _load(text: str, registry: Registry | None) -> TrainingConfig:
    """Load a configuration. A setting that it lacks has the value of the example."""
    used = _used(registry)
    return load_config(text, **used.layout.examples, registry=used)


def _used(registry: Registry | None) -> Registry:
    return registry or _chosen.get("registry") or own()


def _declared_wrongly(config: TrainingConfig, error: CurveError) -> Problem:
    """Make a problem of a mirror that gives no curve. Nobody can mend that in the document."""
    path = config.path("")
    place = config.places.get(path, Place(1, 1))
    return Problem(place.line, place.column, path, f"{config.scheduler} can't be simulated: {error}")


def _programs(config: TrainingConfig) -> Programs | None:
    """Write the programs that build the scheduler, from the start and where training resumes."""
    program = config.schedule.program
    if program is None:
        return None
    return Programs(build_snippet(config), resume_template(config) if program.resume else None)


def _placed(note: Note, config: TrainingConfig) -> PlacedNote:
    """Add to a note its place in the document. JSON has no infinite rate; the note's message has it in words."""
    place = config.places.get(note.path)
    rate = note.lr if note.lr is not None and np.isfinite(note.lr) else None
    return PlacedNote(note.message, note.path, note.epoch, rate, *((place.line, place.column) if place else ()))


def _json(report: Report) -> str:
    return json.dumps(report, default=vars)
