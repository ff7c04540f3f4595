"""Maps: one run over two of its settings, or from every start."""

import streamlit as st

from plots.view import MapsView
from ui.controls import basin_map, settings_map
from ui.controls.maps import choices
from ui.controls.sidebar import sidebar
from ui.controls.state import scenario, view


def page() -> None:
    """See at a glance which settings work, and which start leads where."""
    sidebar()
    shown = basin_map if view(MapsView).kind == "basins" else settings_map
    with st.container(gap="xsmall"):
        choices()
        if shown is settings_map and scenario().surface.build().infimum is None:
            st.info("This surface has no bottom, so no setting is the best. Choose another.")
            return
        found = shown.mapped()
        left, right = st.columns([2.3, 1])
        with left:
            shown.drawn(found)
        with right:
            shown.remarks(found)
