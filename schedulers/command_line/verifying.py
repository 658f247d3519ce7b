"""Carries out ``schedulers verify``: compares the schedulers of a registry with their originals."""

import argparse

from schedulers.command_line.arguments import MISUSED, PROBLEMS
from schedulers.command_line.error import CommandError
from schedulers.command_line.streams import complain, say
from schedulers.registries.check import check
from schedulers.registries.option import DEFAULT, RegistryError, find
from schedulers.registries.verification import LARGEST_ERROR, Comparison, verify, worst_yaml
from schedulers.registry import Registry

COUNT = 200

_DESCRIPTION = f"""\
Compares each scheduler's mirror with the class or the library that it stands for, with
its formula and with its parts, over generated configurations. A relative error above
{LARGEST_ERROR:g} is a difference.
"""
_STATUS = f"""\
Exit status: 0 when all agree, {PROBLEMS} when something differs, {MISUSED} when the command itself can't
be carried out.
"""


def run(arguments: list[str]) -> int:
    """Compare, write the results, and return the exit status.

    Raises:
        CommandError: There is no such registry or scheduler, or a declaration is wrong.
    """
    parsed = _parser().parse_args(arguments)
    try:
        registry = find(parsed.registry)  # with torch, which steps the originals of the mirrors
        check(registry)
    except RegistryError as error:
        raise CommandError(f"--registry {error}") from error
    except ValueError as error:
        raise CommandError(f"{parsed.registry}: {error}") from error
    found = [_verify(name, registry, parsed.count, parsed.seed) for name in parsed.names or registry.schedules]
    return 0 if all(found) else PROBLEMS


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="schedulers verify",
        description=_DESCRIPTION,
        epilog=_STATUS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("names", nargs="*", metavar="SCHEDULER", help="names of schedulers; all by default")
    registry_help = f"whose schedulers are meant: a module and a registry in it; {DEFAULT} by default"
    parser.add_argument("--registry", default=DEFAULT, metavar="MODULE:NAME", help=registry_help)
    count_help = f"configurations to compare of each scheduler; {COUNT} by default"
    parser.add_argument("--count", type=_count, default=COUNT, metavar="INT", help=count_help)
    parser.add_argument("--seed", type=int, default=0, metavar="INT", help="other configurations follow from another")
    return parser


def _count(text: str) -> int:
    count = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
    if count < 1:
        raise argparse.ArgumentTypeError(f"must be an int >= 1; got {text}")
    return count


def _verify(name: str, registry: Registry, count: int, seed: int) -> bool:
    if name not in registry.schedules:
        raise CommandError(f"there is no scheduler {name}, only {', '.join(registry.schedules)}")
    right = True
    for found in verify(registry.schedules[name], registry, count, seed):
        say(f"{name}: {_in_words(found)}")
        if not found.is_right:
            right = False
            complain(f"schedulers: {name}: {found.what} differ, worst for\n{worst_yaml(found)}")
    return right


def _in_words(found: Comparison) -> str:
    many = f"{found.configurations:,} configuration{'' if found.configurations == 1 else 's'}"
    if found.missing:
        return f"{found.what}: {found.missing} is not installed, so they are not compared"
    if found.failure:
        return f"{found.what}: {found.failure}"
    return f"{found.what}: {many}, largest relative error {found.largest_error:.1e}"
