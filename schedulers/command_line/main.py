"""Carries out the command."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from schedulers.command_line.arguments import parse
from schedulers.command_line.output import as_csv, as_json, at_epoch, note_line
from schedulers.command_line.picture import write_png, write_svg
from schedulers.command_line.reading import CommandError, located, name, read
from schedulers.command_line.terminal import DrawingError, drawing
from schedulers.config import ConfigError, TrainingConfig, load_config
from schedulers.drawing import DrawnCurve
from schedulers.marks import marks
from schedulers.registry import active
from schedulers.simulate import Curve, simulate
from schedulers.without_torch import without_torch
from schedulers.words import summary

PROBLEMS, MISUSED = 1, 2

Simulated = tuple[Path, TrainingConfig, Curve]


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out the command, by default with the arguments of the process, and return its exit status."""
    parsed = parse(list(sys.argv[1:] if arguments is None else arguments))
    with without_torch():
        active()  # the classes, of which only the signatures are read
    try:
        configs, problems = _load(parsed)
        for line in problems:
            print(line, file=sys.stdout if parsed.check else sys.stderr)
        if problems:
            return PROBLEMS
        if not parsed.check:
            _show([(path, config, simulate(config)) for path, config in configs], parsed)
    except CommandError as error:
        print(f"schedulers: {error}", file=sys.stderr)
        return MISUSED
    except BrokenPipeError:  # whoever reads the output has had enough
        sys.stderr.close()  # or the interpreter complains about the same pipe when it ends
    return 0


def _load(parsed: Namespace) -> tuple[list[tuple[Path, TrainingConfig]], list[str]]:
    """The configurations, and a line for each problem of those that can't be simulated."""
    configs, problems = [], []
    for path in parsed.files:
        try:
            configs.append((path, load_config(read(path), epochs=parsed.epochs, lr=parsed.lr)))
        except ConfigError as error:
            problems += [located(path, found.line, found.column, found.message) for found in error.problems]
    return configs, problems


def _show(simulated: list[Simulated], parsed: Namespace) -> None:
    _, config, curve = simulated[0]
    if parsed.csv:
        print(as_csv(curve), end="")
    elif parsed.json:
        print(as_json(config, curve), end="")
    elif parsed.at:
        _show_epochs(curve, parsed.at)
    elif not (parsed.svg or parsed.png):
        _show_drawing(simulated, parsed)
    _write_pictures(simulated, parsed)


def _write_pictures(simulated: list[Simulated], parsed: Namespace) -> None:
    for path, write in ((parsed.svg, write_svg), (parsed.png, write_png)):
        if path:
            curves = [DrawnCurve(_title(*one), one[2].lr, marks(one[1])) for one in simulated]
            write(path, curves, description=" ".join(map(_sentence, simulated)), logarithmic=parsed.log)


def _title(path: Path, config: TrainingConfig, _: Curve) -> str:
    return f"{name(path)} ({config.scheduler})"


def _sentence(simulated: Simulated) -> str:
    path, config, curve = simulated
    return f"{name(path)}: {config.scheduler}, {summary(curve)}"


def _show_epochs(curve: Curve, epochs: list[int]) -> None:
    for epoch in epochs:
        if not 0 <= epoch < len(curve.lr):
            raise CommandError(f"--at {epoch}: there is no such epoch, only 0 to {len(curve.lr) - 1}")
    for epoch in epochs:
        print(at_epoch(curve, epoch))


def _show_drawing(simulated: list[Simulated], parsed: Namespace) -> None:
    named = [(_title(*one), one[2].lr) for one in simulated]
    try:
        print(drawing(named, logarithmic=parsed.log), end="\n\n")
    except DrawingError as error:
        print(error, file=sys.stderr)
    for path, config, curve in simulated:
        print(_sentence((path, config, curve)))
        for note in curve.notes:
            line = note_line(config, note)
            print(f"{name(path)}: {note.message}" if line is None else located(path, line, None, note.message))
