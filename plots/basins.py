"""A map of starts: in which minimum the run from each of them ends, and how soon."""

from typing import Any

import numpy as np
import plotly.graph_objects as go

from engine.basins import DIVERGED, LEFT, Basins
from engine.lanes import NEVER, Counts
from languages import _
from parameters import Array
from plots.axes import MODEBAR
from plots.cells import CLEAR, cells, hatching, present, word
from plots.sides import FRAME
from plots.style import GRID, HALO, INK, LOST, PAGE, RUN_STYLES, SHARE_SCALE
from plots.traces import HIDDEN, hover_label
from surfaces import Window

MOST_NAMED = 12  # more minima than that stand too close for letters
_MOST = (0.02, 0.98)  # of the runs: those between are spread over the shades
_SLOWEST = 0.85  # of the way from full to empty
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letter(index: int) -> str:
    """What a minimum is called: A, B, ..., and by its number where there are too many."""
    return _LETTERS[index] if index < len(_LETTERS) else f"{index + 1}"


def slot(index: Any) -> Any:
    """The slot of the run whose colour a minimum has; where there are many, some share one."""
    return index % len(RUN_STYLES)


def basins_figure(
    found: Basins, global_minima: int, window: Window, start: tuple[float, float]
) -> go.Figure:
    """The basins in the colours of their minima, full where a run arrives soon, and the start."""
    count = len(found.ends)
    w1, w2 = np.linspace(*window.w1, count), np.linspace(*window.w2, count)
    grid = {"x": w1, "y": w2}
    place = "w₁ = %{x:.4~g}<br>w₂ = %{y:.4~g}<br>"
    lost, left = found.ends == DIVERGED, found.ends == LEFT
    diverges, leaves = _("diverges"), _("leaves the window")
    traces = [
        basin_cells(found, grid, place),
        cells(left, 0.0, GRID, grid, f"{place}{leaves}<extra></extra>"),
        cells(lost, 0.0, LOST, grid, f"{place}{diverges}<extra></extra>"),
        hatching(lost, _edges(w1), _edges(w2)),
        *_stars(found.minima[:, global_minima:], "star-open", 10),
        *_stars(found.minima[:, :global_minima], "star", 16),
        *present(*start),
    ]
    frame = FRAME | {"constrain": "domain"}
    layout = {
        "template": "none",
        "margin": {"l": 46, "r": 8, "t": 8, "b": 44},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": hover_label(),
        "modebar": MODEBAR,
        "dragmode": "pan",
        "uirevision": f"{window}",
        "xaxis": frame | {"title": {"text": "w₁", "standoff": 6}, "range": window.w1},
        "yaxis": frame
        | {"title": {"text": "w₂", "standoff": 4}, "range": window.w2, "scaleanchor": "x"},
        "annotations": [
            *word(diverges, lost, w1, w2),
            *word(leaves, left, w1, w2),
            *_names(found),
        ],
    }
    return go.Figure(traces, layout)


def basin_cells(found: Basins, grid: dict[str, Array], place: str) -> go.Heatmap:
    """The cells whose run ended in a minimum."""
    z = np.where(found.ends >= 0, slot(found.ends) + _speed(found.reached), np.nan)
    ends = _("ends in {minimum}").format(minimum="%{text}")
    arrived = _("{minimum} at step {step}")  # short: there are thousands of them

    def said(end: int, step: int) -> str:
        if end < 0:
            return ""
        return letter(end) if step == NEVER else arrived.format(minimum=letter(end), step=step)

    return go.Heatmap(
        **grid,
        z=z.astype(np.float32),
        zmin=0,
        zmax=len(RUN_STYLES),
        colorscale=SHARE_SCALE,
        showscale=False,
        text=[
            [said(end, step) for end, step in zip(*row, strict=True)]
            for row in zip(found.ends.tolist(), found.reached.tolist(), strict=True)
        ],
        hovertemplate=f"{place}{ends}<extra></extra>",
        hoverongaps=False,
    )


def _speed(reached: Counts) -> Array:
    """From nearly 1 for those who arrive first to 0 for those who do not: how full a colour is."""
    arrived = reached != NEVER
    if not arrived.any():
        return np.zeros(reached.shape)
    first, last = np.quantile(reached[arrived], _MOST)
    share = 1 - _SLOWEST * (reached - first) / max(last - first, 1)
    return np.where(arrived, 0.998 * np.clip(share, 1 - _SLOWEST, 1), 0)


def _stars(minima: Array, symbol: str, size: int) -> list[go.Scatter]:
    line = {"color": HALO, "width": 1.5}
    return minima_marks(minima, {"symbol": symbol, "size": size, "color": INK, "line": line})


def minima_marks(minima: Array, look: dict[str, Any]) -> list[go.Scatter]:
    """Marks at `minima`, shape (2, n); nothing for none, for Plotly's JSON has no empty arrays."""
    w1, w2 = minima
    return [go.Scatter(x=w1, y=w2, mode="markers", marker=look, **HIDDEN)] if w1.size else []


def _names(found: Basins) -> list[dict[str, Any]]:
    """A letter beside every minimum."""
    count = found.minima.shape[1]
    if not 1 < count <= MOST_NAMED:
        return []
    return [
        {
            "text": f"<b>{letter(index)}</b>",
            "x": float(w1),
            "y": float(w2),
            "showarrow": False,
            "xshift": 16,
            "yshift": 12,
            "bgcolor": PAGE,
            "borderpad": 1,
            "font": {"color": INK, "size": 14},
        }
        for index, (w1, w2) in enumerate(found.minima.T)
    ]


def _edges(centres: Array) -> Array:
    half = (centres[1] - centres[0]) / 2
    return np.append(centres - half, centres[-1] + half)
