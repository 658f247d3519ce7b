"""Words the problems of files as compilers do. Editors and CI services recognise that form."""

from pathlib import Path

from schedulers.command_line.arguments import STANDARD_INPUT, option
from schedulers.layout import Layout
from schedulers.problems import ConfigError, Problem
from schedulers.reading.wording.excerpts import visible


def name(path: Path) -> str:
    r"""Name a file in a message. Characters that could be invisible are escaped.

    >>> name(Path("-")), name(Path("new\nline.yaml"))
    ('<stdin>', 'new\\u000aline.yaml')
    """
    return "<stdin>" if path == STANDARD_INPUT else visible(str(path))


def located(path: Path, line: int, column: int | None, message: str) -> str:
    """Put a file's name, line and column before a message.

    >>> located(Path("training.yaml"), 4, 9, "lr must be a float >= 0; got x")
    'training.yaml:4:9: lr must be a float >= 0; got x'
    """
    place = [name(path), str(line), *([] if column is None else [str(column)])]
    return f"{':'.join(place)}: {message}"


def problem_lines(path: Path, error: ConfigError, layout: Layout) -> list[str]:
    """Write a line for each problem of a file. It names the option that can give a missing value, where there is one.

    >>> from schedulers.schedules.own_layout import LAYOUT
    >>> problem = Problem(1, 1, "training.epochs", "training.epochs is missing")
    >>> problem_lines(Path("snippet.yaml"), ConfigError([problem]), LAYOUT)
    ['snippet.yaml:1:1: training.epochs is missing. Is it only a snippet? Then add --epochs 100']
    """
    return [located(path, each.line, each.column, each.message + _option(each, layout)) for each in error.problems]


def _option(problem: Problem, layout: Layout) -> str:
    """Name, in a sentence, the option that can give a missing value; return an empty text where there is none."""
    if problem.value is not None or problem.message.endswith("?"):  # the value is not missing, or has another name
        return ""
    missing = tuple(problem.path.split("."))
    for spec in layout.settings.values():
        around = spec.path[: len(missing)]
        if missing == around and around != layout.choice[: len(missing)]:
            return f". Is it only a snippet? Then add --{option(spec)} {spec.kind.yaml(spec.example)}"
    return ""
