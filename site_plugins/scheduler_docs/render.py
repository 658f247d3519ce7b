"""From a scheduler's specification to HTML: plain functions without MkDocs or Markdown."""

from html import escape

import pygments
from pygments.formatters import HtmlFormatter
from pygments.lexers.data import YamlLexer

from schedulers.base import Scheduler
from schedulers.example import example_yaml
from schedulers.spec import FieldSpec, field_specs, summary
from schedulers.values import yaml_text
from site_plugins.scheduler_docs.verified import Found, verified

TORCH_CLASS_URL = "https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.{name}.html"


def introduction(scheduler: type[Scheduler]) -> str:
    """What the scheduler does, the class to import, and the torch class that it follows."""
    url = TORCH_CLASS_URL.format(name=scheduler.follows)
    return (
        f"<p>{escape(summary(scheduler))}</p>"
        f"<p>In Python <code>schedulers.{escape(scheduler.__name__)}</code>; follows "
        f'<a href="{escape(url)}"><code>torch.optim.lr_scheduler.{escape(scheduler.follows)}</code></a>.</p>'
    )


def field_table(scheduler: type[Scheduler]) -> str:
    """A table of the scheduler's fields, each row with an anchor of its own."""
    rows = "".join(_row(scheduler, spec) for spec in field_specs(scheduler).values())
    head = "".join(f'<th scope="col" role="columnheader">{title}</th>' for title in ("Field", *_TITLES))
    # The roles say what the elements say already, but survive the layout for narrow screens.
    return (
        f'<div class="fields"><table role="table"><thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table></div>'
    )


_TITLES = ("Type", "Allowed range", "Unit", "Example", "Description")


def _row(scheduler: type[Scheduler], spec: FieldSpec) -> str:
    anchor = f"{scheduler.name}.{spec.name}"
    cells = [
        f"<code>{escape(spec.type_name)}</code>",
        escape(spec.allowed),
        escape(spec.field.unit),
        f"<code>{escape(yaml_text(spec.field.example))}</code>",
        escape(spec.field.description),
    ]
    titled = zip(_TITLES, cells, strict=True)
    body = "".join(f'<td role="cell"{_title(title)}>{cell}</td>' for title, cell in titled)
    link = f'<a href="#{anchor}"><code>{escape(spec.name)}</code></a>'
    return f'<tr id="{anchor}" role="row"><th scope="row" role="rowheader">{link}</th>{body}</tr>'


def _title(column: str) -> str:
    """What a cell is called where its column's heading is out of sight; a description needs no name."""
    return "" if column == "Description" else f' data-title="{column.lower().removeprefix("allowed ")}"'


def example(scheduler: type[Scheduler]) -> str:
    """A collapsible example configuration, highlighted."""
    code = pygments.highlight(
        example_yaml(scheduler.name), YamlLexer(), HtmlFormatter(cssclass="highlight", wrapcode=True)
    )
    return f'<details class="example"><summary>Example YAML</summary>{code}</details>'


def body(scheduler: type[Scheduler], found: Found) -> str:
    """Everything below a scheduler's heading; ``found`` is what `nox -s verify` found."""
    return introduction(scheduler) + field_table(scheduler) + example(scheduler) + verified(scheduler, found)
