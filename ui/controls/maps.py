"""The Maps page: which map, of which run, over which settings."""

from dataclasses import replace
from functools import partial

import streamlit as st

from engine import Scenario
from engine.axes import settings, usual
from parameters import Value, parameters
from plots.labels import labels
from plots.sides import called
from plots.view import MapsView
from ui.controls.bound import bound
from ui.controls.state import put, scenario, view
from ui.controls.widgets import control

HEIGHT = 640  # pixels
_LABELS = {
    "kind": "Map",
    "slot": "Run",
    "across": "Across",
    "up": "Upwards",
    "metric": "Colour",
    "span": "Logarithmic axes",
}
TITLES = {
    "settings": "Settings",
    "basins": "Basins of attraction",
    "steps": "Steps to the tolerance",
    "loss": "Loss at the end",
    "distance": "Distance to minimum",
    "near": "Around the defaults",
    "all": "As far as the sliders",
}


def slot() -> int:
    """The place of the run that is mapped: the last where there are fewer."""
    return min(view(MapsView).slot, len(scenario().runs)) - 1


def choices() -> None:
    """The row of what is shown."""
    basins = view(MapsView).kind == "basins"
    columns = st.columns([1.15, 1, 1, 1, 1.15, 1.15], gap="small")
    with columns[0]:
        _control("kind")
    with columns[1]:
        _run()
    if basins:
        return
    for column, name in zip(columns[2:4], ("across", "up"), strict=True):
        with column:
            _axis(name)
    for column, name in zip(columns[4:], ("metric", "span"), strict=True):
        with column:
            _control(name)


def _control(name: str) -> None:
    declared, value = parameters(MapsView)[name], getattr(view(MapsView), name)
    change = partial(_put, name)
    control(f"maps.{name}", declared, value, change, label=_LABELS[name], titles=TITLES)


def _put(name: str, value: Value) -> None:
    put(replace(view(MapsView), **{name: value}))  # type: ignore[arg-type]


def _run() -> None:
    names = labels(scenario())
    st.selectbox(
        _LABELS["slot"],
        range(1, len(names) + 1),
        format_func=lambda slot: names[slot - 1],
        **bound("maps.slot", slot() + 1, partial(_put, "slot")),
    )


def _axis(name: str) -> None:
    """The settings that may be on one side: those of the surface only upwards."""
    alone = scenario().only(slot())
    every, now = settings(alone), dict(zip(("across", "up"), sides(alone), strict=True))
    barred = [now["across"]] if name == "up" else list(parameters(alone.surface.build()))
    st.selectbox(
        _LABELS[name],
        [each for each in every if each not in barred],
        format_func=lambda each: called(every[each]),
        help=parameters(MapsView)[name].meaning,
        **bound(f"maps.{name}", now[name], partial(_put, name)),
    )


def sides(alone: Scenario) -> tuple[str, str]:
    """The settings across and upwards: those chosen, or where they do not fit the usual ones."""
    every, now = settings(alone), view(MapsView)
    first, second = usual(alone)
    fits = now.across in every and now.across not in parameters(alone.surface.build())
    across = now.across if fits else first
    if now.up in every and now.up != across:
        return across, now.up
    return across, second if second != across else first
