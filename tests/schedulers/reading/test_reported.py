"""What people typed, as it was reported: each input gets the answer that tells its author what to do."""

import pytest

from schedulers import ConfigError, Problem, TrainingConfig, load_config, simulate
from tests.support.reported import REPORTED


def answer(number: int, **assumed: float) -> TrainingConfig | list[Problem]:
    """What the reader says of a reported input."""
    [path] = REPORTED.glob(f"{number:02}_*.yaml")
    try:
        return load_config(path.read_text(encoding="utf-8"), **assumed)  # type: ignore[arg-type]
    except ConfigError as error:
        return error.problems


def only(number: int) -> Problem:
    """The one problem of a reported input."""
    found = answer(number)
    assert isinstance(found, list), found
    [problem] = found
    return problem


def test_a_missing_end_is_the_length_of_this_training() -> None:
    """The example for a missing ``end_epoch`` is the document's own number of epochs, in a field that takes it."""
    problem = only(1)
    assert (problem.line, problem.column, problem.path) == (6, 3, "training.scheduler.end_epoch")
    assert problem.message.endswith("for example 300, the length of this training")
    text = next(REPORTED.glob("01_*")).read_text(encoding="utf-8")
    assert load_config(f"{text}    end_epoch: 300\n").fields["end_epoch"] == 300


def test_an_end_within_a_ramp_that_outlasts_training_is_read() -> None:
    """A rule between two fields is none where training ends before it could matter."""
    config = answer(2)
    assert isinstance(config, TrainingConfig)
    assert (config.epochs, config.fields["end_epoch"], config.fields["warmup_epochs"]) == (3, 3, 5)
    assert simulate(config).lr.tolist() == pytest.approx([1e-5 + (0.1 - 1e-5) * (epoch + 1) / 5 for epoch in range(3)])


def test_a_broken_rule_names_both_values() -> None:
    """Where the rule does matter, the message has both fields with their values, and the place of the other one."""
    text = next(REPORTED.glob("02_*")).read_text(encoding="utf-8").replace("epochs: 3\n  opt", "epochs: 30\n  opt")
    with pytest.raises(ConfigError) as caught:
        load_config(text)
    [problem] = caught.value.problems
    assert (problem.line, problem.value) == (11, "3")
    assert problem.message.endswith("> warmup_epochs; got 3. warmup_epochs is 5 in line 8")


def test_what_is_assumed_names_the_key_that_was_meant() -> None:
    """A document that is read with assumptions says which of its keys were passed over, each with its value."""
    config = answer(3, epochs=100, lr=0.1)
    assert isinstance(config, TrainingConfig)
    assert (config.epochs, config.lr) == (100, 0.1)
    assert [(remark.path, remark.place.line) for remark in config.remarks] == [
        ("training.epochs", 3),
        ("training.optimizer.lr", 5),
    ]
    assert [config.places[path] for path in config.assumed] == [remark.place for remark in config.remarks]
    first, second = simulate(config).notes[:2]
    assert "Line 3 has training.num_epochs: 30 instead, which is not read. Rename it to epochs." in first.message
    assert "Line 5 has training.optimizer.learning_rate: 0.002 instead" in second.message


def test_what_is_missing_names_the_key_that_was_meant() -> None:
    """Without assumptions the same keys are problems at their places, each with its right name to put there."""
    found = answer(3)
    assert isinstance(found, list)
    assert [(one.line, one.column, one.value, one.suggestion) for one in found] == [
        (3, 3, "num_epochs", "epochs"),
        (5, 5, "learning_rate", "lr"),
    ]


@pytest.mark.parametrize(
    ("number", "place", "value", "suggestion"),
    [(4, (11, 5), "power:1.0", "power: 1.0"), (5, (6, 3), "scheduler", "scheduler:")],
)
def test_a_colon_is_asked_for_where_it_is_missing(
    number: int, place: tuple[int, int], value: str, suggestion: str
) -> None:
    """A colon, or the space after it, is missing in its own line and not in the next."""
    problem = only(number)
    assert (problem.line, problem.column, problem.value, problem.suggestion) == (*place, value, suggestion)
    assert f"Write {suggestion}" in problem.message
    assert problem.path.startswith("training.scheduler")


def test_a_character_that_nobody_sees_is_named_in_a_value() -> None:
    """A name with a non-breaking space is not told to be itself."""
    problem = only(7)
    assert (problem.line, problem.column, problem.value, problem.suggestion) == (
        7,
        11,
        "multi_step\u00a0",
        "multi_step",
    )
    assert (
        r"got multi_step\u00a0. U+00A0, a non-breaking space, stands in it. Did you mean multi_step?" in problem.message
    )


def test_a_character_that_nobody_sees_is_named_as_indentation() -> None:
    """Where indentation is of other blanks, they are named where the first one stands, and how many lines have them."""
    problem = only(10)
    assert (problem.line, problem.column) == (3, 1)
    assert problem.message.startswith("U+00A0, a non-breaking space, starts this line and 6 more")


def test_a_tab_before_a_comment_is_a_blank() -> None:
    """The trainer's loader takes it, so it is taken."""
    config = answer(11)
    assert isinstance(config, TrainingConfig)
    assert config.lr == 0.1


def test_a_comma_between_thousands_is_no_decimal_comma() -> None:
    """1,000 epochs are a thousand."""
    problem = only(14)
    assert (problem.line, problem.value, problem.suggestion) == (3, "1,000", "1000")


def test_the_layout_of_the_first_versions_is_one_move() -> None:
    """The whole move is said at once, and what is left over; what was written for the trainer's optimizer, too."""
    problem = only(16)
    assert (problem.line, problem.column) == (4, 3)
    assert problem.message == (
        "this is the layout of the trainer's first versions. Put lr and opt (as name) below training.optimizer. "
        "Put sched (as name), warmup_epochs, warmup_bias_lr, min_lr and iters_per_phase below training.scheduler. "
        "Leave out training.sched_power, which cosine does not take"
    )


def test_a_scheduler_beside_training_belongs_below_it() -> None:
    """The key is named at its own place, with where it belongs."""
    problem = only(18)
    assert (problem.line, problem.column, problem.path) == (6, 1, "training.scheduler")
    assert problem.message.startswith("scheduler stands beside training. Put scheduler below training")


def test_torchs_names_of_fields_are_known() -> None:
    """A field's name in torch is reported with its own."""
    found = answer(19)
    assert isinstance(found, list)
    unknown = next(one for one in found if one.value == "step_size")
    assert (unknown.line, unknown.column, unknown.suggestion) == (8, 5, "iters_per_phase")
    assert [one.path.rpartition(".")[2] for one in found] == ["iters_per_phase", "end_epoch", "step_size"]
    assert "Did you mean the key step_size to be iters_per_phase?" in found[0].message
    assert "for example 100, the length of this training" in found[1].message


def test_the_name_of_a_class_is_known() -> None:
    """A class's name is reported with the scheduler's, and nothing else is wrong."""
    problem = only(20)
    assert (problem.line, problem.column, problem.suggestion) == (7, 11, "poly")


def test_a_fence_of_markdown_is_known() -> None:
    """What was copied with a document is named at its place, with what to take out."""
    problem = only(23)
    assert (problem.line, problem.column, problem.value) == (2, 1, "```yaml")
    assert problem.message.endswith("is a fence of Markdown and no YAML. Take out line 2 and line 11")
