"""Himmelblau's function: four minima, all equally deep."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from parameters import Array
from surfaces.base import Surface, Window, symmetric


@dataclass(frozen=True, eq=False)
class Himmelblau(Surface):
    """Which of its four minima a run finds depends on the rule as much as on the start.

    Reference: D. M. Himmelblau, "Applied Nonlinear Programming", McGraw-Hill (1972).
    """

    key: ClassVar = "himmelblau"
    title: ClassVar = "Himmelblau's function"
    formula: ClassVar = r"L = (w_1^2 + w_2 - 11)^2 + (w_1 + w_2^2 - 7)^2"
    reference: ClassVar = "Himmelblau (1972); Jamil & Yang (2013), no. 65"
    start: ClassVar = (1.0, 4.5)
    infimum: ClassVar = 0.0
    steepness: ClassVar = 20.0

    @property
    def domain(self) -> Window:
        """The published square."""
        return Window((-5.0, 5.0), (-5.0, 5.0))

    @property
    def minima(self) -> Array:
        """(3, 2) and three more roots of w₁² + w₂ = 11, w₁ + w₂² = 7."""
        return np.array(
            [
                [3.0, -2.805118086952745, -3.779310253377747, 3.5844283403304917],
                [2.0, 3.131312518250573, -3.2831859912861696, -1.8481265269644036],
            ]
        )

    def value(self, w: Array) -> Array:
        """The loss, (2, ...) to (...)."""
        w1, w2 = w
        a, b = w1 * w1 + w2 - 11, w1 + w2 * w2 - 7
        return a * a + b * b

    def gradient(self, w: Array) -> Array:
        """(2, ...) to (2, ...)."""
        w1, w2 = w
        a, b = w1 * w1 + w2 - 11, w1 + w2 * w2 - 7
        return np.array([4 * w1 * a + 2 * b, 2 * a + 4 * w2 * b])

    def hessian(self, w: Array) -> Array:
        """(2, ...) to (2, 2, ...)."""
        w1, w2 = w
        return symmetric(12 * w1 * w1 + 4 * w2 - 42, 4 * (w1 + w2), 12 * w2 * w2 + 4 * w1 - 26)
