"""The map of starts: in which minimum the run from each of them ends."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import streamlit as st

from engine import Basins, Scenario, basins
from engine.basins import DIVERGED, ELSEWHERE, LEFT
from engine.lanes import NEVER
from exports.maps import basins_table
from exports.tables import csv
from languages import N_, _, ngettext
from parameters import Bools
from plots.axes import number
from plots.basins import basins_figure, letter, slot
from plots.labels import labels
from ui.controls import maps
from ui.controls.figure import figure
from ui.controls.grid import MARKS, Column, grid, marks
from ui.controls.navigation import explore_link
from ui.controls.progress import tell, told
from ui.controls.sidebar import pick_start
from ui.controls.state import scenario

CELLS = 128  # on a side
_MOST_ROWS = 10
_OTHERWISE = {
    ELSEWHERE: N_("elsewhere inside"),
    LEFT: N_("left the window"),
    DIVERGED: N_("diverged"),
}


@lru_cache(maxsize=64)
def _basins(alone: Scenario) -> Basins:
    surface = alone.surface.build()
    rule, given = alone.runs[0].build(), alone.given(0) | {"progress": tell}
    return basins(rule, surface, surface.domain, CELLS, alone.steps, **given)


def mapped() -> Basins:
    """Where the run from every point of the window ends."""
    alone = scenario().only(maps.slot())
    what = _("Running {run} from {count:,} starts")
    with told(what.format(run=labels(alone)[0], count=CELLS * CELLS)):
        # Where it starts now does not matter, so a click finds its map in the cache.
        return _basins(replace(alone, start=alone.surface.build().start))


def drawn(found: Basins) -> None:
    """The map; a click sets the start."""
    now, surface = scenario(), scenario().surface.build()
    count = surface.minima.shape[1]
    made = basins_figure(found, count, surface.domain, now.start)
    label = _("Basins of attraction of {run}").format(run=labels(now)[maps.slot()])
    figure(made, "basins", height=maps.HEIGHT, label=label, rows=1, pick=pick_start)


def remarks(found: Basins) -> None:
    """How the starts are shared out, and on what that rests."""
    now = scenario()
    w1, w2 = now.start
    status = now.path(maps.slot()).status
    here = _("**Now** (circle): from ({w1:.4g}, {w2:.4g}): {status}.")
    st.markdown(here.format(w1=w1, w2=w2, status=status))
    explore_link(now)
    _table(found)
    st.download_button(
        _("All starts as CSV"),
        lambda: csv(basins_table(found, now.surface.build().domain)),
        "basins.csv",
        "text/csv",
        icon=":material/download:",
    )
    st.caption(
        _(
            "{side} × {side} starts, {steps:,} steps each. A run ends in a minimum if its last"
            " point lies close to it; the fuller the colour, the sooner its loss stayed within the"
            " tolerance. Hover to read, click to start there."
        ).format(side=CELLS, steps=now.steps)
    )


class _Row(NamedTuple):
    """How many starts end alike, and where.

    Attributes:
        place: what they end in.
        which: where on the map they are.
        loss: of the minimum.
        colour: the slot of its colour.
    """

    place: str
    which: Bools
    loss: str | None = None
    colour: int | None = None

    def steps(self, found: Basins) -> str | None:
        """The median of the steps until these runs were there."""
        steps = found.reached[self.which & (found.reached != NEVER)]
        return f"{np.median(steps):.0f}" if steps.size else None


def _table(found: Basins) -> None:
    """The shares of the minima, the lowest first, and of what ended in none."""
    rows = list(_rows(found))
    median = _("The median, of those that came within tolerance.")
    grid(
        {
            MARKS: marks(row.colour for row in rows),
            _("Ends in"): Column([row.place for row in rows], 120),
            "L": Column([row.loss for row in rows], 52, "right", _("The minimum's loss.")),
            _("Starts"): Column([f"{np.mean(row.which):.1%}" for row in rows], 52, "right"),
            _("Steps"): Column([row.steps(found) for row in rows], 44, "right", median),
        }
    )


def _rows(found: Basins) -> Iterator[_Row]:
    losses = scenario().surface.build().value(found.minima)
    minima = sorted(np.unique(found.ends[found.ends >= 0]), key=lambda end: losses[end])
    named, others = minima[:_MOST_ROWS], minima[_MOST_ROWS:]
    for end in named:
        loss = number(_round(losses[end]))
        yield _Row(_place(found, end), found.ends == end, loss, slot(end))
    if others:
        higher = ngettext("{count} higher minimum", "{count} higher minima", len(others))
        yield _Row(higher.format(count=len(others)), np.isin(found.ends, others))
    for end, word in _OTHERWISE.items():
        if found.share(end):
            yield _Row(_(word), found.ends == end)


def _place(found: Basins, end: int) -> str:
    w1, w2 = found.minima[:, end]
    return f"{letter(end)} ({w1:.3g}, {w2:.3g})"


def _round(loss: float) -> float:
    """A loss without the rounding errors of a place that is known to so many digits."""
    return float(round(loss, 9))
