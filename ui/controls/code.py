"""A run to take away as code."""

import streamlit as st

from engine import Scenario
from exports.code import code, whole_code
from exports.libraries import LIBRARIES
from languages import _
from plots.labels import labels

_TARGETS = {"numpy": "NumPy"} | LIBRARIES


def code_dialog(scenario: Scenario, index: int | None = None) -> None:
    """Show run `index` as a script, or with None all runs."""
    dialog = st.dialog(_("Code that reproduces the path"), width="large")
    dialog(_code)(scenario, index)


def _code(scenario: Scenario, index: int | None) -> None:
    if index is None:
        st.caption(
            _("All runs in plain NumPy. Each run's own button also has PyTorch, Keras and Optax.")
        )
        script, name = whole_code(scenario), "descent.py"
    else:
        target = st.segmented_control(
            _("Library"),
            list(_TARGETS),
            default="numpy",
            format_func=_TARGETS.__getitem__,
            required=True,
        )
        script = code(scenario, index, target or "numpy")
        name = f"{scenario.runs[index].key}_{target}.py"
        st.caption(labels(scenario)[index])
    st.download_button(_("Download"), script, name, "text/x-python", icon=":material/download:")
    st.code(script, language="python", height=420)
