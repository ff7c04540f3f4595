"""The map of starts: in which minimum the run from each of them ends."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pandas as pd
import streamlit as st

from engine import Basins, Scenario, basins
from engine.basins import DIVERGED, ELSEWHERE, LEFT
from engine.lanes import NEVER
from exports.maps import basins_table
from exports.tables import csv
from parameters import Bools
from plots.axes import number
from plots.basins import basins_figure, letter, slot
from plots.labels import labels
from plots.style import RUN_STYLES, picture
from ui.controls import maps
from ui.controls.figure import figure
from ui.controls.navigation import explore_link
from ui.controls.progress import tell, told
from ui.controls.sidebar import pick_start
from ui.controls.state import scenario

CELLS = 128  # on a side
_ROW, _HEADER = 27, 34  # pixels
_MOST_ROWS = 10
_OTHERWISE = {ELSEWHERE: "elsewhere inside", LEFT: "left the window", DIVERGED: "diverged"}


@lru_cache(maxsize=64)
def _basins(alone: Scenario) -> Basins:
    surface = alone.surface.build()
    rule, given = alone.runs[0].build(), alone.given(0) | {"progress": tell}
    return basins(rule, surface, surface.domain, CELLS, alone.steps, **given)


def mapped() -> Basins:
    """Where the run from every point of the window ends."""
    alone = scenario().only(maps.slot())
    with told(f"Running {labels(alone)[0]} from {CELLS * CELLS:,} starts"):
        # Where it starts now does not matter, so a click finds its map in the cache.
        return _basins(replace(alone, start=alone.surface.build().start))


def drawn(found: Basins) -> None:
    """The map; a click sets the start."""
    now, surface = scenario(), scenario().surface.build()
    count = surface.minima.shape[1]
    made = basins_figure(found, count, surface.domain, now.start)
    label = f"Basins of attraction of {labels(now)[maps.slot()]}"
    figure(made, "basins", height=maps.HEIGHT, label=label, rows=1, pick=pick_start)


def remarks(found: Basins) -> None:
    """How the starts are shared out, and on what that rests."""
    now = scenario()
    w1, w2 = now.start
    status = now.path(maps.slot()).status
    st.markdown(f"**Now** (circle): from ({w1:.4g}, {w2:.4g}): {status}.")
    explore_link(now)
    _table(found)
    st.download_button(
        "All starts as CSV",
        lambda: csv(basins_table(found, now.surface.build().domain)),
        "basins.csv",
        "text/csv",
        icon=":material/download:",
    )
    st.caption(
        f"{CELLS} × {CELLS} starts, {now.steps:,} steps each. A run ends in a minimum if its last"
        " point lies close to it; the fuller the colour, the sooner its loss stayed within the"
        " tolerance. Hover to read, click to start there."
    )


def _table(found: Basins) -> None:
    """The shares of the minima, the lowest first, and of what ended in none."""
    losses = scenario().surface.build().value(found.minima)
    minima = sorted(np.unique(found.ends[found.ends >= 0]), key=lambda end: losses[end])
    named, others = minima[:_MOST_ROWS], minima[_MOST_ROWS:]
    rows = [
        _row(_place(found, end), found.ends == end, found, number(_round(losses[end])), slot(end))
        for end in named
    ]
    if others:
        rows.append(_row(f"{len(others)} higher minima", np.isin(found.ends, others), found))
    rows += [
        _row(word, found.ends == end, found) for end, word in _OTHERWISE.items() if found.share(end)
    ]
    frame = pd.DataFrame(rows)
    st.dataframe(
        frame,
        hide_index=True,
        row_height=_ROW,
        height=_ROW * len(frame) + _HEADER,
        placeholder="–",
        column_config={
            " ": st.column_config.ImageColumn(width=26),
            "Ends in": st.column_config.Column(width=120),
            "L": st.column_config.Column(width=52, alignment="right", help="The minimum's loss."),
            "Starts": st.column_config.Column(width=52, alignment="right"),
            "Steps": st.column_config.Column(
                width=44, alignment="right", help="The median, of those that came within tolerance."
            ),
        },
    )


def _row(
    place: str, which: Bools, found: Basins, loss: str | None = None, colour: int | None = None
) -> dict[str, str | None]:
    """A row of the table: how many ended so, and after how many steps."""
    dark = st.context.theme.type == "dark"
    steps = found.reached[which & (found.reached != NEVER)]
    return {
        " ": None if colour is None else picture(RUN_STYLES[colour], dark),
        "Ends in": place,
        "L": loss,
        "Starts": f"{np.mean(which):.1%}",
        "Steps": f"{np.median(steps):.0f}" if steps.size else None,
    }


def _place(found: Basins, end: int) -> str:
    w1, w2 = found.minima[:, end]
    return f"{letter(end)} ({w1:.3g}, {w2:.3g})"


def _round(loss: float) -> float:
    """A loss without the rounding errors of a place that is known to so many digits."""
    return float(round(loss, 9))
