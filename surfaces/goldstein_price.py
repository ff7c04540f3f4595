"""The Goldstein–Price function: six decades of height and four minima (Goldstein & Price, 1971)."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from parameters import Array
from surfaces.base import Surface, symmetric


@dataclass(frozen=True, eq=False)
class GoldsteinPrice(Surface):
    """A product of two quartics, each in one slanting coordinate.

    The published brackets depend on s = w₁ + w₂ and d = 2w₁ − 3w₂ alone. So the minima are
    where P(s) has one, at s = −1 or 2, and Q(d) has one, at d = 0 or 3.

    Reference: A. A. Goldstein & J. F. Price, "On descent from local minima", Mathematics of
    Computation 25(115) (1971).
    """

    key: ClassVar = "goldstein_price"
    title: ClassVar = "Goldstein–Price function"
    formula: ClassVar = (
        r"L = \left[1 + (s + 1)^2 (3s^2 - 14s + 19)\right]"
        r"\left[30 + d^2 (3d^2 - 16d + 18)\right],"
        r"\quad s = w_1 + w_2, \; d = 2w_1 - 3w_2"
    )
    reference: ClassVar = "Goldstein & Price (1971); Jamil & Yang (2013), no. 58"
    start: ClassVar = (0.6, 0.1)
    infimum: ClassVar = 3.0
    log_height: ClassVar = True
    steepness: ClassVar = 5000.0

    @property
    def minima(self) -> Array:
        """At s = −1 and d = 3."""
        return np.array([[0.0], [-1.0]])

    @property
    def local_minima(self) -> Array:
        """The three other pairs of s and d: losses of 30, 84 and 840."""
        return np.array([[-0.6, 1.8, 1.2], [-0.4, 0.2, 0.8]])

    def value(self, w: Array) -> Array:
        """The loss, (2, ...) to (...)."""
        w1, w2 = w
        s, d = w1 + w2, 2 * w1 - 3 * w2
        return _p(s) * _q(d)

    def gradient(self, w: Array) -> Array:
        """(2, ...) to (2, ...)."""
        w1, w2 = w
        s, d = w1 + w2, 2 * w1 - 3 * w2
        along_s = 12 * (s - 2) * (s - 1) * (s + 1) * _q(d)
        along_d = 12 * d * (d - 1) * (d - 3) * _p(s)
        return np.array([along_s + 2 * along_d, along_s - 3 * along_d])

    def hessian(self, w: Array) -> Array:
        """(2, ...) to (2, 2, ...)."""
        w1, w2 = w
        s, d = w1 + w2, 2 * w1 - 3 * w2
        ss = 12 * (s * (3 * s - 4) - 1) * _q(d)
        dd = 12 * (d * (3 * d - 8) + 3) * _p(s)
        sd = 144 * (s - 2) * (s - 1) * (s + 1) * d * (d - 1) * (d - 3)
        return symmetric(ss + 4 * sd + 4 * dd, ss - sd - 6 * dd, ss - 6 * sd + 9 * dd)


def _p(s: Array) -> Array:
    """The first bracket."""
    return 1 + (s + 1) * (s + 1) * (s * (3 * s - 14) + 19)


def _q(d: Array) -> Array:
    """The second bracket."""
    return 30 + d * d * (d * (3 * d - 16) + 18)
