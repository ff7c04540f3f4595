"""Explore: the main page. URL → scenario → trajectories → player, table and loss curve."""

import streamlit as st

from plots.view import View
from ui.controls.player import curve, player
from ui.controls.results import explanations, table
from ui.controls.sidebar import pick_start, sidebar
from ui.controls.state import scenario, view
from ui.controls.viewing import legend


def page() -> None:
    """Pick a surface, compare optimizers, watch their paths."""
    with st.container(gap="xsmall"):
        legend(scenario())
        try:
            found = player(scenario(), view(View), pick_start)
        finally:
            sidebar()  # after the player: the browser draws while the rest is still made
        left, right = st.columns([1.25, 1])
        with left:
            table(scenario(), found)
            st.markdown("  \n".join(explanations(scenario(), found)))
        with right:
            curve()
