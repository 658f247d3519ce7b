"""Builds a site without the plugins: `prepare` before another builder has built it, `finish` after that."""

import argparse
import logging
import sys
from pathlib import Path

from site_plugins.any_builder.finish import finish
from site_plugins.any_builder.manifest import MANIFEST, read_manifest
from site_plugins.any_builder.prepare import prepare
from site_plugins.any_builder.settings import read_settings
from site_plugins.any_builder.zensical import write_configuration
from site_plugins.errors import SiteError
from site_plugins.simulator.hosting.third_party import ZENSICAL


def main(arguments: list[str] | None = None) -> int:
    """Run the command; gives its exit status."""
    given = _parser().parse_args(arguments)
    # What the plugins say to whoever builds with MkDocs is said here, too.
    logging.basicConfig(format="%(message)s")
    logging.getLogger("mkdocs.plugins").setLevel(logging.INFO)
    configuration: Path = given.config_file
    manifest = configuration.parent / MANIFEST
    try:
        if given.command == "prepare":
            settings = read_settings(configuration)
            around = ZENSICAL if given.zensical else {}
            prepared = prepare(settings, given.docs_dir or settings.docs_dir, manifest, around)
            if given.zensical:
                write_configuration(given.zensical, configuration, prepared)
        else:
            for warning in finish(given.site, read_manifest(manifest), configuration.resolve().parent):
                print(f"warning: {warning}", file=sys.stderr)  # noqa: T201  # it tells people
    except SiteError as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m site_plugins", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    before = commands.add_parser("prepare", help="put what the pages load into the folder of the pages")
    before.add_argument("--docs-dir", type=Path, metavar="FOLDER", help="another folder that the builder copies from")
    before.add_argument(
        "--zensical", type=Path, metavar="FILE", help="write a configuration for Zensical that inherits yours"
    )
    after = commands.add_parser("finish", help="write integrity, policy and search entries into the built site")
    after.add_argument("site", type=Path, metavar="SITE", help="the folder of the site")
    for command in (before, after):
        command.add_argument(
            "-f", "--config-file", type=Path, default=Path("mkdocs.yml"), metavar="FILE", help="default: mkdocs.yml"
        )
    return parser


if __name__ == "__main__":
    sys.exit(main())
