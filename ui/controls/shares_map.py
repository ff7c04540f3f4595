"""The basins of every run side by side, and how many starts reach the global minimum."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
import streamlit as st

from engine import Basins, Scenario, basins
from engine.basins import DIVERGED, ELSEWHERE, LEFT
from engine.lanes import NEVER
from languages import _
from plots.labels import labels
from plots.shares import IN_A_ROW, shares_figure
from plots.style import RUN_STYLES
from ui.controls.figure import figure
from ui.controls.grid import MARKS, Column, grid, marks
from ui.controls.maps import HEIGHT
from ui.controls.progress import tell, told
from ui.controls.sidebar import pick_start
from ui.controls.state import scenario

CELLS = 64  # on a side
_SHORT = 0.48  # of the height of other maps, where one row of runs is enough

Found = Mapping[str, Basins]


@lru_cache(maxsize=64)
def _basins(alone: Scenario, count: int) -> Basins:
    surface = alone.surface.build()
    rule, given = alone.runs[0].build(), alone.given(0) | {"progress": tell}
    return basins(rule, surface, surface.domain, count, alone.steps, **given)


def mapped() -> Found:
    """Where every run from every point of the window ends, by the run's name."""
    now, found = scenario(), {}
    # Where they start now does not matter, so a click finds the maps in the cache.
    elsewhere = replace(now, start=now.surface.build().start)
    for slot, name in enumerate(labels(now)):
        what = _("Running {run} from {count:,} starts")
        with told(what.format(run=name, count=CELLS * CELLS)):
            found[f"{RUN_STYLES[slot].glyph} {name}"] = _basins(elsewhere.only(slot), CELLS)
    return found


def drawn(found: Found) -> None:
    """The maps; a click sets the start of all runs."""
    now, surface = scenario(), scenario().surface.build()
    made = shares_figure(
        list(found.values()), list(found), surface.minima.shape[1], surface.domain, now.start
    )
    height = HEIGHT if len(found) > IN_A_ROW else round(_SHORT * HEIGHT)
    label = " ".join([_("Basins of attraction of every run."), _said(found)])
    rows = 1 if height == HEIGHT else 3
    figure(made, "shares", height=height, label=label, rows=rows, pick=pick_start)


def remarks(found: Found) -> None:
    """How the starts of every run are shared out."""
    st.markdown(_said(found))
    _table(list(found.values()))
    st.caption(
        _(
            "{side} × {side} starts a run, {steps:,} steps each. A colour is a minimum; the fuller,"
            " the sooner the run was there. Stars are minima, full ones the global minimum. Grey:"
            " the run left the window or diverged. Click to start there."
        ).format(side=CELLS, steps=scenario().steps)
    )


def _table(found: Sequence[Basins]) -> None:
    """A row a run: which part of its starts ended how."""
    other = [float(np.mean(each.ends >= 0)) - _global(each) for each in found]
    ended = {
        _("Global minimum"): [_global(each) for each in found],
        _("Another minimum"): other,
        _("Elsewhere inside"): [each.share(ELSEWHERE) for each in found],
        _("Left the window"): [each.share(LEFT) for each in found],
        _("Diverged"): [each.share(DIVERGED) for each in found],
    }
    columns = {MARKS: marks(range(len(found))), _("Run"): Column(labels(scenario()))}
    columns |= {t: Column([f"{x:.1%}" for x in each], side="right") for t, each in ended.items()}
    grid(columns | {_("Median steps"): Column([_steps(each) for each in found], side="right")})


def _global(found: Basins) -> float:
    """The share of the starts that end in a global minimum."""
    count = scenario().surface.build().minima.shape[1]
    return float(np.mean((found.ends >= 0) & (found.ends < count)))


def _steps(found: Basins) -> str | None:
    """The median of the steps after which runs were in a minimum."""
    reached = found.reached[found.reached != NEVER]
    return f"{np.median(reached):.0f}" if reached.size else None


def _said(found: Found) -> str:
    """Who finds the global minimum from most starts."""
    if scenario().surface.build().minima.shape[1] == 0:
        return _("This surface has no global minimum.")
    shares = {name: _global(each) for name, each in found.items()}
    most = f"{max(shares.values()):.1%}"
    best = [name for name, share in shares.items() if f"{share:.1%}" == most]  # as the table has it
    if len(best) == len(found) > 1:
        alike = _("All runs find the global minimum equally often: from {share} of the starts.")
        return alike.format(share=most)
    first = _("**{runs}** finds the global minimum most often: from {share} of the starts.")
    return first.format(runs=", ".join(best), share=most)
