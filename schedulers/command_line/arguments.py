"""Defines and parses the arguments of the command."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from schedulers.command_line.entry import INTERRUPTED
from schedulers.layout import Layout
from schedulers.reading.yaml.loader import YamlError, compose
from schedulers.registries.option import DEFAULT
from schedulers.signature.spec import FieldSpec

STANDARD_INPUT = Path("-")

_ASSUMED = "assumed "
"""The start of the names under which the values of settings are parsed. No other option has such a name."""

PROBLEMS, MISUSED = 1, 2
"""The exit statuses."""

_USAGE = """\
%(prog)s [options] FILE
       %(prog)s [options] --compare FILE FILE ...
       %(prog)s check FILE_OR_FOLDER ...
       %(prog)s verify [SCHEDULER ...]"""
_DESCRIPTION = "The learning rate of every {one}, from the YAML of a training configuration."
_STATUS = f"""\
Exit status: 0 when all is well, {PROBLEMS} when a configuration has problems, {MISUSED} when the
command itself can't be carried out, {INTERRUPTED} when it was interrupted.
"""
_ENDING = f"""\
'schedulers check FILE ...' only reports problems, one per line.
'schedulers verify' compares schedulers with what they stand for.

{_STATUS}"""
_CHECKING = """\
Reports the problems of training configurations as file:line:column: message.

A file that {sign} is no training configuration and is passed over.
The YAML files in a folder are checked, but not those in hidden folders.
"""


def registry_reference(arguments: list[str]) -> str:
    """Return the name of the registry. The other options depend on it.

    >>> registry_reference(["training.yaml", "--registry", "my_trainer:REGISTRY"])
    'my_trainer:REGISTRY'
    """
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    parser.add_argument("--registry", default=DEFAULT, nargs="?")
    return parser.parse_known_args(arguments)[0].registry or DEFAULT


def option(spec: FieldSpec) -> str:
    """Return the option, without its hyphens, that gives the value of a setting."""
    return spec.name.replace("_", "-")


def parse(arguments: list[str], layout: Layout) -> argparse.Namespace:
    """Parse the arguments that follow the program's name, for configurations with this layout.

    Returns:
        Always ``files``, ``assumed`` (the values of settings by name), and ``check``, which tells whether the rest is
        there.

    Raises:
        SystemExit: With 2 when the command was misused, with 0 after ``--help``.

    >>> from schedulers.schedules.own_layout import LAYOUT
    >>> parsed = parse(["training.yaml", "--at", "30", "--lr", "0.5"], LAYOUT)
    >>> parsed.check, [path.name for path in parsed.files], parsed.at, parsed.assumed
    (False, ['training.yaml'], [30], {'epochs': None, 'lr': 0.5})
    """
    if arguments[:1] == ["check"]:
        return _with_assumed(_check_parser(layout).parse_args(arguments[1:]), layout)
    parser = _curve_parser(layout)
    parsed = _with_assumed(parser.parse_args(arguments), layout)
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


def _curve_parser(layout: Layout) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="schedulers",
        usage=_USAGE,
        description=_DESCRIPTION.format(one=layout.clock.one),
        epilog=_ENDING,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(check=False)
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a configuration, or - for standard input")
    parser.add_argument("--compare", nargs="+", type=Path, default=[], metavar="FILE", help="draw several in one chart")
    shown = parser.add_argument_group("instead of the drawing").add_mutually_exclusive_group()
    one = layout.clock.one
    shown.add_argument("--csv", action="store_true", help=f"print {one}, rate and phase of every {one}")
    shown.add_argument("--json", action="store_true", help="print configuration, curve and notes")
    at_help = f"print the rate and phase of one {one}; may be repeated"
    shown.add_argument("--at", action="append", default=[], type=int, metavar=one.upper(), help=at_help)
    files = parser.add_argument_group("pictures")
    files.add_argument("--svg", type=Path, metavar="PATH", help="write the chart as SVG")
    files.add_argument("--png", type=Path, metavar="PATH", help="write the chart as PNG")
    parser.add_argument("--log", action="store_true", help="draw the rate on a logarithmic scale")
    _add_assumptions(parser, layout)
    return parser


def _check_parser(layout: Layout) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="schedulers check",
        description=_CHECKING.format(sign=absence_of_sign(layout)),
        epilog=_STATUS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(check=True)
    files_help = "a file, a folder, or - for standard input"
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE_OR_FOLDER", help=files_help)
    strict_help = "report files that are no training configurations, too"
    parser.add_argument("--strict", action="store_true", help=strict_help)
    _add_assumptions(parser, layout)
    return parser


def _add_assumptions(parser: argparse.ArgumentParser, layout: Layout) -> None:
    registry_help = f"whose schedulers are meant: a module and a registry in it; {DEFAULT} by default"
    parser.add_argument("--registry", default=DEFAULT, metavar="MODULE:NAME", help=registry_help)
    group = parser.add_argument_group("assumed where the configuration does not say")
    for name, spec in layout.settings.items():
        help_text = f"{spec.field.description}, {spec.requirement}".replace("%", "%%")
        group.add_argument(
            f"--{option(spec)}",
            dest=_ASSUMED + name,
            type=_reader(spec),
            metavar=spec.type_name.upper(),
            help=help_text,
        )


def absence_of_sign(layout: Layout) -> str:
    """Say how a file that is no configuration is recognised, in words that follow "a file that"."""
    return f"has no section {layout.top[0]}" if layout.top else f"has no {'.'.join(layout.choice)}"


def _with_assumed(parsed: argparse.Namespace, layout: Layout) -> argparse.Namespace:
    parsed.assumed = {name: getattr(parsed, _ASSUMED + name) for name in layout.settings}
    return parsed


def _reader(spec: FieldSpec) -> Callable[[str], Any]:
    def read(text: str) -> Any:
        try:
            node = compose(text)
        except YamlError:
            node = None
        value = spec.kind.read(node) if node else None
        if not spec.accepts(value):
            raise argparse.ArgumentTypeError(f"must be {spec.requirement}; got {text}")
        return spec.plain(value)

    return read
