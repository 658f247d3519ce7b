"""What the command draws with characters: as wide as the terminal, with round numbers beside it."""

import os
import pty
import re
import subprocess
import termios
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from schedulers.command_line.terminal import NARROWEST, WIDEST, drawing
from tests.schedulers.command_line.command import COMMAND, call, environment
from tests.schedulers.documents import step
from tests.support.budget import cases

pytestmark = pytest.mark.slow

BLANK = "\N{BRAILLE PATTERN BLANK}"
COLOUR = re.compile(r"\x1b\[[\d;]*m")

rates = st.floats(-12, 6).map(lambda exponent: float(f"{10**exponent:.4g}"))


def test_the_curve_is_drawn() -> None:
    """Without options the curve is drawn, then summary and notes follow with their lines."""
    done = call("-", given=step(interval="200"))
    assert (done.returncode, done.stderr) == (0, "")
    assert "(epoch)" in done.stdout
    assert "<stdin>: step, 100 epochs: starts at 0.1" in done.stdout
    assert "<stdin>:7: Training ends with epoch 99" in done.stdout
    assert max(map(len, done.stdout.partition("\n\n")[0].splitlines())) <= 80


def test_a_drawing_goes_where_the_curve_goes() -> None:
    """A curve that halves in the middle fills the upper row on the left and the one half as high on the right."""
    rows = [
        line.partition("| ")[2]
        for line in drawing([("x", np.repeat([1.0, 0.5], 20))], logarithmic=False, columns=54).splitlines()
    ]
    filled = [[place for place, dots in enumerate(row) if dots > BLANK] for row in rows]
    high, low = [row for row in filled if len(row) > 10]
    assert (high[0], low[-1]) == (0, len(rows[2]) - 1)
    assert abs(high[-1] - low[0]) <= 1
    assert 18 <= low[0] <= 22
    assert filled.index(low) - filled.index(high) == 6


def labels_of(drawn: str) -> tuple[list[float], list[int]]:
    """The rates that the drawing names, from below, and the epochs."""
    *rows, _, epochs, _ = drawn.splitlines()
    named = [row.partition(" | ")[0].strip() for row in rows[1:]]
    return [float(name) for name in reversed(named) if name], [
        int(name.replace(",", "")) for name in epochs.partition(" | ")[2].split()
    ]


def is_round(number: float, digits: tuple[float, ...]) -> bool:
    """Whether a number is one of the digits times a power of ten."""
    mantissa = float(f"{number:e}".partition("e")[0])
    return any(mantissa == pytest.approx(digit, rel=1e-9) for digit in digits)


@settings(max_examples=cases(200), deadline=None)
@given(st.integers(1, 3_000), st.integers(NARROWEST, WIDEST), rates, st.booleans())
def test_a_drawing_is_as_wide_as_it_may_be(epochs: int, columns: int, rate: float, logarithmic: bool) -> None:
    """Whatever the length of training, a drawing takes the columns there are and no more, and so does each line."""
    curve = np.linspace(rate, rate / 1000, epochs)
    lines = drawing([("x", curve)], logarithmic=logarithmic, columns=columns).splitlines()
    assert max(map(len, lines)) == columns


@settings(max_examples=cases(200), deadline=None)
@given(st.integers(1, 1_000_000), st.integers(NARROWEST, WIDEST), rates)
@example(1_000_000, 63, 0.1)  # the last label has no room
def test_the_ticks_of_a_drawing_are_round(epochs: int, columns: int, rate: float) -> None:
    """The axes name multiples of 1, 2, 2.5 or 5 times a power of ten, from zero on, and more than one epoch."""
    drawn = drawing([("x", np.full(epochs, rate))], logarithmic=False, columns=columns)
    named, ticks = labels_of(drawn)
    assert named[0] == 0
    assert len(named) >= 3
    assert is_round(named[1], (1, 2, 2.5, 5))
    np.testing.assert_allclose(named, np.arange(len(named)) * named[1], rtol=1e-9)
    assert ticks[0] == 0
    assert len(ticks) >= 2
    assert is_round(ticks[1], (1, 2, 5))
    assert ticks == [index * ticks[1] for index in range(len(ticks))]


@settings(max_examples=cases(100), deadline=None)
@given(rates, st.floats(1, 1e9))
def test_the_ticks_of_a_logarithmic_drawing_are_round(low: float, factor: float) -> None:
    """The axis names powers of ten, 2 and 5 times them, or where none of these lies on it, round steps between."""
    drawn = drawing([("x", np.geomspace(low, low * factor, 50))], logarithmic=True, columns=80)
    named, _ = labels_of(drawn)
    steps = np.diff(named)
    assert all(is_round(rate, (1, 2, 5)) for rate in named) or all(is_round(step, (1, 2, 2.5, 5)) for step in steps)


def test_a_tick_stands_where_its_rate_is_drawn() -> None:
    """A level stretch at a rate that the axis names lies in the row of that name, and ends at the tick of its epoch."""
    rows = drawing([("x", np.repeat([0.2, 1.0], [20, 80]))], logarithmic=False, columns=113).splitlines()
    dots = {row.partition(" | ")[0].strip(): row.partition(" | ")[2] for row in rows}
    ticks, names = rows[-3].partition("|-")[2], rows[-2].partition(" | ")[2]
    twenty = names.index("20")
    assert ticks[twenty : twenty + 2].count("|") == 1
    for label, filled in (("0.2", slice(0, twenty - 1)), ("1.0", slice(twenty + 2, 100))):
        assert all(dot > BLANK for dot in dots[label][filled])


@pytest.mark.parametrize("columns", [1, 39, 40, 57, 80, 110, 111, 500])
def test_the_drawing_fits_the_terminal(columns: int) -> None:
    """The command draws in as many columns as COLUMNS says, but in no fewer than 40 and no more than 110."""
    done = call("-", given=step(epochs="97", lr="0.014"), COLUMNS=str(columns))
    lines = done.stdout.partition("\n\n")[0].splitlines()
    assert max(map(len, lines)) == min(max(columns, NARROWEST), WIDEST)
    assert labels_of("\n".join(lines))[0] == [0, 0.0025, 0.005, 0.0075, 0.01, 0.0125]


def in_terminal(columns: int, *arguments: str, **changed: str) -> str:
    """What the command writes to a terminal of so many columns."""
    ours, its = pty.openpty()
    termios.tcsetwinsize(its, (24, columns))
    variables = environment(**{"TERM": "xterm", **changed})
    del variables["COLUMNS"]
    written = b""
    with subprocess.Popen([*COMMAND, *arguments], stdout=its, stderr=subprocess.PIPE, env=variables) as process:
        os.close(its)
        try:
            while more := os.read(ours, 10_000):
                written += more
        except OSError:  # how Linux says that the other end is closed
            pass
        finally:
            os.close(ours)
        assert process.stderr
        assert process.stderr.read() == b""
    assert process.returncode == 0
    return written.decode().replace("\r\n", "\n")


def test_colours_are_for_terminals_whose_owner_wants_them(tmp_path: Path) -> None:
    """Several curves have colours in a terminal, in as many columns; not with NO_COLOR, and not in a dumb one."""
    files = [tmp_path / "a.yaml", tmp_path / "b.yaml"]
    for file in files:
        file.write_text(step(epochs="97"))
    arguments = ["--compare", *map(str, files)]
    coloured = in_terminal(57, *arguments, NO_COLOR="")
    plain = in_terminal(57, *arguments, NO_COLOR="1")
    assert COLOUR.search(coloured)
    assert COLOUR.sub("", coloured) == plain
    assert max(map(len, plain.partition("\n\n")[0].splitlines())) == 57
    assert in_terminal(57, *arguments, NO_COLOR="", TERM="dumb") == plain
    assert "\x1b" not in call(*arguments).stdout


def test_every_curve_has_a_letter() -> None:
    """However many curves are drawn, the legend names each after a letter."""
    lines = drawing([(f"curve {n}", np.full(9, n + 1.0)) for n in range(60)], logarithmic=False, columns=80)
    legend = lines.partition("\n\n")[2].splitlines()
    assert [line.split("  ") for line in legend[25:28]] == [["Z", "curve 25"], ["a", "curve 26"], ["b", "curve 27"]]
    assert legend[52:] == [f"{letter}  curve {52 + n}" for n, letter in enumerate("ABCDEFGH")]


@pytest.mark.parametrize("logarithmic", [False, True])
@pytest.mark.parametrize(
    "rates",
    [[0.0], [np.inf, 1.0], [1e-300, 1e300], [1.7e308] * 3, [0.1] * 1_000_000, [5e-324]],
    ids=["zero", "infinite", "both ends", "largest", "million", "smallest"],
)
def test_every_curve_can_be_drawn(rates: list[float], logarithmic: bool) -> None:
    """What no scale can show is left out, and everything else is drawn in the columns there are."""
    lines = drawing([("x", np.array(rates))] * 2, logarithmic=logarithmic, columns=60).splitlines()
    assert max(map(len, lines)) == 60
