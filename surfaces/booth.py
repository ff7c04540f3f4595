"""Booth's function: a tilted bowl whose minimum is not at the centre."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from parameters import Array
from surfaces.base import Surface, Window, constant_hessian


@dataclass(frozen=True, eq=False)
class Booth(Surface):
    """A quadratic with a condition number of 9, turned by 45°: no rate for each axis suits it."""

    key: ClassVar = "booth"
    title: ClassVar = "Booth's function"
    formula: ClassVar = r"L = (w_1 + 2w_2 - 7)^2 + (2w_1 + w_2 - 5)^2"
    reference: ClassVar = "Jamil & Yang (2013), no. 20"
    start: ClassVar = (-6.0, 4.0)
    infimum: ClassVar = 0.0
    quadratic: ClassVar = True

    @property
    def domain(self) -> Window:
        """Around the minimum, with the start."""
        return Window((-7.0, 7.0), (-6.0, 8.0))

    @property
    def minima(self) -> Array:
        """(1, 3)."""
        return np.array([[1.0], [3.0]])

    def value(self, w: Array) -> Array:
        """The loss, (2, ...) to (...)."""
        w1, w2 = w
        a, b = w1 + 2 * w2 - 7, 2 * w1 + w2 - 5
        return a * a + b * b

    def gradient(self, w: Array) -> Array:
        """(2, ...) to (2, ...)."""
        w1, w2 = w
        a, b = w1 + 2 * w2 - 7, 2 * w1 + w2 - 5
        return np.array([2 * a + 4 * b, 4 * a + 2 * b])

    def hessian(self, w: Array) -> Array:
        """(2, ...) to (2, 2, ...)."""
        return constant_hessian(((10, 8), (8, 10)), w)
