"""Dossiers: everything that the docs say about a scheduler, computed once for all pages of a build."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from schedulers.curve.simulate import CurveError
from schedulers.registry import Registry, Schedule
from schedulers.signature.spec import FieldSpec
from schedulers.writing.example import example_config, example_yaml
from site_plugins.errors import SiteError
from site_plugins.scheduler_docs.kept_variations import KeptVariations
from site_plugins.scheduler_docs.variations import Effect, Surprise, Tried, Variation


@dataclass(frozen=True)
class Dossier:
    """A scheduler with everything that is derived from it: its fields, its example, and variations of the example.

    Attributes:
        schedule: The scheduler with its declarations.
        registry: The registry of the scheduler.
        kept: The variations that earlier builds have found.

    >>> from schedulers import REGISTRY
    >>> poly = Dossier(REGISTRY.schedules["poly"], REGISTRY)
    >>> poly.example.curve is poly.example.curve
    True
    >>> [variation.value for variation in poly.effects["power"].variations]
    [0.5, 2.0, 5.0]
    """

    schedule: Schedule
    registry: Registry
    kept: KeptVariations = field(default_factory=KeptVariations)

    @property
    def name(self) -> str:
        """The scheduler's name in the YAML."""
        return self.schedule.name

    @property
    def specs(self) -> Mapping[str, FieldSpec]:
        """The scheduler's fields by name."""
        return self.schedule.specs

    @cached_property
    def example(self) -> Variation:
        """The example itself, unchanged."""
        return Variation("", None, example_config(self.name, self.registry))

    @cached_property
    def snippet(self) -> str:
        """The example as YAML, without the fields outside the scheduler."""
        return example_yaml(self.name, self.registry)

    @property
    def effects(self) -> Mapping[str, Effect]:
        """The effect of raising or lowering each field of the example, by the field's name."""
        return self._tried.effects

    @property
    def surprises(self) -> list[Surprise]:
        """One surprise for each kind of note that the example gives, or gives after changing one value."""
        return self._tried.surprises

    @cached_property
    def _tried(self) -> Tried:
        try:
            return self.kept.tried(self.example, self.specs)
        except CurveError as error:
            raise SiteError(f"scheduler-docs: {self.name}: {error}") from error


def dossiers(registry: Registry, sources: Collection[Path] = ()) -> dict[str, Dossier]:
    """Make a dossier for each scheduler of a registry, by name, in the registry's order.

    Args:
        registry: The schedulers.
        sources: The folders and files that they are made of. Where they are named, results that take long are kept for
            later builds.
    """
    kept = KeptVariations(sources)
    return {name: Dossier(schedule, registry, kept) for name, schedule in registry.schedules.items()}
