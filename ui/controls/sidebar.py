"""The sidebar: surface, start, steps, the runs and the noise."""

import math
from dataclasses import replace
from functools import partial

import streamlit as st

from engine import Scenario
from engine.scenario import START
from languages import _
from parameters import Value, parameters
from surfaces import SURFACES, Custom, DataSurface, Surface
from ui.controls.bound import bound
from ui.controls.custom import custom, recalled
from ui.controls.examples import examples
from ui.controls.runs import runs
from ui.controls.state import outside, put, scenario
from ui.controls.widgets import control, drawer_of

_CARRY = "carry start"
_NUMBER = 68  # pixels


def sidebar() -> None:
    """Everything that a scenario holds, as widgets."""
    now = scenario()
    with st.sidebar:
        _surface(now)
        _start(now)
        runs(now)
        drawer = drawer_of(_("Noise and tolerance"), "more")
        if drawer.open:
            with drawer:
                for name in ("noise", "seed", "tolerance"):
                    declared = parameters(Scenario)[name]
                    control(name, declared, getattr(now, name), partial(_set, name))


def pick_start(w1: float, w2: float) -> None:
    """Start where a person clicked, rounded to what the eye can tell apart."""
    size = scenario().surface.build().domain.size
    digits = 0 if size >= 100 else max(3, 3 - math.floor(math.log10(size)))
    _put_start((round(w1, digits), round(w2, digits)))


def _set_start(axis: int, value: float) -> None:
    w1, w2 = scenario().start
    _put_start((w1, value) if axis else (value, w2))


def _put_start(start: tuple[float, float]) -> None:
    new = replace(scenario(), start=start)
    put(new, *outside(new))


def _set(name: str, value: Value) -> None:
    put(replace(scenario(), **{name: value}))  # type: ignore[arg-type]


def _choose(surface: str) -> None:
    new = recalled(scenario().on(surface))
    put(new, *outside(new))


def _surface(now: Scenario) -> None:
    st.selectbox(
        _("Surface"),
        list(SURFACES),
        format_func=lambda key: _(SURFACES[key].title),
        **bound("surface", now.surface.key, _choose, SURFACES),
    )
    surface = now.surface.build()
    if isinstance(surface, Custom):
        custom(now.surface, surface)
        return
    if isinstance(surface, DataSurface):
        examples(now.surface, surface)
        return
    st.markdown(f"${surface.formula}$")
    for name, declared in parameters(surface).items():
        key = f"surface.{now.surface.key}.{name}"
        control(key, declared, now.surface[name], partial(_set_surface, name))
    if type(surface).carried is not Surface.carried:
        st.checkbox(
            _("Turn the start too"),
            key=_CARRY,
            help=_(
                "When the bowl turns, the start turns with it: gradient descent then takes the same"
                " path, turned. Methods that treat each coordinate apart do not."
            ),
        )


def _set_surface(name: str, value: Value) -> None:
    now = scenario()
    spec = now.surface.with_value(name, value)
    start = now.start
    if st.session_state.get(_CARRY):
        start = now.surface.build().carried(start, spec.build())
    put(replace(now, surface=spec, start=start))


def _start(now: Scenario) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        for axis in range(2):
            st.number_input(
                _("Start {axis}").format(axis=f"$w_{axis + 1}$"),
                START.low,
                START.high,
                step=0.1,
                format="%.5g",
                width=_NUMBER,
                **bound(f"start.{axis}", now.start[axis], partial(_set_start, axis)),
            )
        declared = parameters(Scenario)["steps"]
        change = partial(_set, "steps")
        control("steps", declared, now.steps, change, label=_("Steps"), width=_NUMBER)
