"""Makes what the options of the plugin ask for, whoever builds the site; what can't be made is the site's mistake."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from site_plugins.any_builder.options import SimulatorOptions
from site_plugins.cache import BuildError
from site_plugins.errors import SiteError
from site_plugins.simulator.hosting.policy import further_sources
from site_plugins.simulator.preparing import Prepared, prepare
from site_plugins.simulator.python.wheels import wheels

if TYPE_CHECKING:
    from schedulers.registry import Registry

PLUGIN = "simulator"
"""What the plugin is called."""


def prepared_for(
    registry: "Registry", sources: Sequence[Path], reference: str, options: SimulatorOptions
) -> tuple[Prepared, dict[str, list[str]] | None]:
    """What a site with these options serves, and the further sources of its policy; none for a site without one.

    Args:
        registry: The schedulers.
        sources: The folders of packages and the files of modules that they are in.
        reference: What names the registry in them.
        options: The options of the plugin.

    Raises:
        SiteError: An option is wrong, or something can't be made.
    """
    try:
        named = wheels(options.packages)
        further = None if options.policy is False else further_sources(options.policy)
        made = prepare(
            registry,
            sources,
            reference,
            example=options.example,
            runtime_of=options.runtime_of,
            start=options.start,
            machine_code=options.machine_code,
            wheels=named,
        )
    except (BuildError, ValueError) as error:
        raise SiteError(f"{PLUGIN}: {error}") from error
    return made, further
