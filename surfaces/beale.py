"""Beale's function: flat wings, sharp corners, one minimum at the end of a bent valley."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from parameters import Array
from surfaces.base import Surface, Window, symmetric


@dataclass(frozen=True, eq=False)
class Beale(Surface):
    """Three squares, one for each power of w₂; nearly flat in the middle, steep at the corners.

    Reference: E. M. L. Beale, "On an iterative method of finding a local minimum of a function of
    more than one variable", Technical Report 25, Princeton University (1958).
    """

    key: ClassVar = "beale"
    title: ClassVar = "Beale's function"
    formula: ClassVar = (
        r"L = (1.5 - w_1 + w_1 w_2)^2 + (2.25 - w_1 + w_1 w_2^2)^2 + (2.625 - w_1 + w_1 w_2^3)^2"
    )
    reference: ClassVar = "Beale (1958); Jamil & Yang (2013), no. 10"
    start: ClassVar = (0.5, 1.5)
    infimum: ClassVar = 0.0
    log_height: ClassVar = True
    steepness: ClassVar = 20.0

    @property
    def domain(self) -> Window:
        """The published square."""
        return Window((-4.5, 4.5), (-4.5, 4.5))

    @property
    def minima(self) -> Array:
        """(3, 1/2)."""
        return np.array([[3.0], [0.5]])

    def value(self, w: Array) -> Array:
        """The loss, (2, ...) to (...)."""
        w1, w2 = w
        square = w2 * w2
        a = 1.5 - w1 * (1 - w2)
        b = 2.25 - w1 * (1 - square)
        c = 2.625 - w1 * (1 - square * w2)
        return a * a + b * b + c * c

    def gradient(self, w: Array) -> Array:
        """(2, ...) to (2, ...)."""
        w1, w2 = w
        square = w2 * w2
        p, q, r = w2 - 1, square - 1, square * w2 - 1  # ∂a/∂w₁, ∂b/∂w₁, ∂c/∂w₁
        a, b, c = 1.5 + w1 * p, 2.25 + w1 * q, 2.625 + w1 * r
        return np.array([2 * (a * p + b * q + c * r), 2 * w1 * (a + 2 * b * w2 + 3 * c * square)])

    def hessian(self, w: Array) -> Array:
        """(2, ...) to (2, 2, ...)."""
        w1, w2 = w
        square = w2 * w2
        p, q, r = w2 - 1, square - 1, square * w2 - 1
        a, b, c = 1.5 + w1 * p, 2.25 + w1 * q, 2.625 + w1 * r
        bent = a + 2 * b * w2 + 3 * c * square
        return symmetric(
            2 * (p * p + q * q + r * r),
            2 * (bent + w1 * (p + 2 * q * w2 + 3 * r * square)),
            2 * w1 * (w1 * (1 + 4 * square + 9 * square * square) + 2 * b + 6 * c * w2),
        )
