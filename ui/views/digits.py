"""Digits: a race on handwritten digits. URL → settings → race → curves, table, mistakes."""

import streamlit as st

from ui.controls.digits import Settings, buttons, go_on, is_on, race, settings, sidebar
from ui.controls.progress import in_turn
from ui.controls.race_results import curves, entries, gallery, legend, remarks, table

_EVERY = 0.1  # seconds between two slices of a race


def page() -> None:
    """Train a network with every optimizer, from the same weights, on the same batches."""
    sidebar()
    now = settings()
    with st.container(gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            legend(entries(now))
            buttons(now)
        if is_on(now):
            st.fragment(_live, run_every=_EVERY)(now)
        else:
            with st.container():  # as a fragment has: the figures stay where they are
                st.markdown(remarks(now))
                _results(now)


def _live(now: Settings) -> None:
    """Train a little more, and show where it got."""
    with in_turn():
        said = go_on(now)
        st.progress(race(now).part, said)
        _results(now)


def _results(now: Settings) -> None:
    racing = entries(now)
    curves(racing, race(now))
    left, right = st.columns([1.05, 1])
    with left:
        table(racing, race(now))
    with right:
        gallery(racing, race(now))
