"""The options of both plugins, for MkDocs and for the commands."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar

from schedulers.registries.option import DEFAULT
from site_plugins.directives import near
from site_plugins.documents import page_with
from site_plugins.errors import SiteError
from site_plugins.simulator.machine_code.trimming import MACHINE_CODES, MachineCode
from site_plugins.simulator.python.runtime import STARTS, Start

Options = TypeVar("Options")


@dataclass(frozen=True)
class DocsOptions:
    """The options of the plugin `scheduler-docs`.

    Attributes:
        verified: The path from mkdocs.yml to the file that `nox -s verify` writes. Without it the docs claim nothing.
        registry: The schedulers to document and simulate: a module, and a `schedulers.Registry` in it.
        simulator: The path of the page with the simulator, in the docs' folder; by default, `simulator.md` or the first
            page that has one.
        reference: The path of the page that documents all schedulers, in the docs' folder; by default, `reference.md`
            or the first page that does.
    """

    verified: str = "build/verified.json"
    registry: str = DEFAULT
    simulator: str = ""
    reference: str = ""

    def pages(self, documents: Mapping[str, str]) -> tuple[str, str]:
        """Find the pages with simulator and reference, from the docs' folder; each is empty where there is none.

        Args:
            documents: The text of each document, by its place there.

        Raises:
            SiteError: There is no such page as an option names.
        """
        about = (("simulator", "simulator", self.simulator), ("schedulers", "reference", self.reference))
        simulator, reference = (
            page_with(directive, documents, said=said, usual=f"{name}.md", option=f"scheduler-docs: {name}")
            for directive, name, said in about
        )
        return simulator, reference


@dataclass(frozen=True)
class SimulatorOptions:
    """The options of the plugin `simulator`.

    Attributes:
        example: The scheduler whose example the editor starts with; by default, the first in the registry.
        runtime_of: The path from this site to another that already serves the browser's Python, such as `../`.
        start: `snapshot`, or `plain` for a Python that starts without one; by default, the value of `SIMULATOR_START`.
        machine_code: `published` for all of Pyodide's machine code; `split` for what the page's Python can reach, in
            two parts, of which a visit seldom needs the second.
        packages: Further packages for mirrors: the file name of each pure wheel, with its sha256.
        policy: Further sources for directives of the pages' Content-Security-Policy; `False` for no policy.
    """

    example: str = ""
    runtime_of: str = ""
    start: Start | None = None
    machine_code: MachineCode = "split"
    packages: Mapping[str, str] = field(default_factory=dict)
    policy: Mapping[str, Any] | bool = field(default_factory=dict)

    def example_among(self, names: Collection[str]) -> str:
        """Find the scheduler whose example the editor starts with.

        Raises:
            SiteError: None of the names is the one that the option says.
        """
        if self.example and self.example not in names:
            said = f"{self.example!r} is no scheduler, only {', '.join(names)}.{near(self.example, names)}"
            raise SiteError(f"simulator: example: {said}")
        return self.example or next(iter(names))


def read_options(kind: type[Options], plugin: str, given: Mapping[str, Any]) -> Options:
    """Read the options that a configuration gives a plugin.

    Args:
        kind: The class of the options.
        plugin: The name of the plugin.
        given: The options as they are written.

    Raises:
        SiteError: There is no such option, or its value is of another type.

    >>> read_options(DocsOptions, "scheduler-docs", {"registry": "my_trainer:REGISTRY"}).registry
    'my_trainer:REGISTRY'
    """
    names = [one.name for one in fields(kind)]  # type: ignore[arg-type]
    for name, value in given.items():
        if name not in names:
            raise SiteError(f"{plugin}: there is no option {name!r}, only {', '.join(names)}.{near(str(name), names)}")
        if name == "start" and value not in (*STARTS, None):
            raise SiteError(f"{plugin}: start: must be one of {', '.join(STARTS)}; got {value!r}")
        if name == "machine_code" and value not in MACHINE_CODES:
            raise SiteError(f"{plugin}: machine_code: must be one of {', '.join(MACHINE_CODES)}; got {value!r}")
        if name not in {"start", "machine_code", "packages", "policy"} and not isinstance(value, str):
            raise SiteError(f"{plugin}: {name}: must be a text; got {value!r}")
    return kind(**given)
