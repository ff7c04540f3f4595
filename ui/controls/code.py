"""A run to take away as code."""

import streamlit as st

from engine import Scenario
from exports.code import code, whole_code
from exports.libraries import LIBRARIES
from plots.labels import labels

_TARGETS = {"numpy": "NumPy"} | LIBRARIES


@st.dialog("Code that reproduces the path", width="large")
def code_dialog(scenario: Scenario, index: int | None = None) -> None:
    """Show run `index` as a script, or with None all runs."""
    if index is None:
        st.caption(
            "All runs in plain NumPy. Each run's own button also has PyTorch, Keras and Optax."
        )
        script, name = whole_code(scenario), "descent.py"
    else:
        target = st.segmented_control(
            "Library",
            list(_TARGETS),
            default="numpy",
            format_func=_TARGETS.__getitem__,
            required=True,
        )
        script = code(scenario, index, target or "numpy")
        name = f"{scenario.runs[index].key}_{target}.py"
        st.caption(labels(scenario)[index])
    st.download_button("Download", script, name, "text/x-python", icon=":material/download:")
    st.code(script, language="python", height=420)
