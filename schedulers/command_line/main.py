"""Carries out the command ``schedulers``."""

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from schedulers.command_line.arguments import MISUSED, PROBLEMS, parse, registry_reference
from schedulers.command_line.checking import Check
from schedulers.command_line.entry import INTERRUPTED
from schedulers.command_line.error import CommandError
from schedulers.command_line.messages import located, name, problem_lines
from schedulers.command_line.output import as_csv, as_json, at_epoch, note_line
from schedulers.command_line.picture import write_png, write_svg
from schedulers.command_line.reading import read
from schedulers.command_line.streams import as_shown, complain, fall_silent, finish, prepare, say, shows
from schedulers.command_line.terminal import DrawingError, drawing, in_ascii
from schedulers.config import ConfigError, TrainingConfig, load_config
from schedulers.curve.marks import marks
from schedulers.curve.simulate import Curve, CurveError, simulate
from schedulers.curve.words import summary
from schedulers.drawing import DrawnCurve
from schedulers.registries.check import check
from schedulers.registries.option import DEFAULT, RegistryError, find
from schedulers.registry import Registry
from schedulers.stepping.without_torch import without_torch

Simulated = tuple[Path, TrainingConfig, Curve]


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out the command, by default with the arguments of the process, and return its exit status."""
    prepare()
    try:
        status = _carry_out(list(sys.argv[1:] if arguments is None else arguments))
        finish()
    except CommandError as error:
        complain(f"schedulers: {error}")
        return MISUSED
    except KeyboardInterrupt:
        fall_silent()
        return INTERRUPTED
    return status


def _carry_out(arguments: list[str]) -> int:
    if arguments[:1] == ["verify"]:
        return _verify(arguments[1:])
    registry = _registry(registry_reference(arguments))
    try:
        parsed = parse(arguments, registry.layout)
    except SystemExit:
        finish()  # the help
        raise
    if parsed.check:
        return Check(parsed, registry).run()
    configs, complaints, status = _load(parsed, registry)
    for line in complaints:
        complain(line)
    if status:
        return status
    try:
        simulated = [(path, config, simulate(config)) for path, config in configs]
    except CurveError as error:
        raise CommandError(f"{parsed.registry}: {error}") from error
    _show(simulated, parsed)
    return 0


def _verify(arguments: list[str]) -> int:
    from schedulers.command_line.verifying import run  # noqa: PLC0415  # the other commands need none of it

    sys.path.append(str(Path.cwd()))
    try:
        return run(arguments)
    except SystemExit:
        finish()  # the help
        raise


def _registry(reference: str) -> Registry:
    """Find the registry with this name. Modules are also looked for in the current folder."""
    sys.path.append(str(Path.cwd()))
    try:
        with without_torch():  # only the signatures of the classes are read
            registry = find(reference)
        if reference != DEFAULT:  # the tests check this package's own declarations
            check(registry)
    except RegistryError as error:
        raise CommandError(f"--registry {error}") from error
    except ValueError as error:
        raise CommandError(f"--registry {reference}: {error}") from error
    return registry


def _load(parsed: Namespace, registry: Registry) -> tuple[list[tuple[Path, TrainingConfig]], list[str], int]:
    """Read the configurations; return them with a line for each problem, and the exit status."""
    configs, complaints, status = [], [], 0
    for path in parsed.files:
        try:
            configs.append((path, load_config(read(path, registry.layout), **parsed.assumed, registry=registry)))
        except ConfigError as error:
            complaints += problem_lines(path, error, registry.layout)
            status = max(status, PROBLEMS)
        except CommandError as error:
            complaints.append(f"schedulers: {error}")
            status = MISUSED
    return configs, complaints, status


def _show(simulated: list[Simulated], parsed: Namespace) -> None:
    _, config, curve = simulated[0]
    if parsed.csv:
        say(as_csv(curve), end="")
    elif parsed.json:
        say(as_json(config, curve), end="")
    elif parsed.at:
        _show_epochs(curve, parsed.at)
    elif not (parsed.svg or parsed.png):
        _show_drawing(simulated, parsed)
    _write_pictures(simulated, parsed)


def _write_pictures(simulated: list[Simulated], parsed: Namespace) -> None:
    finish()
    for path, write in ((parsed.svg, write_svg), (parsed.png, write_png)):
        if path:
            curves = [DrawnCurve(_title(*one), one[2].lr, marks(one[1])) for one in simulated]
            description, clock = " ".join(map(_sentence, simulated)), simulated[0][1].clock
            write(path, curves, description=description, logarithmic=parsed.log, clock=clock)


def _title(path: Path, config: TrainingConfig, _: Curve) -> str:
    return f"{name(path)} ({config.scheduler})"


def _sentence(simulated: Simulated) -> str:
    path, config, curve = simulated
    return f"{name(path)}: {config.scheduler}, {summary(curve)}"


def _show_epochs(curve: Curve, epochs: list[int]) -> None:
    for epoch in epochs:
        if not 0 <= epoch < len(curve.lr):
            raise CommandError(f"--at {epoch}: there is no such {curve.clock.one}, only 0 to {len(curve.lr) - 1}")
    for epoch in epochs:
        say(at_epoch(curve, epoch))


def _show_drawing(simulated: list[Simulated], parsed: Namespace) -> None:
    named = [(as_shown(_title(*one)), one[2].lr) for one in simulated]
    try:
        drawn = drawing(named, logarithmic=parsed.log, clock=simulated[0][1].clock)
        say(drawn if shows(drawn) else in_ascii(drawn), end="\n\n")
    except DrawingError as error:
        complain(str(error))
    for path, config, curve in simulated:
        say(_sentence((path, config, curve)))
        for note in curve.notes:
            line = note_line(config, note)
            say(f"{name(path)}: {note.message}" if line is None else located(path, line, None, note.message))
