"""What came of a run."""

from dataclasses import dataclass, field

SLOWEST = 1.0
"""Seconds that an answer may take: of the processor, as a clock runs on while others use it; a page has but a clock."""

LARGEST = 64.0
"""MiB that may be needed for an answer."""


@dataclass
class Found:
    """What came of some documents or links.

    Attributes:
        answered: How many were answered as they must be.
        accepted: How many of them were sound.
        slowest: Seconds that the slowest answer took.
        slowest_seed: Which one that was.
        growth: MiB by which the memory grew at most: no single answer took more.
        failures: What was no answer, each with its seed.
    """

    answered: int = 0
    accepted: int = 0
    slowest: float = 0.0
    slowest_seed: int = 0
    growth: float = 0.0
    failures: list[str] = field(default_factory=list)

    def note(self, seed: int, *, accepted: bool, seconds: float) -> None:
        """Count an answer."""
        self.answered += 1
        self.accepted += accepted
        if seconds > self.slowest:
            self.slowest, self.slowest_seed = seconds, seed

    def include(self, other: "Found") -> None:
        """Add what came of others."""
        self.answered += other.answered
        self.accepted += other.accepted
        self.growth = max(self.growth, other.growth)
        self.failures += other.failures
        if other.slowest > self.slowest:
            self.slowest, self.slowest_seed = other.slowest, other.slowest_seed
