"""What the demo answers to an edit."""

import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from schedulers.config import ConfigError, load_config
from schedulers.curve.simulate import simulate
from schedulers.curve.words import summary
from schedulers.demo import showing
from schedulers.demo.sessions import Sessions
from schedulers.demo.stepping import stepped
from schedulers.schedules.own_layout import LAYOUT

DEBOUNCE = 0.15
"""The seconds to wait after an edit before computing. A further edit in that time replaces it."""

Shown = tuple[Any, ...]


def answers(written: str, edited: float, key: str, sessions: Sessions) -> Iterator[Shown]:
    """Yield status, chart, messages, download and table for a text, repeatedly while torch steps.

    The answers end as soon as there is a newer text.
    """
    session = sessions[key]
    session.edited = max(session.edited, edited)
    time.sleep(DEBOUNCE)
    if session.edited != edited:
        return
    try:
        config = load_config(written, **LAYOUT.examples)
    except ConfigError as error:
        count = len(error.problems)
        before = session.config and session.curve and showing.chart(session.config, session.curve.lr, stale=True)
        state = f"{count} problem{'s' if count > 1 else ''}: nothing to simulate yet."
        yield state, before or "", showing.problem_list(error.problems), "", ""
        return
    curve = simulate(config)
    notes = showing.note_list(config, curve.notes)
    for lr in stepped(config):
        if session.edited != edited:
            return
        if len(lr) < config.length:
            state = f"torch has stepped {len(lr):,} of {config.clock.count(config.length)}."
            yield state, showing.chart(config, lr), notes, "", ""
    session.config, session.curve = config, replace(curve, lr=lr)
    yield (
        summary(session.curve),
        showing.chart(config, lr),
        notes,
        showing.download(key),
        showing.table(session.curve),
    )
