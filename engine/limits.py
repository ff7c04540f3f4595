"""How much work one request may ask for, so that nobody keeps a whole class waiting."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import numpy as np

from engine.turns import hand_on

_EARLY = 0.1  # of the limit: before that nobody can tell how long all will take

#: When the work began, by the clock on the wall and by the thread's own, and how long it may take.
_allowed: ContextVar[tuple[float, float, float]] = ContextVar("allowed", default=(0.0, 0.0, np.inf))


class TooMuchWorkError(Exception):
    """The work would take, or has taken, longer than `at_most` allows."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Allow the work in this block so many seconds of this thread's own processor time.

    Time, for what a step costs depends on rule, surface, examples and lanes; the thread's own, for
    the time of others' work is not this request's fault.
    """
    before = _allowed.set((time.perf_counter(), time.thread_time(), seconds))
    try:
        yield
    finally:
        _allowed.reset(before)


def go_on() -> None:
    """Let others have their turn. Raises TooMuchWorkError where the time is over."""
    hand_on()
    wall, own, limit = _allowed.get()
    # The wall's clock is cheap to read, and a thread never works for longer than it shows.
    if time.perf_counter() - wall > limit and time.thread_time() - own > limit:
        raise TooMuchWorkError


def foresee(share: float, since: float) -> None:
    """Raises TooMuchWorkError where what has taken this thread since `since` will not end in time.

    Args:
        share: the part of it that is done.
        since: `time.thread_time()` when it began.
    """
    taken, limit = time.thread_time() - since, _allowed.get()[2]
    if taken > _EARLY * limit and taken > share * limit:
        raise TooMuchWorkError
