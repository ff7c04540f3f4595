"""The gradients of single examples at one point, and how far the mean over a few is from theirs."""

from typing import Any

import numpy as np
import plotly.graph_objects as go

from engine import Trajectory
from engine.batches import batches_of
from languages import _
from parameters import Array
from plots.axes import MODEBAR, log_axis, number, powers
from plots.style import AXIS, GRID, HALO, INK, MUTE, SECOND
from plots.traces import hover_label
from surfaces import DataSurface

_DRAWN, _NUMBERS = 400, 400_000  # batches of every size; of few if there are many examples
_SIZES = (1, 2, 5)  # times a power of ten
_GAP = 0.11  # of the width, between the two plots
_LEGEND = {"orientation": "h", "y": 1, "yanchor": "bottom", "font": {"color": INK}}


class Cloud:
    """What a step's examples say, and what batches of every size would.

    Attributes:
        at: the point, (2,).
        each: the gradient of every example there, (2, n).
        mean: that of the full loss, (2,).
        seen: the places of the examples that the step sees; None where it sees all.
        deviation: σ, the root mean square of how far an example's gradient is from the mean.
    """

    def __init__(self, path: Trajectory, step: int) -> None:
        """The cloud at the point that `step` of a run on a surface of data leaves."""
        surface = path.surface
        assert isinstance(surface, DataSurface)
        batches = batches_of(surface, path.conditions, path.seed)
        self.at = path.w[step]
        self.each = surface.gradients(self.at)
        self.mean = self.each.mean(axis=1)
        self.seen = None if batches is None else batches.places(step)
        self.replacement = batches is not None and batches.replacement
        away = self.each - self.mean[:, np.newaxis]
        self.deviation = float(np.sqrt(np.mean(np.sum(away * away, axis=0))))

    @property
    def count(self) -> int:
        """How many examples there are, n."""
        return self.each.shape[1]

    def theory(self, size: Array) -> Array:
        """σ/√b with replacement; without, times √((n − b)/(n − 1)): all n leave nothing to chance.

        Reference: W. G. Cochran, "Sampling techniques", 3rd ed. (1977), theorem 2.2.
        """
        left = 1.0 if self.replacement else (self.count - size) / (self.count - 1)
        return self.deviation * np.sqrt(left / size)

    def measured(self) -> tuple[Array, Array]:
        """Sizes of batches, and the root mean square distance of drawn batches' means."""
        random, n = np.random.default_rng(0), self.count
        shape = min(_DRAWN, _NUMBERS // n), n
        if self.replacement:
            order = random.integers(n, size=shape)
        else:
            order = random.permuted(np.tile(np.arange(n), (shape[0], 1)), axis=1)
        sums = np.cumsum(self.each[:, order] - self.mean[:, np.newaxis, np.newaxis], axis=2)
        steps = [m * 10**k for k in range(len(str(n))) for m in _SIZES if m * 10**k < n]
        sizes = np.array([*steps, *([n] if self.replacement else [])])
        away = np.hypot(*(sums[:, :, sizes - 1] / sizes))
        return sizes, np.sqrt(np.mean(away * away, axis=0))


def cloud(found: Cloud) -> go.Figure:
    """Every example's gradient with the mean; beside it the spread of batches by their size."""
    traces = [*_gradients(found), *_spread(found)]
    axis = {
        "gridcolor": GRID,
        "zerolinecolor": AXIS,
        "linecolor": AXIS,
        "showline": True,
        "color": MUTE,
        "nticks": 6,
    }

    def titled(text: str, **rest: Any) -> dict[str, Any]:
        return axis | {"title": {"text": text, "standoff": 7}} | rest

    sizes = log_axis(-0.05, float(np.log10(found.count)) + 0.05)
    spreads = log_axis(*powers(np.concatenate([np.array(t.y, float) for t in traces[-2:]])))
    return go.Figure(
        traces,
        {
            "template": "none",
            "margin": {"l": 56, "r": 10, "t": 30, "b": 39},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "hovermode": "closest",
            "hoverlabel": hover_label(),
            "modebar": MODEBAR,
            "legend": _LEGEND | {"x": 0},
            "legend2": _LEGEND | {"x": 0.5 + _GAP / 2},
            "xaxis": titled("∂Lᵢ/∂w₁", domain=[0, 0.5 - _GAP / 2]),
            "yaxis": titled("∂Lᵢ/∂w₂"),
            "xaxis2": titled(_("examples in a batch, b"), domain=[0.5 + _GAP / 2, 1]) | sizes,
            "yaxis2": titled(_("distance from ∇L"), anchor="x2") | spreads,
        },
    )


def _gradients(found: Cloud) -> list[go.Scatter]:
    """The examples, those of the step's batch, and the means of all and of these."""
    label = "(%{x:.3~g}, %{y:.3~g})"
    traces = [
        _dots(found.each, _("one example"), label, color=MUTE, opacity=0.5, size=6),
        _dots(found.mean[:, np.newaxis], _("all: ∇L"), label, color=INK, size=14, symbol="star"),
    ]
    if found.seen is not None:
        seen = found.each[:, found.seen]
        ring = {"color": "rgba(0,0,0,0)", "size": 9, "line": {"color": SECOND, "width": 1.6}}
        mean = {"color": SECOND, "size": 12, "symbol": "diamond"}
        traces.insert(1, _dots(seen, _("in the batch"), label, **ring))
        traces.append(_dots(seen.mean(axis=1)[:, np.newaxis], _("their mean: g"), label, **mean))
    return traces


def _dots(points: Array, name: str, label: str, **marker: Any) -> go.Scatter:
    """Points (2, m) as marks."""
    marker = {"line": {"width": 1, "color": HALO}, "opacity": 1} | marker
    return go.Scatter(
        x=points[0], y=points[1], name=name, mode="markers", marker=marker, hovertemplate=label
    )


def _spread(found: Cloud) -> list[go.Scatter]:
    """What theory says of batches of every size, and what was measured."""
    sizes, measured = found.measured()
    every = np.unique(np.geomspace(1, max(1, sizes[-1]), 60).round())
    second = {"xaxis": "x2", "yaxis": "y2", "legend": "legend2"}
    formula = "σ/√b" if found.replacement else "σ/√b·√((n − b)/(n − 1))"
    return [
        go.Scatter(
            x=every,
            y=found.theory(every),
            name=formula,
            mode="lines",
            line={"color": INK, "width": 1.6},
            hovertemplate="b = %{x}<br>%{y:.3~g}",
            **second,
        ),
        go.Scatter(
            x=sizes,
            y=measured,
            name=_("drawn batches"),
            mode="markers",
            marker={"color": SECOND, "size": 8, "symbol": "circle-open", "line": {"width": 1.8}},
            hovertemplate="b = %{x}<br>%{y:.3~g}",
            **second,
        ),
    ]


def remark(found: Cloud, step: int) -> str:
    """What there is to see, with its numbers."""
    length = number(float(np.hypot(*found.mean)))
    said = _(
        "At step {step} the mean gradient is {length} long; that of one example is σ = {deviation}"
        " away from it (root mean square)."
    ).format(step=step, length=length, deviation=number(found.deviation))
    return f"{said} {_of_batch(found)}"


def _of_batch(found: Cloud) -> str:
    """What the step sees of it."""
    if found.seen is None:
        return _("This run sees all examples: no chance.")
    away = np.hypot(*(found.each[:, found.seen].mean(axis=1) - found.mean))
    size, here = len(found.seen), number(float(away))
    if size == 1:
        return _("This step sees one example, whose gradient is {here} away.").format(here=here)
    expected = number(float(found.theory(np.array(float(size)))))
    return _("A mean over {size} is about {expected} away; this step's g is {here} away.").format(
        size=size, expected=expected, here=here
    )
