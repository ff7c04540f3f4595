"""The Averages page: which gradients, which decays, and a figure with what it shows."""

from dataclasses import replace
from functools import partial

import numpy as np
import streamlit as st

from engine import Scenario
from engine.streams import SOURCES, Averages, Stream
from languages import N_, _
from parameters import Value, parameters
from plots.labels import labels
from plots.player.payload import Figure
from plots.view import RECORDED, AveragesView
from ui.controls.bound import bound
from ui.controls.figure import figure
from ui.controls.state import put, scenario, view
from ui.controls.widgets import control

_TITLES = {key: source.title for key, source in SOURCES.items()} | {
    RECORDED: N_("Recorded: a run of Explore")
}
_COORDINATES = {"w1": N_("along w₁"), "w2": N_("along w₂")}
_AXES = {"log": N_("Logarithmic"), "linear": N_("Linear")}
_DECAYS = {
    "gamma1": N_(r"RMSProp, first $\gamma$"),
    "gamma2": N_(r"RMSProp, second $\gamma$"),
    "gamma3": N_(r"RMSProp, third $\gamma$"),
    "beta1": r"Adam, $\beta_1$",
    "beta2": r"Adam, $\beta_2$",
}
_NUMBER = 104  # pixels
_HEIGHT, _ROWS = 286, 2  # pixels; two rows, with their titles and sentences, fill 768


def sidebar() -> None:
    """Everything that an `AveragesView` holds, as widgets."""
    now = view(AveragesView)
    with st.sidebar, st.container(gap="xsmall"):
        _control("stream", _("Gradients"), _TITLES)
        if now.stream == RECORDED:
            _recorded(now)
        else:
            _length(random=SOURCES[now.stream].random)
        for name, label in _DECAYS.items():
            _control(name, _(label))
        _control("axis", _("Axis of the coefficients"), _AXES)


def averages() -> Averages | None:
    """What the rules make of the chosen gradients; None where there are none."""
    now = view(AveragesView)
    stream = _stream(now)
    return Averages.of(stream, now.gammas, now.beta1, now.beta2) if len(stream.g) else None


def panel(key: str, title: str, drawn: Figure, said: str) -> None:
    """A figure between its title and what it shows."""
    with st.container(gap="xxsmall"):
        st.markdown(f"**{title}**")
        figure(drawn, f"averages {key}", height=_HEIGHT, label=title, rows=_ROWS)
        st.caption(said)


def _stream(now: AveragesView) -> Stream:
    if now.stream == RECORDED:
        gradient = scenario().path(_slot(now) - 1).gradient
        return Stream.recorded(gradient[:, list(_COORDINATES).index(now.coordinate)])
    return SOURCES[now.stream].make(now.length, np.random.default_rng(scenario().seed))


def _length(random: bool) -> None:
    """How many gradients, and where chance rules which."""
    with st.container(horizontal=True, gap="xsmall"):
        _control("length", _("Steps"), width=_NUMBER)
        if random:
            declared, seed = parameters(Scenario)["seed"], scenario().seed
            control("averages.seed", declared, seed, _put_seed, label=_("Seed"), width=_NUMBER)


def _recorded(now: AveragesView) -> None:
    """Which run, and which coordinate of its gradient."""
    names = labels(scenario())
    slots = range(1, len(names) + 1)
    st.selectbox(
        _("Run"),
        slots,
        format_func=lambda slot: names[slot - 1],
        **bound("averages.slot", _slot(now), partial(_put, "slot"), slots),
    )
    if now.slot > len(names):
        gone = _("There is no run {number} any more: this is the last.")
        st.caption(gone.format(number=now.slot))
    _control("coordinate", _("Its gradient"), _COORDINATES)


def _slot(now: AveragesView) -> int:
    """The chosen run, or the last: runs can be removed."""
    return min(now.slot, len(scenario().runs))


def _control(name: str, label: str, titles: dict[str, str] | None = None, **size: int) -> None:
    declared, value = parameters(AveragesView)[name], getattr(view(AveragesView), name)
    change = partial(_put, name)
    control(f"averages.{name}", declared, value, change, label=label, titles=titles, **size)


def _put(name: str, value: Value) -> None:
    put(replace(view(AveragesView), **{name: value}))  # type: ignore[arg-type]


def _put_seed(value: Value) -> None:
    put(replace(scenario(), seed=int(value)))
