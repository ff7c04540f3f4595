"""Maps: one run over two of its settings or from every start, and all of them side by side."""

import streamlit as st

from languages import _
from plots.view import MapsView
from ui.controls import basin_map, multiples_map, settings_map, shares_map
from ui.controls.component import dressed
from ui.controls.maps import choices
from ui.controls.sidebar import sidebar
from ui.controls.state import scenario, view

_MAPS = {
    "settings": settings_map,
    "optimizers": multiples_map,
    "basins": basin_map,
    "shares": shares_map,
}


def page() -> None:
    """See at a glance which settings work, and which start leads where."""
    sidebar()
    kind = view(MapsView).kind
    with st.container(gap="xsmall"):
        choices()
        if kind in ("settings", "optimizers") and scenario().surface.build().infimum is None:
            st.info(_("This surface has no bottom, so no setting is the best. Choose another."))
            dressed()
            return
        shown = _MAPS[kind]
        found = shown.mapped()
        left, right = (
            st.columns([2.3, 1]) if kind in ("settings", "basins") else (st.container(),) * 2
        )
        with left:
            shown.drawn(found)
        with right:
            shown.remarks(found)
