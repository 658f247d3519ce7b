"""Declares the layout of a trainer's documents, how they are read, and whether epochs or steps are counted.

A layout is declared once by whoever owns the schedulers. Readers, messages, tables and schemas ask it for every key.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from schedulers.further_names import Declaration, Path
from schedulers.problems import FieldError
from schedulers.reading.yaml.number_rules import OMEGACONF as OMEGACONF
from schedulers.reading.yaml.number_rules import YAML_1_1 as YAML_1_1
from schedulers.reading.yaml.number_rules import YAML_1_2 as YAML_1_2
from schedulers.signature.arguments import call
from schedulers.signature.spec import FieldSpec, signature_specs


@dataclass(frozen=True)
class Clock:
    """The unit that a schedule counts: epochs or steps.

    Attributes:
        one: What one of them is called.
        many: What several are called.

    >>> EPOCHS.count(1), EPOCHS.count(1200)
    ('1 epoch', '1,200 epochs')
    """

    one: str
    many: str

    def count(self, number: float) -> str:
        """Write a number with its unit, such as ``"1 epoch"``."""
        return f"{number:,} {self.one if number == 1 else self.many}"

    def whole(self, length: Any, given_by: Callable[..., Any]) -> int:
        """Return a length of training that a function of a declaration gives, as Python's own number.

        Raises:
            FieldError: Training does not last at all, or not a whole number.
        """
        if not length >= 1:
            raise FieldError("", f"training must last at least 1 {self.one}; got {length}")
        if length % 1:
            name = getattr(given_by, "__name__", given_by)
            wanted = f"{name} must give a whole number of {self.many} as the length of training"
            raise FieldError("", f"{wanted}; got {length}. Round it there")
        return int(length)


EPOCHS = Clock("epoch", "epochs")
STEPS = Clock("step", "steps")


@dataclass(frozen=True)
class Training:
    """The length and the base rate of a training, which every simulation needs.

    Attributes:
        length: How long training is, counted as the layout's clock says.
        base: The base rate.
    """

    length: int
    base: float


@dataclass(frozen=True, eq=False, kw_only=True)
class Layout:
    """The layout of a trainer's documents: the place of each value.

    Attributes:
        choice: Keys that lead to the scheduler's name.
        section: Keys that lead to the mapping of its fields; empty for the document itself.
        training: A function whose signature declares the settings outside the scheduler, as a scheduler's declares its
            fields. It gives the `Training` that follows from them, or raises a `FieldError`.
        shared: The mappings that hold other settings, too. An unknown key is no mistake there.
        clock: What is counted.
        numbers: How numbers are read: `OMEGACONF`, `YAML_1_1` or `YAML_1_2`.
        trainer: What the trainer is called in a sentence.
        default: The name of the scheduler that is meant where a document names none; empty where it has to.
        names: Under which other names and in which other places people keep things.
    """

    choice: Path
    section: Path
    training: Callable[..., Training]
    shared: frozenset[Path] = frozenset()
    clock: Clock = EPOCHS
    numbers: str = OMEGACONF
    trainer: str = "the trainer"
    default: str = ""
    names: Declaration = field(default_factory=Declaration)

    @cached_property
    def settings(self) -> dict[str, FieldSpec]:
        """The fields outside the scheduler, by name."""
        return signature_specs(self.training, ())

    @property
    def examples(self) -> dict[str, Any]:
        """The value of each setting that examples show. It is assumed where a document lacks the setting."""
        return {name: spec.example for name, spec in self.settings.items() if spec.is_shown}

    @property
    def top(self) -> Path:
        """The key that everything else stands below. It is empty where there is none."""
        firsts = {self.choice[:1], self.section[:1], *(spec.path[:1] for spec in self.settings.values())}
        return firsts.pop() if len(firsts) == 1 and len(self.choice) > 1 else ()

    @property
    def has_references(self) -> bool:
        """Whether a value may be a reference to another value of the document."""
        return self.numbers == OMEGACONF

    def followed_by(self, settings: Mapping[str, Any]) -> Training:
        """Compute the training that follows from the settings.

        Raises:
            FieldError: The settings contradict one another.
            TypeError: The layout's function gives something else.
        """
        defaults = {name: spec.default for name, spec in self.settings.items() if not spec.required}
        found = call(self.training, values={**defaults, **settings})
        if not isinstance(found, Training):
            raise TypeError(f"{self.training.__name__} must give a Training; got {found!r}")
        return Training(self.clock.whole(found.length, self.training), float(found.base))
