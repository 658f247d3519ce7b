"""Sites as others have them, each built, opened and used.

`nox -s setups` runs this: it needs packages that no other test does, and takes several minutes.
"""

import os
import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from site_plugins.simulator.toolchain.node import install_packages
from site_plugins.words import words_of
from tests.browser.quiet import wait_until_quiet
from tests.browser.server import Server
from tests.browser.setups.hosts import HERE, Hosts
from tests.browser.setups.setup import Setup
from tests.browser.setups.setups import SETUPS
from tests.browser.simulator import python_workers
from tests.sites.building import BUILD, OWN_SITE

BROKEN = "training: {epochs: many}"
REFUSED = "refused by the policy: "
REPORT = f"""
document.addEventListener("securitypolicyviolation", ({{ effectiveDirective, blockedURI }}) =>
  console.warn(`{REFUSED}${{effectiveDirective}} ${{blockedURI}}`));
"""
LINES = re.compile(r"^  plugins:\n.+?(?=^\S|\Z)", re.DOTALL | re.MULTILINE)
"""The lines for mkdocs.yml in what a build says."""


class Config(yaml.SafeLoader):
    """Reads mkdocs.yml and leaves names of Python as they are."""


class Name(str):
    """Such a name."""

    __slots__ = ()


Config.add_multi_constructor("tag:yaml.org,2002:python/name:", lambda _loader, name, _node: Name(name))
yaml.SafeDumper.add_representer(
    Name, lambda dumper, name: dumper.represent_scalar(f"tag:yaml.org,2002:python/name:{name}", "")
)


def base(url: str) -> dict[str, Any]:
    """What mkdocs.yml of every set-up says."""
    return {
        "site_name": "Somebody's site",
        "site_url": url,
        "strict": True,
        "theme": {"name": "material", "font": False},
        "plugins": ["search", {"scheduler-docs": {"registry": "my_trainer:REGISTRY"}}, "simulator"],
        "markdown_extensions": ["attr_list", "md_in_html"],
    }


def with_more(config: dict[str, Any], text: str) -> dict[str, Any]:
    """The configuration with what a text adds: plugins and extensions to those that are there, a known one anew."""
    more = yaml.load(textwrap.dedent(text), Config) or {}  # noqa: S506  # a safe loader
    joined = {**config, **more}
    for key in {"plugins", "markdown_extensions"} & more.keys():
        named = {name_of(one): one for one in config[key]} | {name_of(one): one for one in more[key]}
        joined[key] = [*named.values()]
    return joined


def name_of(one: str | dict[str, Any]) -> str:
    """What a plugin or an extension is called."""
    return one if isinstance(one, str) else next(iter(one))


def project(folder: Path, setup: Setup) -> Path:
    """The example with schedulers of its own, with the documents of a set-up."""
    shutil.copytree(OWN_SITE, folder)
    (folder / "mkdocs.yml").unlink()
    for name, content in setup.pages.items():
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes_of(content))
        if not content:
            path.unlink()
    return folder


def bytes_of(content: str | bytes | Path) -> bytes:
    """What a file of a set-up holds."""
    if isinstance(content, Path):
        install_packages(HERE)
        return (HERE / "node_modules" / content).read_bytes()
    return content.encode() if isinstance(content, str) else content


def built(folder: Path, config: dict[str, Any], *, strict: bool = True, refused: bool = False) -> str:
    """Build the site, unless that is refused; what the build has said."""
    (folder / "mkdocs.yml").write_text(yaml.safe_dump({**config, "strict": strict}, allow_unicode=True), "utf-8")
    command = [sys.executable, "-P", "-c", BUILD, "build", "--site-dir", str(folder / "site")]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode != 0) == refused, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


@dataclass
class Visit:
    """A page with an empty profile, where every other host is imitated.

    Attributes:
        page: The page.
        hosts: What is asked of others.
        said: Errors and warnings of the console, refusals by the policy, and uncaught exceptions.
    """

    page: Page
    hosts: Hosts
    said: list[str] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        """Note what the console says."""
        if message.type in {"error", "warning"}:
            self.said.append(f"{message.text} ({message.location['url']})")


@contextmanager
def visiting(browser: Browser, host: Server) -> Iterator[Visit]:
    """A page to visit the site with."""
    context = browser.new_context()
    context.add_init_script(REPORT)
    visit = Visit(context.new_page(), Hosts(host.url))
    visit.hosts.stand_in(context)
    visit.page.on("console", visit.hear)
    visit.page.on("pageerror", lambda error: visit.said.append(str(error)))
    yield visit
    context.close()


@pytest.mark.limit(600)
@pytest.mark.parametrize("setup", SETUPS, ids=[setup.name for setup in SETUPS])
def test_setup(setup: Setup, browser: Browser, host: Server, tmp_path: Path) -> None:
    """The site builds strictly, the simulator gets ready and shows a mistake, what the set-up is about is there, and
    the console has nothing to say.
    """
    folder, say = project(tmp_path / "project", setup), words_of(setup.language)
    config = with_more(base(host.url), setup.config)
    if setup.refused:
        assert setup.refused in built(folder, config, refused=True)
        return
    if setup.told:
        [lines] = LINES.findall(built(folder, config, strict=False))
        config = with_more(config, lines)
    assert "WARNING" not in built(folder, config)
    host.begin(folder / "site")
    with visiting(browser, host) as visit:
        visit.page.goto(f"{host.url}{setup.at}")
        simulators = visit.page.locator("[data-simulator]")
        expect(simulators).not_to_have_count(0)
        for simulator in simulators.all():
            expect(simulator.get_by_role("status")).to_have_text(re.compile(f"^{say('Ready.')}"))
            simulator.get_by_role("textbox", name=say("Training configuration")).click()
            visit.page.keyboard.press("ControlOrMeta+a")
            visit.page.keyboard.insert_text(BROKEN)
            problems = simulator.get_by_role("list", name=say("Problems")).get_by_role("listitem")
            expect(problems.first).to_be_visible()
        visit.page.wait_for_function(setup.shown)
        wait_until_quiet(visit.page)
        assert [line for line in visit.said if not (setup.theirs and re.search(setup.theirs, line))] == []
        assert visit.hosts.unknown == []
        assert len(python_workers(visit.page)) == 1
