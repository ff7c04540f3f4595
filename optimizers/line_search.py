"""A line search for the strong Wolfe conditions (Nocedal & Wright, 2006, algorithms 3.5, 3.6).

All lanes search at once, each for itself: a lane that has found its step is asked nothing more.
"""

from typing import NamedTuple

import numpy as np

from optimizers.base import Oracle
from parameters import Array, Bools

SUFFICIENT = 1e-4  # c₁: the loss must fall by this share of what the slope at the start promises
CURVATURE = 0.9  # c₂: the slope along the line must shrink to this share of the one at the start
MOST_TRIALS = 25
MARGIN = 0.1  # of the interval: an interpolated trial keeps this far from both ends


class Trial(NamedTuple):
    """A point of the line, all of the shape of the lanes.

    Attributes:
        alpha: how far along the direction it lies.
        loss: the loss there.
        slope: the derivative of the loss along the line there.
    """

    alpha: Array
    loss: Array
    slope: Array


class Found(NamedTuple):
    """Where the search ended.

    Attributes:
        alpha: the step length, shape of the lanes; 0 where no trial lowered the loss enough.
        loss: the loss there.
        g: the gradient there, shape of the point.
        trials: how many points were evaluated.
    """

    alpha: Array
    loss: Array
    g: Array
    trials: Array


def strong_wolfe(
    oracle: Oracle,
    w: Array,
    direction: Array,
    start: Trial,
    g: Array,
    first: Array,
    furthest: Array,
    active: Bools,
) -> Found:
    """A step length at which the loss has fallen enough and the slope has flattened enough.

    Args:
        oracle: the world; every trial is one evaluation of the loss and of the gradient.
        w: where the lines begin, shape (2, ...).
        direction: their directions.
        start: α = 0 with the loss and the slope there; a searching lane's slope is negative.
        g: the gradient at `w`.
        first: the first trial's α, positive.
        furthest: α beyond which is not searched.
        active: which lanes search.

    Returns:
        What was found. Where no α satisfies both conditions within 25 trials, or the loss still
        falls at `furthest`, it is the lowest of the trials that fell enough.
    """
    low, high = start, Trial(*(np.full_like(start.loss, x) for x in (np.inf, np.nan, np.nan)))
    alpha, trials = np.where(active, first, 0.0), np.zeros_like(start.loss)
    for _ in range(MOST_TRIALS):
        point = w + alpha * direction
        active = active & np.any(point != w, axis=0)  # nearer than rounding there is nothing
        if not active.any():
            break
        gradient = oracle.gradient(point, active)
        trial = Trial(alpha, oracle.loss(point), _dot(gradient, direction))
        trials = trials + active
        # A loss or a slope that is no number is as bad as a high one; so is anything above `low`.
        enough = trial.loss <= start.loss + SUFFICIENT * alpha * start.slope
        better = active & enough & (trial.loss < low.loss) & np.isfinite(trial.slope)
        # Before there is an upper end it lies at infinity, and the slope's sign alone decides.
        turned = better & (trial.slope * (high.alpha - low.alpha) >= 0)
        high = _pick(active & ~better, trial, _pick(turned, low, high))
        low = _pick(better, trial, low)
        g = np.where(better, gradient, g)
        flat = np.abs(trial.slope) <= -CURVATURE * start.slope
        endless = np.isinf(high.alpha)
        active = active & ~(better & (flat | (endless & (alpha >= furthest))))
        following = np.where(endless, _beyond(low, start, furthest), _between(low, high))
        alpha = np.where(active, following, low.alpha)
    return Found(low.alpha, low.loss, g, trials)


def _beyond(low: Trial, start: Trial, furthest: Array) -> Array:
    """Where the slope would vanish if it went on changing so, 2 to 10 times as far as `low`."""
    change = start.slope - low.slope
    ratio = np.where(change < 0, start.slope / np.where(change < 0, change, -1.0), np.inf)
    return np.minimum(low.alpha * np.minimum(np.maximum(ratio, 2.0), 10.0), furthest)


def _between(low: Trial, high: Trial) -> Array:
    """The minimum of the cubic through both ends (eq. 3.59), or the middle if there is none."""
    width = high.alpha - low.alpha
    d1 = low.slope + high.slope - 3 * (high.loss - low.loss) / width
    d2 = np.sign(width) * np.sqrt(d1 * d1 - low.slope * high.slope)
    share = 1 - (high.slope + d2 - d1) / (high.slope - low.slope + 2 * d2)
    share = np.where(np.isfinite(share), share, 0.5)
    return low.alpha + width * np.minimum(np.maximum(share, MARGIN), 1 - MARGIN)


def _pick(where: Bools, one: Trial, other: Trial) -> Trial:
    return Trial(*(np.where(where, a, b) for a, b in zip(one, other, strict=True)))


def _dot(a: Array, b: Array) -> Array:
    return np.sum(a * b, axis=0)
