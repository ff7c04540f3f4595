"""How much work one request may ask for, so that nobody keeps a whole class waiting."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_EARLY = 0.1  # of the limit: before that nobody can tell how long all will take

_began: ContextVar[float] = ContextVar("began", default=0.0)
_limit: ContextVar[float] = ContextVar("limit", default=float("inf"))


class TooMuchWork(Exception):
    """The work would take, or has taken, longer than `at_most` allows."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Allow the work in this block so many seconds of this thread's own processor time.

    Time, for what a step costs depends on rule, surface, examples and lanes; the thread's own, for
    the time of others' work is not this request's fault.
    """
    began, limit = _began.set(time.thread_time()), _limit.set(seconds)
    try:
        yield
    finally:
        _began.reset(began)
        _limit.reset(limit)


def go_on() -> None:
    """Raises TooMuchWork where the time is over."""
    if time.thread_time() - _began.get() > _limit.get():
        raise TooMuchWork


def foresee(share: float, since: float) -> None:
    """Raises TooMuchWork where what has taken this thread since `since` will not end in time.

    Args:
        share: the part of it that is done.
        since: `time.thread_time()` when it began.
    """
    taken, limit = time.thread_time() - since, _limit.get()
    if taken > _EARLY * limit and taken > share * limit:
        raise TooMuchWork
