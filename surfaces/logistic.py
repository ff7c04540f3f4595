"""Logistic regression: the probability of a class as a function of one feature (Cox, 1958)."""

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np

from parameters import Array
from surfaces.averages import averaged
from surfaces.base import Window, symmetric
from surfaces.data import DECAY
from surfaces.newton import descended
from surfaces.one_feature import OneFeature


@dataclass(frozen=True, eq=False)
class Logistic(OneFeature):
    """The mean cross-entropy of the probability 1/(1 + e⁻ᶻ) with z = w₁x + w₂.

    A small penalty on the weights, λ = 0.01, is part of the loss: without it, classes that a
    threshold separates would have no minimum, for steeper is always better.

    Reference: D. R. Cox, "The regression analysis of binary sequences", J. Royal Statistical
    Society B 20(2) (1958).
    """

    key: ClassVar = "logistic"
    title: ClassVar = "Data: logistic regression"
    formula: ClassVar = (
        r"L = \tfrac1n \sum_i \left[\log(1 + e^{z_i}) - y_i z_i\right]"
        r" + \tfrac{1}{200} \lVert w \rVert^2, \quad z_i = w_1 x_i + w_2"
    )
    reference: ClassVar = "Cox (1958)"
    start: ClassVar = (-1.5, 2.5)
    penguins: ClassVar = ("flipper_length_mm", "Gentoo")
    window: ClassVar = Window((-2.5, 6.0), (-4.0, 4.0))
    link: ClassVar = "logistic"
    classes: ClassVar = True
    squares: ClassVar = 0.0

    def made(self, x: Array, random: np.random.Generator) -> tuple[Array, ...]:
        """Class 1 where x, seen through the scatter, is above 0.3."""
        return ((x + self.scatter * random.standard_normal(x.size) > 0.3).astype(np.float64),)

    def target(self, column: Array) -> Array:
        """The larger of two values is class 1."""
        return (column == column.max()).astype(np.float64)

    @property
    def minima(self) -> Array:
        """The only one: the loss is convex."""
        return self._minimum

    @cached_property
    def _minimum(self) -> Array:
        return descended(self, np.zeros((2, 1)))

    def each_loss(self, w: Array, a: Array, y: Array) -> Array:
        """(2, ...) to (..., b)."""
        (w1, w2), (a1, a2) = w[..., np.newaxis], a
        z = w1 * a1 + w2 * a2
        entropy = np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z))) - y * z
        return entropy + DECAY / 2 * (w1 * w1 + w2 * w2)

    def each_gradient(self, w: Array, a: Array, y: Array) -> Array:
        """(2, ...) to (2, ..., b)."""
        (w1, w2), (a1, a2) = w[..., np.newaxis], a
        missed = probability(w1 * a1 + w2 * a2) - y
        return np.array([missed * a1 + DECAY * w1, missed * a2 + DECAY * w2])

    def hessian(self, w: Array) -> Array:
        """(2, ...) to (2, 2, ...)."""
        return averaged(_curvatures, w, self.once, self.middle, self.weight)


def probability(z: Array) -> Array:
    """1/(1 + e⁻ᶻ), which overflows nowhere."""
    return 0.5 * (1 + np.tanh(0.5 * z))


def _curvatures(w: Array, a: Array, y: Array) -> Array:
    """The Hessian of each example, (2, ...) to (2, 2, ..., b)."""
    (w1, w2), (a1, a2) = w[..., np.newaxis], a
    p = probability(w1 * a1 + w2 * a2)
    weight = p * (1 - p)
    return symmetric(weight * a1 * a1 + DECAY, weight * a1 * a2, weight * a2 * a2 + DECAY)
