"""The plane: the contour, and above it the figure that runs are drawn on.

Every trace that a run fills is here already, with its style and without points: the player adds
only coordinates. Traces are found by their names.
"""

from typing import Any

import numpy as np
import plotly.graph_objects as go

from parameters import Array
from plots.scale import LossScale
from plots.style import AXIS, END, HALO, INK, ISO_PLANE, LINE_COLOURS, MUTE, SURFACE, even_stops
from plots.traces import AGE, HIDDEN, hover, hover_label, lines2d, markers2d
from surfaces import Window

PLANE_GRID = 161  # fewer break up the level lines of a narrow valley


def contour(
    window: Window, scale: LossScale, field: Array, local_minima: Array, *, bar: bool = True
) -> go.Figure:
    """What lies under the runs: the contour of `field`, shape (n, n), and minima, shape (2, m).

    A fan lies there too, whose paths do not move.

    Without the `bar` of colours there is more room for the plane.
    """
    start, end, step = scale.levels
    ticks = scale.ticks
    trace = go.Contour(
        name="field",
        x0=window.w1[0],
        dx=(window.w1[1] - window.w1[0]) / (field.shape[1] - 1),
        y0=window.w2[0],
        dy=(window.w2[1] - window.w2[0]) / (field.shape[0] - 1),
        z=field.astype(np.float32),
        colorscale=even_stops(SURFACE),
        zmin=-1 if scale.log else float(np.nanmin(field)),
        zmax=float(np.nanmax(field)),
        contours={"start": start, "end": end, "size": step, "coloring": "heatmap"},
        line={"color": ISO_PLANE, "width": 1},
        showscale=bar,
        colorbar={
            "thickness": 9,
            "len": 0.86,
            "y": 0.5,
            "outlinewidth": 0,
            "xpad": 4,
            "tickvals": scale.field(ticks).tolist(),
            "ticktext": scale.tick_texts(ticks),
            "tickfont": {"color": MUTE},
            "title": {"text": scale.name, "font": {"color": MUTE}},
        },
        **HIDDEN,
    )
    fan = lines2d("fan", 0.16, color=INK, width=1)
    local = markers2d(
        "local minima", color=INK, opacity=0.7, size=9, symbol="star-open", line={"width": 1}
    )
    local.update(x=local_minima[0], y=local_minima[1])
    traces = [trace, fan, local] if local_minima.size else [trace, fan]
    return _plane(window, traces, bar, "rgba(0,0,0,0)")


def plane(window: Window, *, bar: bool = True) -> go.Figure:
    """The runs over `window`, on a figure that one sees through."""
    traces = [
        lines2d("halos", color=HALO, width=5, opacity=0.8),
        *(
            go.Scatter(
                name=f"line {slot}",
                mode="lines",
                line={"color": colour, "width": 2.2},
                hovertemplate=hover("%{meta}", "%{pointNumber}", "%{customdata:.4g}"),
                showlegend=False,
            )
            for slot, colour in enumerate(LINE_COLOURS)
        ),
        markers2d("dots", color=[], size=5, line={"width": 0}, **AGE),
        markers2d("clipped", color=INK, size=9, symbol="circle-open", line={"width": 1}),
        markers2d("minima", color=INK, size=17, symbol="star", line={"color": HALO, "width": 1.5}),
        markers2d("start halo", color=HALO, size=14, symbol="circle-open", line={"width": 6}),
        markers2d("start", color=INK, size=14, symbol="circle-open", line={"width": 2.5}),
        markers2d("exits", color=END, size=13, symbol="x", line={"color": HALO, "width": 1.5}),
        markers2d("end halos", color=HALO, size=[], symbol=[], line={"width": 0}),
        markers2d("ends", color=[], size=[], symbol=[], line={"color": [], "width": 2.2}),
    ]
    return _plane(window, traces, bar, MUTE)


def _plane(window: Window, traces: list[Any], bar: bool, axes: str) -> go.Figure:
    """Both layers of the plane have the same frame; only the upper one shows its axes."""
    axis = {
        "showgrid": False,
        "zeroline": False,
        "showline": True,
        "mirror": True,
        "linecolor": AXIS if axes == MUTE else axes,
        "tickcolor": AXIS if axes == MUTE else axes,
        "ticks": "outside",
        "ticklen": 4,
        "color": axes,
        "constrain": "domain",
        "nticks": 6,
    }
    return go.Figure(
        traces,
        {
            "template": "none",
            "margin": {"l": 46, "r": 64 if bar else 12, "t": 8, "b": 42, "autoexpand": False},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "showlegend": False,
            "hovermode": "closest",
            "hoverlabel": hover_label(),
            "dragmode": "pan",
            "uirevision": f"{window}",
            "clickanywhere": True,
            "xaxis": axis | {"title": {"text": "w₁", "standoff": 2}, "range": list(window.w1)},
            "yaxis": axis
            | {
                "title": {"text": "w₂", "standoff": 4},
                "range": list(window.w2),
                "scaleanchor": "x",
            },
        },
    )
