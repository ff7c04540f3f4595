"""Saddles: downhill one way, uphill another, and flat where they meet."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from parameters import Array
from surfaces.base import Surface, Window, constant_hessian, symmetric


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
        return np.array([2 * w1, -2 * w2])

    def hessian(self, w: Array) -> Array:
        """(2, ...) to (2, 2, ...)."""
        return constant_hessian(((2, 0), (0, -2)), w)


@dataclass(frozen=True, eq=False)
class MonkeySaddle(Surface):
    """Three valleys and three ridges meet in a point that is flat: even its curvature is zero.

    The name: a monkey needs a place for the tail besides those for its two legs.
    """

    key: ClassVar = "monkey_saddle"
    title: ClassVar = "Monkey saddle"
    formula: ClassVar = r"L = w_1^3 - 3w_1 w_2^2"
    reference: ClassVar = "Hilbert & Cohn-Vossen (1932)"
    start: ClassVar = (0.8, 0.002)
    infimum: ClassVar = None
    steepness: ClassVar = 50.0

    @property
    def domain(self) -> Window:
        """Near the flat point; farther out the loss falls ever faster."""
        return Window((-1.5, 1.5), (-1.5, 1.5))

    def value(self, w: Array) -> Array:
        """The loss, (2, ...) to (...)."""
        w1, w2 = w
        return w1 * (w1 * w1 - 3 * w2 * w2)

    def gradient(self, w: Array) -> Array:
        """(2, ...) to (2, ...)."""
        w1, w2 = w
        return np.array([3 * (w1 * w1 - w2 * w2), -6 * w1 * w2])

    def hessian(self, w: Array) -> Array:
        """(2, ...) to (2, 2, ...)."""
        w1, w2 = w
        return symmetric(6 * w1, -6 * w2, -6 * w1)
