"""Rosenbrock's valley: easy to find, hard to follow (Rosenbrock, 1960)."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from parameters import Array, Interval, parameter
from surfaces.base import Surface, Window, symmetric


@dataclass(frozen=True, eq=False)
class Rosenbrock(Surface):
    """A curved valley with steep walls and a floor that is almost flat.

    Reference: H. H. Rosenbrock, "An automatic method for finding the greatest or least value of
    a function", The Computer Journal 3(3) (1960).
    """

    key: ClassVar = "rosenbrock"
    title: ClassVar = "Rosenbrock's valley"
    formula: ClassVar = r"L = (a - w_1)^2 + b\,(w_2 - w_1^2)^2"
    reference: ClassVar = "Rosenbrock (1960)"
    start: ClassVar = (-0.7, 2.5)
    infimum: ClassVar = 0.0
    log_height: ClassVar = True
    steepness: ClassVar = 200.0

    a: float = parameter(
        1.0,
        symbol="a",
        valid=Interval(-1e3, 1e3, "both"),
        slider=(-1.5, 1.5),
        meaning="Where the minimum lies: at (a, a²).",
    )
    b: float = parameter(
        100.0,
        symbol="b",
        valid=Interval(0, 1e6, "right"),
        slider=(1, 200),
        scale="log",
        meaning="How steep the valley's walls are.",
    )

    @property
    def domain(self) -> Window:
        """Both arms of the valley and, whatever a is, the minimum."""
        return Window((-2.0, 2.0), (-1.0, 3.0)).including(self.minima)

    @property
    def minima(self) -> Array:
        """(a, a²)."""
        return np.array([[self.a], [self.a * self.a]])

    def value(self, w: Array) -> Array:
        """The loss, (2, ...) to (...)."""
        w1, w2 = w
        away, off = self.a - w1, w2 - w1 * w1
        return away * away + self.b * off * off

    def gradient(self, w: Array) -> Array:
        """(2, ...) to (2, ...)."""
        w1, w2 = w
        off = w2 - w1 * w1
        return np.array([-2 * (self.a - w1) - 4 * self.b * w1 * off, 2 * self.b * off])

    def hessian(self, w: Array) -> Array:
        """(2, ...) to (2, 2, ...)."""
        w1, w2 = w
        return symmetric(
            2 + 12 * self.b * w1 * w1 - 4 * self.b * w2,
            -4 * self.b * w1,
            np.full_like(w1, 2 * self.b),
        )
