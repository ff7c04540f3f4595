"""The minima of a function that nobody has studied: looked for, not proven.

The lowest points of a grid are followed by Newton's method, the lowest of all also by a compass
search (Kolda, Lewis & Torczon, "Optimization by direct search", SIAM Review 45(3), 2003), which
needs no slope and so finds the bottom of a kink.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from parameters import Array
from surfaces.base import LARGEST, Window, drawable
from surfaces.expressions import Expression, expression

_GRID = 81  # points a side; with an odd number one is in the middle
_CANDIDATES = 60
_ROUNDS = 25  # of Newton's method
_HALVED = 40  # times, the compass
_NEAR = 0.1  # of the window: how far from its grid point a minimum may lie
_FLAT = 1e-6  # a curvature so many times less than the other is none
_SAME = 1e-3  # of the window: minima as close are one
_BEYOND = (1.5, 4, 20, 1e3, 1e6)  # windows: how far it is looked for something lower
_ZERO = 1e-14  # of the greatest height: what is lower is 0 but for rounding
_DECADES = 0.08  # a median so small a share of the greatest height is drawn on a log scale


class Found(NamedTuple):
    """What there is to know of a function in a window.

    Attributes:
        gaps: the share of the window in which it has no value that can be drawn.
        infimum: its lowest value, if that lies in the window and nothing lower was found far
            around; else None.
        minima: the places of the lowest value, (2, m); none where they make a line.
        local_minima: the other minima in the window, (2, n).
        log_height: whether its heights span many decades.
    """

    gaps: float
    infimum: float | None
    minima: Array
    local_minima: Array
    log_height: bool


_NONE = np.zeros((2, 0))


@lru_cache(maxsize=256)
@np.errstate(all="ignore")  # there may be holes, and no minimum near a guess
def looked_at(text: str, window: Window) -> Found:
    """What is found of the function `text` in `window`."""
    function, points = expression(text), window.grid(_GRID)
    losses = function.value(points)
    gaps = float(np.mean(np.isnan(drawable(losses))))
    if gaps == 1:
        return Found(gaps, None, _NONE, _NONE, False)
    settled = _settled(function, window, _candidates(points, losses))
    lowest = _compass(function, window, _start(function, window, points, losses, settled))
    if lowest is None or _falls(function, window, float(function.value(lowest))):
        return Found(gaps, None, _NONE, settled, False)
    found = function.value(settled)
    lower = function.value(lowest) < _rounded(found.min(initial=LARGEST))
    if lower and _isolated(function, window, lowest):
        settled = np.column_stack([lowest, settled])
        found = function.value(settled)
    infimum = float(min(found.min(initial=np.inf), function.value(lowest)))
    is_global = _rounded(found) <= infimum
    excess = drawable(losses) - infimum
    highest = float(np.nanmax(excess))
    infimum = infimum if abs(infimum) > _ZERO * highest else 0.0
    log_height = bool(np.nanmedian(excess) < _DECADES * highest)
    return Found(gaps, infimum, settled[:, is_global], settled[:, ~is_global], log_height)


def _rounded(loss: Array) -> Array:
    """`loss`, lowered by what may be rounding."""
    return loss - 1e-9 * np.maximum(1, np.abs(loss))


def _candidates(points: Array, losses: Array) -> Array:
    """The grid points no neighbour of which is lower, shape (2, n), the lowest first."""
    padded = np.pad(np.where(np.isnan(losses), np.inf, losses), 1, constant_values=np.inf)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3))
    where = (losses <= windows.min(axis=(2, 3))) & np.isfinite(losses)
    order = np.argsort(losses[where], kind="stable")[:_CANDIDATES]
    return points[:, where][:, order]


def _settled(function: Expression, window: Window, guesses: Array) -> Array:
    """The minima to which Newton's method leads from `guesses`, each once, the lowest first."""
    w = guesses
    for _ in range(_ROUNDS):
        (h11, h12), (_, h22) = function.hessian(w)
        g1, g2 = function.gradient(w)
        w = w - np.array([h22 * g1 - h12 * g2, h11 * g2 - h12 * g1]) / (h11 * h22 - h12 * h12)
    (h11, h12), (_, h22) = function.hessian(w)
    slope = np.hypot(*function.gradient(w))
    near = np.abs(w - guesses).max(axis=0) <= _NEAR * window.size
    level = slope * window.size < 1e-9 * np.maximum(1, np.abs(function.value(w)))
    curved = (h11 > 0) & (h11 * h22 - h12 * h12 > _FLAT * np.square(h11 + h22))
    kept = near & level & curved & window.contains(w)
    found: list[Array] = []
    for each in w[:, kept].T[np.argsort(function.value(w[:, kept]), kind="stable")]:
        if all(np.hypot(*(each - other)) > _SAME * window.size for other in found):
            found.append(each)
    return np.array(found).reshape(-1, 2).T


def _start(
    function: Expression, window: Window, points: Array, losses: Array, settled: Array
) -> Array:
    """The lowest point known, shape (2,); of equal ones that nearest to the middle."""
    every = np.column_stack([settled, points.reshape(2, -1)])
    values = np.append(function.value(settled), np.where(np.isnan(losses), np.inf, losses))
    middle = (window.low + window.high) / 2
    away = np.hypot(*(every - middle[:, np.newaxis]))
    return every[:, np.argmin(np.where(_rounded(values) <= values.min(), away, np.inf))]


def _compass(function: Expression, window: Window, start: Array) -> Array | None:
    """The point downhill from `start`; None where the loss falls for ever or out of the window."""
    w, step, before = start, window.size / _GRID, np.inf
    compass = np.array([(a, b) for a in (-1, 0, 1) for b in (-1, 0, 1)]).T
    for halved in range(_HALVED):
        if halved == _HALVED // 2:
            before = float(function.value(w))
        for _ in range(4):
            around = w[:, np.newaxis] + step * compass
            values = function.value(around)
            w = around[:, np.argmin(np.where(np.isnan(values), np.inf, values))]
        step /= 2
    loss = float(function.value(w))
    settled = np.isfinite(loss) and before - loss < 1e-6 * max(1, abs(loss))
    inside = (w > window.low).all() and (w < window.high).all()
    return w if settled and inside else None


def _falls(function: Expression, window: Window, lowest: float) -> bool:
    """Whether there is something lower outside the window."""
    middle = ((window.low + window.high) / 2)[:, np.newaxis, np.newaxis]
    away = window.grid(41) - middle
    return any(
        bool((function.value(middle + times * away) < _rounded(np.array(lowest))).any())
        for times in _BEYOND
    )


def _isolated(function: Expression, window: Window, w: Array) -> bool:
    """Whether all points around `w` are higher: it is not part of a valley's floor."""
    angle = np.linspace(0, 2 * np.pi, 721)  # many: a valley's floor may be narrow
    around = w[:, np.newaxis] + _SAME * window.size * np.array([np.cos(angle), np.sin(angle)])
    higher = function.value(around) - function.value(w)
    return bool((higher > 1e-4 * higher.max()).all())
