"""``schedulers check`` and the hook, on folders in which most files are about something else."""

import importlib
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from schedulers import REGISTRY, SCHEDULERS
from schedulers.command_line import entry
from schedulers.command_line.recognition import is_meant_as_configuration
from schedulers.writing.example import example_yaml
from tests.schedulers.command_line.command import call
from tests.schedulers.documents import step
from tests.support.budget import cases

ROOT = Path(__file__).parents[3]

THEIRS: dict[str, str | bytes] = {
    "a model": "model:\n  task: classification\n  head: {name: fc, dropout: 0.1}\n",
    "an augmentation": "augmentation:\n  training:\n    - {name: resize, size: 256}\n",
    "a compose file": "services:\n  training:\n    image: trainer\n    ports: !override ['80:80']\n",
    "a workflow": "on: push\njobs:\n  training:\n    runs-on: ubuntu-latest\n    steps: [{run: train}]\n",
    "several documents": "kind: Service\n---\nkind: Deployment\nscheduler: default\n",
    "a tag of Python": "emoji: !!python/name:material.extensions.emoji.twemoji\n",
    "a key given twice": "a: 1\na: 2\n",
    "a template": "{{- if .Values.training }}\nmetadata:\n  name: {{ .Release.Name }}: x\n{{- end }}\n",
    "deep in a template": "{{- if .Values.enabled }}\nspec:\n  training:\n    epochs: 3\n",
    "another program's training": "train:\n  epochs: 100\n  optimizer: adam\n",
    "another program's trainer": "trainer: {epochs: 100, optimizer: {lr: 0.1}}\n",
    "another program's scheduler": "scheduler:\n  name: airflow\n  replicas: 2\n  power: low\n",
    "the name of a scheduler": "scheduler: default\n",
    "a similar word": "straining:\n  - tea\n  - coffee\n",
    "nothing": "",
    "a comment": "# training: later\n",
    "a list": "- training\n- testing\n",
    "a sentence": "training is over\n",
    "no UTF-8": "services: caf\xe9\n".encode("latin-1"),
    "UTF-16": "services: {}\n".encode("utf-16"),
    "a long file": "packages:\n" + "  training: 1.0.0\n" * 10_000,
}

MEANT: dict[str, str | bytes] = {
    "an empty section": "training:\n",
    "a value in its place": "training: 3\n",
    "a near miss": f"trainning:{step().removeprefix('training:')}",
    "a near miss with little below it": "traning: {epochs: 3}\n",
    "capitals": "TRAINING: {epochs: 3}\n",
    "a hidden character": "train\u200bing: {epochs: 3}\n",
    "dotted keys": "training.scheduler.name: poly\n",
    "a colon without a space": "training:epochs: 3\n",
    "a scheduler at the top": "epochs: 3\nscheduler: {name: poly, power: 1.0}\n",
    "the fields of a scheduler at the top": "scheduler: {type: Poly, power: 1.0, end_epoch: 80}\n",
    "a scheduler below another key": "train: {scheduler: {name: cosine, min_lr: 0}}\n",
    "a section taken over": "base: &base {training: {epochs: 3}}\n<<: *base\n",
    "a bracket that does not end": "training:\n  epochs: [\n",
    "a missing colon": "training\n  epochs: 100\n",
    "a fence": f"```yaml\n{step()}```\n",
    "an indented paste": "    training:\n      epochs:100\n      optimizer: {}\n",
    "braces that do not end": '{"training": {"epochs": 3\n',
    "a scheduler in no YAML": "scheduler:\n\tname: poly\n\tpower: 1.0\n\tend_epoch: 80\n",
    "the second of two documents": f"a: 1\n---\n{step()}",
    "an unknown tag": f"{step()}extra: !include extra.yaml\n",
    "no UTF-8": f"# f\xfcr sp\xe4ter\n{step()}".encode("latin-1"),
    "UTF-16": step().encode("utf-16"),
    "line ends of Windows": step(gamma="[").replace("\n", "\r\n").encode(),
    "a byte-order mark": b"\xef\xbb\xbftraining:\n",
    "a long file": step() + "# comment\n" * 10_000,
    "a long file with the section at its end": "".join(f"k{index}: 1\n" for index in range(10_000)) + step(),
    "a long file of few keys": "text: |\n" + "  some words\n" * 10_000 + step(),
}


def written(folder: Path, files: dict[str, str | bytes]) -> None:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / f"{name}.yaml").write_bytes(content if isinstance(content, bytes) else content.encode())


def test_what_is_about_something_else_is_passed_over(tmp_path: Path) -> None:
    """Whatever other programs keep in YAML is no problem, valid or not, and the end says how much there was."""
    written(tmp_path, {**THEIRS, "configuration": step()})
    done = call("check", tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    counts = f"1 file checked, {len(THEIRS)} passed over"
    assert done.stderr == f"schedulers: {counts} (no section training; --strict reports them)\n"


def test_what_was_meant_as_a_configuration_is_reported(tmp_path: Path) -> None:
    """A configuration is recognised in spite of what is wrong with it; none is passed over."""
    written(tmp_path, MEANT)
    done = call("check", tmp_path)
    assert done.returncode == 1
    assert {line.partition(".yaml:")[0] for line in done.stdout.splitlines()} == {
        str(tmp_path / name) for name in MEANT
    }
    assert done.stderr == f"schedulers: {len(MEANT)} files checked\n"


def test_a_long_configuration_is_said_to_be_long(tmp_path: Path) -> None:
    """What is too long is called so wherever its section begins, from standard input too."""
    text = MEANT["a long file with the section at its end"]
    assert isinstance(text, str)
    written(tmp_path, {"long": text})
    for file, given_text in (("long.yaml", ""), ("-", text)):
        done = call("check", file, folder=tmp_path, given=given_text)
        assert (done.returncode, done.stderr) == (1, "")
        assert "the document has more than 65,536 bytes" in done.stdout


def test_strict_reports_what_is_passed_over(tmp_path: Path) -> None:
    """With --strict a file without the section is reported, as the reader reports it."""
    written(tmp_path, {"model": THEIRS["a model"]})
    done = call("check", "--strict", tmp_path / "model.yaml")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith(f"{tmp_path / 'model.yaml'}:1:1: training is missing")


def test_a_single_file_is_not_passed_over_in_silence() -> None:
    """Whoever names one file learns that it was not checked, from standard input too."""
    done = call("check", "-", given="model: {}\n")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "schedulers: 0 files checked, 1 passed over (no section training; --strict reports them)\n"


@settings(max_examples=cases(300), deadline=None)
@given(st.data())
def test_no_slip_of_the_keyboard_hides_a_configuration(data: st.DataObject) -> None:
    """A configuration with any one character more, less or other is still recognised."""
    text = example_yaml(data.draw(st.sampled_from(list(SCHEDULERS))), complete=data.draw(st.booleans()))
    at = data.draw(st.integers(0, len(text) - 1))
    typed = data.draw(st.sampled_from(["", *"x:#'\"[]{}-=,.&*!|>%@` \t\n\u00a0\u200b"]))
    assert is_meant_as_configuration(text[:at] + typed + text[at + data.draw(st.sampled_from([0, 1])) :], REGISTRY)


@pytest.mark.parametrize("name", SCHEDULERS)
def test_no_line_that_is_missing_hides_a_configuration(name: str) -> None:
    """A configuration that lacks any one of its lines, the first one too, is still recognised."""
    lines = example_yaml(name, complete=True).splitlines(keepends=True)
    for index in range(len(lines)):
        assert is_meant_as_configuration("".join(lines[:index] + lines[index + 1 :]), REGISTRY), lines[index]


def test_folders_are_walked(tmp_path: Path) -> None:
    """The YAML files of a folder are checked in the order of their names, each once, but for hidden folders."""
    for name in ("b.yaml", "a/z.yml", "a/y.YAML", "a/.venv/hidden.yaml", ".git/hidden.yaml", "a/text.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(step(lr="-1"))
    done = call("check", "a", ".", "b.yaml", folder=tmp_path)
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == ["a/y.YAML", "a/z.yml", "b.yaml"]
    assert (done.returncode, done.stderr) == (1, "schedulers: 3 files checked\n")
    done = call("check", ".git", folder=tmp_path)
    assert done.stdout.startswith(".git/hidden.yaml:4:9: ")


def test_an_empty_folder_is_said_to_hold_nothing(tmp_path: Path) -> None:
    """Where there is nothing to check, that is said."""
    done = call("check", tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "schedulers: 0 files checked\n")


def test_check_is_silent_about_what_is_right(tmp_path: Path) -> None:
    """Check prints the problems of all files to standard output, and nothing for those that have none."""
    written(tmp_path, {"good": step(), "bad": step(lr="-1"), "binary": "training:\n  größe: ".encode() + b"\xff\n"})
    good, bad, binary = (tmp_path / f"{name}.yaml" for name in ("good", "bad", "binary"))
    done = call("check", good)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    done = call("check", good, bad, binary)
    assert (done.returncode, done.stderr) == (1, "")
    first, second = done.stdout.splitlines()
    assert first.startswith(f"{bad}:4:9: training.optimizer.lr must be a float >= 0")
    assert second == f"{binary}:2:10: the byte 0xff is no UTF-8. Save the file as UTF-8."


def test_the_hook_runs_the_command() -> None:
    """What pre-commit is told to run is a command that the package installs."""
    program, *arguments = _hook()["entry"].split()
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["scripts"]
    module, _, function = scripts[program].partition(":")
    assert getattr(importlib.import_module(module), function) is entry.main
    assert arguments == ["check"]


def test_the_hook_suits_a_whole_repository() -> None:
    """The hook, given every YAML file of this repository, finds the configurations and is content with the rest.

    What people reported is left out: those configurations are wrong.
    """
    listing = ["git", "ls-files", "*.yaml", "*.yml", ":!tests/schedulers/reading/reported"]
    files = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True, text=True).stdout.splitlines()
    assert {"mkdocs.yml", ".github/workflows/pages.yml"} < set(files)
    done = call(*_hook()["entry"].split()[1:], *files, folder=ROOT)
    assert (done.returncode, done.stdout) == (0, "")
    configurations = len(list((ROOT / "tests" / "reference").glob("*.yaml")))
    assert int(done.stderr.split()[1]) >= configurations


def _hook() -> dict[str, str]:
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    return dict(hook)
