"""The loss around the paths of networks, on the plane in which they move most."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from languages import _
from networks import LossPlane
from parameters import Array
from plots.axes import log_axis
from plots.digits import Entry
from plots.style import (
    AXIS,
    END,
    HALO,
    INK,
    ISO_PLANE,
    LINE_COLOURS,
    MUTE,
    RUN_STYLES,
    SURFACE,
    even_stops,
)
from plots.traces import HIDDEN, hover_label, lines2d, markers2d

_LEVELS = 14
_TINY, _FLAT = 1e-9, 0.01  # the least loss, and the least span in decades, that can be drawn
_CLEAR = "rgba(0,0,0,0)"


def landscape(plane: LossPlane, entries: Sequence[Entry], steps_an_epoch: int) -> go.Figure:
    """The paths of `entries` on the contour of the loss; one that went astray is not there."""
    drawn = [
        (entry, path) for entry, path in zip(entries, plane.paths, strict=True) if path is not None
    ]
    start = markers2d("start", color=INK, size=12, symbol="circle-open", line={"width": 2.5})
    traces = [
        _contour(plane),
        *(_at(path, lines2d("halo", color=HALO, width=5, opacity=0.8)) for _entry, path in drawn),
        *(_path(entry, path, steps_an_epoch) for entry, path in drawn),
        _at(drawn[0][1][:1], start),
        *(_end(entry, path) for entry, path in drawn),
    ]
    axis = {
        "showgrid": False,
        "zeroline": False,
        "showline": True,
        "mirror": True,
        "linecolor": AXIS,
        "color": MUTE,
        "nticks": 6,
    }
    first, second = (f"{share:.0%}" for share in plane.shares)
    along = _("1st direction, {share} of the movement").format(share=first)
    up = _("2nd direction, {share} of the movement").format(share=second)
    return go.Figure(
        traces,
        {
            "template": "none",
            "margin": {"l": 46, "r": 56, "t": 12, "b": 46},
            "paper_bgcolor": _CLEAR,
            "plot_bgcolor": _CLEAR,
            "showlegend": False,
            "hovermode": "closest",
            "hoverlabel": hover_label(),
            "dragmode": "pan",
            "xaxis": axis | {"title": {"text": along, "standoff": 7}},
            "yaxis": axis | {"title": {"text": up, "standoff": 4}},
        },
    )


def _contour(plane: LossPlane) -> go.Contour:
    """Logarithms are coloured, losses are written."""
    field = np.log10(np.maximum(plane.loss, _TINY))
    low, high = float(field.min()), max(float(field.max()), float(field.min()) + _FLAT)
    scale = log_axis(low, high)
    return go.Contour(
        name="loss",
        x=plane.a.astype(np.float32),
        y=plane.b.astype(np.float32),
        z=field.astype(np.float32),
        colorscale=even_stops(SURFACE),
        contours={
            "start": low,
            "end": high,
            "size": (high - low) / _LEVELS,
            "coloring": "heatmap",
        },
        line={"color": ISO_PLANE, "width": 1},
        colorbar={
            "thickness": 9,
            "len": 0.86,
            "outlinewidth": 0,
            "xpad": 4,
            "tickvals": np.log10(scale["tickvals"]).tolist(),
            "ticktext": scale["ticktext"],
            "tickfont": {"color": MUTE},
            "title": {"text": _("loss"), "font": {"color": MUTE}},
        },
        **HIDDEN,
    )


def _path(entry: Entry, path: Array, steps_an_epoch: int) -> go.Scatter:
    """A point a mark."""
    when = _("epoch {epoch}").format(epoch="%{customdata[0]:.2f}")
    loss = _("training loss {loss}").format(loss="%{customdata[1]:.3g}")
    return go.Scatter(
        name=entry.name,
        mode="lines+markers",
        x=path[:, 0],
        y=path[:, 1],
        customdata=[[mark.step / steps_an_epoch, mark.loss] for mark in entry.course],
        line={"color": LINE_COLOURS[entry.slot], "width": 2.2},
        marker={"color": RUN_STYLES[entry.slot].light, "size": 4},
        hovertemplate=f"<b>{entry.name}</b>, {when}<br>{loss}<extra></extra>",
    )


def _end(entry: Entry, path: Array) -> go.Scatter:
    style = RUN_STYLES[entry.slot]
    mark: dict[str, Any] = {"color": style.light, "symbol": style.symbol, "size": 12 * style.scale}
    return _at(path[-1:], markers2d("end", **mark, line={"color": END, "width": 2}))


def _at(points: Array, trace: go.Scatter) -> go.Scatter:
    """`trace` with its points, shape (n, 2)."""
    return trace.update(x=points[:, 0], y=points[:, 1])
