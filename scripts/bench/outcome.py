"""What a measure of the benchmark came to: figures for a program, a table for people, and what has a bound."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from scripts.bench import bounds
from scripts.bench.bounds import Bounded
from scripts.bench.build import BuildTimes
from scripts.bench.demo import BesideDemo
from scripts.bench.figures import LiveFigure
from scripts.bench.keystroke import Latency
from scripts.bench.reading import Reading
from scripts.bench.start import Start
from scripts.bench.stepping import Stepping
from scripts.bench.suite import Run
from scripts.bench.tables import (
    build_table,
    demo_table,
    figure_table,
    latency_table,
    reading_table,
    start_table,
    stepping_table,
    suite_table,
)


@dataclass(frozen=True)
class Outcome:
    """What a measure came to.

    Attributes:
        key: The name of the figures in the JSON file.
        figures: The figures.
        table: The same for people.
        bounded: The figures that have a bound.
    """

    key: str
    figures: Any
    table: str
    bounded: Sequence[Bounded] = ()


def of_latencies(found: list[Latency]) -> Outcome:
    """Bound the keystrokes of one length of training."""
    name = f"a keystroke at {bounds.KEYSTROKE_EPOCHS} epochs, p95 in milliseconds"
    bounded = [
        each
        for latency in found
        if latency.epochs == bounds.KEYSTROKE_EPOCHS
        for each in (
            Bounded(name, latency.p95, bounds.KEYSTROKE),
            Bounded(f"{name}, in Python", latency.python_p95, bounds.KEYSTROKE_IN_PYTHON),
        )
    ]
    return Outcome("keystroke_to_curve_ms", [*map(asdict, found)], latency_table(found), bounded)


def of_figure(played: LiveFigure) -> Outcome:
    """Bound the first touch and the later changes of a figure of the docs."""
    bounded = [
        Bounded("a figure's first touch, in times of the start", played.first / played.start, bounds.FIRST_TOUCH),
        Bounded("a figure's later change, p95 in milliseconds", played.p95, bounds.CHANGE),
    ]
    return Outcome("figures", asdict(played), figure_table(played), bounded)


def of_starts(found: list[Start]) -> Outcome:
    """Bound each start by the published files'."""
    bounded = []
    for start in found:
        most = bounds.START[start.line]
        bounded += [
            Bounded(
                f"a cold start on {start.line}, in times of the published", start.cold / start.stock_cold, most.cold
            ),
            Bounded(
                f"a warm start on {start.line}, in times of the published", start.warm / start.stock_warm, most.warm
            ),
            Bounded(f"bytes on {start.line}, in times of the published", start.bytes / start.stock_bytes, most.bytes),
        ]
    return Outcome("start_seconds", [*map(asdict, found)], start_table(found), bounded)


def of_readings(found: list[Reading]) -> Outcome:
    """Bound what a page that is read fetches by plain Material's."""
    bounded = []
    for read in found:
        name = f"{read.page}, to be read"
        bounded += [
            Bounded(f"{name}, in times of plain Material's bytes", read.bytes / read.plain_bytes, bounds.READ_BYTES),
            Bounded(f"{name}, bytes of Python", read.runtime_bytes, bounds.READ_PYTHON),
        ]
    return Outcome("reading", [*map(asdict, found)], "".join(map(reading_table, found)), bounded)


def of_demo(beside: BesideDemo) -> Outcome:
    """Compare with the demo, without a bound."""
    return Outcome("beside_demo_seconds", asdict(beside), demo_table(beside))


def of_stepping(found: list[Stepping]) -> Outcome:
    """Compare with stepping torch, without a bound."""
    return Outcome("stepping_seconds", [*map(asdict, found)], stepping_table(found))


def of_builds(times: BuildTimes) -> Outcome:
    """Bound a build with warm caches by plain Material's, one with empty caches by one with whole machine code."""
    cold = Bounded(
        "a build with empty caches, in times of one with whole machine code", times.cold_ratio, bounds.COLD_BUILD
    )
    warm = Bounded("a build with warm caches, in times of plain Material's", times.ratio, bounds.WARM_BUILD)
    return Outcome("build_seconds", asdict(times), build_table(times), [warm, cold])


def of_suite(cold: Run, warm: Run) -> Outcome:
    """Bound the minutes of the test command, and have no test fail."""
    bounded = [
        Bounded("the tests with empty caches, in minutes", cold.minutes, bounds.SUITE_COLD),
        Bounded("the tests with warm caches, in minutes", warm.minutes, bounds.SUITE_WARM),
        Bounded("failures with empty caches", cold.failed, bounds.SUITE_FAILED),
        Bounded("failures with warm caches", warm.failed, bounds.SUITE_FAILED),
    ]
    return Outcome("suite", [asdict(cold), asdict(warm)], suite_table(cold, warm), bounded)
