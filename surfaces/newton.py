"""Minima to machine precision, by Newton's method, where no closed form gives them."""

import numpy as np

from parameters import Array, Bools
from surfaces.base import Surface

_ROUNDS = 20  # each doubles the digits; what has not settled by then has no minimum near
_FLAT = 1e-9  # a gradient that is only rounding
_ROUNDING = 1e-14  # of a loss
_MOST = 200  # steps downhill; near a minimum a few are enough
_SHORTENED = 12  # times, until a step is given up


def settled(surface: Surface, guesses: Array, within: float) -> Array:
    """The minima of `surface` near `guesses`, shape (2, n), in their order.

    A guess is left out when Newton's method leads farther than `within` from it, out of the
    window, or to a point that is no minimum.
    """
    w = np.array(guesses)
    with np.errstate(all="ignore"):  # a guess without a minimum near may lead anywhere
        for _ in range(_ROUNDS):
            w = w - _solved(surface.hessian(w), surface.gradient(w))
        kept = _is_minimum(surface, w) & (np.abs(w - guesses).max(axis=0) <= within)
    return w[:, kept & surface.domain.contains(w)]


def descended(surface: Surface, starts: Array) -> Array:
    """The minima that Newton's method finds from `starts`, (2, n), if it only ever goes downhill.

    Along a direction of negative curvature it goes as it would along a positive one (Dauphin et
    al., "Identifying and attacking the saddle point problem", NIPS 2014). Equal ones come as often
    as they are found.
    """
    w = np.array(starts)
    for _ in range(_MOST):
        curvatures, axes = np.linalg.eigh(np.moveaxis(surface.hessian(w), -1, 0))
        slopes = np.einsum("nij,in->nj", axes, surface.gradient(w))
        move = -np.einsum("nij,nj->in", axes, slopes / np.maximum(np.abs(curvatures), _FLAT))
        loss = surface.value(w)
        for _ in range(_SHORTENED):
            move = np.where(surface.value(w + move) > loss, move / 4, move)
        lower = surface.value(w + move) < loss - _ROUNDING * np.abs(loss)
        if not lower.any():
            break
        w = np.where(lower, w + move, w)
    for _ in range(2):  # the last digits, for which losses are too coarse
        w = w - _solved(surface.hessian(w), surface.gradient(w))
    return w[:, _is_minimum(surface, w)]


def _is_minimum(surface: Surface, w: Array) -> Bools:
    (h11, h12), (_, h22) = surface.hessian(w)
    slope = np.abs(surface.gradient(w)).max(axis=0)
    return np.asarray((slope < _FLAT) & (h11 > 0) & (h11 * h22 > h12 * h12))


def _solved(hessian: Array, gradient: Array) -> Array:
    """The x of H x = g for every lane, by Cramer's rule."""
    (h11, h12), (_, h22) = hessian
    g1, g2 = gradient
    return np.array([h22 * g1 - h12 * g2, h11 * g2 - h12 * g1]) / (h11 * h22 - h12 * h12)
