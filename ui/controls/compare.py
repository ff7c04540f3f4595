"""The Compare page: what every run gets, and how good each is at every learning rate."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache, partial

import streamlit as st

from engine import Scenario
from engine.tuning import RATES, Sensitivity, Trial, apart, sensitivity
from languages import N_, _
from parameters import Value, parameters
from plots.compare import Entry, at, sensitivities
from plots.labels import labels
from plots.view import CompareView
from ui.controls.figure import figure
from ui.controls.progress import tell, told
from ui.controls.runs import chip
from ui.controls.state import put, scenario, view
from ui.controls.widgets import control

_LABELS = {
    "budget": N_("Gradient evaluations"),
    "criterion": N_("What counts"),
    "cloud": N_("Starts"),
    "spread": N_(r"Their deviation $\sigma$"),
}
TITLES = {
    "final": N_("Loss at the end"),
    "best": N_("Best loss so far"),
    "evaluations": N_("Evaluations to arrive"),
}
_HEIGHT = 400  # pixels


def settings() -> None:
    """The row of what every run gets."""
    columns = st.columns([1, 1.25, 0.75, 1.5], vertical_alignment="bottom")
    for column, name in zip(columns, parameters(CompareView), strict=True):
        if name == "spread" and trial().starts == 1:
            continue
        with column:
            _control(name)


def _control(name: str) -> None:
    declared, value = parameters(CompareView)[name], getattr(view(CompareView), name)
    change = partial(_put, name)
    control(f"compare.{name}", declared, value, change, label=_(_LABELS[name]), titles=TITLES)


def _put(name: str, value: Value) -> None:
    put(replace(view(CompareView), **{name: value}))  # type: ignore[arg-type]


def trial() -> Trial:
    """What every run gets, and what is asked of it."""
    now = view(CompareView)
    return Trial(now.budget, now.criterion, int(now.cloud), now.spread)


@lru_cache(maxsize=512)  # a class of thirty with four runs each, and what they had before
def _sensitivity(alone: Scenario, given: Trial, rates: tuple[float, ...]) -> Sensitivity:
    return sensitivity(alone, given, rates, tell)


def compared() -> list[Entry]:
    """Every run of the scenario, tried."""
    now, found = scenario(), []
    for slot, name in enumerate(labels(now, but="lr")):
        alone, own = apart(now, slot), float(now.runs[slot]["lr"])
        what = _("Trying {count} learning rates of {run}")
        with told(what.format(count=len(RATES), run=name)):
            curve = _sensitivity(alone, trial(), RATES)
        found.append(Entry(slot, name, curve, _sensitivity(alone, trial(), (own,))))
    return found


def legend(entries: Sequence[Entry]) -> None:
    """Who is who, and what the marks mean."""
    names = [f"{chip(entry.slot)} {entry.name}" for entry in entries]
    marks = [f":gray[{mark}]" for mark in (_("red rim: best η"), _("hollow: η now"))]
    st.markdown(" &ensp; ".join(names + marks))


def curves(entries: Sequence[Entry]) -> None:
    """All runs over the learning rate; a click sets one."""

    def pick(rate: float, score: float) -> None:
        hit = at(entries, rate, score)
        if hit:
            slot, exact = hit
            put(scenario().with_run(slot, scenario().runs[slot].with_value("lr", exact)))

    what = _what()
    label = _("{score} of every run over its learning rate").format(score=what)
    drawn = sensitivities(entries, what)
    figure(drawn, "compare", height=_HEIGHT, label=label, rows=1, pick=pick)


def _what() -> str:
    """What a score is, on an axis."""
    loss = "L − L<sub>min</sub>" if scenario().surface.build().infimum else "L"
    words = {
        "final": _("{loss} at the end"),
        "best": _("best {loss} so far"),
        "evaluations": _("evaluations to arrive"),
    }
    return words[view(CompareView).criterion].format(loss=loss)
