"""A document with parameter groups is read, and which of them have a rate of their own is said."""

import pytest

from schedulers import load_config
from tests.schedulers.documents import only_problem, step

GROUPS = {
    "overwrite: [{param_group: backbone, lr: 0.01}]": "gives a parameter group a rate of its own",
    "overwrite:\n      - {param_group: backbone, lr: 0.01}\n      - {param_group: head, lr: 1}": "2 parameter groups",
    "param_groups: {backbone: {lr: 0.01}}": "gives a parameter group a rate of its own",
}


@pytest.mark.parametrize(("entry", "words"), GROUPS.items())
def test_parameter_groups_with_their_own_rates_are_told(entry: str, words: str) -> None:
    """A curve is that of one rate; which groups have another is said."""
    config = load_config(step().replace("    lr: 0.1\n", f"    lr: 0.1\n    {entry}\n"))
    [remark] = config.remarks
    assert remark.path == f"training.optimizer.{entry.partition(':')[0]}"
    assert words in remark.message
    assert "the groups at 0.1" in remark.message


def test_stages_of_training_are_no_groups() -> None:
    """Only the rate is one of parameter groups."""
    assert (
        load_config(step().replace("  optimizer:", "  stages: [{epochs: 3}, {epochs: 4}]\n  optimizer:")).remarks == ()
    )


@pytest.mark.parametrize(
    "entry", ["overwrite: ~", "overwrite: [{param_group: backbone, weight_decay: 0}]", "betas: [0.9]"]
)
def test_groups_without_rates_are_not_told(entry: str) -> None:
    """Groups that only differ in something else are none of the curve's."""
    assert load_config(step().replace("    lr: 0.1\n", f"    lr: 0.1\n    {entry}\n")).remarks == ()


def test_a_list_of_groups_is_told() -> None:
    """Where the optimizer is a list of groups, the message says that a curve is that of one."""
    problem = only_problem(step().replace("    lr: 0.1\n", "    - lr: 0.1\n    - lr: 0.01\n"))
    assert problem.path == "training.optimizer"
    assert problem.message.endswith("A curve is that of one item: keep one, without its hyphen")
