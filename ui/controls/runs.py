"""The runs in the sidebar: a drawer each, with the rule, its hyperparameters and its conditions."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from engine import Conditions, RunSpec, Scenario
from engine.scenario import MOST_RUNS
from languages import _, ngettext
from optimizers import OPTIMIZERS
from parameters import Value, parameters
from plots.schedule import schedule
from plots.style import RUN_STYLES
from surfaces import SURFACES
from ui.controls.bound import bound
from ui.controls.code import code_dialog
from ui.controls.figure import figure
from ui.controls.state import put, scenario
from ui.controls.widgets import control, drawer_of

_SCHEDULE = 84  # pixels


def runs(now: Scenario, but: str = "") -> None:
    """A drawer for every run, without the parameter called `but`, and what adds one."""
    st.subheader(_("Runs"), anchor=False)
    for index in range(len(now.runs)):
        _run(now, index, but)
    full = len(now.runs) >= MOST_RUNS
    st.button(
        _("Add run"),
        icon=":material/add:",
        width="stretch",
        disabled=full,
        help=_("{count} runs are the most.").format(count=MOST_RUNS) if full else None,
        on_click=_add,
    )
    icon = ":material/code:"
    if st.button(_("Code for all runs"), icon=icon, key="all.code", width="stretch"):
        code_dialog(now)


def chip(slot: int) -> str:
    """The coloured glyph of a run, in Markdown."""
    style = RUN_STYLES[slot]
    colour = style.dark if st.context.theme.type == "dark" else style.light
    return f':color[{style.glyph}]{{foreground="{colour}"}}'


def _run(now: Scenario, index: int, but: str) -> None:
    run = now.runs[index]
    # Numbers do not belong into the title: a drawer with another title is another drawer, and the
    # slider that moved would lose the keyboard.
    drawer = drawer_of(f"{chip(index)} {_(OPTIMIZERS[run.key].title)}", f"run.{index}")
    if not drawer.open:  # what is not seen is neither made nor sent
        return
    with drawer:
        st.selectbox(
            _("Optimizer"),
            list(OPTIMIZERS),
            format_func=lambda key: _(OPTIMIZERS[key].title),
            **bound(f"r{index}.optimizer", run.key, partial(_exchange, index), OPTIMIZERS),
        )
        for each, declared in parameters(OPTIMIZERS[run.key]).items():
            if each != but:
                control(_key(index, each), declared, run[each], partial(_set_run, index, each))
        _conditions(now, index)
        buttons: tuple[tuple[str, str, Callable[[int], None], bool], ...] = (
            ("restart_alt", _("Back to the defaults"), _reset, False),
            ("content_copy", _("Duplicate"), _duplicate, len(now.runs) >= MOST_RUNS),
            ("delete", _("Remove"), _remove, len(now.runs) == 1),
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
            if st.button("", icon=":material/code:", help=_("As code"), key=f"r{index}.code"):
                code_dialog(now, index)


def _key(index: int, name: str) -> str:
    return f"r{index}.{scenario().runs[index].key}.{name}"


def _conditions(now: Scenario, index: int) -> None:
    """Batches, schedule and clipping: what matters as things are, and the schedule drawn."""
    run = now.runs[index]
    for name in run.conditions.used_on(SURFACES[now.surface.key]):
        declared = parameters(Conditions)[name]
        control(_key(index, name), declared, run[name], partial(_set_run, index, name))
        if name == "schedule" and run.conditions.scheduled:
            drawn = schedule(run.conditions, float(run["lr"]), now.steps)
            label = ngettext(
                "The learning rate over {steps} step",
                "The learning rate over {steps} steps",
                now.steps,
            ).format(steps=now.steps)
            figure(drawn, f"r{index} schedule", height=_SCHEDULE, label=label)


def _set_run(index: int, name: str, value: Value) -> None:
    now = scenario()
    put(now.with_run(index, now.runs[index].with_value(name, value)))


def _exchange(index: int, key: str) -> None:
    """Another optimizer in the same place; its conditions stay, and a chosen learning rate."""
    now = scenario()
    old = now.runs[index]
    kept = {name: old[name] for name in parameters(Conditions)}
    if old["lr"] != RunSpec.on(now.surface.key, old.key)["lr"]:
        kept["lr"] = old["lr"]
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
