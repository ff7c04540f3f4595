"""The Step page's choices, and what it shows of the inside of a run."""

from dataclasses import replace

import streamlit as st

from engine import Scenario, Trajectory
from languages import _
from optimizers import OPTIMIZERS
from parameters import parameters
from plots.arrows import rolls
from plots.internals import internals, rows_of
from plots.labels import labels
from plots.view import StepView
from ui.controls.bound import bound
from ui.controls.figure import figure
from ui.controls.player import step_player
from ui.controls.runs import chip
from ui.controls.sidebar import pick_start
from ui.controls.state import put, view
from ui.controls.widgets import drawer_of

_ROW = 118  # pixels of a row of charts
_AXIS = 26


def choice_of_run(scenario: Scenario, now: StepView) -> int:
    """Which run is looked into, and whether its sister stands beside it; returns its slot."""
    slot = min(now.slot, len(scenario.runs)) - 1
    names = labels(scenario)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        slots = range(len(scenario.runs))
        st.segmented_control(
            _("Run"),
            slots,
            format_func=lambda i: f"{chip(i)} {names[i]}",
            required=True,
            label_visibility="collapsed",
            **bound("step.slot", slot, _look_into, slots),
        )
        declared = parameters(StepView)["beside"]
        if rolls(OPTIMIZERS[scenario.runs[slot].key]):
            st.toggle(
                _("Momentum beside Nesterov"),
                help=_(declared.meaning),
                **bound("step.beside", now.beside, _beside),
            )
    return slot


def _beside(shown: bool) -> None:
    put(replace(view(StepView), beside=shown))


def _look_into(slot: int) -> None:
    put(replace(view(StepView), slot=slot + 1))


def step_of(scenario: Scenario, slot: int, now: StepView) -> Trajectory:
    """The plots of the step, with their transport."""
    beside = now.beside and rolls(OPTIMIZERS[scenario.runs[slot].key])
    layout = "beside" if beside else "step"
    return step_player(scenario, slot, layout, now.step, pick_start, _rest)


def _rest(step: int) -> None:
    put(replace(view(StepView), step=step))


def charts(path: Trajectory) -> None:
    """Every recorded quantity over the steps, with a mark at the step that is shown."""
    if len(path.w) < 2:
        return
    height = _ROW * rows_of(path) + _AXIS
    label = _("Every recorded quantity of the run over its steps: w₁ solid, w₂ dashed")
    with st.container(gap=None):
        st.caption(_("Every recorded quantity over the steps: $w_1$ solid, $w_2$ dashed."))
        figure(internals(path), "step internals", height=height, label=label, rows=2, stage="step")


def everything(path: Trajectory) -> None:
    """All numbers of the run as a table, to look at and to take away."""
    drawer = drawer_of(_("All numbers of the run"), "step.numbers")
    if drawer.open:
        with drawer:
            frame = path.to_frame()
            st.dataframe(frame, height=280)
            st.download_button(
                _("Download CSV"),
                lambda: frame.to_csv(),
                f"{path.optimizer.key}.csv",
                "text/csv",
                icon=":material/download:",
                on_click="ignore",
            )
