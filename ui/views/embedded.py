"""Explore with `embed=true`: the plots alone, for slides and for pages of a course."""

import streamlit as st

from languages import _
from plots.view import View
from ui.controls.player import player
from ui.controls.sharing import link
from ui.controls.sidebar import pick_start
from ui.controls.state import scenario, view
from ui.controls.viewing import who


def page() -> None:
    """Plots and playback, as large as the frame, and a way to the whole page."""
    address, whole = link(scenario(), view(View)), _("Open in Descent")
    with st.container(gap=None):
        with st.container(horizontal=True, vertical_alignment="center", key="embedded"):
            st.markdown(who(scenario()), width="stretch")
            st.markdown(f":small[[{whole}]({address})]", width="content")
        player(scenario(), view(View), pick_start, height="fill")
