"""Compare: which learning rate suits each run, and which run is best at its own."""

import streamlit as st

from languages import _
from ui.controls.compare import compared, curves, legend, settings
from ui.controls.component import dressed
from ui.controls.ranking import conditions, table, verdict
from ui.controls.sidebar import sidebar
from ui.controls.state import scenario


def page() -> None:
    """Tune every run at the same cost, then compare."""
    sidebar()
    surface = scenario().surface.build()
    if surface.infimum is None:
        why = _("{reason}: who falls faster is not better. Choose another.")
        st.info(why.format(reason=_(surface.no_infimum).capitalize()))
        dressed()
        return
    with st.container(gap="xsmall"):
        settings()
        found = compared()
        legend(found)
        curves(found)
        left, right = st.columns([3, 1])
        with left:
            table(found)
        with right:
            verdict(found)
        st.caption(conditions())
