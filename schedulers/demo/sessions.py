"""What each open page shows, so that newer text supersedes older, and its curve can be downloaded."""

from collections import OrderedDict
from dataclasses import dataclass

from schedulers.config import TrainingConfig
from schedulers.curve.simulate import Curve

MOST = 16
"""Pages that are remembered; a curve of a million epochs takes 20 MB."""


@dataclass
class Session:
    """An open page.

    Attributes:
        edited: When the text that is being computed was written, on the page's own clock.
        config: The configuration whose curve is shown; ``None`` before the first.
        curve: That curve, with the rates that torch used.
    """

    edited: float = 0.0
    config: TrainingConfig | None = None
    curve: Curve | None = None


class Sessions:
    """The pages that were used last, by the key that Gradio gives them."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, Session] = OrderedDict()

    def __getitem__(self, key: str) -> Session:
        """The session of a page, a new one where there was none; the one that was not used for longest is forgotten.

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
