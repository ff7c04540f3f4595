"""Averages: a stream of gradients, and what AdaGrad, RMSProp and Adam keep of it."""

import streamlit as st

from languages import _
from plots.averages import coefficients, first_moment, second_moment
from plots.memory import memories
from plots.remarks import on_coefficients, on_first_moment, on_memories, on_second_moment
from plots.view import AveragesView
from ui.controls.averages import averages, panel, sidebar
from ui.controls.state import view


def page() -> None:
    """Why AdaGrad dies out, what Adam corrects, how long an average remembers."""
    sidebar()
    found = averages()
    if found is None:
        st.info(_("The run ended at its start: it has no gradients."))
        return
    left, right = st.columns(2)
    with left:
        drawn = coefficients(found, view(AveragesView).axis)
        panel(
            "coefficients",
            _("What the learning rate is multiplied by"),
            drawn,
            on_coefficients(found),
        )
    with right:
        panel("m", _("The gradients g, and Adam's m"), first_moment(found), on_first_moment(found))
    left, right = st.columns(2)
    with left:
        panel("memories", _("How long an average remembers"), memories(found), on_memories(found))
    with right:
        panel("v", _("Adam's v, the average of g²"), second_moment(found), on_second_moment(found))
