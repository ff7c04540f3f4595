"""A learning-rate schedule, drawn small."""

import plotly.graph_objects as go

from engine import Conditions
from languages import _
from plots.style import AXIS, GRID, INK, MUTE
from plots.traces import hover_label


def schedule(conditions: Conditions, lr: float, steps: int) -> go.Figure:
    """The learning rate of each of `steps` steps."""
    at = _("step {step}").format(step="%{x}")
    axis = {"color": MUTE, "showgrid": False, "zeroline": False, "ticklen": 3, "linecolor": AXIS}
    traces = go.Scatter(
        y=lr * conditions.factors(steps),
        mode="lines",
        line={"color": INK, "width": 1.6, "shape": "hv"},
        hovertemplate=f"{at}<br>η = %{{y:.4g}}<extra></extra>",
    )
    return go.Figure(
        traces,
        {
            "template": "none",
            "margin": {"l": 44, "r": 8, "t": 6, "b": 20},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "hoverlabel": hover_label(),
            "xaxis": axis | {"tickvals": [0, steps - 1], "showline": True},
            "yaxis": axis
            | {"tickvals": [0, lr], "showgrid": True, "gridcolor": GRID, "range": [0, 1.08 * lr]},
        },
    )
