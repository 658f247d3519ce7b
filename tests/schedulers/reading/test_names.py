"""A key or a scheduler under another name is known by it, and what it holds is checked as what it was meant to be."""

import inspect
from typing import Annotated

import pytest

from schedulers import REGISTRY, SCHEDULERS, ConfigError, Registry, load_config
from schedulers.field import Field
from schedulers.layout import Layout
from schedulers.reading.scheduler_names import meant_scheduler
from schedulers.reading.wording.near_names import folded
from schedulers.schedules.own_names import TRAINER
from schedulers.signature.spec import field_specs
from tests.schedulers.documents import only_problem, problems, step
from tests.schedulers.registries.generated import mirror_with
from tests.schedulers.valid import EXAMPLES
from tests.sites.steps_site.fine_tuning import training

FIELDS = [(name, field) for name, scheduler in SCHEDULERS.items() for field in field_specs(scheduler)]
BY_SCHEDULER = dict(zip(SCHEDULERS, EXAMPLES, strict=True))


def further(path: str) -> tuple[str, ...]:
    return TRAINER.keys.get(path, ())


@pytest.mark.parametrize(("name", "field"), FIELDS)
def test_each_further_name_of_a_field_is_known(name: str, field: str) -> None:
    """A field under each of its further names is suggested its own, and its value is checked as the field's."""
    for other in further(f"training.scheduler.{field}"):
        text = BY_SCHEDULER[name].replace(f" {field}:", f" {other}:")
        missing, unknown = sorted(problems(text), key=lambda one: one.line)
        assert (unknown.value, unknown.suggestion) == (other, field), text
        assert missing.message.endswith(f"Did you mean the key {other} to be {field}?")
        wrong = text.replace(f"{other}: ", f"{other}: x")
        assert f"training.scheduler.{field} must be" in "".join(one.message for one in problems(wrong))


@pytest.mark.parametrize("vary", [str.upper, str.title, lambda name: name.replace("_", "-"), lambda name: f"{name}s"])
def test_spelling_does_not_matter(vary: object) -> None:
    """A field in other letters or with other separators is known."""
    assert callable(vary)
    for name, field in FIELDS:
        other = vary(field)
        if other != field:
            found = problems(BY_SCHEDULER[name].replace(f" {field}:", f" {other}:"))
            assert [one.suggestion for one in found if one.value == other] == [field], (name, other)


@pytest.mark.parametrize("key", ["epochs", "optimizer.lr"])
def test_each_further_name_outside_the_scheduler_is_known(key: str) -> None:
    """The number of epochs and the rate are known under each of their further names, at their places."""
    own = key.rpartition(".")[2]
    for other in further(f"training.{key}"):
        problem = only_problem(step().replace(f" {own}:", f" {other}:", 1))
        assert (problem.path, problem.value, problem.suggestion) == (f"training.{key}", other, own)
        assert problem.message.endswith(f"Did you mean the key {other} to be {own}?")


@pytest.mark.parametrize("section", ["training", "optimizer", "scheduler"])
def test_each_further_name_of_a_section_is_known(section: str) -> None:
    """A section under each of its further names is one problem, and what it holds is read."""
    path = "training" if section == "training" else f"training.{section}"
    for other in further(path):
        problem = only_problem(step().replace(f"{section}:", f"{other}:", 1))
        assert (problem.value, problem.suggestion) == (other, section)
        assert [one.line for one in problems(step(gamma="-1").replace(f"{section}:", f"{other}:", 1))] == [
            problem.line,
            8,
        ]


@pytest.mark.parametrize("other", further("training.scheduler.name"))
def test_each_further_name_of_the_schedulers_key_is_known(other: str) -> None:
    """A scheduler's name is known under each of its further keys."""
    problem = only_problem(step().replace("name:", f"{other}:"))
    assert (problem.value, problem.suggestion) == (other, "name")


SCHEDULER_NAMES = [
    (own, other)
    for own, scheduler in SCHEDULERS.items()
    for other in (
        *(scheduler.__name__, scheduler.follows, f"torch.optim.lr_scheduler.{scheduler.follows}", own.upper()),
        *(own.replace("_", "-"), f"{own}_lr", f"{own}LR", f"{own}_scheduler", *TRAINER.schedulers[own]),
    )
    if other != own
]


@pytest.mark.parametrize(("own", "other"), SCHEDULER_NAMES)
def test_each_further_name_of_a_scheduler_is_known(own: str, other: str) -> None:
    """The name of a class, torch's, or another that people use is one problem; the fields are the scheduler's."""
    text = BY_SCHEDULER[own].replace(f"name: {own}", f"name: {other}")
    problem = only_problem(text)
    assert (problem.value, problem.suggestion) == (other, own)
    assert problem.message.endswith(f"got {other}. Did you mean {own}?")


@pytest.mark.parametrize("other", ["OneCycleLR", "ExponentialLR", "LambdaLR", "CyclicLR", "ConstantLR", "x", "", "123"])
def test_a_scheduler_that_there_is_not_is_no_other(other: str) -> None:
    """For a scheduler of another kind none is suggested."""
    assert meant_scheduler(other, REGISTRY.schedules, TRAINER) is None


@pytest.mark.parametrize(
    "name", [*TRAINER.reactive, "Plateau", "torch.optim.lr_scheduler.ReduceLROnPlateau", "plateau_lr", "PlateauLR"]
)
def test_a_reactive_scheduler_is_one_under_any_name(name: str) -> None:
    """Whatever is written, a scheduler that follows the results of training is called one, and none is suggested."""
    problem = only_problem(step().replace("name: step", f"name: {name}"))
    assert problem.message.startswith(f"{name} reacts to the results of training")
    assert problem.suggestion is None


def test_no_name_means_two_things() -> None:
    """Each further name of a scheduler is that of one only, and none is another's own."""
    met: dict[str, str] = {}
    for own, others in TRAINER.schedulers.items():
        for other in (own, *others):
            assert met.setdefault(folded(other), own) == own


@pytest.mark.parametrize("key", TRAINER.without_counterpart)
def test_a_key_without_counterpart_is_explained(key: str) -> None:
    """What torch has and the trainer has not is said to be so, with the reason."""
    problem = only_problem(f"{step()}    {key}: 2\n")
    assert f"{key} has no counterpart: {TRAINER.without_counterpart[key]}. Remove it" in problem.message


@pytest.mark.parametrize("left_out", ["    end_epoch: 80\n", "    gamma: 0.1\n"])
@pytest.mark.parametrize("key", TRAINER.without_counterpart)
def test_a_key_without_counterpart_is_taken_for_no_field(key: str, left_out: str) -> None:
    """However similar it is to a field that is missing, it is explained, and no suggestion makes it that field."""
    missing, unknown = problems(f"{step().replace(left_out, '')}    {key}: -1\n")
    assert unknown.suggestion is None
    assert f"{key} has no counterpart: {TRAINER.without_counterpart[key]}. Remove it" in unknown.message
    assert "Did you mean" not in missing.message


def test_a_field_of_another_scheduler_is_said_to_be_one() -> None:
    """A field that other schedulers take is named with them, also under another name."""
    power = only_problem(f"{step()}    power: 1.0\n").message
    assert power.endswith("power belongs to poly. Remove it")
    bias = only_problem(f"{step()}    warmup_bias_lr: 1.0\n").message
    assert bias.endswith("warmup_bias_lr belongs to poly, cosine_no_sgdr and cosine. Remove it")
    assert only_problem(f"{step()}    eta_min: 0\n").message.endswith(
        "and belongs to poly, cosine_no_sgdr and cosine. Remove it"
    )


def test_a_name_is_said_to_be_another_only_where_it_is_declared() -> None:
    """A key that merely looks like a field of another scheduler is asked about. Nobody declared it to be that field."""
    likeness = only_problem(f"{step()}    powr: 1.0\n").message
    assert likeness.endswith(". Did you mean power? It belongs to poly, so remove it")
    declared = only_problem(f"{step()}    lr_milestones: [3]\n").message
    assert declared.endswith("lr_milestones is called milestones here, and belongs to multi_step. Remove it")


def test_a_name_itself_comes_before_one_that_looks_like_it() -> None:
    """A key that is the field of one scheduler, and looks like that of another, belongs to the one."""
    registry = Registry(Layout(choice=("plan", "type"), section=("plan",), training=training))
    count = Annotated[int, Field(unit="epochs", example=3, description="something")]
    for name, field in (("noam", "warmup_steps"), ("cycle", "pct_start"), ("line", "total_steps")):
        registry.curve(name=name)(mirror_with(name, {field: (count, inspect.Parameter.empty)}))
    document = "max_steps: 9\nlearning_rate: 1\nplan: {type: cycle, pct_start: 3, total_steps: 4}\n"
    with pytest.raises(ConfigError, match=r"\. total_steps belongs to line\. Remove it$"):
        load_config(document, registry=registry)


def test_a_key_whose_field_is_there_is_one_too_many() -> None:
    """Another name beside a field's own is told to be double, and no suggestion would write the key twice."""
    problem = only_problem(f"{step()}    step_size: 10\n")
    assert problem.suggestion is None
    assert problem.message.endswith("Did you mean iters_per_phase? It is there already, so remove one of the two")


def test_a_wrong_name_hides_nothing() -> None:
    """With a near name, every field is checked against it."""
    found = problems(
        step(gamma="-1").replace("name: step", "name: StepLR").replace("    end_epoch: 80\n", "    x: 1\n")
    )
    assert [one.path.rpartition(".")[2] for one in found] == ["end_epoch", "name", "gamma", "x"]
