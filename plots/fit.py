"""The examples, and on them the model of every run, still empty.

Every trace that a run fills is here already, with its style and without points: the player adds
only coordinates. Traces are found by their names.
"""

from typing import Any

import numpy as np
import plotly.graph_objects as go

from languages import _
from parameters import Array
from plots.style import AXIS, GRID, INK, MUTE, RUN_STYLES, SECOND
from plots.traces import hover_label, lines2d, markers2d
from surfaces import DataSurface
from surfaces.one_feature import OneFeature

_AIR = 0.06  # of an axis beyond the examples
_POINTS = 81  # of a curve
_MOST = 1000  # examples that are drawn, evenly chosen: all are drawn again at every step
_RARE = {"symbol": "diamond-open", "color": INK, "opacity": 0.9, "line": {"width": 1.2}}


def fit(surface: DataSurface) -> go.Figure:
    """The examples of `surface`, those of a step's batch ringed, and a line for every run.

    Where the second feature is not 0, an example has another mark.
    """
    shown = np.linspace(0, surface.y.size - 1, min(surface.y.size, _MOST)).round().astype(np.int_)
    x, y = surface.a[0, shown], surface.y[shown]
    plain = surface.a[1, shown] == surface.levels[0]
    common, rare = (
        markers2d("examples", color=MUTE, opacity=0.5, size=6, line={"width": 0}),
        markers2d("rare examples", size=7, **_RARE),
    )
    common.update(x=x[plain], y=y[plain])
    rare.update(x=x[~plain], y=y[~plain])
    lines = [
        lines2d(f"fit {slot}", 1, color=style.light, width=2.2)
        for slot, style in enumerate(RUN_STYLES)
    ]
    ring = markers2d("batch", color=SECOND, size=11, symbol="circle-open", line={"width": 1.6})
    axis = {
        "gridcolor": GRID,
        "zeroline": False,
        "showline": True,
        "mirror": True,
        "linecolor": AXIS,
        "color": MUTE,
        "nticks": 6,
    }
    across, up = _titles(surface)
    notes = [f"◇ {surface.names[1]} ≠ 0"] if not plain.all() else []
    if len(shown) < surface.y.size:
        some, count = f"{len(shown):,}", f"{surface.y.size:,}"
        notes.append(_("{some} of {count} examples").format(some=some, count=count))
    note = {
        "text": "<br>".join(notes),
        "align": "left",
        "xref": "paper",
        "yref": "paper",
        "x": 0.02,
        "y": 0.98,
        "showarrow": False,
        "font": {"color": INK},
    }
    return go.Figure(
        [common, *([] if plain.all() else [rare]), ring, *lines],
        {
            "template": "none",
            "margin": {"l": 46, "r": 12, "t": 8, "b": 42, "autoexpand": False},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "showlegend": False,
            "hovermode": False,
            "hoverlabel": hover_label(),
            "dragmode": "pan",
            "annotations": [note] if notes else [],
            "xaxis": axis
            | {"title": {"text": across, "standoff": 6}, "range": _range(surface.a[0])},
            "yaxis": axis | {"title": {"text": up, "standoff": 4}, "range": _range(surface.y)},
        },
    )


def model(surface: DataSurface) -> dict[str, Any]:
    """What the player needs to draw a model's curves from its weights."""
    return {
        "link": surface.link,
        "levels": surface.levels,
        "x": np.linspace(*_range(surface.a[0]), _POINTS).tolist(),
        "examples": {"x": surface.a[0].tolist(), "y": surface.y.tolist()},
    }


def _titles(surface: DataSurface) -> tuple[str, str]:
    """What the axes show: measured columns are standardised, and classes are 0 or 1."""
    first, last = surface.names[0], surface.names[-1]
    if surface.table is None:
        return first, last
    times = surface.scale if isinstance(surface, OneFeature) else 1.0
    standardised = _("{column}, standardised")
    across = standardised.format(column=first) + (f" × {times:g}" if times != 1 else "")
    return across, last if surface.classes else standardised.format(column=last)


def _range(values: Array) -> tuple[float, float]:
    low, high = float(values.min()), float(values.max())
    air = _AIR * (high - low)
    return low - air, high + air
