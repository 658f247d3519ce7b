"""The curves of the three example projects are those of the libraries."""

import csv
import inspect
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from schedulers import TrainingConfig, load_config, simulate
from schedulers.kinds import Kind
from schedulers.problems import FieldError
from schedulers.registries.check import check
from schedulers.signature.spec import FieldSpec
from schedulers.writing.snippet import build_snippet
from tests.examples.families import FAMILIES, Measured, folder, measured, option, registry
from tests.schedulers.command_line.command import run as run_command
from tests.schedulers.writing.test_snippet import run
from tests.sites.agreement import largest_relative_error
from tests.support.budget import cases

pytestmark = pytest.mark.slow

LARGEST_ERROR = 1e-9
"""What a rate may differ by, relative to the library's, whose rates follow from each other step by step."""

CURVES = [curve for library in FAMILIES for curve in measured(library)]
TORCH = registry("torch")


def name_of(curve: Measured) -> str:
    """What a case is called."""
    return f"{curve.library}-{curve.scheduler}"


@pytest.mark.parametrize("curve", CURVES, ids=name_of)
def test_a_measured_curve_is_given(curve: Measured) -> None:
    """The document that the library's users write gives the rates that the library gave, as many as there were."""
    lr = simulate(load_config(curve.document, registry=registry(curve.library))).lr
    assert largest_relative_error(lr, np.array(curve.rates)) <= LARGEST_ERROR


@pytest.mark.parametrize("library", FAMILIES)
def test_the_command_gives_it_in_the_folder_of_the_example(library: str) -> None:
    """``schedulers --registry ... --csv``, run in the example's folder, gives the rates of a file."""
    curve = measured(library)[0]
    answer = run_command("--registry", option(library), "--csv", "-", given=curve.document, folder=folder(library))
    header, *rows = csv.reader(answer.stdout.splitlines())
    assert header == [registry(library).layout.clock.one, "lr", "phase"]
    assert largest_relative_error(np.array([float(row[1]) for row in rows]), np.array(curve.rates)) <= LARGEST_ERROR


@pytest.mark.parametrize("library", FAMILIES)
def test_every_declaration_is_sound(library: str) -> None:
    """What the build looks at before it makes a site is in order: fields, mirrors, and parts beside their curves."""
    check(registry(library))


@pytest.mark.parametrize("library", FAMILIES)
def test_every_measured_scheduler_is_declared(library: str) -> None:
    """No scheduler of the issue is missing, and a document may choose each by its name."""
    assert {curve.scheduler for curve in measured(library)} <= registry(library).schedules.keys()


@pytest.mark.parametrize(
    ("library", "document"),
    [
        ("torch", "lr_scheduler: {class_path: ReduceLROnPlateau}\ntrainer: {max_epochs: 9}"),
        ("torch", "lr_scheduler: {class_path: torch.optim.lr_scheduler.ReduceLROnPlateau}"),
        ("timm", "sched: plateau\nlr: 0.1"),
        ("transformers", "lr_scheduler_type: reduce_lr_on_plateau"),
        ("transformers", "lr_scheduler_type: greedy"),
    ],
)
def test_a_reactive_scheduler_is_refused_by_name(library: str, document: str) -> None:
    """What reacts to the results of training is refused, and the reason is said."""
    with pytest.raises(ValueError, match="reacts to the results of training"):
        load_config(document, registry=registry(library))


@pytest.mark.parametrize(
    ("library", "document", "meant"),
    [("timm", "lr: 0.1", "cosine"), ("transformers", "max_steps: 100", "linear")],
)
def test_a_scheduler_may_go_without_saying(library: str, document: str, meant: str) -> None:
    """A document that names no scheduler has the one that the library takes."""
    assert load_config(document, registry=registry(library)).scheduler == meant


def test_noise_is_said_to_be_left_out() -> None:
    """Timm's noise has a note, and the rates are those without it."""
    document = "sched: cosine\nlr: 0.1\nepochs: 20\n"
    quiet, noisy = (
        simulate(load_config(document + more, registry=registry("timm"))) for more in ("", "lr_noise: [0.4, 0.9]")
    )
    assert [note.path for note in noisy.notes] == [*(note.path for note in quiet.notes), "lr_noise"]
    assert (quiet.lr == noisy.lr).all()


@pytest.mark.parametrize(
    ("sched", "prefix", "refused"), [("tanh", False, True), ("tanh", True, False), ("cosine", False, False)]
)
def test_a_warm_up_that_shrinking_cycles_never_reach(sched: str, prefix: bool, refused: bool) -> None:
    """Timm's tanh looks up the rate at the end of a warm-up that covers the cycles, and fails where there is none."""
    document = (
        f"{{sched: {sched}, lr: 0.1, epochs: 30, warmup_epochs: 5000, lr_cycle_mul: 0.7, warmup_prefix: {prefix}}}"
    )
    expected: AbstractContextManager[Any] = (
        pytest.raises(ValueError, match="reach epoch 5000") if refused else nullcontext()
    )
    with expected:
        load_config(document, registry=registry("timm"))


def test_a_polynomial_without_a_step_to_decay_in() -> None:
    """Transformers ends such a training with an error at its last step, so it is an error before it."""
    document = "{lr_scheduler_type: polynomial, learning_rate: 0.1, max_steps: 70, warmup_steps: %d}"
    load_config(document % 69, registry=registry("transformers"))
    load_config(document % 71, registry=registry("transformers"))
    with pytest.raises(ValueError, match="divide by 0"):
        load_config(document % 70, registry=registry("transformers"))


@pytest.mark.parametrize("name", TORCH.schedules)
def test_a_declaration_has_the_arguments_of_torch(name: str) -> None:
    """Each argument of torch's class is a field, with torch's default; a function can stand in no YAML."""
    arguments = dict(inspect.signature(getattr(torch.optim.lr_scheduler, name)).parameters)
    for left_out in ("optimizer", "last_epoch", "scale_fn", "scale_mode"):
        arguments.pop(left_out, None)
    declared = {field: spec.default for field, spec in TORCH.schedules[name].specs.items()}
    assert declared == {argument: each.default for argument, each in arguments.items()}


@pytest.mark.parametrize("name", TORCH.schedules)
def test_the_program_has_the_curve(name: str) -> None:
    """The program that is handed out builds torch's own scheduler and prints the rates of the mirror."""

    @settings(max_examples=cases(100), deadline=None)
    @given(config=configurations(name))
    def compare(config: TrainingConfig) -> None:
        names, epochs, rates = run(build_snippet(config))
        assert type(names["scheduler"]) is getattr(torch.optim.lr_scheduler, name)
        assert epochs == list(range(config.length))
        lr = simulate(config).lr
        assert largest_relative_error(lr, rates[:, 0], highest=lr.max()) <= LARGEST_ERROR

    compare()


@st.composite
def configurations(draw: st.DrawFn, name: str) -> TrainingConfig:
    """Configurations of one of torch's schedulers that torch takes."""
    length = draw(st.integers(1, 60))
    fields = {field: draw(values_of(spec, length)) for field, spec in TORCH.schedules[name].specs.items()}
    if name == "OneCycleLR":
        fields |= draw(lengths_of_a_cycle(length))
    try:
        return TrainingConfig(name, max_epochs=length, lr=draw(st.floats(1e-4, 1.0)), fields=fields, registry=TORCH)
    except FieldError:  # a phase without time, where torch divides by zero
        reject()


def lengths_of_a_cycle(length: int) -> st.SearchStrategy[Any]:
    """Ways to say that a cycle is at least as long as training; the total goes before its two factors."""
    factors = st.fixed_dictionaries({"epochs": st.integers(length, 2 * length), "steps_per_epoch": st.integers(1, 3)})
    totals = st.fixed_dictionaries({"total_steps": st.integers(length, 2 * length)})
    return st.one_of(factors.map(lambda given: {"total_steps": None, **given}), totals)


def values_of(spec: FieldSpec, length: int) -> st.SearchStrategy[Any]:
    """Values that a field takes, on the scale of a training."""
    drawn = _values_of(spec.kind, spec, length)
    return st.none() | drawn if spec.kind.accepts(None, spec.field) else drawn


def _values_of(kind: Kind, spec: FieldSpec, length: int) -> st.SearchStrategy[Any]:
    if spec.type is bool:
        return st.booleans()
    options = kind.control_options(spec.field).get("options")
    if options:
        return st.sampled_from(options)
    if kind.item is not None:
        return st.lists(st.integers(0, 2 * length), max_size=5)
    if kind.whole:
        least = int(spec.field.minimum or 0)
        return st.integers(least, 2 * length if spec.field.unit == "epochs" else 3)
    highest = spec.field.maximum or 2.0
    return st.sampled_from([0.1, 0.5, 1.0]) | st.floats(0.05, highest)
