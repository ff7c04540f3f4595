"""The map of settings: how a run ends for every pair of values, and which is the best."""

from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import streamlit as st

from engine import Scenario
from engine.axes import COORDINATES, Axis, axis, settings, with_setting
from engine.lanes import NEVER
from engine.maps import Map, settings_map
from engine.theory import theory
from exports.maps import settings_table
from exports.tables import csv
from languages import N_, _
from parameters import Bools, parameters
from plots.axes import number
from plots.labels import labels
from plots.maps import settings_figure
from plots.sides import Side, called
from plots.view import MapsView
from ui.controls.figure import figure
from ui.controls.foretold import foretold
from ui.controls.maps import HEIGHT, TITLES, WHAT, sides, slot
from ui.controls.navigation import explore_link
from ui.controls.progress import tell, told
from ui.controls.state import outside, put, scenario, view

CELLS = 96  # on a side
_OF_SURFACE = 48  # upwards, where every row is a surface of its own
_BEST = {
    "steps": N_("**Best** (red ring): {setting}: {value} steps."),
    "loss": N_("**Best** (red ring): {setting}: L − Lₘᵢₙ = {value}."),
    "distance": N_("**Best** (red ring): {setting}: {value} from the minimum."),
}


class Mapped(NamedTuple):
    """A map as it is shown.

    Attributes:
        slot: the place of its run in the scenario.
        alone: the scenario with that run only.
        sides: what runs across and upwards.
        found: how every setting ended.
    """

    slot: int
    alone: Scenario
    sides: tuple[Side, Side]
    found: Map


@lru_cache(maxsize=64)
def _map(alone: Scenario, across: Axis, up: Axis) -> Map:
    return settings_map(alone, across, up, tell)


def mapped() -> Mapped:
    """The map of settings."""
    alone = scenario().only(slot())
    every, wide = settings(alone), view(MapsView).span == "all"
    first, second = sides(alone)
    rows = _OF_SURFACE if second in parameters(alone.surface.build()) else CELLS
    across = Side(axis(every[first], CELLS, wide), every[first])
    up = Side(axis(every[second], rows, wide), every[second])
    # What is swept does not matter, so a click on a cell finds its map in the cache.
    defaults = {side.axis.name: float(side.declared.default) for side in (across, up)}
    what = _("Running {count:,} settings of {run}")
    with told(what.format(count=CELLS * rows, run=labels(scenario())[slot()])):
        found = _map(with_setting(alone, defaults), across.axis, up.axis)
    return Mapped(slot(), alone, (across, up), found)


def drawn(shown: Mapped) -> None:
    """The map; a click on a cell gives the run its setting."""
    across, up = shown.sides
    metric = view(MapsView).metric
    now = _now(shown, across), _now(shown, up)
    made = settings_figure(shown.found, across, up, metric, _(WHAT[metric]), now, _optimum(shown))

    def pick(x: float, y: float) -> None:
        _use(shown, across.nearest(x), up.nearest(y))

    names = {"across": called(across.declared), "up": called(up.declared)}
    label = _("{metric} over {across} and {up}").format(metric=_(TITLES[metric]), **names)
    figure(made, "map", height=HEIGHT, label=label, rows=1, pick=pick)


def _optimum(shown: Mapped) -> tuple[float, float] | None:
    """The best setting in theory, where both sides are settings that theory speaks of."""
    known = theory(shown.alone)
    names = [side.axis.name for side in shown.sides]
    if known is None or known.best is None or set(names) != set(known.best):
        return None
    return known.best[names[0]], known.best[names[1]]


def _now(shown: Mapped, side: Side) -> float:
    """The value that the run has."""
    name, run = side.axis.name, shown.alone.runs[0]
    if name in COORDINATES:
        return shown.alone.start[COORDINATES.index(name)]
    of = run if name in run.declared(run.key) else shown.alone.surface
    return float(of[name])


def _use(shown: Mapped, first: float, second: float) -> None:
    """Give the run a setting of the map."""
    across, up = shown.sides
    changed = with_setting(shown.alone, {across.axis.name: first, up.axis.name: second})
    new = scenario().with_run(shown.slot, changed.runs[0])
    new = replace(new, surface=changed.surface, start=changed.start)
    put(new, *outside(new))


def remarks(shown: Mapped) -> None:
    """The best setting, how many diverge, and what the lines and marks are."""
    found, metric = shown.found, view(MapsView).metric
    best = found.best(metric)
    if best is None:
        st.markdown(_("**No setting arrives.**"))
    else:
        first, second = found.across.values[best[1]], found.up.values[best[0]]
        setting, value = _said(shown, first, second), number(found.metric(metric)[best])
        st.markdown(_(_BEST[metric]).format(setting=setting, value=value))
        st.button(
            _("Use the best setting"),
            icon=":material/done_all:",
            on_click=_use,
            args=(shown, first, second),
        )
    setting = _said(shown, *(_now(shown, side) for side in shown.sides))
    status = scenario().path(shown.slot).status
    here = _("**Now** (circle): {setting}: {status}.")
    st.markdown(here.format(setting=setting, status=status))
    explore_link(scenario())
    st.markdown(_shares(shown))
    st.markdown(foretold(shown.alone, marked=_optimum(shown) is not None))
    st.download_button(
        _("All settings as CSV"),
        lambda: csv(settings_table(found)),
        "settings.csv",
        "text/csv",
        icon=":material/download:",
    )
    st.caption(_conditions(shown))


def _said(shown: Mapped, first: float, second: float) -> str:
    across, up = (side.declared.letter for side in shown.sides)
    return f"{across} = {first:.4g}, {up} = {second:.4g}"


def _shares(shown: Mapped) -> str:
    """How many diverge or do not arrive, and what theory says."""
    found = shown.found
    said = [_("Diverge (grey): {share}.").format(share=_percent(found.diverged))]
    if view(MapsView).metric == "steps":
        never = _percent(~found.diverged & (found.reached == NEVER))
        empty = _("Do not arrive within {steps:,} steps (empty): {share}.")
        said.append(empty.format(steps=scenario().steps, share=never))
    bound = shown.alone.runs[0].build().stability_bound()
    if found.excess is not None and bound is not None:
        dashed = _(
            "Dashed: η·λₘₐₓ = {bound}. Beyond it the theory of quadratics says that the run"
            " diverges."
        )
        said.append(dashed.format(bound=bound.formula))
    if found.damping is not None:
        dotted = _(
            "Dotted: critical damping, along the flattest and the steepest direction. Towards more"
            " momentum the run swings there (underdamped), towards less it creeps (overdamped)."
        )
        said.append(dotted)
    return " ".join(said)


def _percent(which: Bools) -> str:
    share = float(np.mean(which))
    return _("less than 1%") if 0 < share < 0.01 else f"{share:.0%}"


def _conditions(shown: Mapped) -> str:
    """All that the map rests on."""
    now, axes = shown.alone, {side.axis.name for side in shown.sides}
    w1, w2 = now.start
    rows, columns = shown.found.loss.shape
    runs = (
        _("{columns} × {rows} runs of {steps:,} steps; all else is as the run has it.")
        if axes & set(COORDINATES)
        else _(
            "{columns} × {rows} runs of {steps:,} steps from ({w1:.5g}, {w2:.5g}); all else is as"
            " the run has it."
        )
    )
    said = runs.format(columns=columns, rows=rows, steps=now.steps, w1=w1, w2=w2)
    return " ".join([said, _("Hover to read a cell, click to give the run its setting.")])
