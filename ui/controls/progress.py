"""How far long work is: a bar that appears when a person has waited for a while.

Work behind a cache is given `tell`; the bar is whose turn it is. Where a person has changed
something in the meantime, Streamlit ends the run at the bar, and with it the work.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import streamlit as st

from engine.sweep import Progress

_SOON = 0.5  # seconds that nobody minds

_bar: ContextVar[Progress | None] = ContextVar("bar", default=None)


def tell(share: float) -> None:
    """Say which share of the work is done."""
    bar = _bar.get()
    if bar is not None:
        bar(share)


@contextmanager
def told(what: str) -> Iterator[None]:
    """Show the share that is done of what happens inside."""
    place, began = st.empty(), time.monotonic()

    def show(share: float) -> None:
        if time.monotonic() - began > _SOON:
            place.progress(share, what)

    token = _bar.set(show)
    try:
        yield
    finally:
        _bar.reset(token)
    place.empty()
