"""What the demo answers to an edit."""

import pytest

from schedulers.demo.answering import answers
from schedulers.demo.sessions import Sessions
from tests.schedulers.documents import step


@pytest.mark.slow
def test_a_text_that_was_overtaken_is_not_answered() -> None:
    """Of a request that arrives after the one with a newer text nothing is heard, and the newer curve stays."""
    sessions = Sessions()
    *_, last = answers(step(epochs="7"), 2.0, "page", sessions)
    assert last[0].startswith("7 epochs: ")
    for older in (step(epochs="5"), step(epochs="0")):
        assert list(answers(older, 1.0, "page", sessions)) == []
    curve = sessions["page"].curve
    assert curve is not None
    assert len(curve.lr) == 7
