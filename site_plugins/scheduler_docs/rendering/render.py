"""Renders a scheduler's specification as HTML, by plain functions without MkDocs or Markdown."""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

import pygments
from pygments.formatters import HtmlFormatter
from pygments.lexers.data import YamlLexer

from schedulers.config import load_config
from schedulers.curve.formula import intervals
from schedulers.curve.simulate import simulate
from schedulers.drawing.figures import Figure, FigureParts
from schedulers.layout import Layout
from schedulers.program import importable_from
from schedulers.registry import Schedule
from schedulers.signature.docstring import remarks
from schedulers.signature.spec import FieldSpec, summary
from site_plugins.errors import SiteError
from site_plugins.scheduler_docs.dossier import Dossier
from site_plugins.scheduler_docs.pictures import curves
from site_plugins.scheduler_docs.rendering import mathml
from site_plugins.scheduler_docs.variations import Surprise
from site_plugins.words import Words

LIBRARY_URLS = {"torch.": "https://docs.pytorch.org/docs/stable/generated/{name}.html"}
"""The address of a library's documentation, by the start of a class's dotted name."""


def introduction(schedule: Schedule, say: Words) -> str:
    """Return a description of the scheduler, and its name in Python."""
    described = escape(summary(schedule.declared))
    scheduler = schedule.scheduler
    if scheduler is None:
        python = f" {say('In Python {0}.', _library(schedule))}" if schedule.stands_for else ""
        return f"<p>{described}{python}</p>"
    name = f"{importable_from(scheduler)}.{scheduler.__name__}"
    named = f"<code>{escape(name)}</code>"
    python = (
        say("In Python {0}; follows {1}.", named, _library(schedule))
        if schedule.follows
        else say("In Python {0}.", named)
    )
    return f"<p>{described} {python}</p>"


def formula(dossier: Dossier, say: Words) -> str:
    """Render the formula by interval, with links from its symbols to their fields; empty without a formula.

    Raises:
        SiteError: The formula can't be read or typeset.
    """
    try:
        return _formula(dossier, say)
    except ValueError as error:
        raise SiteError(f"scheduler-docs: {dossier.name}: {' '.join(str(error).split())}") from error


def _formula(dossier: Dossier, say: Words) -> str:
    anchors = {field: f"{dossier.name}.{field}" for field in dossier.specs}
    anchors |= {spec.symbol: ".".join(spec.path) for spec in dossier.registry.layout.settings.values()}
    used: dict[str, str] = {}

    def symbol(name: str) -> str:
        if name in anchors:
            used[name] = f'<a href="#{escape(anchors[name])}"><code>{escape(name)}</code></a>'
        return escape(name)  # screen readers read `math` as one element, without the links in it

    content = "".join(
        f'<div class="formula"><p>{when}</p><div>{rate}</div>{_definitions(definitions, say)}</div>'
        for when, rate, definitions in (
            (
                _when(interval.condition, symbol, say, say(dossier.registry.layout.clock.one), alone=len(found) == 1),
                mathml.block(ast.parse("lr(e)", mode="eval").body, interval.rate, symbol),
                [
                    mathml.inline(f"<mi>{escape(name)}</mi><mo>=</mo>{mathml.expression(meaning, symbol)}")
                    for name, meaning in interval.definitions
                ],
            )
            for found in [intervals(dossier.schedule.declared)]
            for interval in found
        )
    )
    return content and f'{content}<p class="symbols">{say("Fields in it: {0}.", ", ".join(used.values()))}</p>'


def _when(condition: ast.expr | None, symbol: mathml.Symbols, say: Words, one: str, *, alone: bool) -> str:
    if condition is None:
        return say("For every {0}", one) if alone else say("From there on")
    return say("While {0}", mathml.inline(mathml.expression(condition, symbol)))


def _definitions(definitions: list[str], say: Words) -> str:
    items = "".join(f"<li>{definition}</li>" for definition in definitions)
    return f"<p>{say('where')}</p><ul>{items}</ul>" if definitions else ""


TITLES = ("Type", "Allowed range", "Unit", "Default", "Example", "Description")
"""The columns of the field table, after the field's name; where every field must be given there is no default."""


@dataclass(frozen=True)
class Row:
    """A row of a table of fields.

    Attributes:
        anchor: The anchor of the field, for links.
        cells: The cells, as HTML.
        effect: The effect of the field, shown below the cells; may be empty.
    """

    anchor: str
    cells: str
    effect: str = ""


def _titles(specs: Mapping[str, FieldSpec]) -> list[str]:
    """Return the titles of the columns for these fields, after the field's name."""
    has_defaults = any(not spec.required for spec in specs.values())
    return [title for title in TITLES if has_defaults or title != "Default"]


def table_head(specs: Mapping[str, FieldSpec], say: Words) -> str:
    """Return the head of a table of these fields."""
    # The roles repeat the meaning of the elements, which the layout for narrow screens would remove.
    head = "".join(f'<th scope="col" role="columnheader">{say(title)}</th>' for title in ("Field", *_titles(specs)))
    return f'<tr role="row">{head}</tr>'


def field_rows(dossier: Dossier, say: Words) -> Iterator[Row]:
    """Return a row for each field of the scheduler."""
    titles = _titles(dossier.specs)
    for name, spec in dossier.specs.items():
        thumbnails = curves.thumbnails(dossier.example, dossier.effects[name])
        below = f'<td role="cell" colspan="{len(titles) + 1}">{thumbnails}</td>' if thumbnails else ""
        anchor, description = f"{dossier.name}.{name}", escape(spec.field.description)
        yield _row(anchor, name, spec, titles, description, say, below, place=".".join(spec.path))


def training_rows(layout: Layout, say: Words) -> Iterator[Row]:
    """Return a row for each field outside the scheduler, with its symbol in the formulas."""
    for spec in layout.settings.values():
        path = ".".join(spec.path)
        description = escape(spec.field.description)
        if spec.symbol != spec.name:
            description += f"; {say('{0} in the formulas', f'<code>{escape(spec.symbol)}</code>')}"
        yield _row(path, path, spec, _titles(layout.settings), description, say)


def _row(
    anchor: str,
    name: str,
    spec: FieldSpec,
    titles: list[str],
    description: str,
    say: Words,
    below: str = "",
    place: str = "",
) -> Row:
    """Return a row. Where the figure above the table is live, ``place`` is the path that its control edits."""
    cells = {
        "Type": f"<code>{escape(spec.type_name)}</code>",
        "Allowed range": escape(spec.allowed),
        "Unit": escape(spec.field.unit),
        "Default": "" if spec.required else f"<code>{escape(spec.kind.yaml(spec.default))}</code>",
        "Example": f"<code>{escape(spec.kind.yaml(spec.example))}</code>",
        "Description": description,
    }
    places = {"Example": f' data-field="{escape(place)}"'} if place else {}
    body = "".join(
        f'<td role="cell"{_title(title, say)}{places.get(title, "")}>{cells[title]}</td>' for title in titles
    )
    link = f'<a href="#{anchor}"><code>{escape(name)}</code></a>'
    return Row(anchor, f'<th scope="row" role="rowheader">{link}</th>{body}', below)


def _title(column: str, say: Words) -> str:
    """Name a cell, for when the column's heading is out of sight. A description needs no name."""
    return "" if column == "Description" else f' data-title="{say(column).lower().removeprefix("allowed ")}"'


def assumptions(dossier: Dossier, say: Words) -> str:
    """Say what is assumed for a document that has only the scheduler's section, as the page's examples do."""
    layout = dossier.registry.layout
    config = load_config(dossier.snippet, **layout.examples, registry=dossier.registry)
    said = [note for note in simulate(config).notes if note.path in config.assumed]
    if not said:
        return ""
    items = "".join(f"<li>{escape(note.message)}</li>" for note in said)
    left_out = say("A document that leaves them out is simulated all the same, with a note on each:")
    return f"<p>{left_out}</p><ul>{items}</ul>"


def example(dossier: Dossier, say: Words) -> str:
    """Return the example configuration, highlighted, as an element that a reader can unfold."""
    code = pygments.highlight(dossier.snippet, YamlLexer(), HtmlFormatter(cssclass="highlight", wrapcode=True))
    return f'<details class="example"><summary>{say("Example YAML")}</summary>{code}</details>'


def differences(schedule: Schedule) -> str:
    """Say which class of a library the scheduler follows, and how it differs, in the docstring's words."""
    return "".join(f"<p>{_prose(schedule, paragraph)}</p>" for paragraph in remarks(schedule.declared))


def _prose(schedule: Schedule, paragraph: str) -> str:
    """Render a docstring's paragraph. Names in double backticks become code, and the library's class becomes a link."""
    coded = re.sub("``(.+?)``", r"<code>\1</code>", escape(paragraph))
    named = f"<code>{escape(schedule.follows)}</code>"
    return coded.replace(named, _library(schedule)) if schedule.follows else coded


def _library(schedule: Schedule) -> str:
    """Return the name of the class that the scheduler follows, with a link to its documentation where that is known."""
    name = f"<code>{escape(schedule.follows)}</code>"
    url = next((url for start, url in LIBRARY_URLS.items() if schedule.follows.startswith(start)), "")
    return f'<a href="{escape(url.format(name=schedule.follows))}">{name}</a>' if url else name


@dataclass(frozen=True)
class Trap:
    """A note on a scheduler, with a figure and a configuration that gives it.

    Attributes:
        figure: A small figure of the note.
        parts: The parts of the figure.
        head: The value that gives the note, as HTML.
        configuration: The configuration that gives the note, as YAML.
    """

    figure: Figure
    parts: FigureParts
    head: str
    configuration: str


def traps(dossier: Dossier, say: Words) -> Iterator[Trap]:
    """Return the traps: the notes of the example, and of the example with one value changed."""
    for surprise in dossier.surprises:
        changed = surprise.variation
        provoked = f"{changed.field}: {changed.value_text}" if changed.field else ""
        label = f"<code>{escape(provoked)}</code>" if provoked else say("As in the example")
        figure = curves.surprising(dossier.example, surprise)
        scale = f" {say('(drawn on a logarithmic scale)')}" if figure.logarithmic else ""
        place = escape(_control_of(surprise))
        head = f'<div class="trap__head"><div data-field="{place}"><strong>{label}</strong></div>{scale}</div>'
        yield Trap(
            figure, figure.parts([curves.plotted(changed)], example=curves.plotted(dossier.example)), head, changed.yaml
        )


def _control_of(surprise: Surprise) -> str:
    """Return the path of the field to change in a note's figure: the one that gives the note, or that it is about."""
    config = surprise.variation.config
    specs = {**config.layout.settings, **config.schedule.specs}
    about = {".".join(spec.path): spec for spec in specs.values()}
    spec = specs.get(surprise.variation.field) or about.get(surprise.note.path) or next(iter(specs.values()))
    return ".".join(spec.path)
