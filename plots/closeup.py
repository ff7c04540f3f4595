"""The close-up of a step, still empty: the local quadratic model around the point that it leaves.

Coordinates are those of the move, so that steps of any size keep all their digits. The player adds
the model's field, the arrows and the directions of curvature; Plotly draws the field alone, and the
player all else in the style of its trace.
"""

import plotly.graph_objects as go

from plots.style import AXIS, END, HALO, INK, ISO_PLANE, MUTE, SECOND, SURFACE, even_stops
from plots.traces import HIDDEN, lines2d, markers2d

#: The colours of the arrows by their roles; the move has its run's.
ARROWS = {"gradient": INK, "direction": MUTE, "carried": SECOND}


def closeup() -> go.Figure:
    """The close-up without a step."""
    traces = [
        go.Contour(
            name="model",
            colorscale=even_stops(SURFACE),
            contours={"coloring": "heatmap"},
            ncontours=14,
            line={"color": ISO_PLANE, "width": 1},
            showscale=False,
            **HIDDEN,
        ),
        lines2d("directions", 0.9, color=AXIS, width=1.2, dash="dash"),
        lines2d("sum", 1, color=MUTE, width=1.4, dash="dot"),
        lines2d("casing", 0.85, color=HALO, width=7),
        markers2d("lowest", color=INK, size=12, symbol="star-open", line={"width": 1.4}),
        markers2d("from", color=INK, size=9, symbol="circle", line={"width": 0}),
        markers2d("to", color=END, size=10, symbol="square-open", line={"width": 2}),
    ]
    axis = {
        "showgrid": False,
        "zeroline": False,
        "showline": True,
        "mirror": True,
        "linecolor": AXIS,
        "tickcolor": AXIS,
        "ticks": "outside",
        "ticklen": 4,
        "color": MUTE,
        "constrain": "domain",
        "nticks": 5,
        "exponentformat": "power",
    }
    return go.Figure(
        traces,
        {
            "template": "none",
            "margin": {"l": 64, "r": 12, "t": 8, "b": 42, "autoexpand": False},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "showlegend": False,
            "hovermode": False,
            "dragmode": False,
            "xaxis": axis | {"title": {"text": "Δw₁", "standoff": 2}},
            "yaxis": axis | {"title": {"text": "Δw₂", "standoff": 4}, "scaleanchor": "x"},
        },
    )
