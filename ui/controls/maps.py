"""The Maps page: which map, of which run, over which settings."""

from dataclasses import replace
from functools import partial

import streamlit as st

from engine import Scenario
from engine.axes import settings, usual
from languages import N_, _
from parameters import Value, parameters
from plots.labels import labels
from plots.sides import called
from plots.view import MapsView
from ui.controls.bound import bound
from ui.controls.state import put, scenario, view
from ui.controls.widgets import control

HEIGHT = 640  # pixels
WHAT = {"steps": N_("steps"), "loss": "L − L<sub>min</sub>", "distance": N_("distance")}
_LABELS = {
    "kind": N_("Map"),
    "slot": N_("Run"),
    "across": N_("Across"),
    "up": N_("Upwards"),
    "metric": N_("Colour"),
    "span": N_("Logarithmic axes"),
}
_CHOICES = {
    "settings": ("slot", "across", "up", "metric", "span"),
    "optimizers": ("metric", "span"),
    "basins": ("slot",),
    "shares": (),
}
_WIDTHS = {"kind": 1.2, "slot": 1.15, "across": 0.85, "up": 0.85, "metric": 1.3, "span": 1.2}
TITLES = {
    "settings": N_("Settings"),
    "optimizers": N_("Every optimizer"),
    "basins": N_("Basins of attraction"),
    "shares": N_("Basins of every run"),
    "steps": N_("Steps to the tolerance"),
    "loss": N_("Loss at the end"),
    "distance": N_("Distance to minimum"),
    "near": N_("Around the defaults"),
    "all": N_("As far as the sliders"),
}


def slot() -> int:
    """The place of the run that is mapped: the last where there are fewer."""
    return min(view(MapsView).slot, len(scenario().runs)) - 1


def choices() -> None:
    """The row of what is shown."""
    makers = {"slot": _run, "across": _axis, "up": _axis}
    names = ("kind", *_CHOICES[view(MapsView).kind])
    rest = [width for name, width in _WIDTHS.items() if name not in names]  # is left free
    columns = st.columns([*(_WIDTHS[name] for name in names), *rest], gap="small")
    for column, name in zip(columns, names, strict=False):
        with column:
            makers.get(name, _control)(name)


def _control(name: str) -> None:
    declared, value = parameters(MapsView)[name], getattr(view(MapsView), name)
    change = partial(_put, name)
    control(f"maps.{name}", declared, value, change, label=_(_LABELS[name]), titles=TITLES)


def _put(name: str, value: Value) -> None:
    put(replace(view(MapsView), **{name: value}))  # type: ignore[arg-type]


def _run(name: str) -> None:
    names = labels(scenario())
    slots = range(1, len(names) + 1)
    st.selectbox(
        _(_LABELS[name]),
        slots,
        format_func=lambda slot: names[slot - 1],
        **bound("maps.slot", slot() + 1, partial(_put, "slot"), slots),
    )


def _axis(name: str) -> None:
    """The settings that may be on one side: those of the surface only upwards."""
    alone = scenario().only(slot())
    every, now = settings(alone), dict(zip(("across", "up"), sides(alone), strict=True))
    barred = [now["across"]] if name == "up" else list(parameters(alone.surface.build()))
    offered = [each for each in every if each not in barred]
    st.selectbox(
        _(_LABELS[name]),
        offered,
        format_func=lambda each: called(every[each]),
        help=_(parameters(MapsView)[name].meaning),
        **bound(f"maps.{name}", now[name], partial(_put, name), offered),
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
