"""A plateau that ends in a cliff: why gradients are clipped (after Pascanu et al., 2013)."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from parameters import Array, Interval, parameter
from surfaces.base import Surface, Window, symmetric

_FLOOR = 0.5  # curvature of the bowl, in which plateau and floor lie
_HEIGHT = 2.0


@dataclass(frozen=True, eq=False)
class Cliff(Surface):
    """A gentle bowl, half of it raised: one step that ends on the wall throws a run far away.

    Left of w₁ = 0 the loss is the bowl itself. To the right it rises smoothly, within about 1/k,
    by the wall's height: there the gradient is about 2k, elsewhere about 1.

    Reference: R. Pascanu, T. Mikolov & Y. Bengio, "On the difficulty of training recurrent neural
    networks", ICML (2013), section 2.3: there the wall is that of a recurrent network.
    """

    key: ClassVar = "cliff"
    title: ClassVar = "Plateau with a cliff"
    formula: ClassVar = (
        r"L = \tfrac14 (w_1^2 + w_2^2) + 2\,\frac{\rho^4}{1 + \rho^4},"
        r"\quad \rho = k \max(w_1, 0)"
    )
    reference: ClassVar = "After Pascanu, Mikolov & Bengio (2013), fig. 6"
    start: ClassVar = (2.1, 2.0)
    infimum: ClassVar = 0.0

    wall: float = parameter(
        10.0,
        symbol="k",
        valid=Interval(0.1, 1e3, "both"),
        slider=(1, 50),
        scale="log",
        meaning="How steep the wall is: the steeper, the farther it throws a run that steps on it.",
    )

    @property
    def domain(self) -> Window:
        """The plateau, the wall, and room to be thrown into."""
        return Window((-6.0, 3.0), (-4.5, 4.5))

    @property
    def minima(self) -> Array:
        """At the foot of the wall."""
        return np.zeros((2, 1))

    def value(self, w: Array) -> Array:
        """The loss, (2, ...) to (...)."""
        w1, w2 = w
        r = self.wall * np.maximum(w1, 0)
        return _FLOOR / 2 * (w1 * w1 + w2 * w2) + _HEIGHT * (1 - 1 / (1 + r * r * r * r))

    def gradient(self, w: Array) -> Array:
        """(2, ...) to (2, ...)."""
        w1, w2 = w
        r = self.wall * np.maximum(w1, 0)
        cube = r * r * r
        below = 1 + cube * r
        rise = _HEIGHT * self.wall * 4 * cube / (below * below)
        return np.array([_FLOOR * w1 + rise, _FLOOR * w2])

    def hessian(self, w: Array) -> Array:
        """(2, ...) to (2, 2, ...)."""
        w1, _ = w
        r = self.wall * np.maximum(w1, 0)
        square = r * r
        fourth = square * square
        below = 1 + fourth
        bend = _HEIGHT * self.wall * self.wall * 4 * square * (3 - 5 * fourth)
        flat = np.full_like(w1, _FLOOR)
        return symmetric(flat + bend / (below * below * below), np.zeros_like(w1), flat)
