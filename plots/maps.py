"""A map of two settings: how a run ends for every pair of values, and where it diverges."""

from typing import Any

import numpy as np
import plotly.graph_objects as go

from engine.lanes import NEVER
from engine.maps import Map
from languages import _
from parameters import Array, Bools
from plots.axes import MODEBAR, log_axis
from plots.cells import CLEAR, cells, hatching, present, word
from plots.sides import Side
from plots.style import END, HALO, HEAT, INK, LOST, MUTE, PAGE, even_stops
from plots.traces import HIDDEN, hover_label

LEAST = {"steps": 1.0, "loss": 1e-16, "distance": 1e-9}  # less is drawn as this
_BEYOND = 0.3  # of a cell, around the best one


def settings_figure(
    found: Map,
    across: Side,
    up: Side,
    metric: str,
    what: str,
    now: tuple[float, float],
    best: tuple[float, float] | None = None,
) -> go.Figure:
    """The map coloured by `metric`, which is called `what`, with the run's own setting `now`.

    What theory knows is drawn too: where runs stop converging, where they begin to swing, and the
    `best` setting.
    """
    steps = metric == "steps"
    grid = {"x": across.drawn(found.across.values), "y": up.drawn(found.up.values)}
    place = f"{across.hover} = %{{x:.4~g}}<br>{up.hover} = %{{y:.4~g}}<br>"
    traces = [
        _metric(found.metric(metric), LEAST[metric], grid, place, what),
        *([_never(found, grid, place)] if steps else []),
        _lost(found, grid, place),
        hatching(found.diverged, across.edges, up.edges),
        *(line for each in _damping(found) for line in _edge(each, grid, "dot", 1.6)),
        *_edge(found.excess, grid, "dash", 2.2),
        *_optimum(best, across, up),
        *present(float(across.drawn(now[0])), float(up.drawn(now[1]))),
    ]
    layout = {
        "template": "none",
        "margin": {"l": 66, "r": 8, "t": 8, "b": 44},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": hover_label(),
        "modebar": MODEBAR,
        "dragmode": "pan",
        "uirevision": f"{across.axis} {up.axis}",
        "xaxis": across.layout,
        "yaxis": up.layout,
        "shapes": _ring(found.best(metric), across, up),
        "annotations": [
            *word(_("diverged"), found.diverged, across.notes, up.notes),
            *(word(_("not arrived"), _empty(found), across.notes, up.notes) if steps else []),
        ],
    }
    return go.Figure(traces, layout)


def _metric(values: Array, least: float, grid: dict[str, Any], place: str, what: str) -> go.Heatmap:
    """The cells that have a value, coloured by its logarithm."""
    z = np.log10(np.maximum(values, least))
    shown = z[np.isfinite(z)] if np.isfinite(z).any() else np.zeros(1)
    low, high = float(shown.min()), max(float(shown.max()), float(shown.min()) + 0.1)
    ticks = log_axis(low, high)
    return go.Heatmap(
        **grid,
        z=z.astype(np.float32),
        zmin=low,
        zmax=high,
        colorscale=even_stops(HEAT),
        customdata=values.astype(np.float32),
        hovertemplate=f"{place}{what}: %{{customdata:.4~g}}<extra></extra>",
        hoverongaps=False,
        colorbar={
            "thickness": 9,
            "outlinewidth": 0,
            "xpad": 6,
            "len": 0.94,  # Plotly's buttons appear above it
            "y": 0,
            "yanchor": "bottom",
            "tickvals": np.log10(ticks["tickvals"]).tolist(),
            "ticktext": ticks["ticktext"],
            "tickfont": {"color": MUTE},
            "title": {"text": what, "side": "right", "font": {"color": MUTE}},
        },
    )


def _never(found: Map, grid: dict[str, Any], place: str) -> go.Heatmap:
    """The cells whose run did not arrive, which are left empty."""
    never = _("has not arrived, {excess}").format(excess="L − L<sub>min</sub> = %{z:.3~g}")
    return cells(_empty(found), found.loss, CLEAR, grid, f"{place}{never}<extra></extra>")


def _empty(found: Map) -> Bools:
    return ~found.diverged & (found.reached == NEVER)


def _lost(found: Map, grid: dict[str, Any], place: str) -> go.Heatmap:
    """The cells whose run diverged."""
    lost = _("diverged at step {step}").format(step="%{z}")
    return cells(found.diverged, found.diverged_at, LOST, grid, f"{place}{lost}<extra></extra>")


def _damping(found: Map) -> list[Array]:
    """Where theory has the run swing, along either direction, as far as it converges at all."""
    if found.excess is None or found.damping is None:
        return []
    return [np.where(found.excess <= 0, each, np.nan) for each in found.damping]


def _edge(values: Array | None, grid: dict[str, Any], dash: str, width: float) -> list[go.Contour]:
    """Where `values` change their sign, as theory has it, on a halo."""
    if values is None:
        return []
    lines = ({"color": HALO, "width": width + 2.8}, {"color": INK, "width": width, "dash": dash})
    return [
        go.Contour(
            **grid,
            z=values.astype(np.float32),
            contours={"start": 0, "end": 0, "size": 1, "coloring": "none"},
            line=line,
            showscale=False,
            **HIDDEN,
        )
        for line in lines
    ]


def _optimum(best: tuple[float, float] | None, across: Side, up: Side) -> list[go.Scatter]:
    """The best setting in theory: a diamond on a halo."""
    if best is None:
        return []
    at = {"x": [float(across.drawn(best[0]))], "y": [float(up.drawn(best[1]))], "mode": "markers"}
    look = {"symbol": "diamond", "size": 12, "color": INK, "line": {"color": HALO, "width": 2}}
    return [go.Scatter(**at, marker=look, **HIDDEN)]


def _ring(best: tuple[int, int] | None, across: Side, up: Side) -> list[dict[str, Any]]:
    """A red ring around the best cell, on one of the page's colour."""
    if best is None:
        return []
    (x0, x1), (y0, y1) = across.around(best[1], _BEYOND), up.around(best[0], _BEYOND)
    lines = ({"color": PAGE, "width": 6}, {"color": END, "width": 3})
    return [
        {"type": "rect", "line": line, "x0": x0, "x1": x1, "y0": y0, "y1": y1} for line in lines
    ]
