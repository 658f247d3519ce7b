"""All that the docs say of a scheduler, each thing computed once for all pages of a build."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from schedulers.base import Scheduler
from schedulers.example import example_config, example_yaml
from schedulers.spec import FieldSpec, field_specs
from site_plugins.scheduler_docs.variations import Effect, Surprise, Tried, Variation, tried


@dataclass(frozen=True)
class Dossier:
    """A scheduler, and what follows from it: its fields, its example, and what comes of changing the example.

    Attributes:
        scheduler: The class.

    >>> from schedulers import SCHEDULERS
    >>> poly = Dossier(SCHEDULERS["poly"])
    >>> poly.example.curve is poly.example.curve
    True
    >>> [variation.value for variation in poly.effects["power"].variations]
    [0.5, 2.0, 5.0]
    """

    scheduler: type[Scheduler]

    @property
    def name(self) -> str:
        """What the YAML calls the scheduler."""
        return self.scheduler.name

    @cached_property
    def specs(self) -> Mapping[str, FieldSpec]:
        """The scheduler's fields by name."""
        return field_specs(self.scheduler)

    @cached_property
    def example(self) -> Variation:
        """The example itself, with nothing changed."""
        return Variation("", None, example_config(self.name))

    @cached_property
    def snippet(self) -> str:
        """The example as YAML that does not say what is outside the scheduler."""
        return example_yaml(self.name)

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
        return tried(self.example, self.specs)


def dossiers(schedulers: Iterable[type[Scheduler]]) -> dict[str, Dossier]:
    """A dossier for each of some schedulers, by name, in their order."""
    return {scheduler.name: Dossier(scheduler) for scheduler in schedulers}
