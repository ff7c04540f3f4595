"""Figures of lines: their axes, their legend, and round numbers to read."""

from typing import Any

import numpy as np
import plotly.graph_objects as go

from parameters import Array
from plots.style import AXIS, GRID, INK, MUTE
from plots.traces import hover_label
from symbols import plain

VALUE = "%{y:.4~g}"  # what a point says beside its line's name under the mouse

_CLEAR = "rgba(0,0,0,0)"
_TOOLS = ("select", "lasso", "zoomin", "zoomout", "autoscale")  # of Plotly's, in the legend's way
MODEBAR = {"remove": _TOOLS, "bgcolor": _CLEAR, "color": MUTE, "activecolor": INK}

_MOST_TICKS = 8
_AIR = 0.05  # of an axis, and of a power of ten, beyond the values


def number(value: float) -> str:
    """`value` in three digits, as it is written by hand: 1,230 and 1.23·10⁸."""
    mantissa, _, power = f"{value:.2e}".partition("e")
    if not np.isfinite(value) or value == 0 or -4 < int(power) < 4:
        text = f"{float(f'{value:.3g}'):,g}".replace("inf", "∞")
    else:
        ten = plain(f"10^{{{int(power)}}}")
        text = ten if float(mantissa) == 1 else f"{float(mantissa):g}·{ten}"
    return text.replace("-", "−")


def powers(values: Array) -> tuple[float, float]:
    """The powers of ten, with some air, between which lie all `values` that have a logarithm."""
    shown = np.log10(values[np.isfinite(values) & (values > 0)])
    low, high = (shown.min(), shown.max()) if shown.size else (-1.0, 1.0)
    air = _AIR * (high - low + 1)
    return low - air, high + air


def log_axis(low: float, high: float, most: int = _MOST_TICKS) -> dict[str, Any]:
    """Range and ticks of an axis from 10^low to 10^high, with about `most` powers of ten."""
    every = int(np.ceil((high - low) / most))
    digits = (1, 2, 5) if high - low < 2 else (1,)
    decades = np.arange(np.floor(low), np.ceil(high) + 1, every)
    ticks = [digit * 10.0**decade for decade in decades for digit in digits]
    return {
        "type": "log",
        "range": [low, high],
        "tickvals": ticks,
        "ticktext": [number(tick) for tick in ticks],
    }


def lines(
    traces: list[go.Scatter], across: str, up: str, x: dict[str, Any], y: dict[str, Any]
) -> go.Figure:
    """`traces` under a legend, like the loss curve; `x` and `y` are what its axes have besides."""
    axis = {
        "gridcolor": GRID,
        "zeroline": False,
        "linecolor": AXIS,
        "showline": True,
        "color": MUTE,
        "nticks": 6,
    }
    # The layout is handed over whole: with `update_layout` a figure takes four times as long.
    return go.Figure(
        traces,
        {
            "template": "none",
            "margin": {"l": 56, "r": 10, "t": 30, "b": 39},
            "paper_bgcolor": _CLEAR,
            "plot_bgcolor": _CLEAR,
            "uirevision": "kept",
            "hovermode": "x unified",
            "hoverlabel": hover_label(),
            "modebar": MODEBAR,
            "legend": {
                "orientation": "h",
                "xref": "container",
                "yref": "container",
                "x": 0,
                "y": 1,
                "yanchor": "top",
                "font": {"color": INK},
            },
            "xaxis": axis | {"title": {"text": across, "standoff": 7}} | x,
            "yaxis": axis | {"title": {"text": up, "standoff": 6}} | y,
        },
    )
