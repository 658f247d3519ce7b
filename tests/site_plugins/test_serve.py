"""While the site is served, a change of a class reaches the page."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.sites.building import ROOT, free_port
from tests.sites.sixth import package_with_a_sixth
from tests.support.budget import has_time_for_all, once_a_week

pytestmark = pytest.mark.slow

OWN = ROOT / "examples" / "own-site"
STEPS = ROOT / "tests" / "sites" / "steps_site"


@once_a_week("test_a_single_module_and_what_it_imports_beside_it_do_too")
def test_a_changed_class_reloads_the_page(tmp_path: Path) -> None:
    """A description that is edited in `fields.py` appears in the reference without a restart."""
    package = package_with_a_sixth(tmp_path)
    fields = package / "schedulers" / "fields.py"
    check_changes(ROOT, package, (fields, "exponent of the decay", "bend of the decay"))


@once_a_week("test_a_single_module_and_what_it_imports_beside_it_do_too")
def test_a_changed_class_of_another_project_does_too(tmp_path: Path) -> None:
    """A project that documents schedulers of its own is watched where its registry is."""
    shutil.copytree(OWN, tmp_path, dirs_exist_ok=True)
    scheduler = tmp_path / "my_trainer" / "inverse_sqrt.py"
    check_changes(tmp_path, ROOT, (scheduler, "length of the linear ramp", "how long it is warmed up"))


def test_a_single_module_and_what_it_imports_beside_it_do_too(tmp_path: Path) -> None:
    """A registry in one module is watched and read again, as is a module beside it from which it takes words.

    Once a week both are changed, otherwise the one beside it.
    """
    shutil.copytree(STEPS, tmp_path, dirs_exist_ok=True)
    module, beside = tmp_path / "fine_tuning.py", tmp_path / "words.py"
    said = "steps between two decays"
    beside.write_text(f'BETWEEN = "{said}"\n', "utf-8")
    source = module.read_text("utf-8").replace(f'"{said}"', "BETWEEN")
    module.write_text(source.replace("import numpy", "from words import BETWEEN\nimport numpy"), "utf-8")
    changes = [(beside, said, "how many steps lie between")]
    if has_time_for_all():
        changes.append((module, "Falls in a straight line", "Sinks in a straight line"))
    check_changes(tmp_path, ROOT, *changes)


def check_changes(project: Path, packages: Path, *changes: tuple[Path, str, str]) -> None:
    """Serve the project, with ``packages`` to import from; each change replaces a text of a file by another."""
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-P", "-m", "mkdocs", "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"],
        cwd=project,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(packages), *filter(None, [os.environ.get("PYTHONPATH")])]),
            "NO_MKDOCS_2_WARNING": "1",
            "SITE_URL": f"http://127.0.0.1:{port}/",
        },
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wait_until_said(server, "Serving on")
        simulator = f"http://127.0.0.1:{port}/simulator/"
        address = f"http://127.0.0.1:{port}/reference/"
        for file, before, after in changes:
            assert before in read(address)
            wheel = wheel_of(read(simulator))
            file.write_text(file.read_text(encoding="utf-8").replace(before, after), "utf-8")
            wait_until_said(server, "Reloading browsers")
            assert after in read(address)
            # The browser gets the changed package too, under a new name.
            assert wheel_of(read(simulator)) != wheel
    finally:
        server.terminate()
        server.communicate()


def read(address: str) -> str:
    """What our own server answers."""
    with urlopen(address) as response:  # noqa: S310
        return str(response.read().decode())


def wheel_of(page: str) -> str:
    """Where the simulator page finds the package `schedulers`."""
    [name] = set(re.findall(r"python-[0-9a-f]{16}/", page))
    return str(name)


def wait_until_said(server: subprocess.Popen[str], part: str) -> None:
    """Wait until the server says ``part``."""
    assert server.stderr
    said = []
    for line in server.stderr:
        said.append(line)
        if part in line:
            return
        assert "ERROR" not in line, "".join(said)
    raise AssertionError("".join(said))
