"""How good every run is at every learning rate: the figure of the Compare page."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import plotly.graph_objects as go

from engine.tuning import LEAST, Sensitivity
from languages import _
from parameters import Array
from plots.axes import lines, log_axis, number, powers
from plots.strip import strip, strip_layout
from plots.style import END, HALO, RUN_STYLES
from plots.traces import HIDDEN

_BEYOND = 10.0  # times the worst score of those that hardly move: what is above leaves the figure
_GLYPHS = 8  # along a curve
_GAP = 0.03  # of the figure's height, below the strip


class Entry(NamedTuple):
    """A run that is compared.

    Attributes:
        slot: its place, which gives colour and shape.
        name: what it is called.
        curve: its scores at all learning rates.
        now: its score at the learning rate that it has.
    """

    slot: int
    name: str
    curve: Sensitivity
    now: Sensitivity

    @property
    def best(self) -> Sensitivity:
        """The best learning rate alone; the run's own where it is better than all of the curve."""
        tried = self.curve.best
        better = max(self.now.score[0], LEAST) < tried.score[0]
        return self.now if better else tried


def sensitivities(entries: Sequence[Entry], what: str) -> go.Figure:
    """Every run's score over the learning rate, under a strip that says where runs diverge.

    A ring is around the best, and an empty mark is at the learning rate that a run has now.
    """
    top = _top(entries)
    seen = np.concatenate([_seen(entry.curve) for entry in entries])
    low, high = powers(np.clip(seen, LEAST, top))
    above = strip_layout([entry.slot for entry in entries])
    rates = entries[0].curve.rates
    figure = lines(
        [
            *(_band(entry, top) for entry in entries),
            *(_curve(entry, what) for entry in entries),
            *(mark for entry in entries for mark in _marks(entry, what)),
            strip([(entry.name, entry.curve.diverged) for entry in entries], rates),
        ],
        _("learning rate η"),
        what,
        log_axis(*powers(rates)),
        log_axis(low, high) | {"domain": [0, above["yaxis2"]["domain"][0] - _GAP]},
    )
    return figure.update_layout(
        showlegend=False,
        hovermode="closest",
        margin={"l": 62, "r": 10, "t": 22, "b": 39},
        xaxis={"anchor": "y"},
        **above,
    )


def at(entries: Sequence[Entry], rate: float, score: float) -> tuple[int, float] | None:
    """The slot and the learning rate of the point that is drawn there; None for the strip."""
    for entry in entries:
        for drawn in (entry.curve, entry.best):
            near = np.isclose(drawn.rates, rate) & np.isclose(np.fmax(drawn.score, LEAST), score)
            if near.any():
                return entry.slot, float(drawn.rates[near][0])
    return None


def _top(entries: Sequence[Entry]) -> float:
    """The highest score that is still drawn: above those of runs that hardly move."""
    standing = [entry.curve.score[0] for entry in entries if np.isfinite(entry.curve.score[0])]
    every = np.concatenate([entry.curve.score for entry in entries])
    return _BEYOND * max(standing) if standing else max(every[np.isfinite(every)], default=1.0)


def _seen(curve: Sensitivity) -> Array:
    """The scores between which a run's curve and its band run."""
    values = np.concatenate([curve.low, curve.score, curve.high])
    return values[np.tile(np.isfinite(curve.score), 3)]


def _drawn(scores: Array) -> list[float | None]:
    """Scores that have a logarithm, and gaps where there is none."""
    return [max(float(score), LEAST) if np.isfinite(score) else None for score in scores]


def _band(entry: Entry, top: float) -> go.Scatter:
    """From quartile to quartile, where the median is finite."""
    curve, style = entry.curve, RUN_STYLES[entry.slot]
    x: list[Any] = []
    y: list[Any] = []
    finite = np.flatnonzero(np.isfinite(curve.score))
    for part in np.split(finite, np.flatnonzero(np.diff(finite) > 1) + 1):
        x += [*curve.rates[part], *curve.rates[part[::-1]], None]
        low, high = np.clip((curve.low[part], curve.high[part[::-1]]), LEAST, top)
        y += [*low, *high, None]
    return go.Scatter(
        x=x,
        y=y,
        mode="lines",
        fill="toself",
        fillcolor=style.light,
        opacity=0.16,
        line={"width": 0},
        **HIDDEN,
    )


def _curve(entry: Entry, what: str) -> go.Scatter:
    style = RUN_STYLES[entry.slot]
    return go.Scatter(
        name=entry.name,
        mode="lines+markers",
        x=entry.curve.rates,
        y=_drawn(entry.curve.score),
        line={"color": style.light, "width": 1.8},
        marker={
            "color": style.light,
            "symbol": style.symbol,
            "size": 7 * style.scale,
            "maxdisplayed": _GLYPHS,
        },
        customdata=_told(entry.curve),
        hovertemplate=_hover(entry.name, what),
    )


def _marks(entry: Entry, what: str) -> list[go.Scatter]:
    """Where the run is now, and above it the best."""
    colour = RUN_STYLES[entry.slot].light
    hollow = {"color": HALO, "line": {"color": colour, "width": 2}}
    ringed = {"color": colour, "line": {"color": END, "width": 2.2}}
    return [
        _mark(entry, entry.now, _("{score}, now").format(score=what), hollow),
        _mark(entry, entry.best, _("{score}, the best").format(score=what), ringed),
    ]


def _mark(entry: Entry, where: Sensitivity, what: str, look: dict[str, Any]) -> go.Scatter:
    style = RUN_STYLES[entry.slot]
    return go.Scatter(
        mode="markers",
        x=where.rates,
        y=_drawn(where.score),
        marker={"symbol": style.symbol, "size": 13 * style.scale, "opacity": 1} | look,
        customdata=_told(where),
        hovertemplate=_hover(entry.name, what),
    )


def _told(scores: Sensitivity) -> list[list[str]]:
    """What the mouse says of every learning rate."""
    return [
        [number(score), _range(low, high), f"{lost:.0%}"]
        for score, low, high, lost in zip(
            scores.score, scores.low, scores.high, scores.diverged, strict=True
        )
    ]


def _hover(name: str, what: str) -> str:
    lost = _("{share} diverge").format(share="%{customdata[2]}")
    return (
        f"<b>{name}</b>, η = %{{x:.4~g}}<br>{what}: %{{customdata[0]}}"
        f"%{{customdata[1]}}<br>{lost}<extra></extra>"
    )


def _range(low: float, high: float) -> str:
    if not low < high:
        return ""
    return "<br>" + _("quartiles {low} to {high}").format(low=number(low), high=number(high))
