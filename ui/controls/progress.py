"""How far long work is: a bar that appears when a person has waited for a while.

Work behind a cache is given `tell`; the bar is whose turn it is. Where a person has changed
something in the meantime, Streamlit ends the run at the bar, and with it the work. What asks for
more than its share of the server is refused, early where that can be foreseen.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import streamlit as st

from engine.limits import TooMuchWorkError, at_most, foresee
from engine.sweep import Progress
from engine.turns import Turns
from languages import _
from ui.controls.state import scenario

_SOON = 0.5  # seconds that nobody minds
_MOST = 20.0  # seconds of the processor for one page: the slowest map of the app's own takes 12

#: What runs of the script, and the slices of a race, wait for: a process does one after the other.
in_turn = Turns().turn

_bar: ContextVar[Progress | None] = ContextVar("bar", default=None)


def tell(share: float) -> None:
    """Say which share of the work is done."""
    bar = _bar.get()
    if bar is not None:
        bar(share)


@contextmanager
def told(what: str) -> Iterator[None]:
    """Show the share that is done of what happens inside."""
    place, began, worked = st.empty(), time.monotonic(), time.thread_time()

    def show(share: float) -> None:
        foresee(share, worked)
        if time.monotonic() - began > _SOON:
            place.progress(share, what)

    token = _bar.set(show)
    try:
        yield
    finally:
        _bar.reset(token)
    place.empty()


@contextmanager
def fairly() -> Iterator[None]:
    """Do what is inside, but no more than is fair to others; say so where it would be more."""
    try:
        with at_most(_MOST):
            yield
    except TooMuchWorkError:
        st.warning(
            _(
                "This asks for more than {seconds:g} seconds of the server's work, and others are"
                " waiting for it too: {runs} × {steps:,} steps, from every start, at every setting,"
                " over every example and seed. With fewer of any of them it can be done."
            ).format(seconds=_MOST, runs=len(scenario().runs), steps=scenario().steps),
            icon=":material/hourglass_disabled:",
        )
