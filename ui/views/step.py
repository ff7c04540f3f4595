"""Step: what one step of one run is made of, in numbers, arrows and charts."""

import streamlit as st

from plots.view import StepView
from ui.controls.cloud import gradients
from ui.controls.inside import charts, choice_of_run, everything, step_of
from ui.controls.player import numbers
from ui.controls.sidebar import sidebar
from ui.controls.state import scenario, view


def page() -> None:
    """Look into a step: the rule with its numbers, the arrows, every quantity over time."""
    try:
        slot = choice_of_run(scenario(), view(StepView))
        left, right = st.columns([1.36, 1], gap="medium")
        with left:
            path = step_of(scenario(), slot, view(StepView))
            charts(path)
        with right:
            numbers()
            everything(path)
        gradients(path, view(StepView).step)
    finally:
        sidebar()  # last: the browser draws while it is made
