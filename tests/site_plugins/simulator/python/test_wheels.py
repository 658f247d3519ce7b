"""Further packages come into the browser's Python as they were published, or a line says what is wrong."""

import hashlib
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from schedulers.writing.example import example_yaml
from site_plugins.cache import BuildError
from site_plugins.simulator.hosting.third_party import in_wheels
from site_plugins.simulator.machine_code.splitting import prepare_served_runtime
from site_plugins.simulator.python.prerendering import prerender, prerendered_answers
from site_plugins.simulator.python.project import prepare_project
from site_plugins.simulator.python.wheels import Wheel, places, read_wheels

NAME = "tiny_curves-1.0-py3-none-any.whl"
METADATA = "Metadata-Version: 2.4\nName: tiny-curves\nVersion: 1.0\nLicense-Expression: MIT\n"
FILES = {
    "tiny_curves/__init__.py": "from tiny_curves.halves import halved\n",
    "tiny_curves/halves.py": "def halved(base, epoch):\n    return base * 0.5**epoch\n",
    "tiny_curves/py.typed": "",
    "tiny_curves-1.0.dist-info/METADATA": METADATA,
    "tiny_curves-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    "tiny_curves-1.0.dist-info/RECORD": "",
    "tiny_curves-1.0.dist-info/licenses/LICENSE": "Do as you like.",
}
REGISTRY = """
from schedulers import Registry, StepLR

def curve(epoch, *, base, **_):
    from tiny_curves import halved
    return halved(base, epoch.astype(float))

REGISTRY = Registry()
REGISTRY.register(StepLR, curve)
"""


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that pip takes wheels from, and from nowhere else."""
    folder = tmp_path / "index"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    return folder


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the test's own."""
    monkeypatch.setenv("SIMULATOR_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def wheel(folder: Path, files: Mapping[str, str] = FILES) -> Wheel:
    """A wheel with these files, the same bytes each time."""
    with zipfile.ZipFile(folder / NAME, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return Wheel(NAME, hashlib.sha256((folder / NAME).read_bytes()).hexdigest())


def test_a_wheel_is_fetched_once(index: Path, cache: Path) -> None:
    """Its modules alone are unpacked; afterwards neither pip nor its source are needed. Its licence is listed."""
    named = wheel(index)
    [package] = places(named)
    assert sorted(path.name for path in package.iterdir()) == ["__init__.py", "halves.py"]
    assert package.is_relative_to(cache)
    (index / NAME).unlink()
    assert places(named) == [package]
    [work] = in_wheels([named], "python.bin")
    assert (work.name, work.version, work.license, work.text) == ("tiny_curves", "1.0", "MIT", "Do as you like.")


@pytest.mark.slow
def test_the_browser_has_it(index: Path, tmp_path: Path) -> None:
    """What a mirror imports from it, even when it is called, is in the memory that a visitor gets."""
    (tmp_path / "own.py").write_text(REGISTRY, "utf-8")
    runtime = prepare_served_runtime("snapshot")
    project = prepare_project(runtime, [tmp_path / "own.py", *places(wheel(index))], "own:REGISTRY")
    text = example_yaml("step", complete=True)
    rates = prerendered_answers(prerender({"step": text}, runtime, project))["step"]["curve"]["lr"]
    assert rates[:3] == [rates[0], rates[0] / 2, rates[0] / 4]


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ([], r"packages: must be file names of wheels, each with its sha256; got \[\]"),
        ({"numpy": "0" * 64}, "packages: 'numpy' is no wheel of pure Python, such as more_itertools"),
        ({"a-1-cp313-cp313-linux_x86_64.whl": "0" * 64}, "is no wheel of pure Python"),
        ({"../a-1-py3-none-any.whl": "0" * 64}, "is no wheel of pure Python"),
        ({NAME: "abc"}, f"packages: {NAME}: must be its sha256, 64 hexadecimal digits; got 'abc'"),
    ],
)
def test_what_names_no_wheel(option: object, said: str) -> None:
    """The option is a file name and a hash for each package."""
    with pytest.raises(ValueError, match=said):
        read_wheels(option)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"tiny_curves/fast.so": ""}, "has machine code, tiny_curves/fast.so, which the browser can't run"),
        ({"numpy/__init__.py": ""}, "would take the place of numpy, which the browser's Python has already"),
        ({"yaml.py": ""}, "would take the place of yaml"),
    ],
)
def test_what_the_browser_can_not_take(cache: Path, files: dict[str, str], said: str) -> None:
    """A wheel with machine code, or with what is there already, is refused in one line, wherever it comes from."""
    cache.mkdir()
    with pytest.raises(BuildError, match=said):
        places(wheel(cache, {**FILES, **files}))


@pytest.mark.usefixtures("cache")
def test_another_file_is_refused(index: Path) -> None:
    """What pip finds must have the sha256, and a wheel that it does not find is said, with where to place the file."""
    named = wheel(index)
    with pytest.raises(BuildError, match=f"is not the expected file: its sha256 is {named.sha256}, not 0000"):
        places(Wheel(NAME, "0" * 64))
    missing = Wheel("tiny_curves-2.0-py3-none-any.whl", "0" * 64)
    with pytest.raises(BuildError, match=r"pip does not find it: .*Or place the file at .*tiny_curves-2\.0") as caught:
        places(missing)
    assert "\n" not in str(caught.value)
