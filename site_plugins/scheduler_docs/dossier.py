"""All that the docs say of a scheduler, each thing computed once for all pages of a build."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from schedulers.curve.simulate import CurveError
from schedulers.registry import Registry, Schedule
from schedulers.signature.spec import FieldSpec
from schedulers.writing.example import example_config, example_yaml
from site_plugins.errors import SiteError
from site_plugins.scheduler_docs.variations import Effect, Surprise, Tried, Variation, tried


@dataclass(frozen=True)
class Dossier:
    """A scheduler, and what follows from it: its fields, its example, and what comes of changing the example.

    Attributes:
        schedule: The scheduler with all that is declared of it.
        registry: Where it is registered.

    >>> from schedulers import REGISTRY
    >>> poly = Dossier(REGISTRY.schedules["poly"], REGISTRY)
    >>> poly.example.curve is poly.example.curve
    True
    >>> [variation.value for variation in poly.effects["power"].variations]
    [0.5, 2.0, 5.0]
    """

    schedule: Schedule
    registry: Registry

    @property
    def name(self) -> str:
        """What the YAML calls the scheduler."""
        return self.schedule.name

    @property
    def specs(self) -> Mapping[str, FieldSpec]:
        """The scheduler's fields by name."""
        return self.schedule.specs

    @cached_property
    def example(self) -> Variation:
        """The example itself, with nothing changed."""
        return Variation("", None, example_config(self.name, self.registry))

    @cached_property
    def snippet(self) -> str:
        """The example as YAML that does not say what is outside the scheduler."""
        return example_yaml(self.name, self.registry)

    @property
    def effects(self) -> Mapping[str, Effect]:
        """What raising or lowering each field of the example does, by the field's name."""
        return self._tried.effects

    @property
    def surprises(self) -> list[Surprise]:
        """Each kind of note that the example gives, or gives when one value is changed."""
        return self._tried.surprises

    @cached_property
    def _tried(self) -> Tried:
        try:
            return tried(self.example, self.specs)
        except CurveError as error:
            raise SiteError(f"scheduler-docs: {self.name}: {error}") from error


def dossiers(registry: Registry) -> dict[str, Dossier]:
    """A dossier for each scheduler of a registry, by name, in their order."""
    return {name: Dossier(schedule, registry) for name, schedule in registry.schedules.items()}
