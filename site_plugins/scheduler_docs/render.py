"""From a scheduler's specification to HTML: plain functions without MkDocs or Markdown."""

from html import escape

import pygments
from pygments.formatters import HtmlFormatter
from pygments.lexers.data import YamlLexer

from schedulers.base import Scheduler
from schedulers.example import example_yaml
from schedulers.spec import FieldSpec, field_specs, summary
from schedulers.values import yaml_text

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
    titles = ("Field", "Type", "Allowed range", "Unit", "Example", "Description")
    head = "".join(f'<th scope="col">{title}</th>' for title in titles)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _row(scheduler: type[Scheduler], spec: FieldSpec) -> str:
    anchor = f"{scheduler.name}.{spec.name}"
    cells = [
        f"<code>{escape(spec.type_name)}</code>",
        escape(spec.allowed),
        escape(spec.field.unit),
        f"<code>{escape(yaml_text(spec.field.example))}</code>",
        escape(spec.field.description),
    ]
    body = "".join(f"<td>{cell}</td>" for cell in cells)
    link = f'<a href="#{anchor}"><code>{escape(spec.name)}</code></a>'
    return f'<tr id="{anchor}"><th scope="row">{link}</th>{body}</tr>'


def example(scheduler: type[Scheduler]) -> str:
    """A collapsible example configuration, highlighted."""
    code = pygments.highlight(
        example_yaml(scheduler.name), YamlLexer(), HtmlFormatter(cssclass="highlight", wrapcode=True)
    )
    return f'<details class="example"><summary>Example YAML</summary>{code}</details>'


def body(scheduler: type[Scheduler]) -> str:
    """Everything below a scheduler's heading."""
    return introduction(scheduler) + field_table(scheduler) + example(scheduler)
