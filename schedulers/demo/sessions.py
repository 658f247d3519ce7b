"""Remembers what each open page shows, so that newer text replaces older, and the curve can be downloaded."""

from collections import OrderedDict
from dataclasses import dataclass

from schedulers.config import TrainingConfig
from schedulers.curve.simulate import Curve

MOST = 16
"""The most pages that are remembered. A curve of a million epochs takes 20 MB."""


@dataclass
class Session:
    """An open page.

    Attributes:
        edited: The time at which the current text was written, by the page's clock.
        config: The configuration whose curve is shown, or ``None`` before the first.
        curve: The curve, with the rates that torch used.
    """

    edited: float = 0.0
    config: TrainingConfig | None = None
    curve: Curve | None = None


class Sessions:
    """The sessions of the pages that were used last, by the key that Gradio gives each."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Session] = OrderedDict()

    def __getitem__(self, key: str) -> Session:
        """Return the session of a page, or start one. The session that was unused for longest is forgotten.

        >>> sessions = Sessions()
        >>> first = sessions["first"]
        >>> others = [sessions[str(number)] for number in range(MOST)]
        >>> sessions["1"] is others[1], sessions["first"] is first
        (True, False)
        """
        session = self._known.setdefault(key, Session())
        self._known.move_to_end(key)
        while len(self._known) > MOST:
            self._known.popitem(last=False)
        return session
