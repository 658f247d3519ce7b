"""What a configuration says is read as the trainer reads it, and what is wrong with it is said at its place."""

import re
from dataclasses import FrozenInstanceError
from inspect import Parameter, signature
from typing import Any

import pytest

from schedulers import SCHEDULERS, ConfigError, TrainingConfig, load_config
from schedulers.reading.reader import MAX_BYTES
from schedulers.reading.yaml.interpolation import MAX_REFERENCES
from schedulers.schedules.own_names import TRAINER
from schedulers.writing.example import example_fields, example_yaml
from tests.schedulers.documents import only_problem, problems, step


@pytest.mark.parametrize("name", SCHEDULERS)
@pytest.mark.parametrize("complete", [False, True])
def test_generated_examples_load(name: str, complete: bool) -> None:
    """Every example that the docs generate loads, with the example values."""
    config = load_config(example_yaml(name, complete=complete), epochs=100, lr=0.1)
    assert (config.scheduler, dict(config.fields)) == (name, example_fields(name))
    assert bool(config.assumed) is not complete


def test_all_problems_are_reported_in_order() -> None:
    """One reading finds every problem of the document, first line first."""
    text = step(epochs="0", lr="-1", interval="1.5", gamma="0", end="true").replace(
        "name: step", "name: step\n    gama: 1"
    )
    found = problems(text)
    assert [(problem.line, problem.path.rpartition(".")[2]) for problem in found] == [
        (2, "epochs"),
        (4, "lr"),
        (7, "gama"),
        (8, "iters_per_phase"),
        (9, "gamma"),
        (10, "end_epoch"),
    ]


def test_an_unknown_key_names_the_nearest() -> None:
    """A misspelt key is reported with the key that was probably meant, and the missing one too."""
    unknown, missing = sorted(problems(step().replace("gamma:", "gama:")), key=lambda problem: -problem.line)
    assert (unknown.line, unknown.column, unknown.suggestion) == (8, 5, "gamma")
    assert "Did you mean gamma?" in unknown.message
    assert missing.path == "training.scheduler.gamma"
    assert "is missing" in missing.message


def test_an_unknown_scheduler_names_the_nearest() -> None:
    """A misspelt name is reported with all names and the nearest, and the fields are checked against that one."""
    problem, *fields = sorted(
        problems(step().replace("name: step", "name: multistep")), key=lambda one: "name" not in one.path
    )
    assert sorted(one.path.rpartition(".")[2] for one in fields) == ["end_epoch", "iters_per_phase", "milestones"]
    assert (problem.line, problem.column, problem.suggestion) == (6, 11, "multi_step")
    assert all(name in problem.message for name in SCHEDULERS)


@pytest.mark.parametrize("name", TRAINER.reactive)
def test_a_reactive_scheduler_is_said_to_be_one(name: str) -> None:
    """A scheduler that follows the results of training can't be simulated, and is called by its name."""
    problem = only_problem(step().replace("name: step", f"name: {name}"))
    assert problem.message.startswith(f"{name} reacts to the results of training")


def test_a_key_given_twice_is_refused_wherever_it_is() -> None:
    """A second key of the same name is refused, in the scheduler as in parts that belong to the trainer."""
    assert only_problem(step() + "    gamma: 0.2\n").line == 10
    assert only_problem(step() + "model:\n  depth: 1\n  depth: 2\n").path == "model.depth"


def test_epochs_above_a_million_are_refused() -> None:
    """A million epochs are read; one more is refused with the limit."""
    assert load_config(step(epochs="1000000")).epochs == 1_000_000
    assert "1,000,000" in only_problem(step(epochs="1000001")).message


def test_a_document_above_the_limit_is_refused_unread() -> None:
    """The limit is on bytes, not characters; a document of exactly that size is read, one byte more is not."""
    room = MAX_BYTES - len(f"{step()}# ".encode())
    longest = f"{step()}# {'ä' * (room // 2)}{'x' * (room % 2)}"
    assert load_config(longest).epochs == 100
    assert only_problem(f"{longest}x").message.startswith("the document has 65,537 bytes; at most 65,536")


def test_other_keys_are_the_trainers() -> None:
    """Keys of training and of optimizer that the simulation does not need are ignored."""
    text = step().replace("    lr: 0.1", "    lr: 0.1\n    name: sgd\n    momentum: 0.9")
    assert load_config(text + "model: {depth: 50}\n").lr == 0.1


def test_references_are_followed() -> None:
    """An absolute reference stands for the value it leads to, through other references too."""
    config = load_config(step(end="${training.scheduler.iters_per_phase}", interval="${training.epochs}"))
    assert config.fields["end_epoch"] == config.epochs == 100
    assert load_config(step(end="${training[epochs]}")).fields["end_epoch"] == 100


@pytest.mark.parametrize(
    ("reference", "why"),
    [
        ("${training.epoch}", "leads nowhere"),
        ("${training.scheduler.end_epoch}", "leads in a circle"),
        ("${oc.env:END}", "can't be resolved"),
        ("${.gamma}", "can't be resolved"),
        ("1${training.epochs}", "can't be resolved"),
    ],
)
def test_references_that_lead_nowhere_are_problems(reference: str, why: str) -> None:
    """What can't be resolved is a problem at the place of the reference."""
    problem = only_problem(step(end=reference))
    assert (problem.line, problem.column, problem.value) == (9, 16, reference)
    assert why in problem.message


def test_a_reference_leads_to_an_item_of_a_list() -> None:
    """An item is named by its place in the list; where the list has none, the reference leads nowhere."""
    before = "lengths: [7, 9]\n"
    for reference in ("${lengths[1]}", "${lengths.1}"):
        assert load_config(before + step(epochs=reference)).epochs == 9
    for reference in ("${lengths[2]}", "${lengths.x}", "${lengths[0].x}"):
        assert "leads nowhere" in only_problem(before + step(epochs=reference)).message


def test_as_many_references_in_a_row_as_are_allowed() -> None:
    """A value at the end of as many references as are allowed is read; one more is refused."""
    row = "a0: 9\n" + "".join(f"a{index}: ${{a{index - 1}}}\n" for index in range(1, MAX_REFERENCES + 1))
    assert load_config(row + step(epochs=f"${{a{MAX_REFERENCES - 1}}}")).epochs == 9
    problem = only_problem(row + step(epochs=f"${{a{MAX_REFERENCES}}}"))
    assert f"more than {MAX_REFERENCES} references in a row" in problem.message


def test_what_is_merged_twice_hides_nothing() -> None:
    """A mapping that is taken over twice is one, and those after it are taken over, too."""
    before = "one: &one {unused: 1}\nother: &other {epochs: 9}\n"
    text = f"{before}{step().replace('  epochs: 100', '  <<: [*one, *one, *other]')}"
    assert load_config(text).epochs == 9


def test_merged_keys_are_read() -> None:
    """A mapping takes over the keys of another by <<, its own first."""
    text = (
        step()
        .replace("scheduler:\n", "scheduler:\n    <<: &shared {gamma: 0.5, end_epoch: 7}\n")
        .replace("    end_epoch: 80\n", "")
    )
    config = load_config(text)
    assert (config.fields["gamma"], config.fields["end_epoch"]) == (0.1, 7)


def test_a_snippet_needs_assumptions() -> None:
    """Without epochs and rate the caller's are taken and named; without a caller's they are missing."""
    text = example_yaml("poly")
    config = load_config(text, epochs=90, lr=0.2)
    assert (config.epochs, config.lr, config.assumed) == (90, 0.2, ("training.epochs", "training.optimizer.lr"))
    assert [problem.path for problem in problems(text)] == ["training.epochs", "training.optimizer"]


def test_what_the_document_says_beats_the_assumption() -> None:
    """An assumption is for what the document does not say."""
    config = load_config(step(), epochs=5, lr=9.0)
    assert (config.epochs, config.lr, config.assumed) == (100, 0.1, ())


@pytest.mark.parametrize(
    ("assumption", "message"),
    [({"epochs": 0}, "epochs must be an int >= 1"), ({"lr": -1.0}, "lr must be a float >= 0")],
)
def test_a_wrong_assumption_is_the_callers_error(assumption: dict[str, Any], message: str) -> None:
    """An assumption outside its range is a ValueError of the caller, not a problem of the document."""
    with pytest.raises(ValueError, match=re.escape(message)) as caught:
        load_config(step(), **assumption)
    assert not isinstance(caught.value, ConfigError)


def test_the_wrong_milestone_is_pointed_at() -> None:
    """In a list the item that is wrong is pointed at, not the list."""
    text = (
        "training: {epochs: 9, optimizer: {lr: 1}, scheduler: {name: multi_step, gamma: 1, milestones: [3, 5, 5, 0]}}"
    )
    problem = only_problem(text)
    assert (problem.path, problem.value) == ("training.scheduler.milestones[2]", "5")
    assert text[problem.column - 1 :].startswith("5, 0")
    assert only_problem(text.replace("[3, 5, 5, 0]", "[]")).path == "training.scheduler.milestones"


def test_end_must_come_after_warm_up() -> None:
    """The relation between two fields is checked once both are in their own range."""
    text = "training: {epochs: 9, optimizer: {lr: 1}, scheduler: {name: cosine_no_sgdr, warmup_epochs: 5,\n" + (
        " warmup_bias_lr: 0, min_lr: 0, end_epoch: 5}}"
    )
    problem = only_problem(text)
    assert (problem.line, problem.path) == (2, "training.scheduler.end_epoch")
    assert problem.message.endswith("> warmup_epochs; got 5. warmup_epochs is 5 in line 1")
    assert load_config(text.replace("end_epoch: 5", "end_epoch: 6")).fields["end_epoch"] == 6


def test_a_reference_inside_a_list_that_leads_nowhere_is_a_problem() -> None:
    """Each item's reference is reported at the item."""
    text = "training: {epochs: 9, optimizer: {lr: 1}, scheduler: {name: multi_step, gamma: 1, milestones: [3, '${x}']}}"
    problem = only_problem(text)
    assert text[problem.column - 1 :].startswith("'${x}'")
    assert "leads nowhere" in problem.message


def test_schedulers_from_the_root_are_told_where_they_belong() -> None:
    """A snippet that starts with scheduler is told to put it below training."""
    found = problems("scheduler: {name: multi_step, gamma: 0.1, milestones: [3]}")
    assert [one.path for one in found] == ["training.epochs", "training.optimizer", "training.scheduler"]
    assert found[-1].message.startswith("scheduler stands beside training. Put scheduler below training")


def test_a_configuration_made_in_python_is_checked() -> None:
    """The same ranges hold where no document is read."""
    fields = example_fields("step")
    with pytest.raises(ValueError, match="gamma must be a float > 0; got -1"):
        TrainingConfig("step", epochs=10, lr=0.1, fields={**fields, "gamma": -1})
    missing, replaced = {"gamma": 0.1}, {"power": 1, "gamma": 0.1, "end_epoch": 8}
    for given in ({**fields, "power": 1}, missing, replaced):
        with pytest.raises(ValueError, match=f"takes the fields {', '.join(fields)}; got {', '.join(given)}$"):
            TrainingConfig("step", epochs=10, lr=0.1, fields=given)
    with pytest.raises(ValueError, match="scheduler must be one of"):
        TrainingConfig("plateau", epochs=10, lr=0.1, fields={})


def test_what_is_said_makes_a_configuration() -> None:
    """Two documents that say the same make equal configurations, wherever it stands in them."""
    config = load_config(step())
    assert load_config(f"# a comment\n{step()}") == config
    assert load_config(step(epochs="99")) != config


def test_assumptions_are_given_by_name() -> None:
    """Only the document may be given by its position; what is assumed is named."""
    by_position = Parameter.POSITIONAL_OR_KEYWORD
    kinds = {name: each.kind for name, each in signature(load_config).parameters.items()}
    assert kinds == {"text": by_position, "registry": Parameter.KEYWORD_ONLY, "assumed": Parameter.VAR_KEYWORD}
    with pytest.raises(TypeError, match="what can be assumed is epochs, lr; got rate"):
        load_config("", rate=0.1)


def test_a_configuration_cannot_be_changed() -> None:
    """What was checked stays as it is, and whoever made it may use the fields for something else."""
    given = example_fields("step")
    config: Any = TrainingConfig("step", epochs=10, lr=0.1, fields=given)
    with pytest.raises(FrozenInstanceError):
        config.epochs = 0
    with pytest.raises(TypeError):
        config.fields["gamma"] = -1
    given["gamma"] = -1
    assert config.fields == example_fields("step")
