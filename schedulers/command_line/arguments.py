"""What the command takes."""

import argparse
from collections.abc import Callable
from pathlib import Path

from schedulers.fields import SCHEDULER_SECTION
from schedulers.registry_option import DEFAULT
from schedulers.spec import FieldSpec, training_fields

STANDARD_INPUT = Path("-")

PROBLEMS, MISUSED, INTERRUPTED = 1, 2, 130
"""Exit statuses; that of an interruption is the one that shells report."""

_USAGE = """\
%(prog)s [options] FILE
       %(prog)s [options] --compare FILE FILE ...
       %(prog)s check FILE_OR_FOLDER ..."""
_DESCRIPTION = "The learning rate of every epoch, from the YAML of a training configuration."
_STATUS = f"""\
Exit status: 0 when all is well, {PROBLEMS} when a configuration has problems, {MISUSED} when the
command itself can't be carried out, {INTERRUPTED} when it was interrupted.
"""
_ENDING = f"""\
'schedulers check FILE ...' only reports problems, one per line.

{_STATUS}"""
_CHECKING = f"""\
Reports the problems of training configurations as file:line:column: message.

A file without a section {SCHEDULER_SECTION[0]} is no training configuration and is passed over.
The YAML files in a folder are checked, but not those in hidden folders.
"""


def parse(arguments: list[str]) -> argparse.Namespace:
    """Parse the arguments that follow the program's name.

    Returns:
        With ``files``, ``epochs`` and ``lr`` always, and ``check`` to tell whether the rest is there.

    Raises:
        SystemExit: With 2 when the command was misused, with 0 after ``--help``.

    >>> parsed = parse(["training.yaml", "--at", "30"])
    >>> parsed.check, [path.name for path in parsed.files], parsed.at
    (False, ['training.yaml'], [30])
    """
    if arguments[:1] == ["check"]:
        return _check_parser().parse_args(arguments[1:])
    parser = _curve_parser()
    parsed = parser.parse_args(arguments)
    files = ([parsed.file] if parsed.file else []) + parsed.compare
    if not files:
        parser.error(f"name a configuration, or {STANDARD_INPUT} for standard input")
    if parsed.compare and len(files) < 2:
        parser.error("--compare needs at least two configurations")
    if len(files) > 1 and (parsed.csv or parsed.json or parsed.at):
        parser.error("--csv, --json and --at take one configuration, not several")
    if files.count(STANDARD_INPUT) > 1:
        parser.error("standard input can be read once only")
    parsed.files = files
    return parsed


def _curve_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="schedulers",
        usage=_USAGE,
        description=_DESCRIPTION,
        epilog=_ENDING,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(check=False)
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a configuration, or - for standard input")
    parser.add_argument("--compare", nargs="+", type=Path, default=[], metavar="FILE", help="draw several in one chart")
    shown = parser.add_argument_group("instead of the drawing").add_mutually_exclusive_group()
    shown.add_argument("--csv", action="store_true", help="print epoch, rate and phase of every epoch")
    shown.add_argument("--json", action="store_true", help="print configuration, curve and notes")
    at_help = "print the rate and phase of one epoch; may be repeated"
    shown.add_argument("--at", action="append", default=[], type=int, metavar="EPOCH", help=at_help)
    files = parser.add_argument_group("pictures")
    files.add_argument("--svg", type=Path, metavar="PATH", help="write the chart as SVG")
    files.add_argument("--png", type=Path, metavar="PATH", help="write the chart as PNG")
    parser.add_argument("--log", action="store_true", help="draw the rate on a logarithmic scale")
    _add_assumptions(parser)
    return parser


def _check_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="schedulers check",
        description=_CHECKING,
        epilog=_STATUS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(check=True)
    files_help = "a file, a folder, or - for standard input"
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE_OR_FOLDER", help=files_help)
    strict_help = "report files that are no training configurations, too"
    parser.add_argument("--strict", action="store_true", help=strict_help)
    _add_assumptions(parser)
    return parser


def _add_assumptions(parser: argparse.ArgumentParser) -> None:
    registry_help = f"whose schedulers are meant: a module and a registry in it; {DEFAULT} when nothing is said"
    parser.add_argument("--registry", default=DEFAULT, metavar="MODULE:NAME", help=registry_help)
    group = parser.add_argument_group("assumed where the configuration does not say")
    for name, spec in training_fields().items():
        help_text = f"{spec.field.description}, {spec.requirement}"
        group.add_argument(f"--{name}", type=_reader(spec), metavar=spec.type_name.upper(), help=help_text)


def _reader(spec: FieldSpec) -> Callable[[str], int | float]:
    def read(text: str) -> int | float:
        try:
            value = spec.type(text)
        except ValueError:
            value = None
        if not spec.accepts(value):
            raise argparse.ArgumentTypeError(f"must be {spec.type_name} {spec.allowed}; got {text}")
        accepted: int | float = value
        return accepted

    return read
