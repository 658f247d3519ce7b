"""The signatures are the contract's, and are read without torch."""

import subprocess
import sys
from typing import Annotated, Any

import numpy as np
import pytest

from schedulers import SCHEDULERS
from schedulers.base import Optimizer, Scheduler
from schedulers.fields import Epochs, Field
from schedulers.registry import MIRRORS, register
from schedulers.signature.spec import FieldSpec, check, field_specs, summary
from tests.schedulers.training import optimizer
from tests.sites.agreement import LARGEST_ERROR, LEAST_PART

CLASSES_BY_NAME: dict[str, Any] = dict(SCHEDULERS)
"""Each class takes other arguments, so a type checker can't know them."""

CONTRACT = {
    "step": {"iters_per_phase": ("int", 30), "gamma": ("float", 0.1), "end_epoch": ("int", 80)},
    "poly": {
        "warmup_epochs": ("int", 5),
        "warmup_bias_lr": ("float", 1e-5),
        "min_lr": ("float", 1e-6),
        "power": ("float", 1.0),
        "end_epoch": ("int", 80),
    },
    "cosine_no_sgdr": {
        "warmup_epochs": ("int", 5),
        "warmup_bias_lr": ("float", 1e-5),
        "min_lr": ("float", 1e-6),
        "end_epoch": ("int", 80),
    },
    "cosine": {
        "warmup_epochs": ("int", 5),
        "warmup_bias_lr": ("float", 1e-5),
        "min_lr": ("float", 1e-6),
        "iters_per_phase": ("float", 10),
    },
    "multi_step": {"milestones": ("list of int", [30, 80]), "gamma": ("float", 0.1)},
}
CLASSES = {
    "step": ("StepLR", "StepLR"),
    "poly": ("PolynomialLRWithWarmUp", "PolynomialLR"),
    "cosine_no_sgdr": ("CosineAnnealingLRWithCustomWarmUp", "CosineAnnealingLR"),
    "cosine": ("CosineAnnealingWarmRestartsWithCustomWarmUp", "CosineAnnealingWarmRestarts"),
    "multi_step": ("MultiStepLR", "MultiStepLR"),
}


def test_the_schedulers_are_the_contracts() -> None:
    """Names, classes, torch classes, fields, types and examples are what was agreed, in that order."""
    assert {name: (cls.__name__, cls.follows) for name, cls in SCHEDULERS.items()} == CLASSES
    assert list(SCHEDULERS) == list(CONTRACT)
    found = {
        name: {field: (spec.type_name, spec.field.example) for field, spec in field_specs(cls).items()}
        for name, cls in SCHEDULERS.items()
    }
    assert found == CONTRACT


ALL_FIELDS = [(name, spec) for name, cls in SCHEDULERS.items() for spec in field_specs(cls).values()]


@pytest.mark.parametrize(("name", "spec"), ALL_FIELDS, ids=[f"{name}-{spec.name}" for name, spec in ALL_FIELDS])
def test_every_class_refuses_what_its_fields_do_not_take(name: str, spec: FieldSpec) -> None:
    """A bad argument is a ValueError with the field, the value and the allowed range of the docs."""
    valid = {field: each.field.example for field, each in field_specs(SCHEDULERS[name]).items()}
    wrong: list[Any] = [-1, "1", None, True, float("nan"), float("inf"), 10**400, [0], [2, 1]]
    if spec.type_name == "int":
        wrong.append(2.5)
    for value in wrong:
        with pytest.raises(ValueError, match=spec.name) as caught:
            CLASSES_BY_NAME[name](optimizer(0.1), epochs=100, **{**valid, spec.name: value})
        assert spec.allowed in str(caught.value)
        assert repr(value) in str(caught.value)
    CLASSES_BY_NAME[name](optimizer(0.1), epochs=100, **valid)


def test_end_must_come_after_warm_up() -> None:
    """The relation between two fields holds for the class too."""
    fields = {"warmup_bias_lr": 0.0, "min_lr": 0.0, "warmup_epochs": 5}
    with pytest.raises(ValueError, match="end_epoch must be an int >= 1 and > warmup_epochs; got 5"):
        CLASSES_BY_NAME["cosine_no_sgdr"](optimizer(0.1), epochs=10, end_epoch=5, **fields)
    CLASSES_BY_NAME["cosine_no_sgdr"](optimizer(0.1), epochs=10, end_epoch=6, **fields)


@pytest.mark.parametrize(("name", "more"), [("cosine_no_sgdr", {}), ("poly", {"power": 1.0})])
@pytest.mark.parametrize("end", [1, 3, 4, 5, 9])
def test_the_end_may_lie_within_a_ramp_that_outlasts_training(name: str, more: dict[str, float], end: int) -> None:
    """Where the ramp takes all of training, ``end_epoch`` means nothing; training on after it is no error."""
    fields = {"warmup_bias_lr": 0.0, "min_lr": 0.0, "warmup_epochs": 5, **more}
    stepped = CLASSES_BY_NAME[name](optimizer(1.0), epochs=5, end_epoch=end, **fields)
    assert [stepped.rate(epoch, 1.0) for epoch in range(5)] == [(epoch + 1) / 5 for epoch in range(5)]
    computed = MIRRORS[name](np.arange(12), base=1.0, epochs=5, end_epoch=end, **fields)
    said = [stepped.rate(epoch, 1.0) for epoch in range(12)]
    assert said == pytest.approx(computed.tolist(), rel=LARGEST_ERROR, abs=LARGEST_ERROR * LEAST_PART)


def test_the_epochs_are_checked_too() -> None:
    """``epochs`` is an argument like the others."""
    with pytest.raises(ValueError, match="epochs must be an int >= 1; got 0"):
        check(SCHEDULERS["step"], {"epochs": 0})


def test_a_type_outside_the_vocabulary_is_named() -> None:
    """A field of a type that YAML checks, tables and forms don't know fails when the signature is read."""

    class Unreadable(Scheduler):
        def __init__(
            self,
            optimizer: Optimizer,
            *,
            epochs: Epochs,
            mode: Annotated[str, Field(unit="", description="", example="")],
        ) -> None:
            raise NotImplementedError

    with pytest.raises(TypeError, match="mode: a field is one of int, float"):
        field_specs(Unreadable)


def test_a_list_in_any_order_is_said_to_be_one() -> None:
    """Where items need not increase, nothing is said of their order."""
    field = Field(unit="epochs", minimum=1, min_items=2, example=[1, 1], description="some")
    assert FieldSpec("some", list[int], field).allowed == "at least 2 items, each >= 1"


def test_a_name_is_given_once() -> None:
    """Registering the same class again changes nothing; another class of the same name is refused."""
    step = SCHEDULERS["step"]
    register(step, MIRRORS["step"])

    class Other(step):  # type: ignore[misc, valid-type]
        pass

    with pytest.raises(ValueError, match="the name 'step' is taken by StepLR"):
        register(Other, MIRRORS["step"])
    assert SCHEDULERS["step"] is step


WITHOUT_TORCH = """
import sys
sys.modules["torch"] = None
import schedulers
from schedulers.signature.spec import field_specs
assert list(field_specs(schedulers.SCHEDULERS["step"])) == ["iters_per_phase", "gamma", "end_epoch"]
assert schedulers.simulate(schedulers.TrainingConfig("step", epochs=2, lr=1.0, fields={
    "iters_per_phase": 1, "gamma": 0.5, "end_epoch": 2})).lr.tolist() == [1.0, 0.5]
try:
    schedulers.StepLR(object(), epochs=2, iters_per_phase=1, gamma=0.5, end_epoch=2)
except ImportError as error:
    print(error)
"""


def test_without_torch_only_instantiating_fails() -> None:
    """Without torch classes are imported, read and simulated; instantiating says what is missing and how to get it."""
    done = subprocess.run([sys.executable, "-c", WITHOUT_TORCH], capture_output=True, text=True, check=True)
    assert "StepLR steps a torch optimizer" in done.stdout
    assert "pip install torch" in done.stdout
    assert done.stdout.count("\n") == 1


def test_what_the_base_class_says_describes_no_scheduler() -> None:
    """A class without a docstring has no summary, rather than that of the class that it is made from."""

    class SilentLR(Scheduler):
        pass

    assert Scheduler.__doc__
    assert summary(SilentLR) == ""
