"""The three example projects, and the rates that were measured from the library of each."""

import json
import sys
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml

from schedulers import Registry
from tests.support.budget import has_time_for_all

EXAMPLES = Path(__file__).parents[2] / "examples"
MEASURED = Path(__file__).parent / "foreign"
FAMILIES = {"torch": "pytorch", "timm": "timm", "transformers": "transformers"}
"""The folder of each library's example."""
PUBLISHED = FAMILIES if has_time_for_all() else {"transformers": FAMILIES["transformers"]}
"""The examples whose sites are built: once a week all, otherwise the one that counts steps."""


@dataclass(frozen=True)
class Measured:
    """A curve that a library gave.

    Attributes:
        library: The library.
        scheduler: What the library calls the scheduler.
        lr: The base rate.
        arguments: What the scheduler was built with.
        rates: The rate of each epoch or step.
    """

    library: str
    scheduler: str
    lr: float
    arguments: dict[str, Any]
    rates: list[float]

    @property
    def document(self) -> str:
        """The configuration as users of the library write it."""
        return yaml.safe_dump(_WRITERS[self.library](self), sort_keys=False)


def folder(library: str) -> Path:
    """The folder of a library's example project."""
    return EXAMPLES / FAMILIES[library]


def option(library: str) -> str:
    """What names its registry to the command and to the plugins."""
    return f"{FAMILIES[library]}_schedules:REGISTRY"


@cache
def registry(library: str) -> Registry:
    """Its registry."""
    module, _, name = option(library).partition(":")
    sys.path.insert(0, str(folder(library)))
    try:
        found: Registry = getattr(import_module(module), name)
    finally:
        sys.path.remove(str(folder(library)))
    return found


def measured(library: str) -> list[Measured]:
    """Every curve that was measured from a library."""
    found = json.loads((MEASURED / f"{library}.json").read_text(encoding="utf-8"))
    return [Measured(**{key: each[key] for key in Measured.__dataclass_fields__}) for each in found]


def _of_lightning(curve: Measured) -> dict[str, Any]:
    return {
        "trainer": {"max_epochs": len(curve.rates)},
        "optimizer": {"class_path": "torch.optim.SGD", "init_args": {"lr": curve.lr}},
        "lr_scheduler": {
            "class_path": f"torch.optim.lr_scheduler.{curve.scheduler}",
            "init_args": curve.arguments,
        },
    }


def _of_timm(curve: Measured) -> dict[str, Any]:
    keys = {
        "num_epochs": "epochs",
        **{key: f"lr_{key}" for key in ("cycle_mul", "cycle_decay", "cycle_limit", "k_decay")},
    }
    return {
        "model": "resnet50",
        "lr": curve.lr,
        **{keys.get(key, key): value for key, value in curve.arguments.items()},
    }


def _of_transformers(curve: Measured) -> dict[str, Any]:
    fields = dict(curve.arguments)
    steps = {"warmup_steps": fields.pop("num_warmup_steps"), "max_steps": fields.pop("num_training_steps")}
    kwargs = {"lr_scheduler_kwargs": fields} if fields else {}
    return {"learning_rate": curve.lr, "lr_scheduler_type": curve.scheduler, **steps, **kwargs}


_WRITERS = {"torch": _of_lightning, "timm": _of_timm, "transformers": _of_transformers}
