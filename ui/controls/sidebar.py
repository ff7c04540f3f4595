"""The sidebar: surface, start, steps and the runs."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from engine import RunSpec, Scenario
from engine.scenario import MOST_RUNS, START
from optimizers import OPTIMIZERS
from parameters import Value, parameters
from plots.style import RUN_STYLES
from surfaces import SURFACES, Surface
from ui.controls.code import code_dialog
from ui.controls.state import outside, put, scenario
from ui.controls.widgets import chosen, control, drawer_of, keep

_CARRY = "carry start"
_NUMBER = 68  # pixels


def sidebar() -> None:
    """Everything that a scenario holds, as widgets."""
    now = scenario()
    with st.sidebar:
        _surface(now)
        _start(now)
        st.subheader("Runs", anchor=False)
        for index in range(len(now.runs)):
            _run(now, index)
        full = len(now.runs) >= MOST_RUNS
        st.button(
            "Add run",
            icon=":material/add:",
            width="stretch",
            disabled=full,
            help=f"{MOST_RUNS} runs are the most." if full else None,
            on_click=_add,
        )
        if st.button("Code for all runs", icon=":material/code:", width="stretch"):
            code_dialog(now)
        drawer = drawer_of("More", "more")
        if drawer.open:
            with drawer:
                declared = parameters(Scenario)["tolerance"]
                control("tolerance", declared, now.tolerance, partial(_set, "tolerance"))


def chip(slot: int) -> str:
    """The coloured glyph of a run, in Markdown."""
    style = RUN_STYLES[slot]
    colour = style.dark if st.context.theme.type == "dark" else style.light
    return f':color[{style.glyph}]{{foreground="{colour}"}}'


def pick_start(w1: float, w2: float) -> None:
    """Start where a person clicked, rounded to what the eye can tell apart."""
    window = scenario().surface.build().domain
    digits = 3 if window.size < 100 else 0
    _put_start((round(w1, digits), round(w2, digits)))


def _put_start(start: tuple[float, float]) -> None:
    new = replace(scenario(), start=start)
    put(new, *outside(new))


def _set(name: str, value: Value) -> None:
    put(replace(scenario(), **{name: value}))  # type: ignore[arg-type]


def _surface(now: Scenario) -> None:
    keep("surface", now.surface.key)
    st.selectbox(
        "Surface",
        list(SURFACES),
        format_func=lambda key: SURFACES[key].title,
        key="surface",
        on_change=lambda: put(scenario().on(chosen("surface"))),
    )
    surface = SURFACES[now.surface.key]
    st.markdown(f"${surface.formula}$")
    for name, declared in parameters(surface).items():
        key = f"surface.{now.surface.key}.{name}"
        control(key, declared, now.surface[name], partial(_set_surface, name))
    if surface.carried is not Surface.carried:
        st.checkbox(
            "Turn the start too",
            key=_CARRY,
            help="When the bowl turns, the start turns with it: gradient descent then takes the"
            " same path, turned. Methods that treat each coordinate apart do not.",
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
            key = f"start.{axis}"
            keep(key, now.start[axis])
            st.number_input(
                f"Start $w_{axis + 1}$",
                START.low,
                START.high,
                step=0.1,
                format="%.5g",
                width=_NUMBER,
                key=key,
                on_change=lambda: _put_start((chosen("start.0"), chosen("start.1"))),
            )
        declared = parameters(Scenario)["steps"]
        change = partial(_set, "steps")
        control("steps", declared, now.steps, change, label="Steps", width=_NUMBER)


def _run(now: Scenario, index: int) -> None:
    run = now.runs[index]
    # Numbers do not belong into the title: a drawer with another title is another drawer, and the
    # slider that moved would lose the keyboard.
    drawer = drawer_of(f"{chip(index)} {OPTIMIZERS[run.key].title}", f"run.{index}")
    if not drawer.open:  # what is not seen is neither made nor sent
        return
    with drawer:
        keep(f"r{index}.optimizer", run.key)
        st.selectbox(
            "Optimizer",
            list(OPTIMIZERS),
            format_func=lambda key: OPTIMIZERS[key].title,
            key=f"r{index}.optimizer",
            on_change=_exchange,
            args=(index,),
        )
        for each, declared in parameters(OPTIMIZERS[run.key]).items():
            key = f"r{index}.{run.key}.{each}"
            change = partial(_set_run, index, each)
            control(key, declared, run[each], change)
        buttons: tuple[tuple[str, str, Callable[[int], None], bool], ...] = (
            ("restart_alt", "Back to the defaults", _reset, False),
            ("content_copy", "Duplicate", _duplicate, len(now.runs) >= MOST_RUNS),
            ("delete", "Remove", _remove, len(now.runs) == 1),
        )
        with st.container(horizontal=True, gap="xsmall"):
            for icon, what, act, disabled in buttons:
                st.button(
                    "",
                    icon=f":material/{icon}:",
                    help=what,
                    key=f"r{index}.{icon}",
                    disabled=disabled,
                    on_click=act,
                    args=(index,),
                )
            if st.button("", icon=":material/code:", help="As code", key=f"r{index}.code"):
                code_dialog(now, index)


def _set_run(index: int, name: str, value: Value) -> None:
    now = scenario()
    put(now.with_run(index, now.runs[index].with_value(name, value)))


def _exchange(index: int) -> None:
    """Another optimizer in the same place; a learning rate that was chosen stays."""
    now = scenario()
    old, key = now.runs[index], chosen(f"r{index}.optimizer")
    kept = {} if old["lr"] == RunSpec.on(now.surface.key, old.key)["lr"] else {"lr": old["lr"]}
    put(now.with_run(index, RunSpec.on(now.surface.key, key, **kept)))


def _reset(index: int) -> None:
    now = scenario()
    put(now.with_run(index, RunSpec.on(now.surface.key, now.runs[index].key)))


def _duplicate(index: int) -> None:
    runs = scenario().runs
    put(replace(scenario(), runs=(*runs[: index + 1], *runs[index:])))


def _remove(index: int) -> None:
    runs = scenario().runs
    put(replace(scenario(), runs=(*runs[:index], *runs[index + 1 :])))


def _add() -> None:
    """The next optimizer that does not run yet, or the last again."""
    now = scenario()
    used = {run.key for run in now.runs}
    key = next((key for key in OPTIMIZERS if key not in used), now.runs[-1].key)
    put(replace(now, runs=(*now.runs, RunSpec.on(now.surface.key, key))))
