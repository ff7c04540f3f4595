"""The saddle: downhill along w2, uphill along w1, and flat where they meet."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from parameters import Array
from surfaces.base import Surface, constant_hessian


@dataclass(frozen=True, eq=False)
class Saddle(Surface):
    """A point that is a minimum one way and a maximum the other. It has no bottom."""

    key: ClassVar = "saddle"
    title: ClassVar = "Saddle"
    formula: ClassVar = r"L = w_1^2 - w_2^2"
    reference: ClassVar = "The hyperbolic paraboloid."
    start: ClassVar = (1.6, -0.02)
    infimum: ClassVar = None
    quadratic: ClassVar = True

    def value(self, w: Array) -> Array:
        """The loss, (2, ...) to (...)."""
        w1, w2 = w
        return w1 * w1 - w2 * w2

    def gradient(self, w: Array) -> Array:
        """(2, ...) to (2, ...)."""
        w1, w2 = w
        return np.stack([2 * w1, -2 * w2])

    def hessian(self, w: Array) -> Array:
        """(2, ...) to (2, 2, ...)."""
        return constant_hessian(((2, 0), (0, -2)), w)
