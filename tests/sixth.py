"""A sixth scheduler, for the tests that prove what it takes to add one: a class, a mirror, a line of registration."""

import shutil
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "schedulers"

CLASS = '''
from schedulers.base import Optimizer, Scheduler
from schedulers.fields import Epochs, DecayFactor


class ExponentialLR(Scheduler):
    """Multiplies the rate by a constant factor after every epoch.

    The rate ``lr`` used during epoch ``e`` is

        lr = base * gamma ** e

    Follows ``torch.optim.lr_scheduler.ExponentialLR``, and gives the same rates.
    """

    name = "exponential"
    follows = "ExponentialLR"

    def __init__(self, optimizer: Optimizer, *, epochs: Epochs, gamma: DecayFactor, last_epoch: int = -1) -> None:
        self.epochs = epochs
        self.gamma = gamma
        super().__init__(optimizer, last_epoch)

    def rate(self, epoch: int, base: float) -> float:
        return base * self.gamma**epoch
'''

MIRROR = """

def exponential(epoch: EpochArray, *, base: float, epochs: int, gamma: float) -> RateArray:
    return base * gamma**epoch.astype(np.float64)
"""

REGISTRATION = """
from schedulers.exponential import ExponentialLR

register(ExponentialLR, _mirror.exponential)
"""


def package_with_a_sixth(directory: Path) -> Path:
    """Copy the package ``schedulers`` into ``directory``, with a sixth scheduler added; the folder to import from."""
    package = directory / "schedulers"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    (package / "exponential.py").write_text(CLASS, encoding="utf-8")
    for name, addition in (("mirror.py", MIRROR), ("__init__.py", REGISTRATION)):
        with (package / name).open("a", encoding="utf-8") as file:
            file.write(addition)
    return directory
