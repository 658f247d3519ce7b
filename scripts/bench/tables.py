"""The figures of the benchmark as tables for people."""

from scripts.bench import bounds
from scripts.bench.build import BuildTimes
from scripts.bench.demo import BesideDemo
from scripts.bench.figures import LiveFigure
from scripts.bench.keystroke import Latency
from scripts.bench.reading import Reading
from scripts.bench.start import Start
from scripts.bench.stepping import Stepping
from scripts.bench.suite import Run


def latency_table(found: list[Latency]) -> str:
    """From a keystroke to the curve.

    >>> print(latency_table([Latency(600, 20.04, 30.0, 41.0, 3.0, 120), Latency(30, 9.0, 9.5, 10, 1, 120)]), end="")
    From a keystroke to the painted curve, in milliseconds
         epochs      p50      p95  at most    worst   Python p95  at most  keystrokes
            600     20.0     30.0     40.0     41.0          3.0      5.0         120
             30      9.0      9.5              10.0          1.0                  120
    """
    columns = [("epochs", 11), *((name, 9) for name in ("p50", "p95", "at most", "worst"))]
    columns += [("Python p95", 13), ("at most", 9), ("keystrokes", 12)]
    head = "".join(f"{name:>{width}}" for name, width in columns)
    lines = ["From a keystroke to the painted curve, in milliseconds", head]
    for latency in found:
        has_bounds = latency.epochs == bounds.KEYSTROKE_EPOCHS
        most, most_in_python = (bounds.KEYSTROKE, bounds.KEYSTROKE_IN_PYTHON) if has_bounds else ("", "")
        lines.append(
            f"{latency.epochs:>11,}{latency.p50:>9.1f}{latency.p95:>9.1f}{most:>9}{latency.worst:>9.1f}"
            f"{latency.python_p95:>13.1f}{most_in_python:>9}{latency.keystrokes:>12}"
        )
    return "\n".join(lines) + "\n"


def start_table(found: list[Start]) -> str:
    """Until Python is ready.

    >>> print(start_table([Start(bounds.THIS_MACHINE, 4.0, 1.0, 2.5, 0.5, 8_000_000, 4_000_000)]), end="")
    Until Python is ready, next to the published Pyodide with NumPy
    line              cold          ratio, at most  warm          ratio, at most  kB            ratio, at most
    this machine      1.00 of 4.00    0.25    0.18  0.50 of 2.50    0.20    0.18  4000 of 8000    0.50    0.40
    """
    lines = ["Until Python is ready, next to the published Pyodide with NumPy"]
    columns = "".join(f"{name:<14}ratio, at most  " for name in ("cold", "warm", "kB"))
    lines.append(f"{'line':<18}{columns}".rstrip())
    for each in found:
        most = bounds.START[each.line]
        seconds = ((each.cold, each.stock_cold, most.cold), (each.warm, each.stock_warm, most.warm))
        cells = [(f"{own:.2f} of {stock:.2f}", own / stock, bound) for own, stock, bound in seconds]
        kilobytes = f"{each.bytes // 1000} of {each.stock_bytes // 1000}"
        cells.append((kilobytes, each.bytes / each.stock_bytes, most.bytes))
        row = "".join(f"{text:<12}{ratio:>8.2f}{bound:>8.2f}  " for text, ratio, bound in cells)
        lines.append(f"{each.line:<18}{row}".rstrip())
    return "\n".join(lines) + "\n"


def build_table(times: BuildTimes) -> str:
    """A build of the site.

    >>> print(build_table(BuildTimes(3.0, 2.0, 30.0, 20.0, ratio=1.5, cold_ratio=1.5)), end="")
    A build, in seconds of processor time
    with warm caches   3.00; plain Material      2.00, ratio 1.50, at most 1.50
    with empty caches 30.00; whole machine code 20.00, ratio 1.50, at most 1.85
    """
    rows = (
        ("warm", times.ours, "plain Material", times.plain, times.ratio, bounds.WARM_BUILD),
        ("empty", times.cold, "whole machine code", times.published, times.cold_ratio, bounds.COLD_BUILD),
    )
    lines = (
        f"{f'with {caches} caches':<17}{taken:>6.2f}; {other:<18}{beside:>6.2f}, ratio {ratio:.2f}, at most {most:.2f}"
        for caches, taken, other, beside, ratio, most in rows
    )
    return "\n".join(["A build, in seconds of processor time", *lines]) + "\n"


def reading_table(read: Reading) -> str:
    """Write the table of what a page that is read fetches.

    >>> print(reading_table(Reading("The reference", 10, 12, 100_000, 108_000, 0)), end="")
    The reference, to be read
    this site 12 files and 108 kB, plain Material 10 files and 100 kB
    1.08 times the bytes, at most 1.10; 0 of them Python's, at most 0
    """
    return (
        f"{read.page}, to be read\n"
        f"this site {read.requests} files and {read.bytes // 1000} kB, "
        f"plain Material {read.plain_requests} files and {read.plain_bytes // 1000} kB\n"
        f"{read.bytes / read.plain_bytes:.2f} times the bytes, at most {bounds.READ_BYTES:.2f}; "
        f"{read.runtime_bytes} of them Python's, at most {bounds.READ_PYTHON}\n"
    )


def figure_table(played: LiveFigure) -> str:
    """A figure of the docs that is changed.

    >>> print(figure_table(LiveFigure(first=1.5, start=1.25, p95=30.0)), end="")
    A figure of the docs
    from the first touch to the changed curve 1.50 s, the simulator's start 1.25 s, ratio 1.20, at most 1.50
    from a later change to the curve, p95 30.0 ms, at most 50.0
    """
    return (
        "A figure of the docs\n"
        f"from the first touch to the changed curve {played.first:.2f} s, the simulator's start {played.start:.2f} s, "
        f"ratio {played.first / played.start:.2f}, at most {bounds.FIRST_TOUCH:.2f}\n"
        f"from a later change to the curve, p95 {played.p95:.1f} ms, at most {bounds.CHANGE:.1f}\n"
    )


def stepping_table(found: list[Stepping]) -> str:
    """Computing beside stepping.

    >>> print(stepping_table([Stepping(600, mirror=0.01, torch=0.5)]), end="")
    All rates of the five examples, in seconds
         epochs    NumPy    torch   ratio
            600    0.010    0.500   0.020
    """
    rows = (
        f"{each.epochs:>11,}{each.mirror:>9.3f}{each.torch:>9.3f}{each.mirror / each.torch:>8.3f}" for each in found
    )
    head = f"{'epochs':>11}{'NumPy':>9}{'torch':>9}{'ratio':>8}"
    return "\n".join(["All rates of the five examples, in seconds", head, *rows]) + "\n"


def demo_table(beside: BesideDemo) -> str:
    """Write the table of the page beside the demo.

    >>> print(demo_table(BesideDemo(demo_first=10.0, first=1.0, demo_edit=0.5, edit=0.1)), end="")
    Beside the Gradio demo, in seconds
    until the first curve   1.00 of 10.00, ratio 0.100
    from a paste to words   0.10 of  0.50, ratio 0.200
    """
    rows = (
        ("until the first curve", beside.first, beside.demo_first),
        ("from a paste to words", beside.edit, beside.demo_edit),
    )
    lines = (f"{name:<22}{own:>6.2f} of {demo:>5.2f}, ratio {own / demo:.3f}" for name, own, demo in rows)
    return "\n".join(["Beside the Gradio demo, in seconds", *lines]) + "\n"


def suite_table(cold: Run, warm: Run) -> str:
    """The test command in a new clone.

    >>> slowest = [("tests/test_start.py", 60.04), ("tests/test_own.py", 5.0)]
    >>> print(suite_table(Run(9.5, 30, 0, slowest), Run(8.25, 30, 1, slowest)), end="")
    README's test command in a new clone
    with empty caches    9.5 minutes, at most 10.0;   30 tests,  0 failed, at most 0
    with warm caches     8.2 minutes, at most  8.0;   30 tests,  1 failed, at most 0
    Seconds of the slowest files, with empty caches and with warm ones
      60.0    60.0  tests/test_start.py
       5.0     5.0  tests/test_own.py
    """
    rows = (("with empty caches", cold, bounds.SUITE_COLD), ("with warm caches", warm, bounds.SUITE_WARM))
    lines = [
        f"{name:<19}{run.minutes:>5.1f} minutes, at most {most:>4.1f};{run.tests:>5} tests,"
        f"{run.failed:>3} failed, at most {bounds.SUITE_FAILED}"
        for name, run, most in rows
    ]
    lines.append("Seconds of the slowest files, with empty caches and with warm ones")
    again = dict(warm.slowest)
    for file, seconds in cold.slowest:
        more = f"{again[file]:.1f}" if file in again else ""
        lines.append(f"{seconds:>6.1f}{more:>8}  {file}")
    return "\n".join(["README's test command in a new clone", *lines]) + "\n"
