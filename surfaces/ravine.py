"""A long ravine that winds like a sine: steep across, almost level along."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from parameters import Array, Interval, parameter
from surfaces.base import Surface, Window, symmetric

_SLOPE = 0.2  # of the ravine's floor: it rises as 0.2·w₁²


@dataclass(frozen=True, eq=False)
class Ravine(Surface):
    """Plain descent crosses it again and again; momentum averages the crossings away.

    Reference: R. S. Sutton, "Two problems with backpropagation and other steepest-descent
    learning procedures for networks", Proc. 8th Conf. Cognitive Science Society (1986), names
    ravines as the trouble; this one is ours.
    """

    key: ClassVar = "ravine"
    title: ClassVar = "Winding ravine"
    formula: ClassVar = r"L = 0.2\,w_1^2 + b\,(w_2 - a \sin w_1)^2"
    reference: ClassVar = "The ravines of Sutton (1986), with a bend."
    start: ClassVar = (-4.0, -1.0)
    infimum: ClassVar = 0.0
    log_height: ClassVar = True
    steepness: ClassVar = 10.0

    bend: float = parameter(
        1.5,
        symbol="a",
        valid=Interval(-100, 100, "both"),
        slider=(-2, 2),
        meaning="How far the ravine swings to either side; 0 makes it straight.",
    )
    walls: float = parameter(
        10.0,
        symbol="b",
        valid=Interval(0, 1e6, "right"),
        slider=(1, 100),
        scale="log",
        meaning="How steep the ravine's walls are.",
    )

    @property
    def domain(self) -> Window:
        """One and a half waves."""
        return Window((-5.0, 5.0), (-3.5, 3.5))

    @property
    def minima(self) -> Array:
        """The middle of the ravine."""
        return np.zeros((2, 1))

    def value(self, w: Array) -> Array:
        """The loss, (2, ...) to (...)."""
        w1, w2 = w
        # 1.0 *: a fresh array, since sines of rows with gaps may differ in the last bit.
        off = w2 - self.bend * np.sin(1.0 * w1)
        return _SLOPE * w1 * w1 + self.walls * off * off

    def gradient(self, w: Array) -> Array:
        """(2, ...) to (2, ...)."""
        w1, w2 = w
        across = 2 * self.walls * (w2 - self.bend * np.sin(w1))
        return np.array([2 * _SLOPE * w1 - across * self.bend * np.cos(w1), across])

    def hessian(self, w: Array) -> Array:
        """(2, ...) to (2, 2, ...)."""
        w1, w2 = w
        sine, turn = self.bend * np.sin(w1), self.bend * np.cos(w1)
        steep = 2 * self.walls
        return symmetric(
            2 * _SLOPE + steep * (turn * turn + (w2 - sine) * sine),
            -steep * turn,
            np.full_like(w1, steep),
        )
