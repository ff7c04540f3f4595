"""How long a moving average remembers: the weights that it gives to past gradients."""

import math
from typing import Any, NamedTuple

import numpy as np
import plotly.graph_objects as go

from engine.streams import Averages, memory, weight
from languages import _
from parameters import Array
from plots.averages import RMSPROP, M, V
from plots.axes import VALUE, lines, log_axis, number
from plots.style import AXIS, MUTE, RunStyle


class Decay(NamedTuple):
    """A decay rate, who has it (`γ = β₁`), and how it is drawn."""

    letters: str
    value: float
    style: RunStyle

    def __str__(self) -> str:
        return f"{self.letters} = {self.value:.12g}"

    @property
    def reach(self) -> float:
        """Its memory, in gradients."""
        return float(memory(self.value))


def decays(averages: Averages) -> list[Decay]:
    """Every decay once, though several averages may have it."""
    found: dict[float, Decay] = {}
    gammas = [Decay("γ", *each) for each in zip(averages.gammas, RMSPROP, strict=True)]
    for each in (*gammas, Decay("β₁", averages.beta1, M), Decay("β₂", averages.beta2, V)):
        same = found.setdefault(each.value, each)
        if each.letters not in same.letters:
            found[each.value] = same._replace(letters=f"{same.letters} = {each.letters}")
    return list(found.values())


def memories(averages: Averages) -> go.Figure:
    """The weights that averages give to past gradients, and how far each one's memory reaches."""
    shown, count = decays(averages), len(averages.stream.g)
    longest = max(each.reach for each in shown)
    far = math.ceil(math.log10(max(3 * longest, 2 * count)))
    back = np.unique(np.round(np.geomspace(1, 10.0**far, 200)))
    x = log_axis(-0.05, far) | {"unifiedhovertitle": {"text": "k = %{x}"}}
    y = log_axis(-1.5 - math.log10(longest), 0.7)
    traces = [*_curves(shown, back), _marks(shown)]
    figure = lines(traces, _("k-th newest gradient"), _("weight (1 − β)βᵏ⁻¹"), x, y)
    figure.add_shape(_so_far(count))
    return figure


def _curves(shown: list[Decay], back: Array) -> list[go.Scatter]:
    return [
        go.Scatter(
            name=str(each),
            mode="lines",
            x=back,
            y=weight(each.value, back - 1),
            line={"color": each.style.light, "width": 1.8},
            hovertemplate=VALUE,
        )
        for each in shown
    ]


def _marks(shown: list[Decay]) -> go.Scatter:
    """The memory of each, in its shape and with its number."""
    colours = [each.style.light for each in shown]
    return go.Scatter(
        name="memory",
        mode="markers+text",
        x=[each.reach for each in shown],
        y=[float(weight(each.value, each.reach - 1)) for each in shown],
        text=[number(each.reach) for each in shown],
        textposition="top right",
        textfont={"color": colours},
        marker={"color": colours, "symbol": [each.style.symbol for each in shown], "size": 9},
        hoverinfo="skip",
        showlegend=False,
    )


def _so_far(count: int) -> dict[str, Any]:
    """A line that parts the gradients that have come from those that would be needed."""
    return {
        "type": "line",
        "x0": count,
        "x1": count,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"color": AXIS, "width": 1.4, "dash": "dash"},
        "label": {
            "text": _("{count} so far").format(count=f"{count:,}"),
            "textposition": "start",
            "xanchor": "left",
            "textangle": 0,
            "font": {"color": MUTE},
        },
    }
