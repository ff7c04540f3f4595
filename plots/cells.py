"""What maps of settings and maps of starts are drawn with: cells, hatching, marks, words."""

from typing import Any

import numpy as np
import plotly.graph_objects as go

from parameters import Array, Bools
from plots.style import HALO, HATCH, INK, MUTE, PAGE
from plots.traces import HIDDEN

CLEAR = "rgba(0,0,0,0)"

_WORTH = 0.03  # of all cells: fewer are not named


def cells(where: Bools, values: Any, colour: str, grid: dict[str, Any], said: str) -> go.Heatmap:
    """Some cells in one colour."""
    return go.Heatmap(
        **grid,
        z=np.where(where, values, np.nan).astype(np.float32),
        colorscale=[[0, colour], [1, colour]],
        showscale=False,
        hovertemplate=said,
        hoverongaps=False,
    )


def hatching(where: Bools, x_edges: Array, y_edges: Array) -> go.Scatter:
    """Diagonals over some cells: a rectangle for every stretch of a row."""
    x: list[float | None] = []
    y: list[float | None] = []
    for row, cells in enumerate(np.pad(where, ((0, 0), (1, 1)))):
        turns = np.flatnonzero(np.diff(cells))
        for first, last in zip(turns[::2], turns[1::2], strict=True):
            left, right = x_edges[first], x_edges[last]
            low, high = y_edges[row], y_edges[row + 1]
            x += [left, right, right, left, left, None]
            y += [low, low, high, high, low, None]
    return go.Scatter(
        x=x,
        y=y,
        mode="none",
        fill="toself",
        fillcolor=CLEAR,
        fillpattern={
            "shape": "/",
            "fgcolor": HATCH,
            "bgcolor": CLEAR,
            "size": 9,
            "solidity": 0.12,
        },
        **HIDDEN,
    )


def present(x: float, y: float) -> list[go.Scatter]:
    """Where the run is now: an open circle on a halo."""
    lines = ((HALO, 6.0), (INK, 2.5))
    return [
        go.Scatter(
            x=[x],
            y=[y],
            mode="markers",
            marker={
                "symbol": "circle-open",
                "size": 14,
                "color": colour,
                "line": {"width": width},
            },
            **HIDDEN,
        )
        for colour, width in lines
    ]


def word(text: str, where: Bools, x: Array, y: Array) -> list[dict[str, Any]]:
    """`text` well inside of some cells, where they are many.

    `x` and `y` are positions of annotations: those on logarithmic axes are logarithms.
    """
    if np.mean(where) < _WORTH:
        return []
    row, column = _inmost(where)
    return [
        {
            "text": text,
            "x": float(x[column]),
            "y": float(y[row]),
            "showarrow": False,
            "bgcolor": PAGE,
            "borderpad": 3,
            "font": {"color": MUTE},
        }
    ]


def _inmost(where: Bools) -> tuple[int, int]:
    """A cell that is as far as can be from those that are not among `where`."""
    left = last = where
    while left.any():
        last, windows = left, np.lib.stride_tricks.sliding_window_view(np.pad(left, 1), (3, 3))
        left = np.asarray(windows.all(axis=(2, 3)))
    row, column = np.argwhere(last)[0]
    return int(row), int(column)
