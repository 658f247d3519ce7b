"""Skips, as a plugin of pytest, the tests that need what Pyodide has not: torch, a process, a package without a build.

It also says how many tests passed.
"""

import doctest
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

OWN = ("schedulers", "site_plugins", "tests")
"""The packages that are there. A missing module of theirs is a fault."""


def why_unavailable(error: BaseException | None) -> str | None:
    """Say what is missing, or return None for an error that is none of the platform's."""
    if isinstance(error, doctest.UnexpectedException):
        return why_unavailable(error.exc_info[1])
    if isinstance(error, ModuleNotFoundError) and error.name and error.name.partition(".")[0] not in OWN:
        return f"needs {error.name}"
    if isinstance(error, OSError) and "does not support processes" in str(error):
        return "starts a process"
    return None


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Import no module to look for examples where there are none."""
    if collection_path.suffix != ".py" or collection_path.name.startswith("test_"):
        return None
    return None if ">>>" in collection_path.read_text(encoding="utf-8") else True


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, Any, Any]:
    """Skip a file that imports what is missing."""
    report = yield
    if report.failed:
        error = report.call.excinfo.value
        if why := why_unavailable(error) or why_unavailable(error.__cause__):
            report.outcome = "skipped"
            report.longrepr = (str(collector.path), None, f"Skipped: {why}")
            # pytest leaves a half imported module behind, from which other tests would import.
            for name in [name for name, module in sys.modules.items() if is_at(module, collector.path)]:
                del sys.modules[name]
    return report


def is_at(module: object, path: Path) -> bool:
    """Tell whether a module is the one in a file."""
    return getattr(module, "__file__", None) == str(path)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, Any]:  # noqa: ARG001  # pytest asks for the name
    """Skip a test that starts a process, or imports what is missing."""
    try:
        return (yield)
    except Exception as error:
        failures = getattr(error, "failures", [error])  # an example's failures come as a list
        if why := why_unavailable(failures[0]):
            pytest.skip(why)
        raise


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many tests passed."""
    passed, skipped = (len(terminalreporter.stats.get(outcome, [])) for outcome in ("passed", "skipped"))
    terminalreporter.write_line(
        f"The wheel passes {passed} tests in unmodified Pyodide. {skipped} tests and files need what Pyodide has not."
    )
