"""The row above the plots: who is who, and how to look at it."""

from dataclasses import replace
from functools import partial

import streamlit as st

from engine import Scenario
from languages import N_, _
from parameters import Value, parameters
from plots.labels import labels
from plots.view import View
from ui.controls.bound import bound
from ui.controls.runs import chip
from ui.controls.sharing import share
from ui.controls.state import hold, put, view

_WORDS = {
    "layout": (
        N_("Layout"),
        {"linked": N_("Surface and contour"), "panes": N_("One surface a run")},
    ),
    "frame": (
        N_("Frame"),
        {"surface": N_("The surface's window"), "paths": N_("All of the paths")},
    ),
    "nesterov": (
        N_("Nesterov"),
        {"iterates": N_("Points W"), "look-ahead": N_("Look-ahead W + αv")},
    ),
    "height": (N_("Height"), {"auto": N_("Auto"), "loss": N_("Loss"), "log": N_("Log")}),
    "curve": (N_("Loss axis"), {"log": N_("Log"), "linear": N_("Linear")}),
    "against": (
        N_("Loss against"),
        {
            "step": N_("Steps"),
            "evaluations": N_("Gradient evaluations"),
            "epochs": N_("Epochs"),
            "examples": N_("Examples seen"),
        },
    ),
    "seeds": (N_("Seeds"), {"1": N_("One"), "20": "20", "100": "100"}),
}


def who(scenario: Scenario) -> str:
    """The runs with their marks, and the noise if there is any, in a line of Markdown."""
    names = [f"{chip(i)} {name}" for i, name in enumerate(labels(scenario))]
    noise = _("gradient noise σ = {deviation:g}").format(deviation=scenario.noise)
    return " &ensp; ".join(names + [f":gray[{noise}]"] * (scenario.noise > 0))


def legend(scenario: Scenario) -> None:
    """The runs with their marks, and the menus View and Share."""
    with st.container(horizontal=True, vertical_alignment="center", key="legend"):
        st.markdown(who(scenario), width="stretch")
        menu = st.popover(
            _("View"), icon=":material/tune:", width="content", key="view menu", on_change=hold
        )
        share(scenario, view(View))
    if menu.open:
        with menu:
            for name, declared in parameters(View).items():
                label, words = _WORDS[name]
                _choice(name, _(label), words, _(declared.meaning))


def _choice(name: str, label: str, words: dict[str, str], meaning: str) -> None:
    st.radio(
        label,
        list(words),
        format_func=lambda word: _(words[word]),
        help=meaning,
        horizontal=True,
        **bound(f"view.{name}", getattr(view(View), name), partial(_set, name), words),
    )


def _set(name: str, value: Value) -> None:
    put(replace(view(View), **{name: value}))  # type: ignore[arg-type]
