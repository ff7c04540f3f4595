"""The maps of all optimizers: which of them forgives a bad learning rate."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

import streamlit as st

from engine import RunSpec, Scenario
from engine.maps import Map
from engine.multiples import multiples
from engine.scenario import MOST_RUNS
from languages import _
from optimizers import OPTIMIZERS
from plots.multiples import multiples_figure, share, sides
from plots.view import MapsView
from ui.controls.figure import figure
from ui.controls.maps import HEIGHT, TITLES, WHAT
from ui.controls.navigation import explore_link
from ui.controls.progress import tell, told
from ui.controls.state import put, scenario, view

CELLS = 48  # on a side

Found = Mapping[str, Map]


@lru_cache(maxsize=16)
def _maps(bare: Scenario, count: int, wide: bool) -> Found:
    return multiples(bare, count, wide, tell)


def mapped() -> Found:
    """The map of every optimizer, by its key."""
    # The runs do not matter, so a click finds its maps in the cache.
    bare = replace(scenario(), runs=(RunSpec.on(scenario().surface.key, "gd"),))
    what = _("Running {count} optimizers at up to {settings:,} settings each")
    with told(what.format(count=len(OPTIMIZERS), settings=CELLS * CELLS)):
        return _maps(bare, CELLS, view(MapsView).span == "all")


def drawn(found: Found) -> None:
    """The maps; a click on a cell gives its optimizer that setting."""
    metric = view(MapsView).metric
    made = multiples_figure(found, scenario(), metric, _(WHAT[metric]))

    def pick(x: float, y: float, key: str) -> None:
        if key in found:
            across, up = sides(scenario(), key, found[key])
            other = {} if up is None else {up.axis.name: up.nearest(y)}
            _use(key, {"lr": across.nearest(x)} | other)

    label = _("{metric} over learning rate and first decay of every optimizer.")
    label = " ".join([label.format(metric=_(TITLES[metric])), _said(found)])
    figure(made, "multiples", height=HEIGHT, label=label, rows=1, pick_of=pick)


def _use(key: str, values: Mapping[str, float]) -> None:
    """Give the run of that optimizer a setting; without one, a new run, or the last one's place."""
    now = scenario()
    keys = [run.key for run in now.runs]
    run = now.runs[keys.index(key)] if key in keys else RunSpec.on(now.surface.key, key)
    for name, value in values.items():
        run = run.with_value(name, value)
    if key in keys:
        new = now.with_run(keys.index(key), run)
    elif len(keys) < MOST_RUNS:
        new = replace(now, runs=(*now.runs, run))
    else:
        new = now.with_run(MOST_RUNS - 1, run)
    put(new)


def remarks(found: Found) -> None:
    """Who forgives most, and what is seen."""
    st.markdown(_said(found))
    explore_link(scenario())
    st.caption(
        _(
            "Across: the learning rate. Upwards: the first decay, for rules that have one. Grey:"
            " diverged. Empty: not arrived within {steps:,} steps. Circle: the run's own setting,"
            " or the default. Above each map: how many of its settings arrive. Click to run a"
            " setting."
        ).format(steps=scenario().steps)
    )


def _said(found: Found) -> str:
    """The optimizers with the most settings that arrive."""
    order = sorted(found, key=lambda key: share(found[key]), reverse=True)[:3]
    named = ", ".join(f"{_(OPTIMIZERS[key].title)} {share(found[key]):.0%}" for key in order)
    return _("Most settings arrive with {optimizers}.").format(optimizers=named)
