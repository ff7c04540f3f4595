"""A sharp minimum in the side of a flat one's bowl (Hochreiter & Schmidhuber, 1997)."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from parameters import Array, Interval, parameter
from surfaces.base import Surface, Window, symmetric
from surfaces.newton import settled

_SHARP, _FLAT = (-1.2, 0.0), (1.5, 0.0)
_LIFT = 0.2  # the loss at the flat minimum; 0 at the sharp one


@dataclass(frozen=True, eq=False)
class SharpFlat(Surface):
    """The sharp minimum is the global one, but a step too large for its walls cannot stay in it.

    A Gaussian pit is cut into a wide paraboloid down to 0, at (−1.2, 0) exactly. The pit moves
    the paraboloid's own minimum, at (1.5, 0), by less than a rounding error unless it is wide.

    Reference: S. Hochreiter & J. Schmidhuber, "Flat minima", Neural Computation 9(1) (1997);
    N. S. Keskar et al., "On large-batch training for deep learning", ICLR (2017), fig. 1.
    """

    key: ClassVar = "sharp_flat"
    title: ClassVar = "Sharp beside flat"
    formula: ClassVar = (
        r"L = \left(1 - e^{-\lVert w - p \rVert^2 / 2s^2}\right)"
        r"\left(0.2 + \frac{\lVert w - q \rVert^2}{2f^2}\right),"
        r"\quad p = (-1.2, 0), \; q = (1.5, 0)"
    )
    reference: ClassVar = "After Hochreiter & Schmidhuber (1997); Keskar et al. (2017), fig. 1"
    start: ClassVar = (-2.6, 1.2)
    infimum: ClassVar = 0.0

    sharp: float = parameter(
        0.3,
        symbol="s",
        valid=Interval(0.01, 1, "both"),
        slider=(0.1, 0.6),
        meaning="Width of the sharp minimum: its curvature grows as 1/s².",
    )
    flat: float = parameter(
        2.0,
        symbol="f",
        valid=Interval(0.1, 10, "both"),
        slider=(1, 4),
        meaning="Width of the flat minimum: its curvature is 1/f².",
    )

    @property
    def domain(self) -> Window:
        """Both minima and their surroundings."""
        return Window((-3.0, 3.0), (-3.0, 3.0))

    @property
    def minima(self) -> Array:
        """The sharp one."""
        return np.array(_SHARP)[:, np.newaxis]

    @property
    def local_minima(self) -> Array:
        """The flat one, by Newton's method from the paraboloid's."""
        return settled(self, np.array(_FLAT)[:, np.newaxis], within=0.5)

    def _pit(self, w: Array) -> tuple[Array, Array, Array]:
        """The slope of |w − p|²/2s² along w₁ and w₂, and minus its value: the pit's exponent."""
        w1, w2 = w
        from1, from2 = w1 - _SHARP[0], w2 - _SHARP[1]
        narrow = 1 / (self.sharp * self.sharp)
        return narrow * from1, narrow * from2, -narrow / 2 * (from1 * from1 + from2 * from2)

    def _bowl(self, w: Array) -> tuple[Array, Array, Array]:
        """The slope of the paraboloid along w₁ and w₂, and its value."""
        w1, w2 = w
        from1, from2 = w1 - _FLAT[0], w2 - _FLAT[1]
        wide = 1 / (self.flat * self.flat)
        return wide * from1, wide * from2, _LIFT + wide / 2 * (from1 * from1 + from2 * from2)

    def value(self, w: Array) -> Array:
        """The loss, (2, ...) to (...)."""
        _, _, exponent = self._pit(w)
        _, _, bowl = self._bowl(w)
        return -np.expm1(exponent) * bowl  # exactly 0 at the pit's bottom

    def gradient(self, w: Array) -> Array:
        """(2, ...) to (2, ...)."""
        p1, p2, exponent = self._pit(w)
        q1, q2, bowl = self._bowl(w)
        inside, outside = np.exp(exponent) * bowl, -np.expm1(exponent)
        return np.array([inside * p1 + outside * q1, inside * p2 + outside * q2])

    def hessian(self, w: Array) -> Array:
        """(2, ...) to (2, 2, ...)."""
        p1, p2, exponent = self._pit(w)
        q1, q2, bowl = self._bowl(w)
        inside, outside = np.exp(exponent), -np.expm1(exponent)
        even = inside * bowl / (self.sharp * self.sharp) + outside / (self.flat * self.flat)
        return symmetric(
            even + inside * p1 * (2 * q1 - bowl * p1),
            inside * (p1 * q2 + p2 * q1 - bowl * p1 * p2),
            even + inside * p2 * (2 * q2 - bowl * p2),
        )
