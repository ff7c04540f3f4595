"""What moving averages make of a stream of gradients: the figures of the Averages page."""

from typing import Any

import numpy as np
import plotly.graph_objects as go

from engine.streams import Averages
from languages import _, pgettext
from parameters import Array
from plots.axes import VALUE, lines, log_axis, powers
from plots.style import AXIS, INK, RUN_STYLES, RunStyle

#: How each average is drawn: the RMSProps, one for each γ, and Adam's m and v among them.
ADAGRAD, M, V = RUN_STYLES[1], RUN_STYLES[3], RUN_STYLES[5]
RMSPROP = RUN_STYLES[0], RUN_STYLES[2], RUN_STYLES[4]
_GLYPHS = 6  # along a line


def coefficients(averages: Averages, axis: str) -> go.Figure:
    """AdaGrad's coefficient of the learning rate, and RMSProp's with each γ."""
    rmsprop = [
        _line(f"{'' if i else 'RMSProp '}γ = {gamma:.12g}", averages.rmsprop[:, i], style)
        for i, (gamma, style) in enumerate(zip(averages.gammas, RMSPROP, strict=True))
    ]
    adagrad = _line("AdaGrad", averages.adagrad, ADAGRAD).update(legendrank=1)
    values = np.append(averages.rmsprop, averages.adagrad)
    scale = log_axis(*powers(values)) if axis == "log" else {"rangemode": "tozero"}
    return _over_steps([*rmsprop, adagrad], averages, "1/(√h + ε)", scale)


def first_moment(averages: Averages) -> go.Figure:
    """The gradients and Adam's average of them, with and without correction."""
    gradients = go.Scatter(
        name="g",
        mode="markers",
        x0=1,
        y=_float32(averages.stream.g),
        marker={"color": AXIS, "size": 4},
        hovertemplate=VALUE,
    )
    return _moment(averages, "m", "m̂", averages.stream.mean, M, "g", gradients)


def second_moment(averages: Averages) -> go.Figure:
    """Adam's average of the squared gradients, with and without correction."""
    return _moment(averages, "v", "v̂", averages.stream.mean_square, V, "g²")


def _moment(
    averages: Averages,
    plain: str,
    corrected: str,
    mean: Array,
    style: RunStyle,
    axis: str,
    *behind: go.Scatter,
) -> go.Figure:
    """An average of Adam's with and without correction, beside the mean that it should find."""
    target = go.Scatter(
        name=_(averages.stream.mean_name),
        mode="lines",
        x0=1,
        y=_float32(mean),
        line={"color": INK, "width": 1.4},
        hovertemplate=VALUE,
    )
    uncorrected = _("{average}, not corrected").format(average=plain)
    found = [
        _line(
            _("{average}, corrected").format(average=corrected),
            averages.adam[f"{plain}_hat"],
            style,
        ),
        _line(uncorrected, averages.adam[plain], style, dash="dot"),
    ]
    return _over_steps([*behind, target, *found], averages, axis, {})


def _line(name: str, values: Array, style: RunStyle, dash: str = "solid") -> go.Scatter:
    """One value a step, with the style's shape here and there."""
    marker = {
        "symbol": style.symbol,
        "size": 7,
        "maxdisplayed": _GLYPHS,
        "color": style.light,
    }
    return go.Scatter(
        name=name,
        mode="lines+markers" if dash == "solid" else "lines",
        x0=1,
        y=_float32(values),
        line={"color": style.light, "width": 1.8, "dash": dash},
        marker=marker,
        hovertemplate=VALUE,
    )


def _float32(values: Array) -> Any:
    with np.errstate(over="ignore"):  # what is too large to be drawn leaves a gap
        return values.astype(np.float32)


def _over_steps(
    traces: list[go.Scatter], averages: Averages, up: str, y: dict[str, Any]
) -> go.Figure:
    title = _("step {step}").format(step="%{x}")
    x = {"range": [0, len(averages.stream.g) + 1], "unifiedhovertitle": {"text": title}}
    return lines(traces, pgettext("axis", "step"), up, x, y)
