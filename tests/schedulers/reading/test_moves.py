"""What a document keeps in another place is found there, and one message says the whole move."""

import pytest
import yaml

from schedulers import REGISTRY, SCHEDULERS, ConfigError, load_config, simulate
from schedulers.reading.reader import read_paths
from schedulers.schedules.own_names import TRAINER
from schedulers.writing.example import example_fields
from tests.schedulers.documents import problems, step
from tests.schedulers.valid import EXAMPLES

STEP = {"name": "step", **example_fields("step")}
"""The section of a scheduler."""


def written(document: object) -> str:
    return yaml.safe_dump(document, sort_keys=False)


MOVED = {
    "scheduler beside training": (
        {"training": {"epochs": 9, "optimizer": {"lr": 1}}, "scheduler": STEP},
        "scheduler stands beside training. Put scheduler below training, and indent what it holds with it",
    ),
    "optimizer beside training": (
        {"training": {"epochs": 9, "scheduler": STEP}, "optimizer": {"lr": 1}},
        "optimizer stands beside training. Put optimizer below training, and indent what it holds with it",
    ),
    "epochs beside training": (
        {"epochs": 9, "training": {"optimizer": {"lr": 1}, "scheduler": STEP}},
        "epochs stands beside training. Put epochs below training",
    ),
    "both beside training": (
        {"training": {"epochs": 9}, "optimizer": {"lr": 1}, "scheduler": STEP},
        "optimizer and scheduler are not read where they stand. Put optimizer and scheduler below training, "
        "and indent what they hold with them",
    ),
    "no training": (
        {"epochs": 9, "optimizer": {"lr": 1}, "scheduler": STEP},
        "epochs, optimizer and scheduler are not read where they stand. Put epochs, optimizer and scheduler below "
        "training, and indent what they hold with them",
    ),
    "the rate below training": (
        {"training": {"epochs": 9, "lr": 1, "scheduler": STEP}},
        "training.lr stands beside training.optimizer. Put lr below training.optimizer",
    ),
    "the rate below training, under another name": (
        {"training": {"epochs": 9, "learning_rate": 1, "optimizer": {"name": "sgd"}, "scheduler": STEP}},
        "training.learning_rate stands beside training.optimizer. Put learning_rate (as lr) below "
        "training.optimizer",
    ),
    "the rate below the scheduler": (
        {"training": {"epochs": 9, "scheduler": {**STEP, "base_lr": 1}}},
        "training.scheduler.base_lr is not read where it stands. Put base_lr (as lr) below "
        "training.optimizer",
    ),
    "the epochs below the scheduler": (
        {"training": {"optimizer": {"lr": 1}, "scheduler": {**STEP, "num_epochs": 9}}},
        "training.scheduler.num_epochs is not read where it stands. Put num_epochs (as epochs) below "
        "training",
    ),
    "the epochs below the optimizer": (
        {"training": {"optimizer": {"lr": 1, "epochs": 9}, "scheduler": STEP}},
        "training.optimizer.epochs is not read where it stands. Put epochs below training",
    ),
    "the rate one level deeper": (
        {"training": {"epochs": 9, "optimizer": {"name": "sgd", "params": {"lr": 1}}, "scheduler": STEP}},
        "training.optimizer.params.lr is not read where it stands. Put lr below training.optimizer",
    ),
    "the scheduler below the optimizer": (
        {"training": {"epochs": 9, "optimizer": {"lr": 1, "scheduler": STEP}}},
        "training.optimizer.scheduler is not read where it stands. Put scheduler below training, "
        "and indent what it holds with it",
    ),
    "fields beside their scheduler": (
        {"training": {"epochs": 9, "optimizer": {"lr": 1}, "scheduler": {"name": "step", "gamma": 0.1},
                      "iters_per_phase": 3, "end_epoch": 9}},
        "training.iters_per_phase and training.end_epoch are not read where they stand. "
        "Put iters_per_phase and end_epoch below training.scheduler",
    ),
    "fields one level deeper": (
        {"training": {"epochs": 9, "optimizer": {"lr": 1}, "scheduler": {"name": "StepLR", "kwargs": {
            "gamma": 0.1, "step_size": 3, "end_epoch": 9}}}},
        None,
    ),
    "single values in place of sections": (
        {"training": {"epochs": 9, "optimizer": "sgd", "lr": 1, "scheduler": "step", **example_fields("step")}},
        "training.optimizer, training.lr, training.scheduler, training.iters_per_phase and 2 more are not read where "
        "they stand. Put sgd (as name) and lr below training.optimizer. Put step (as name), iters_per_phase, gamma and "
        "end_epoch below training.scheduler",
    ),
    "a flat document": (
        {"epochs": 9, "lr": 1, "scheduler": "step", **example_fields("step")},
        None,
    ),
    "points": (
        {"training.epochs": 9, "training.optimizer.lr": 1,
         **{f"training.scheduler.{key}": value for key, value in STEP.items()}},
        "training.epochs, training.optimizer.lr, training.scheduler.name, training.scheduler.iters_per_phase and 2 "
        "more are keys with points in their names, which do not lead into sections. Put epochs below training. "
        "Put lr below training.optimizer. Put name, iters_per_phase, gamma and end_epoch below training.scheduler",
    ),
    "points within training": (
        {"training": {"epochs": 9, "optimizer.lr": 1, "scheduler": STEP}},
        "optimizer.lr is a key with points in its name, which do not lead into a section. "
        "Put lr below training.optimizer",
    ),
    "points that lead to a section": (
        {"training.scheduler": STEP, "training": {"epochs": 9, "optimizer": {"lr": 1}}},
        "training.scheduler is a key with points in its name, which do not lead into a section. "
        "Put scheduler below training, and indent what it holds with it",
    ),
    "a list of one": (
        {"training": {"epochs": 9, "optimizer": {"lr": 1}, "scheduler": [STEP]}},
        None,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("document", "message"), MOVED.values(), ids=MOVED)
def test_a_move_is_said_at_once(document: object, message: str | None) -> None:
    """However much has to be moved, it is one problem besides those of names, and hides no wrong value."""
    text = written(document)
    found = problems(text)
    assert [one for one in found if "is missing" in one.message] == []
    if message is None:
        assert any("Put" in one.message or "hyphen" in one.message for one in found)
    else:
        assert [one.message for one in found] == [message]
    line = next(number for number, line in enumerate(text.splitlines(), 1) if "gamma: 0.1" in line)
    wrong = problems(text.replace("gamma: 0.1", "gamma: -1"))
    assert [one.line for one in wrong if one.path == "training.scheduler.gamma"] == [line]


@pytest.mark.parametrize("document", [document for document, _ in MOVED.values()], ids=MOVED)
def test_what_is_moved_is_said_although_it_is_assumed(document: object) -> None:
    """With assumptions a move is a problem only where the scheduler is in it; else the notes say it."""
    text = written(document)
    try:
        config = load_config(text, epochs=100, lr=0.5)
    except ConfigError as error:
        said = str(error)
        assert "Put" in said or "hyphen" in said  # most are refused, and not all
        return
    assert config.assumed
    for path in config.assumed:
        [note] = [note for note in simulate(config).notes if note.path == path]
        assert "which is not read" in note.message
    assert (config.epochs, config.lr) != (9, 1)


FLAT = """\
training:
  seed: 1
  opt: adamw
  lr: 6e-5
  momentum: 0.937
  weight_decay: 0.0005
  sched: {sched}
  min_lr: 1e-6
  warmup_bias_lr: 1e-5
  warmup_epochs: 5
  {more}sched_power: 1.0
  epochs: 3
"""


@pytest.mark.parametrize(
    ("name", "more", "missing"),
    [
        ("cosine", "iters_per_phase: 30\n  ", []),
        ("cosine", "", ["iters_per_phase"]),
        ("poly", "", ["end_epoch"]),
        ("cosine_no_sgdr", "iters_per_phase: 30\n  ", ["end_epoch"]),
        ("step", "iters_per_phase: 30\n  ", ["gamma", "end_epoch"]),
    ],
)
def test_the_flat_layout_of_each_scheduler(name: str, more: str, missing: list[str]) -> None:
    """The first versions' layout is one move for each of their schedulers; fields they had not are missing besides."""
    move, *others = sorted(problems(FLAT.format(sched=name, more=more)), key=lambda one: "layout" not in one.message)
    assert move.message.startswith("this is the layout of the trainer's first versions. Put lr, ")
    assert "opt (as name)" in move.message
    assert "Put sched (as name)" in move.message
    assert ("sched_power (as power)" in move.message) is (name == "poly")
    assert ("Leave out" in move.message) is (name != "poly")
    assert [one.path.rpartition(".")[2] for one in others] == missing
    assert all("for example 3, the length of this training" in one.message for one in others if "end" in one.path)


def test_the_whole_move_leads_to_a_document_that_is_read() -> None:
    """Whoever does what the message says has a document that is read."""
    text = """\
training:
  seed: 1
  optimizer:
    lr: 6e-5
    name: adamw
  scheduler:
    name: cosine
    warmup_epochs: 5
    warmup_bias_lr: 1e-5
    min_lr: 1e-6
    iters_per_phase: 30
  epochs: 3
"""
    assert load_config(text).scheduler == "cosine"


@pytest.mark.parametrize("text", EXAMPLES)
def test_a_sound_document_has_no_remarks(text: str) -> None:
    """What is read leaves nothing to be said."""
    assert load_config(text).remarks == ()


def test_what_belongs_to_the_trainer_is_no_near_miss() -> None:
    """Other keys of the trainer are not taken for a scheduler's name or rate."""
    text = "training:\n  ema: {name: constant_decay, decay: 0.9}\n  epochs: 9\n  optimizer: {name: adamw, lr: 1}\n"
    [problem] = problems(text)
    assert problem.path == "training.scheduler"
    assert problem.message == (
        "training.scheduler is missing; a simulation needs training.scheduler.name, one of step, poly, cosine_no_sgdr, "
        "cosine, multi_step, and its fields"
    )


def test_a_rate_under_another_name_in_another_place_is_told() -> None:
    """Where the section is misplaced, too, the remark says the whole way and not the name alone."""
    scheduler = "{name: multi_step, gamma: 1, milestones: [3]}"
    text = f"optimizer: {{learning_rate: 0.2}}\ntraining: {{epochs: 9, scheduler: {scheduler}}}"
    [remark] = load_config(text, lr=0.1).remarks
    assert remark.message == (
        "Line 1 has optimizer.learning_rate: 0.2 instead, which is not read. Write it as training.optimizer.lr."
    )


def test_a_common_word_elsewhere_is_no_field() -> None:
    """The optimizer's ``decay`` is not taken for the scheduler's missing factor; within the scheduler it is."""
    text = step().replace("    gamma: 0.1\n", "").replace("    lr: 0.1\n", "    lr: 0.1\n    decay: 1e-4\n")
    [problem] = problems(text)
    assert problem.message.startswith("training.scheduler.gamma is missing; step needs training.scheduler.gamma")
    inner = problems(step().replace("    gamma: 0.1\n", "    params: {decay: 0.1}\n"))
    assert "Put decay (as gamma) below training.scheduler" in inner[0].message


def test_a_long_move_is_a_sentence_that_can_be_read() -> None:
    """Keys that are written as long as a name may be make no message that nobody reads."""
    long = {f"{'-_' * 30}{key}{'_-' * 9}": 1 for key in ("epochs", "lr", "iters_per_phase", "gamma", "end_epoch")}
    text = written({**long, "training": {"scheduler": "step"}})
    assert all(len(one.message) <= 500 for one in problems(text))
    longer = {f"{'-_' * 30_000}{key}": 1 for key in ("epochs", "lr")}
    assert all(len(one.message) <= 500 for one in problems(written(longer)))


def test_octal_numbers_are_told() -> None:
    """A number that starts with a zero is another one, and the notes say so where it is."""
    config = load_config(step(epochs="0100"))
    assert config.epochs == 64
    [remark] = config.remarks
    assert (remark.path, remark.place.line, remark.place.column) == ("training.epochs", 2, 11)
    assert remark.message == "0100 is 64, because a number that starts with 0 is read to base 8. Write 100 or 64."
    assert remark.message in [note.message for note in simulate(config).notes]
    for same in ("07", "0", "00", "+01", "10", "0x10", "0b11"):
        assert load_config(step(end=same if same.strip("0") else "9", lr=same)).remarks == ()


def test_the_declaration_names_fields_that_there_are() -> None:
    """What is declared is about keys that are read, so that a renamed field does not leave its further names behind."""
    read = {".".join(path) for path in read_paths(REGISTRY)}
    assert set(TRAINER.keys) <= read
    assert set(TRAINER.schedulers) == set(SCHEDULERS)
