"""The two bowls of the sources: the same curvature every way, or eight times as steep one way."""

from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np

from parameters import REAL, Array, Interval, parameter
from surfaces.base import Surface, constant_hessian


@dataclass(frozen=True, eq=False)
class Isotropic(Surface):
    """A round bowl: every way down is as steep, and the gradient points at the minimum."""

    key: ClassVar = "isotropic"
    title: ClassVar = "Isotropic bowl"
    formula: ClassVar = r"L = w_1^2 + w_2^2"
    reference: ClassVar = "The sum of squares."
    start: ClassVar = (1.6, 0.8)
    infimum: ClassVar = 0.0
    quadratic: ClassVar = True

    @property
    def minima(self) -> Array:
        """The centre."""
        return np.zeros((2, 1))

    def value(self, w: Array) -> Array:
        """The loss, (2, ...) to (...)."""
        w1, w2 = w
        return w1 * w1 + w2 * w2

    def gradient(self, w: Array) -> Array:
        """(2, ...) to (2, ...)."""
        return 2 * w

    def hessian(self, w: Array) -> Array:
        """(2, ...) to (2, 2, ...)."""
        return constant_hessian(((2, 0), (0, 2)), w)


@dataclass(frozen=True, eq=False)
class Anisotropic(Surface):
    """A long bowl, steeper one way than the other: plain gradient descent zigzags down it.

    The bowl is turned by `rotation` degrees, anticlockwise: L(w) = u₁² + ratio·u₂² with u = Rᵀw.
    """

    key: ClassVar = "anisotropic"
    title: ClassVar = "Anisotropic bowl"
    formula: ClassVar = r"L = u_1^2 + \kappa\,u_2^2, \quad u = R_\theta^\top w"
    reference: ClassVar = "A quadratic with condition number κ."
    start: ClassVar = (-1.8, 1.0)
    infimum: ClassVar = 0.0
    quadratic: ClassVar = True

    ratio: float = parameter(
        8.0,
        symbol=r"\kappa",
        valid=Interval(0, 1e6, "right"),
        slider=(1, 100),
        scale="log",
        meaning="Curvature ratio: how many times steeper the bowl is across than along.",
    )
    rotation: float = parameter(
        0.0,
        symbol=r"\theta",
        valid=REAL,
        slider=(-90, 90),
        meaning="Rotation in degrees: turns the bowl's axes away from w₁ and w₂.",
    )

    @property
    def minima(self) -> Array:
        """The centre."""
        return np.zeros((2, 1))

    @property
    def _turn(self) -> tuple[float, float]:
        return _cosine_and_sine(self.rotation)

    def value(self, w: Array) -> Array:
        """The loss, (2, ...) to (...)."""
        w1, w2 = w
        c, s = self._turn
        u1, u2 = c * w1 + s * w2, c * w2 - s * w1
        return u1 * u1 + self.ratio * u2 * u2

    def gradient(self, w: Array) -> Array:
        """(2, ...) to (2, ...)."""
        w1, w2 = w
        c, s = self._turn
        g1, g2 = 2 * (c * w1 + s * w2), 2 * self.ratio * (c * w2 - s * w1)
        return np.array([c * g1 - s * g2, s * g1 + c * g2])

    def hessian(self, w: Array) -> Array:
        """(2, ...) to (2, 2, ...)."""
        c, s = self._turn
        along, across, mixed = c * c, s * s, c * s
        k = self.ratio
        rows = (
            (2 * (along + k * across), 2 * (1 - k) * mixed),
            (2 * (1 - k) * mixed, 2 * (across + k * along)),
        )
        return constant_hessian(rows, w)

    def carried(self, start: tuple[float, float], to: Self) -> tuple[float, float]:
        """The start turns with the bowl, so that gradient descent's path turns unchanged."""
        c, s = _cosine_and_sine(to.rotation - self.rotation)
        w1, w2 = start
        return c * w1 - s * w2, s * w1 + c * w2


def _cosine_and_sine(degrees: float) -> tuple[float, float]:
    """Exact at the quarter turns, where the bowl's axes fall on w1 and w2 again."""
    quarters, rest = divmod(degrees, 90)
    if rest == 0:
        return ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))[int(quarters % 4)]
    return float(np.cos(np.radians(degrees))), float(np.sin(np.radians(degrees)))
