"""Changes the classes, their mirrors, the configuration and its reader in every small way, and sees what is noticed.

`nox -s mutate` runs it. What no test can notice is listed in `tests/support/mutants.md`, each with its reason; the
command fails when anything else survives.
"""

import argparse
import multiprocessing
import os
import resource
import shutil
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

ROOT = Path(__file__).parent.parent
EXPLAINED = ROOT / "tests" / "support" / "mutants.md"
SCHEDULES = ("step", "poly", "cosine", "cosine_restarts", "multi_step")
CURVES = ("base", *(f"schedules/{name}" for name in SCHEDULES), "config", "mirror")
READERS = ("reader", "section_reader", "scheduler_reader", "value_reader", "values", "meant_values")
DOCUMENTS = (*(f"reading/{name}" for name in READERS), "reading/yaml/nodes", "reading/yaml/loader")
MUTATED = (*CURVES, *DOCUMENTS)
COPIED = (
    "schedulers",
    "site_plugins/simulator/python/inside/simulator_page.py",
    "tests",
    "conftest.py",
    "pyproject.toml",
)
COPIES = "MUTANTS"
"""The environment's name for the folder of every process's copy."""

LONGEST = 120
"""Seconds of computing after which a mutant counts as noticed: it does not end. Waiting for a turn does not count."""

# After the examples of the mutant's own module; the quickest first, because the first that fails is the last that runs.
KILLERS = (
    "tests/schedulers/schedules/test_exact.py",
    "tests/schedulers/test_config.py",
    "tests/schedulers/schedules/test_against_torch.py::test_training_on_after_a_ramp_that_outlasts_training",
    "tests/schedulers/schedules/test_against_torch.py::test_mirror_and_class_agree",
    "tests/schedulers/schedules/test_resume.py::test_state_dict_round_trip",
    "tests/schedulers/schedules/test_resume.py::test_rate_on_a_device",
    "tests/schedulers/signature/test_spec.py",
)
KILLERS_OF_READERS = (
    "tests/schedulers/test_config.py",
    "tests/schedulers/curve/test_numbers.py",
    "tests/schedulers/reading/test_broken_documents.py",
    "tests/schedulers/reading/test_reported.py",
    "tests/schedulers/reading/test_moves.py",
    "tests/schedulers/reading/test_suggestions.py",
    "tests/schedulers/reading/test_hostile_documents.py",
)


@dataclass(frozen=True)
class Mutant:
    """A file of the package with one thing changed.

    Attributes:
        file: Its path in the package.
        line: The line that is changed, counted from 1.
        before: What stands there.
        after: What the mutant has there.
        source: The mutant.
    """

    file: str
    line: int
    before: str
    after: str
    source: str

    def __str__(self) -> str:
        return f"`{self.file}`: `{self.before}` becomes `{self.after}`"


def mutants(name: str) -> Iterator[Mutant]:
    """Every mutant of a module, each once: all that Cosmic Ray makes of it, but for what is no Python."""
    from cosmic_ray import plugins  # noqa: PLC0415  # the tests start this program without having it installed
    from cosmic_ray.mutating import MutationVisitor  # noqa: PLC0415

    file = f"{name}.py"
    source = (ROOT / "schedulers" / file).read_text(encoding="utf-8")
    known: set[str] = set()
    for operator_name in sorted(plugins.operator_names()):
        operator_class = plugins.get_operator(operator_name)
        if operator_class.arguments():
            continue  # those that replace a variable that somebody has to name
        for occurrence in count():
            changed = MutationVisitor.mutate_code(source, operator_class(), occurrence)
            if changed is None:
                break
            if changed not in known and _compiles(changed):
                known.add(changed)
                yield _mutant(file, source, changed)


def _compiles(source: str) -> bool:
    try:
        compile(source, "mutant", "exec")
    except SyntaxError:
        return False
    return True


def _mutant(file: str, source: str, changed: str) -> Mutant:
    pairs = enumerate(zip(source.splitlines(), changed.splitlines(), strict=False), start=1)
    line, (before, after) = next((line, pair) for line, pair in pairs if pair[0] != pair[1])
    return Mutant(file, line, before.strip(), after.strip(), changed)


@cache
def _copy() -> Path:
    """This process's own copy of the project."""
    folder = Path(mkdtemp(dir=os.environ[COPIES]))
    for name in COPIED:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    return folder


def survives(mutant: Mutant) -> bool:
    """Tell whether every test passes with the mutant in the place of the file."""
    file = _copy() / "schedulers" / mutant.file
    original = file.read_text(encoding="utf-8")
    file.write_text(mutant.source, encoding="utf-8")
    child = os.fork()  # with everything imported that is not the project's, which takes most of a test run
    if not child:
        resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST))
        killers = KILLERS_OF_READERS if mutant.file.removesuffix(".py") in DOCUMENTS else KILLERS
        _run_tests(f"schedulers/{mutant.file}", *killers)
    _, status = os.waitpid(child, 0)
    file.write_text(original, encoding="utf-8")
    return status == 0


def _run_tests(*killers: str) -> None:
    status = 1
    try:
        os.chdir(_copy())
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        sys.path[:] = [str(_copy()), *(path for path in sys.path if path not in {"", str(ROOT)})]
        sys.dont_write_bytecode = True
        os.environ["PYTHONPATH"] = str(_copy())
        os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # finding them takes a fifth of the time
        import pytest  # noqa: PLC0415  # only the child needs it to be set up
        from hypothesis import HealthCheck, Phase, settings  # noqa: PLC0415

        settings.register_profile(
            "mutants",
            derandomize=True,
            database=None,
            phases=[Phase.explicit, Phase.generate],  # a counterexample need not be small to be one
            suppress_health_check=[HealthCheck.too_slow],  # a busy machine notices no mutant
        )
        settings.load_profile("mutants")
        for killer in killers:
            # Without pytest's own rewriting of assertions, which refuses what is imported already.
            status = int(pytest.main(["-x", "-q", "--assert=plain", "-p", "no:cacheprovider", killer]))
            if status:
                break
    finally:
        os._exit(status)


def _processes(number: int, copies: str) -> ProcessPoolExecutor:
    os.environ[COPIES] = copies
    return ProcessPoolExecutor(number, mp_context=multiprocessing.get_context("fork"), initializer=_prepare)


def _prepare() -> None:
    """Import what the tests need and the project is no part of."""
    import hypothesis  # noqa: F401, PLC0415
    import numpy  # noqa: F401, ICN001, PLC0415
    import omegaconf  # noqa: F401, PLC0415
    import torch  # noqa: PLC0415
    import torch.optim.lr_scheduler  # noqa: PLC0415
    import yaml  # noqa: F401, PLC0415

    torch.set_num_threads(1)
    torch.optim.SGD([torch.zeros(1)])  # the first optimizer imports as much again


def main() -> None:
    """Try every mutant, and tell which survive."""
    parser = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    parser.add_argument("modules", nargs="*", default=MUTATED, help="which to change (%(default)s)")
    parser.add_argument("--processes", type=int, default=os.cpu_count(), help="how many to use (%(default)s)")
    options = parser.parse_args()
    explained = EXPLAINED.read_text(encoding="utf-8")
    tried: list[tuple[Mutant, Future[bool]]] = []
    alive: list[Mutant] = []
    with TemporaryDirectory() as copies, _processes(options.processes, copies) as processes:
        unchanged = Mutant("mirror.py", 0, "", "", (ROOT / "schedulers" / "mirror.py").read_text(encoding="utf-8"))
        if not processes.submit(survives, unchanged).result():
            sys.exit("The tests fail without a mutant: nothing can be said of any.")
        for name in options.modules:  # the first are tried while the last are made
            tried += [(mutant, processes.submit(survives, mutant)) for mutant in mutants(name)]
        for mutant, survived in tried:
            if survived.result():
                alive.append(mutant)
                print(f"survived: schedulers/{mutant.file}:{mutant.line}: {mutant}", flush=True)  # noqa: T201
    unexplained = [mutant for mutant in alive if str(mutant) not in explained]
    for name in options.modules:
        number, left = (sum(one.file == f"{name}.py" for one in some) for some in (dict(tried), alive))
        print(f"{name}.py: {number} mutants, {number - left} noticed")  # noqa: T201
    print(f"{len(tried)} mutants, {len(tried) - len(alive)} noticed, {len(alive) - len(unexplained)} explained")  # noqa: T201
    if unexplained:
        sys.exit(f"{len(unexplained)} survived: write a test that notices each, or its reason into {EXPLAINED.name}.")


if __name__ == "__main__":
    main()
