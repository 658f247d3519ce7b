"""What the benchmark says of bounds: in its tables, in its last lines and by its status."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.bench import __main__ as bench
from scripts.bench import bounds, outcome
from scripts.bench.build import BuildTimes
from scripts.bench.demo import BesideDemo
from scripts.bench.figures import LiveFigure
from scripts.bench.keystroke import Latency
from scripts.bench.outcome import Outcome
from scripts.bench.reading import Reading
from scripts.bench.start import Start
from scripts.bench.stepping import Stepping
from scripts.bench.suite import Run

WITHIN = [
    outcome.of_latencies([Latency(600, 20, 40, 90, 5, 120), Latency(10_000, 80, 90, 95, 20, 120)]),
    outcome.of_figure(LiveFigure(first=1.5, start=1.0, p95=50)),
    outcome.of_starts(
        [
            Start(bounds.THIS_MACHINE, 10, 1.8, 5, 0.9, 1000, 400),
            Start(bounds.SLOW_LINE, 10, 3, 5, 1, 1000, 400),
        ]
    ),
    outcome.of_readings([Reading("The home page", 10, 12, 100, 110, 0)]),
    outcome.of_demo(BesideDemo(10, 1, 0.5, 0.1)),
    outcome.of_stepping([Stepping(600, 0.01, 0.5)]),
    outcome.of_builds(BuildTimes(3, 2, 30, 20, ratio=1.5, cold_ratio=1.5)),
    outcome.of_suite(Run(10, 9, 0, []), Run(8, 9, 0, [])),
]
"""An outcome of each measure, whose figures are their bounds."""
EXCEEDING = [
    (outcome.of_latencies([Latency(600, 20, 40.5, 90, 5, 120)]), ["a keystroke at 600 epochs, p95", "40.5", "40"]),
    (outcome.of_latencies([Latency(600, 20, 40, 90, 5.1, 120)]), ["in Python", "5.1", "5"]),
    (outcome.of_figure(LiveFigure(1.6, 1.0, 50)), ["a figure's first touch", "1.6", "1.5"]),
    (outcome.of_figure(LiveFigure(1.5, 1.0, 51)), ["a figure's later change", "51", "50"]),
    (outcome.of_starts([Start("this machine", 10, 1.9, 5, 0.9, 1000, 400)]), ["a cold start on this", "0.19", "0.18"]),
    (outcome.of_starts([Start("this machine", 10, 1.8, 5, 1, 1000, 400)]), ["a warm start on this", "0.2", "0.18"]),
    (outcome.of_starts([Start(bounds.SLOW_LINE, 10, 3, 5, 1, 1000, 410)]), ["bytes on 10 Mbit/s", "0.41", "0.4"]),
    (outcome.of_readings([Reading("Home", 10, 12, 1000, 1101, 0)]), ["Home, to be read", "1.101", "1.1"]),
    (outcome.of_readings([Reading("Home", 10, 12, 100, 110, 1)]), ["Home, to be read, bytes of Python", "1", "0"]),
    (outcome.of_builds(BuildTimes(3, 2, 30, 20, 1.51, 1.5)), ["a build with warm caches", "1.51", "1.5"]),
    (outcome.of_builds(BuildTimes(3, 2, 30, 15, 1.5, 2.0)), ["a build with empty caches", "2", "1.85"]),
    (outcome.of_suite(Run(10.5, 9, 0, []), Run(8, 9, 0, [])), ["the tests with empty caches", "10.5", "10"]),
    (outcome.of_suite(Run(10, 9, 0, []), Run(8.5, 9, 0, [])), ["the tests with warm caches", "8.5", "8"]),
    (outcome.of_suite(Run(10, 9, 2, []), Run(8, 9, 0, [])), ["failures with empty caches", "2", "0"]),
    (outcome.of_suite(Run(10, 9, 0, []), Run(8, 9, 1, [])), ["failures with warm caches", "1", "0"]),
]


def test_figures_at_their_bounds_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Tables are printed, figures are written, and the status is 0; a figure may be as large as its bound."""
    assert bench.tell(iter(WITHIN), tmp_path / "new" / "bench.json") is None
    assert capsys.readouterr().out == "".join(each.table for each in WITHIN)
    written = json.loads((tmp_path / "new" / "bench.json").read_text("utf-8"))
    assert [*written] == ["machine", *(each.key for each in WITHIN)]


@pytest.mark.parametrize(("found", "said"), EXCEEDING)
def test_a_figure_above_its_bound_is_named(found: Outcome, said: list[str], tmp_path: Path) -> None:
    """One line names what was measured, the figure and the bound, when everything else is measured and written."""
    lines = bench.tell(iter([found, *WITHIN]), tmp_path / "bench.json")
    assert lines is not None
    [name, figure, most] = said
    assert name in lines
    assert lines.endswith(f": {figure}, but at most {most}")
    assert "\n" not in lines
    assert len(json.loads((tmp_path / "bench.json").read_text("utf-8"))) == 1 + len(WITHIN)


def test_each_bound_stands_in_a_table() -> None:
    """A table says what its figures may be at most; the comparisons without a bound say nothing."""
    for each in WITHIN:
        assert ("at most" in each.table) == bool(each.bounded)
        for bounded in each.bounded:
            assert f"{bounded.most:g}" in each.table


def test_the_command_ends_with_a_line_for_each(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Python makes the status 1 of lines, and 0 of none."""
    for outcomes, count in ((WITHIN, 0), ([EXCEEDING[0][0], EXCEEDING[3][0]], 2)):
        monkeypatch.setattr(bench, "_outcomes", lambda _, found=outcomes: iter(found))
        monkeypatch.setattr(sys, "argv", ["bench", "--json", str(tmp_path / "bench.json")])
        with pytest.raises(SystemExit) as ended:
            bench.main()
        assert ended.value.code is None if count == 0 else len(str(ended.value.code).splitlines()) == count


def test_the_suite_is_measured_only_where_it_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without arguments all is measured but the suite; its name is among the choices."""
    asked: list[object] = []

    def outcomes(measures: object) -> Iterator[Outcome]:
        asked.append(measures)
        return iter(())

    monkeypatch.setattr(bench, "_outcomes", outcomes)
    for given in ([], ["suite"]):
        monkeypatch.setattr(sys, "argv", ["bench", *given, "--json", str(tmp_path / "bench.json")])
        with pytest.raises(SystemExit):
            bench.main()
    assert asked == [bench.MEASURES, ["suite"]]
    assert "suite" not in bench.MEASURES
