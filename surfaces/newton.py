"""Minima to machine precision, by Newton's method, where no closed form gives them."""

import numpy as np

from parameters import Array
from surfaces.base import Surface

_ROUNDS = 20  # each doubles the digits; what has not settled by then has no minimum near
_FLAT = 1e-9  # a gradient that is only rounding


def settled(surface: Surface, guesses: Array, within: float) -> Array:
    """The minima of `surface` near `guesses`, shape (2, n), in their order.

    A guess is left out when Newton's method leads farther than `within` from it, out of the
    window, or to a point that is no minimum.
    """
    w = np.array(guesses)
    with np.errstate(all="ignore"):  # a guess without a minimum near may lead anywhere
        for _ in range(_ROUNDS):
            w = w - _solved(surface.hessian(w), surface.gradient(w))
        (h11, h12), (_, h22) = surface.hessian(w)
        slope = np.abs(surface.gradient(w)).max(axis=0)
        near = np.abs(w - guesses).max(axis=0) <= within
        kept = near & (slope < _FLAT) & (h11 > 0) & (h11 * h22 > h12 * h12)
    return w[:, kept & surface.domain.contains(w)]


def _solved(hessian: Array, gradient: Array) -> Array:
    """The x of H x = g for every lane, by Cramer's rule."""
    (h11, h12), (_, h22) = hessian
    g1, g2 = gradient
    return np.array([h22 * g1 - h12 * g2, h11 * g2 - h12 * g1]) / (h11 * h22 - h12 * h12)
