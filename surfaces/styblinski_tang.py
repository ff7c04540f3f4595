"""The Styblinski–Tang function: four wells, one of them the deepest (Styblinski & Tang, 1990)."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from parameters import Array
from surfaces.base import Surface, Window, symmetric

# The two minima of x⁴ − 16x² + 5x, roots of 4x³ − 32x + 5 computed in 50 digits and rounded.
_DEEP, _SHALLOW = -2.903534027771177, 2.746802770990837


@dataclass(frozen=True, eq=False)
class StyblinskiTang(Surface):
    """A sum over both coordinates, so that each finds its own deep or shallow side.

    Reference: M. A. Styblinski & T.-S. Tang, "Experiments in nonconvex optimization: stochastic
    approximation with function smoothing and simulated annealing", Neural Networks 3(4) (1990).
    """

    key: ClassVar = "styblinski_tang"
    title: ClassVar = "Styblinski–Tang function"
    formula: ClassVar = r"L = \tfrac12 \sum_{i=1}^{2} \left(w_i^4 - 16w_i^2 + 5w_i\right)"
    reference: ClassVar = "Styblinski & Tang (1990); Jamil & Yang (2013), no. 144"
    start: ClassVar = (4.2, -0.5)
    infimum: ClassVar = -78.33233140754282
    steepness: ClassVar = 10.0

    @property
    def domain(self) -> Window:
        """The published square is ±5; its outer rim hides the wells."""
        return Window((-4.5, 4.5), (-4.5, 4.5))

    @property
    def minima(self) -> Array:
        """Deep in both coordinates."""
        return np.full((2, 1), _DEEP)

    @property
    def local_minima(self) -> Array:
        """Shallow in one coordinate or in both."""
        return np.array([[_SHALLOW, _DEEP, _SHALLOW], [_DEEP, _SHALLOW, _SHALLOW]])

    def value(self, w: Array) -> Array:
        """The loss, (2, ...) to (...)."""
        one, other = w * (w * (w * w - 16) + 5)
        return (one + other) / 2

    def gradient(self, w: Array) -> Array:
        """(2, ...) to (2, ...)."""
        return w * (2 * w * w - 16) + 2.5

    def hessian(self, w: Array) -> Array:
        """(2, ...) to (2, 2, ...)."""
        one, other = 6 * w * w - 16
        return symmetric(one, np.zeros_like(one), other)
