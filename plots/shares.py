"""The basins of several runs side by side: from the same starts, in the same colours."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from engine.basins import DIVERGED, LEFT, Basins
from languages import _
from plots.axes import MODEBAR
from plots.basins import basin_cells, minima_marks
from plots.cells import CLEAR, cells, present
from plots.sides import FRAME
from plots.style import GRID, INK, LOST
from plots.traces import hover_label
from surfaces import Window

IN_A_ROW = 4  # runs; more stand in two rows
_COLUMNS = 3


def shares_figure(
    found: Sequence[Basins],
    names: Sequence[str],
    global_minima: int,
    window: Window,
    start: tuple[float, float],
) -> go.Figure:
    """The basins of runs called `names`; minima are stars, full ones the global minima."""
    columns = len(found) if len(found) <= IN_A_ROW else _COLUMNS
    rows = -(-len(found) // columns)
    figure = make_subplots(
        rows, columns, subplot_titles=names, horizontal_spacing=0.05, vertical_spacing=0.09
    )
    for place, each in enumerate(found):
        at = {"row": place // columns + 1, "col": place % columns + 1}
        for trace in _traces(each, global_minima, window, start):
            figure.add_trace(trace, **at)
        axis = f"x{place + 1}" if place else "x"
        figure.update_xaxes(FRAME | {"range": window.w1, "constrain": "domain"}, **at)
        figure.update_yaxes(FRAME | {"range": window.w2, "scaleanchor": axis}, **at)
        figure.update_yaxes({"constrain": "domain", "constraintoward": "top"}, **at)
    figure.update_annotations(font={"color": INK, "size": 14})
    figure.update_layout(
        template="none",
        margin={"l": 36, "r": 8, "t": 28, "b": 28},
        paper_bgcolor=CLEAR,
        plot_bgcolor=CLEAR,
        showlegend=False,
        hovermode="closest",
        hoverlabel=hover_label(),
        modebar=MODEBAR,
        dragmode="pan",
    )
    return figure


def _traces(
    found: Basins, global_minima: int, window: Window, start: tuple[float, float]
) -> list[Any]:
    count = len(found.ends)
    grid = {"x": np.linspace(*window.w1, count), "y": np.linspace(*window.w2, count)}
    place = "w₁ = %{x:.4~g}<br>w₂ = %{y:.4~g}<br>"
    left, lost = found.ends == LEFT, found.ends == DIVERGED
    leaves, diverges = _("leaves the window"), _("diverges")
    every = range(found.minima.shape[1])
    symbols = ["star" if i < global_minima else "star-open" for i in every]
    return [
        basin_cells(found, grid, place),
        cells(left, 0.0, GRID, grid, f"{place}{leaves}<extra></extra>"),
        cells(lost, 0.0, LOST, grid, f"{place}{diverges}<extra></extra>"),
        *minima_marks(found.minima, {"symbol": symbols, "size": 10, "color": INK}),
        *present(*start),
    ]
