"""Writes what a page says about the JSON Schema: the line that editors need, and the limits of the schema."""

import json
import re
from html import escape
from urllib.parse import urljoin

import pygments
from pygments.formatters import HtmlFormatter
from pygments.lexers.data import YamlLexer

from schedulers.registry import Registry
from schedulers.writing.schema import beyond_schema, training_schema

SCHEMA_PATH = "schema/training.json"
"""The address of the schema on the site. Editors remember it, so it never changes."""


def schema_address(site_url: str) -> str:
    """Return the schema's full address on a site.

    >>> schema_address("https://example.org/site")
    'https://example.org/site/schema/training.json'
    """
    return urljoin(f"{site_url.rstrip('/')}/", SCHEMA_PATH)


def schema_json(site_url: str, registry: Registry) -> str:
    """Return the content of the schema's file."""
    return f"{json.dumps(training_schema(schema_address(site_url), registry), indent=2)}\n"


def modeline(site_url: str) -> str:
    """Return the comment that names the schema to an editor, as HTML to copy."""
    line = f"# yaml-language-server: $schema={schema_address(site_url)}\n"
    return pygments.highlight(line, YamlLexer(), HtmlFormatter(cssclass="highlight", wrapcode=True))


def limits(registry: Registry | None) -> str:
    """List, as HTML, what `load_config` refuses and the schema does not."""
    items = "".join(f"<li>{_with_code(phrase)}</li>" for phrase in beyond_schema(registry))
    return f"<ul>{items}</ul>"


def _with_code(markdown: str) -> str:
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(markdown[0].upper() + markdown[1:] + "."))
