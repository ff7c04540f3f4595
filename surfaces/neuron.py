"""One hidden neuron, the smallest network: its loss has two global minima and a saddle between."""

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

_SIDE = 5  # of the grid from which the minima are looked for
_APART = 1e-6  # what is nearer is one and the same minimum
_EQUAL = 1e-10  # losses of global minima differ by rounding only


@dataclass(frozen=True, eq=False)
class Neuron(OneFeature):
    """The mean squared error of w₂·tanh(w₁x), a network of one neuron without biases.

    Changing the sign of both weights changes nothing, so minima come in pairs, as in every
    network; between them is a saddle, and where w₁ is large the neuron saturates: a plateau. A
    small penalty on the weights is part of the loss, lest a minimum lie at infinity.

    Reference: D. E. Rumelhart, G. E. Hinton, R. J. Williams, "Learning representations by
    back-propagating errors", Nature 323 (1986).
    """

    key: ClassVar = "neuron"
    title: ClassVar = "Data: one tanh neuron"
    formula: ClassVar = (
        r"L = \tfrac1n \sum_i (w_2 \tanh(w_1 x_i) - y_i)^2 + \tfrac{1}{200} \lVert w \rVert^2"
    )
    reference: ClassVar = "Rumelhart, Hinton & Williams (1986)"
    start: ClassVar = (-0.4, 1.8)
    penguins: ClassVar = ("flipper_length_mm", "body_mass_g")
    window: ClassVar = Window((-3.0, 3.0), (-2.2, 2.2))
    link: ClassVar = "neuron"

    def made(self, x: Array, random: np.random.Generator) -> tuple[Array, ...]:
        """Around the neuron with weights 1.5 and 1."""
        return (np.tanh(1.5 * x) + self.scatter * random.standard_normal(x.size),)

    @property
    def minima(self) -> Array:
        """As a rule two, which differ by their signs."""
        return self._lowest_and_others[0]

    @property
    def local_minima(self) -> Array:
        """Where the data have such a thing."""
        others = self._lowest_and_others[1]
        return others[:, self.domain.contains(others)]

    @cached_property
    def _lowest_and_others(self) -> tuple[Array, Array]:
        grid = self.window.grid(_SIDE).reshape(2, -1) / np.array([[self.scale], [1.0]])
        ends = descended(self, grid)
        kept: list[Array] = []
        for end in ends.T:
            if all(np.abs(end - other).max() > _APART for other in kept):
                kept.append(end)
        found = np.array(kept).T
        lowest = self.value(found) <= self.value(found).min() + _EQUAL
        return found[:, lowest], found[:, ~lowest]

    def each_loss(self, w: Array, a: Array, y: Array) -> Array:
        """(2, ...) to (..., b)."""
        (w1, w2), (x, _) = w[..., np.newaxis], a
        residual = w2 * np.tanh(w1 * x) - y
        return residual * residual + DECAY / 2 * (w1 * w1 + w2 * w2)

    def each_gradient(self, w: Array, a: Array, y: Array) -> Array:
        """(2, ...) to (2, ..., b)."""
        (w1, w2), (x, _) = w[..., np.newaxis], a
        out = np.tanh(w1 * x)
        twice = 2 * (w2 * out - y)
        return np.array([twice * w2 * (1 - out * out) * x + DECAY * w1, twice * out + DECAY * w2])

    def hessian(self, w: Array) -> Array:
        """(2, ...) to (2, 2, ...)."""
        return averaged(_curvatures, w, self.once, self.middle, self.weight)


def _curvatures(w: Array, a: Array, y: Array) -> Array:
    """The Hessian of each example, (2, ...) to (2, 2, ..., b)."""
    (w1, w2), (x, _) = w[..., np.newaxis], a
    out = np.tanh(w1 * x)
    slope = (1 - out * out) * x
    residual = w2 * out - y
    bend = w2 * slope * (w2 * slope - 2 * residual * out * x)
    return symmetric(
        2 * bend + DECAY, 2 * slope * (w2 * out + residual), 2 * out * out + DECAY + 0 * w2
    )
