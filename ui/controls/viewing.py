"""The row above the plots: who is who, and how to look at it."""

from dataclasses import replace
from functools import partial

import streamlit as st

from engine import Scenario
from parameters import Value, parameters
from plots.labels import labels
from plots.view import View
from ui.controls.bound import bound
from ui.controls.runs import chip
from ui.controls.sharing import share
from ui.controls.state import hold, put, view

_WORDS = {
    "layout": ("Layout", {"linked": "Surface and contour", "panes": "One surface a run"}),
    "frame": ("Frame", {"surface": "The surface's window", "paths": "All of the paths"}),
    "nesterov": ("Nesterov", {"iterates": "Points W", "look-ahead": "Look-ahead W + αv"}),
    "height": ("Height", {"auto": "Auto", "loss": "Loss", "log": "Log"}),
    "curve": ("Loss axis", {"log": "Log", "linear": "Linear"}),
    "against": (
        "Loss against",
        {
            "step": "Steps",
            "evaluations": "Gradient evaluations",
            "epochs": "Epochs",
            "examples": "Examples seen",
        },
    ),
    "seeds": ("Seeds", {"1": "One", "20": "20", "100": "100"}),
}


def who(scenario: Scenario) -> str:
    """The runs with their marks, and the noise if there is any, in a line of Markdown."""
    names = [f"{chip(i)} {name}" for i, name in enumerate(labels(scenario))]
    noise = [f":gray[gradient noise σ = {scenario.noise:g}]"] if scenario.noise else []
    return " &ensp; ".join(names + noise)


def legend(scenario: Scenario) -> None:
    """The runs with their marks, and the menus View and Share."""
    with st.container(horizontal=True, vertical_alignment="center", key="legend"):
        st.markdown(who(scenario), width="stretch")
        menu = st.popover(
            "View", icon=":material/tune:", width="content", key="view menu", on_change=hold
        )
        share(scenario, view(View))
    if menu.open:
        with menu:
            for name, declared in parameters(View).items():
                label, words = _WORDS[name]
                _choice(name, label, words, declared.meaning)


def _choice(name: str, label: str, words: dict[str, str], meaning: str) -> None:
    st.radio(
        label,
        list(words),
        format_func=lambda word: words[word],
        help=meaning,
        horizontal=True,
        **bound(f"view.{name}", getattr(view(View), name), partial(_set, name)),
    )


def _set(name: str, value: Value) -> None:
    put(replace(view(View), **{name: value}))  # type: ignore[arg-type]
