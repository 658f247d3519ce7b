"""A configuration is plain data: it is pickled, copied, hashed and sent elsewhere, whatever its numbers came in."""

import copy
import dataclasses
import io
import json
import multiprocessing
import pickle
from array import array
from collections import deque
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import torch
from omegaconf import OmegaConf

from schedulers import MultiStepLR, TrainingConfig, load_config, simulate
from schedulers.registry import SCHEDULERS
from schedulers.writing.example import config_yaml, example_config, example_fields
from tests.schedulers.training import optimizer

DOCUMENT = """training:
  epochs: 100
  scheduler: {name: multi_step, milestones: [30, 80], gamma: 0.1}
"""


def read() -> TrainingConfig:
    """A configuration with everything that one can have: assumptions, and places in a document."""
    return load_config(DOCUMENT, lr=0.1)


def saved_by_torch(config: TrainingConfig) -> Any:
    file = io.BytesIO()
    torch.save(config, file)
    file.seek(0)
    return torch.load(file, weights_only=False)


AGAIN: dict[str, Callable[[TrainingConfig], Any]] = {
    "pickle": lambda config: pickle.loads(pickle.dumps(config)),  # noqa: S301
    "the oldest pickle": lambda config: pickle.loads(pickle.dumps(config, protocol=0)),  # noqa: S301
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "torch.save": saved_by_torch,
    "replace": dataclasses.replace,
    "asdict": lambda config: TrainingConfig(**dataclasses.asdict(config)),
}


@pytest.mark.parametrize("again", AGAIN)
def test_it_is_the_same_again(again: str) -> None:
    """However it is copied, the copy is equal, has the same hash, gives the same curve and can't be changed either."""
    config = read()
    copied = AGAIN[again](config)
    assert (copied, hash(copied), copied.assumed) == (config, hash(config), ("training.optimizer.lr",))
    assert simulate(copied).lr.tolist() == simulate(config).lr.tolist()
    with pytest.raises(TypeError):
        copied.fields["gamma"] = 1


def test_it_reaches_another_process() -> None:
    """A process that is spawned gets it as an argument and gives it back."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.map(copy.copy, [read()]) == [read()]


def test_it_is_a_key() -> None:
    """Equal configurations are one key, and others are others."""
    configs = [example_config(name, epochs=epochs) for name in SCHEDULERS for epochs in (9, 10) for _ in range(2)]
    assert len(dict.fromkeys(configs)) == 2 * len(SCHEDULERS)


def test_as_json_it_says_everything() -> None:
    """What `dataclasses.asdict` gives can be written down, and read again."""
    written = json.loads(json.dumps(dataclasses.asdict(example_config("multi_step"))))
    assert TrainingConfig(**{**written, "assumed": tuple(written["assumed"])}) == example_config("multi_step")


SEQUENCES = {
    "list": [30, 80],
    "tuple": (30, 80),
    "range": range(30, 81, 50),
    "deque": deque([30, 80]),
    "array": array("q", [30, 80]),
    "OmegaConf": OmegaConf.create({"m": [30, 80]}).m,
    "NumPy's ints": [np.int64(30), np.int32(80)],
    "NumPy": np.array([30, 80]),
    "torch.Size": torch.Size([30, 80]),
}


@pytest.mark.parametrize("given", SEQUENCES)
def test_milestones_are_any_sequence_of_ints(given: str) -> None:
    """Whatever holds them, class and configuration take them, keep them as a list of int, and mean the same."""
    milestones: Any = SEQUENCES[given]
    scheduler = MultiStepLR(optimizer(0.1), epochs=100, milestones=milestones, gamma=0.1)
    config = TrainingConfig("multi_step", epochs=100, lr=0.1, fields={"milestones": milestones, "gamma": 0.1})
    for kept in (scheduler.milestones, config.fields["milestones"]):
        assert (kept, type(kept), {type(item) for item in kept}) == ([30, 80], list, {int})
    assert config == example_config("multi_step")
    assert config_yaml(config) == config_yaml(example_config("multi_step"))
    file = io.BytesIO()
    torch.save(scheduler.state_dict(), file)
    file.seek(0)
    assert torch.load(file, weights_only=True)["milestones"] == [30, 80]


NO_SEQUENCES = {
    "text": "38",
    "bytes": b"\x1e\x50",
    "set": {30, 80},
    "mapping": {30: 1, 80: 1},
    "iterator": iter([30, 80]),
    "table": np.array([[30, 80]]),
    "number": np.array(30),
    "floats": np.array([30.0, 80.0]),
    "truth values": [True, False],
    "OmegaConf's texts": OmegaConf.create({"m": ["30", "80"]}).m,
    "None": None,
}


@pytest.mark.parametrize("given", NO_SEQUENCES)
def test_what_is_no_sequence_of_ints_is_refused(given: str) -> None:
    """It is said what is needed and what was given, by class and configuration alike."""
    milestones: Any = NO_SEQUENCES[given]
    with pytest.raises(ValueError, match=r"milestones must be a list of int .* got ") as of_class:
        MultiStepLR(optimizer(0.1), epochs=100, milestones=milestones, gamma=0.1)
    with pytest.raises(ValueError, match="milestones must be a list of int") as of_config:
        TrainingConfig("multi_step", epochs=100, lr=0.1, fields={"milestones": milestones, "gamma": 0.1})
    assert str(of_config.value) == str(of_class.value)


def test_numbers_of_numpy_are_kept_as_pythons() -> None:
    """So that a state with them is loaded without trust, and a document is written of them."""
    kinds: Any = {int: np.int64, float: np.float32}
    fields = {name: kinds[type(value)](value) for name, value in example_fields("poly").items()}
    config: Any = TrainingConfig("poly", epochs=kinds[int](90), lr=np.float64(0.1), fields=fields)
    assert {type(value) for value in (config.lr, config.epochs, *config.fields.values())} == {int, float}
    assert load_config(config_yaml(config)) == config
