"""How networks learn to read digits, and what they misread: figures of the Digits page."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import plotly.graph_objects as go

from languages import _
from networks import Mark
from networks.digits import SIDE
from parameters import Array
from plots.axes import lines, log_axis, powers
from plots.style import AXIS, INK, PAGE, RUN_STYLES

GOAL = 0.9  # the accuracy that is asked for
ROOM = 16  # images in the gallery

_GLYPHS = 6  # along a line
_MARGIN = {"l": 56, "r": 10, "t": 12, "b": 42}
_CLEAR = "rgba(0,0,0,0)"
_COLUMNS = 8
_CELL = SIDE + 9, SIDE + 2  # pixels of an image, with its caption and a gap
_ABOVE = 1.0  # decades above the first loss that are still shown


class Entry(NamedTuple):
    """A racer on the screen.

    Attributes:
        slot: its run, which gives colour and shape.
        name: what it is called.
        course: its marks so far.
    """

    slot: int
    name: str
    course: Sequence[Mark]


def losses(entries: Sequence[Entry], steps_an_epoch: int, epochs: int) -> go.Figure:
    """The training loss of every racer over the epochs."""
    found = np.array([mark.loss for entry in entries for mark in entry.course] or [0.1, 3.0])
    low, high = powers(found)
    high = min(high, float(np.log10(found[0])) + _ABOVE)  # one that diverges leaves at the top
    traces = [
        _line(entry, [mark.loss for mark in entry.course], steps_an_epoch) for entry in entries
    ]
    return _over_epochs(traces, _("training loss"), epochs, log_axis(low, high))


def accuracies(entries: Sequence[Entry], steps_an_epoch: int, epochs: int) -> go.Figure:
    """The share of the test images that each racer reads right, over the epochs."""
    traces = [
        _line(entry, [mark.accuracy for mark in entry.course], steps_an_epoch, ".1%")
        for entry in entries
    ]
    figure = _over_epochs(
        traces, _("test accuracy"), epochs, {"range": [0, 1], "tickformat": ".0%", "dtick": 0.2}
    )
    figure.add_hline(GOAL, line={"color": AXIS, "width": 1.4, "dash": "dash"})
    return figure


def _line(entry: Entry, y: list[float], steps_an_epoch: int, form: str = ".3~g") -> go.Scatter:
    style = RUN_STYLES[entry.slot]
    return go.Scatter(
        name=entry.name,
        mode="lines+markers",
        x=[mark.step / steps_an_epoch for mark in entry.course],
        y=[value if np.isfinite(value) else None for value in y],
        line={"color": style.light, "width": 1.8},
        marker={
            "color": style.light,
            "symbol": style.symbol,
            "size": 7,
            "maxdisplayed": _GLYPHS,
        },
        hovertemplate=f"%{{y:{form}}}",
    )


def _over_epochs(traces: list[go.Scatter], up: str, epochs: int, y: dict[str, Any]) -> go.Figure:
    title = _("epoch {epoch}").format(epoch="%{x:.2f}")
    x = {"range": [0, epochs], "unifiedhovertitle": {"text": title}}
    return lines(traces, _("epoch"), up, x, y).update_layout(showlegend=False, margin=_MARGIN)


def sheet(images: Array, captions: Sequence[str]) -> go.Figure:
    """At most `ROOM` images of shape (n, pixels), each over its caption."""
    height, width = _CELL
    pixels = np.full((ROOM // _COLUMNS * height, _COLUMNS * width), images.min(initial=0))
    notes = []
    for place, (image, caption) in enumerate(zip(images, captions, strict=True)):
        row, column = divmod(place, _COLUMNS)
        top, left = row * height, column * width + (width - SIDE) // 2
        pixels[top : top + SIDE, left : left + SIDE] = image.reshape(SIDE, SIDE)
        notes.append({"text": caption, "x": left + (SIDE - 1) / 2, "y": top + SIDE})
    drawn = go.Heatmap(
        z=pixels.astype(np.float32),
        zsmooth="best",
        colorscale=[[0, PAGE], [1, INK]],
        showscale=False,
        hoverinfo="skip",
    )
    bare = {"visible": False, "fixedrange": True}
    look = {"showarrow": False, "yanchor": "top", "font": {"color": INK}}
    return go.Figure(
        [drawn],
        {
            "template": "none",
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "paper_bgcolor": _CLEAR,
            "plot_bgcolor": _CLEAR,
            "dragmode": False,
            "annotations": [look | note for note in notes],
            "xaxis": bare,
            "yaxis": bare | {"autorange": "reversed", "scaleanchor": "x"},
        },
    )
