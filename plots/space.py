"""The surface in space, on which runs are draped.

Every trace that a run fills is here already, with its style and without points: the player adds
only coordinates. Traces are found by their names.
"""

import numpy as np
import plotly.graph_objects as go

from parameters import Array
from plots.scale import LossScale
from plots.style import END, GRID, INK, ISO_SPACE, MUTE, SURFACE, even_stops
from plots.traces import AGE, HIDDEN, hover, hover_label, lines3d, markers3d, text3d
from surfaces import Surface, Window

SPACE_GRID = 65  # points a side, which Plotly doubles; more cost time and bytes and show nothing
# From −w₂ and above; into a bowl one looks more steeply, past its near wall.
_VALLEY = {"eye": {"x": -0.40, "y": -1.50, "z": 1.32}, "center": {"x": 0.03, "y": 0, "z": -0.19}}
_BOWL = {"eye": {"x": -0.42, "y": -1.35, "z": 1.70}, "center": {"x": 0.03, "y": 0, "z": -0.15}}


def space(surface: Surface, window: Window, scale: LossScale, heights: Array) -> go.Figure:
    """The surface in space with `heights`, shape (n, n), over `window`."""
    top, count = scale.top, heights.shape[0]
    traces = [
        go.Surface(
            name="surface",
            x=np.linspace(*window.w1, count).astype(np.float32),
            y=np.linspace(*window.w2, count).astype(np.float32),
            z=heights.astype(np.float32),
            colorscale=even_stops(SURFACE),
            cmin=0,
            cmax=top,
            showscale=False,
            lighting={
                "ambient": 0.86,
                "diffuse": 0.32,
                "specular": 0.03,
                "roughness": 0.95,
                "fresnel": 0.02,
            },
            lightposition={"x": -2000, "y": -4000, "z": 9000},
            contours={
                "x": {"highlight": False},
                "y": {"highlight": False},
                "z": {
                    "highlight": False,
                    "show": True,
                    "start": top / 14,
                    "end": top,
                    "size": top / 14,
                    "color": ISO_SPACE,
                    "width": 1,
                },
            },
            **HIDDEN,
        ),
        lines3d("lines", width=6.5, color=[], **AGE),
        go.Scatter3d(
            name="dots",
            mode="markers",
            marker={"size": 3, "color": [], "opacity": 1, "line": {"width": 0}, **AGE},
            hovertemplate=hover("%{customdata[0]}", "%{customdata[1]}", "%{customdata[2]:.4g}"),
            showlegend=False,
        ),
        lines3d("stems", width=3.5, color=[], **AGE),
        markers3d("rims", color=END, size=[], symbol=[]),
        markers3d("heads", color=[], size=[], symbol=[], **AGE),
        markers3d("start", color=INK, size=8, symbol="circle-open", line={"width": 3}),
        lines3d("minimum stems", width=2.5, color=INK),
        text3d("minima", "★", 22, INK, "middle center"),
        text3d("exits", "×", 30, END, "middle center"),
    ]
    ticks = scale.ticks
    axis = {
        "showbackground": False,
        "gridcolor": GRID,
        "gridwidth": 1,
        "zeroline": False,
        "showspikes": False,
        "nticks": 5,
        "color": MUTE,
    }
    return go.Figure(
        traces,
        {
            "template": "none",
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "showlegend": False,
            "uirevision": "space",
            "hoverlabel": hover_label(),
            "scene": {
                "xaxis": axis | {"title": {"text": "w₁"}, "range": list(window.w1)},
                "yaxis": axis | {"title": {"text": "w₂"}, "range": list(window.w2)},
                "zaxis": axis
                | {
                    "title": {"text": scale.name},
                    "range": [0, top * 1.02],
                    "tickvals": scale.height(ticks).tolist(),
                    "ticktext": scale.tick_texts(ticks),
                },
                "aspectmode": "manual",
                "aspectratio": {"x": 1.24, "y": 1.14, "z": 0.6},
                "camera": _VALLEY if scale.log else _BOWL,
                "dragmode": "turntable",
                "uirevision": "space",
            },
        },
    )
