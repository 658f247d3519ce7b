"""The options of both plugins, whoever reads them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar

from schedulers.registries.option import DEFAULT
from site_plugins.documents import page_with
from site_plugins.errors import SiteError
from site_plugins.simulator.python.runtime import STARTS, Start

Options = TypeVar("Options")


@dataclass(frozen=True)
class DocsOptions:
    """The options of the plugin `scheduler-docs`.

    Attributes:
        verified: The file that `nox -s verify` writes, seen from mkdocs.yml; without it the docs claim nothing.
        registry: Which schedulers to document, and to simulate: a module and a `schedulers.Registry` in it.
        simulator: The page with the simulator, from the docs' folder; without it, simulator.md or the first with it.
        reference: The page that documents all schedulers; without it, reference.md or the first that does.
    """

    verified: str = "build/verified.json"
    registry: str = DEFAULT
    simulator: str = ""
    reference: str = ""

    def pages(self, documents: Mapping[str, str]) -> tuple[str, str]:
        """The pages with simulator and reference, from the docs' folder; each is empty where there is none.

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
        example: The scheduler whose example the editor shows at first; without it, the first that is registered.
        runtime_of: Where another site is that serves the browser's Python already, seen from this one, such as `../`.
        start: `snapshot`, or `plain` for a Python that starts without it; otherwise as `SIMULATOR_START` says.
        packages: Further packages for mirrors: the file name of each pure wheel, with its sha256.
        policy: More sources for directives of the pages' Content-Security-Policy; `False` for no policy.
    """

    example: str = ""
    runtime_of: str = ""
    start: Start | None = None
    packages: Mapping[str, str] = field(default_factory=dict)
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
        if name not in {"start", "packages", "policy"} and not isinstance(value, str):
            raise SiteError(f"{plugin}: {name}: must be a text; got {value!r}")
    return kind(**given)
