"""The camels: three humps and six, between them local minima (Dixon & Szegő, 1978)."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from parameters import Array
from surfaces.base import Surface, Window, symmetric


@dataclass(frozen=True, eq=False)
class ThreeHumpCamel(Surface):
    """A deep minimum in the middle, a shallow one on either side.

    Reference: L. C. W. Dixon & G. P. Szegő (eds.), "Towards Global Optimisation 2",
    North-Holland (1978).
    """

    key: ClassVar = "three_hump_camel"
    title: ClassVar = "Three-hump camel"
    formula: ClassVar = r"L = 2w_1^2 - 1.05w_1^4 + \tfrac16 w_1^6 + w_1 w_2 + w_2^2"
    reference: ClassVar = "Dixon & Szegő (1978); Jamil & Yang (2013), no. 29"
    start: ClassVar = (-2.25, -1.0)
    infimum: ClassVar = 0.0
    steepness: ClassVar = 5.0

    @property
    def domain(self) -> Window:
        """Narrower than the published ±5, beyond which the three minima are one dark spot."""
        return Window((-2.5, 2.5), (-2.5, 2.5))

    @property
    def minima(self) -> Array:
        """The centre."""
        return np.zeros((2, 1))

    @property
    def local_minima(self) -> Array:
        """w₂ = −w₁/2 leaves w₁⁴ − 4.2w₁² + 3.5 = 0, whose larger root is this."""
        w1 = np.sqrt(2.1 + np.sqrt(0.91))
        return np.array([[-w1, w1], [w1 / 2, -w1 / 2]])

    def value(self, w: Array) -> Array:
        """The loss, (2, ...) to (...)."""
        w1, w2 = w
        square = w1 * w1
        return square * (2 - square * (1.05 - square / 6)) + w2 * (w1 + w2)

    def gradient(self, w: Array) -> Array:
        """(2, ...) to (2, ...)."""
        w1, w2 = w
        square = w1 * w1
        return np.array([w1 * (4 - square * (4.2 - square)) + w2, w1 + 2 * w2])

    def hessian(self, w: Array) -> Array:
        """(2, ...) to (2, 2, ...)."""
        w1, _ = w
        square = w1 * w1
        return symmetric(
            4 - square * (12.6 - 5 * square), np.full_like(w1, 1.0), np.full_like(w1, 2.0)
        )


@dataclass(frozen=True, eq=False)
class SixHumpCamel(Surface):
    """Three pairs of minima, symmetric about the centre; only the innermost pair is global.

    Reference: as the three-hump camel.
    """

    key: ClassVar = "six_hump_camel"
    title: ClassVar = "Six-hump camel"
    formula: ClassVar = (
        r"L = \left(4 - 2.1w_1^2 + \tfrac13 w_1^4\right) w_1^2 + w_1 w_2 + (4w_2^2 - 4)\,w_2^2"
    )
    reference: ClassVar = "Dixon & Szegő (1978); Jamil & Yang (2013), no. 30"
    start: ClassVar = (-2.05, -0.5)
    infimum: ClassVar = -1.0316284534898774
    steepness: ClassVar = 5.0

    @property
    def domain(self) -> Window:
        """As far as the six minima; farther out the loss rises to a hundred."""
        return Window((-2.2, 2.2), (-1.4, 1.4))

    @property
    def minima(self) -> Array:
        """Roots of the gradient, computed in 50 digits and rounded."""
        w1, w2 = 0.08984201310031806, 0.7126564030207396
        return np.array([[-w1, w1], [w2, -w2]])

    @property
    def local_minima(self) -> Array:
        """Two of −0.2155, two of 2.1043; computed as the global ones."""
        w1, w2 = np.array(
            [[1.703606714969981, 1.6071047529201972], [-0.7960835686726251, 0.5686514548841314]]
        )
        return np.array([[*w1, *-w1], [*w2, *-w2]])

    def value(self, w: Array) -> Array:
        """The loss, (2, ...) to (...)."""
        w1, w2 = w
        s, t = w1 * w1, w2 * w2
        return s * (4 - s * (2.1 - s / 3)) + w1 * w2 + 4 * t * (t - 1)

    def gradient(self, w: Array) -> Array:
        """(2, ...) to (2, ...)."""
        w1, w2 = w
        s, t = w1 * w1, w2 * w2
        return np.array([w1 * (8 - s * (8.4 - 2 * s)) + w2, w1 + 8 * w2 * (2 * t - 1)])

    def hessian(self, w: Array) -> Array:
        """(2, ...) to (2, 2, ...)."""
        w1, w2 = w
        s, t = w1 * w1, w2 * w2
        return symmetric(8 - s * (25.2 - 10 * s), np.full_like(w1, 1.0), 48 * t - 8)
