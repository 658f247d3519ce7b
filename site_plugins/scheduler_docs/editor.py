"""What a page says of the JSON Schema: the line that an editor needs, and what the schema can't say."""

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
"""Where the site serves the schema. Editors remember this address, so it stays."""


def schema_address(site_url: str) -> str:
    """The schema's address on a site.

    >>> schema_address("https://example.org/site")
    'https://example.org/site/schema/training.json'
    """
    return urljoin(f"{site_url.rstrip('/')}/", SCHEMA_PATH)


def schema_json(site_url: str, registry: Registry) -> str:
    """The file that the site serves."""
    return f"{json.dumps(training_schema(schema_address(site_url), registry), indent=2)}\n"


def modeline(site_url: str) -> str:
    """The comment that tells an editor of the schema, as HTML to copy."""
    line = f"# yaml-language-server: $schema={schema_address(site_url)}\n"
    return pygments.highlight(line, YamlLexer(), HtmlFormatter(cssclass="highlight", wrapcode=True))


def limits(registry: Registry | None) -> str:
    """What `load_config` refuses and the schema does not, as an HTML list."""
    items = "".join(f"<li>{_with_code(phrase)}</li>" for phrase in beyond_schema(registry))
    return f"<ul>{items}</ul>"


def _with_code(markdown: str) -> str:
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(markdown[0].upper() + markdown[1:] + "."))
