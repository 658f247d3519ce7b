"""The options of both plugins, whoever reads them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar

from schedulers.registries.option import DEFAULT
from site_plugins.errors import SiteError
from site_plugins.simulator.machine_code.trimming import MACHINE_CODES, MachineCode
from site_plugins.simulator.python.runtime import STARTS, Start

Options = TypeVar("Options")


@dataclass(frozen=True)
class DocsOptions:
    """The options of the plugin `scheduler-docs`.

    Attributes:
        verified: The file that `nox -s verify` writes, seen from mkdocs.yml; without it the docs claim nothing.
        registry: Which schedulers to document, and to simulate: a module and a `schedulers.Registry` in it.
        simulator: The page with the simulator, from the docs' folder.
        reference: The page that documents all schedulers, likewise.
    """

    verified: str = "build/verified.json"
    registry: str = DEFAULT
    simulator: str = "simulator.md"
    reference: str = "reference.md"


@dataclass(frozen=True)
class SimulatorOptions:
    """The options of the plugin `simulator`.

    Attributes:
        example: The scheduler whose example the editor shows at first; without it, the first that is registered.
        runtime_of: Where another site is that serves the browser's Python already, seen from this one, such as `../`.
        start: `snapshot`, or `plain` for a Python that starts without it; otherwise as `SIMULATOR_START` says.
        machine_code: `published` for all of Pyodide's machine code, also what the page's Python can't reach.
        policy: More sources for directives of the pages' Content-Security-Policy; `False` for no policy.
    """

    example: str = ""
    runtime_of: str = ""
    start: Start | None = None
    machine_code: MachineCode = "trimmed"
    policy: Mapping[str, Any] | bool = field(default_factory=dict)


def read_options(kind: type[Options], plugin: str, given: Mapping[str, Any]) -> Options:
    """The options that a configuration gives a plugin.

    Args:
        kind: The class of the options.
        plugin: What the plugin is called.
        given: Its options as they are written.

    Raises:
        SiteError: There is no such option, or its value is of another type.

    >>> read_options(DocsOptions, "scheduler-docs", {"registry": "my_trainer:REGISTRY"}).registry
    'my_trainer:REGISTRY'
    """
    names = [one.name for one in fields(kind)]  # type: ignore[arg-type]
    for name, value in given.items():
        if name not in names:
            raise SiteError(f"{plugin}: there is no option {name!r}, only {', '.join(names)}")
        if name == "start" and value not in (*STARTS, None):
            raise SiteError(f"{plugin}: start: must be one of {', '.join(STARTS)}; got {value!r}")
        if name == "machine_code" and value not in MACHINE_CODES:
            raise SiteError(f"{plugin}: machine_code: must be one of {', '.join(MACHINE_CODES)}; got {value!r}")
        if name not in {"start", "machine_code", "policy"} and not isinstance(value, str):
            raise SiteError(f"{plugin}: {name}: must be a text; got {value!r}")
    return kind(**given)
