"""Least squares: a straight line through examples, and two features of which one is rare."""

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np

from parameters import Array, Interval, parameter
from surfaces.averages import standard
from surfaces.base import Window, constant_hessian
from surfaces.data import DataSurface
from surfaces.one_feature import OneFeature


@dataclass(frozen=True, eq=False)
class LeastSquares(DataSurface):
    """The mean squared error of w₁a₁ + w₂a₂: a quadratic, known from its means alone.

    Of the full loss nothing is added up twice: L = L* + uᵀMu with u = w − w*, where M is the mean
    of aaᵀ and w* solves M w* = mean of a·y (A.-M. Legendre, "Nouvelles méthodes pour la
    détermination des orbites des comètes", 1805).
    """

    quadratic: ClassVar = True
    constants: ClassVar = ("a", "y", "means", "best", "lowest")

    @cached_property
    def means(self) -> tuple[float, float, float]:
        """M: the means of a₁², a₁a₂ and a₂²."""
        a1, a2 = self.a
        return float(np.mean(a1 * a1)), float(np.mean(a1 * a2)), float(np.mean(a2 * a2))

    @cached_property
    def best(self) -> tuple[float, float]:
        """w*, by Cramer's rule."""
        m11, m12, m22 = self.means
        c1, c2 = np.mean(self.a * self.y, axis=1)
        determinant = m11 * m22 - m12 * m12
        return float(m22 * c1 - m12 * c2) / determinant, float(m11 * c2 - m12 * c1) / determinant

    @cached_property
    def lowest(self) -> float:
        """L*, what no line can explain."""
        return float(np.mean(self.each_loss(np.array(self.best), self.a, self.y)))

    @property
    def minima(self) -> Array:
        """The least-squares solution."""
        return np.array(self.best)[:, np.newaxis]

    def each_loss(self, w: Array, a: Array, y: Array) -> Array:
        """(w₁a₁ + w₂a₂ − y)² for each of b examples, (2, ...) to (..., b)."""
        (w1, w2), (a1, a2) = w[..., np.newaxis], a
        residual = w1 * a1 + w2 * a2 - y
        return residual * residual

    def each_gradient(self, w: Array, a: Array, y: Array) -> Array:
        """(2, ...) to (2, ..., b)."""
        (w1, w2), (a1, a2) = w[..., np.newaxis], a
        twice = 2 * (w1 * a1 + w2 * a2 - y)
        return np.array([twice * a1, twice * a2])

    def value(self, w: Array) -> Array:
        """The loss, (2, ...) to (...)."""
        m11, m12, m22 = self.means
        u1, u2 = w[0] - self.best[0], w[1] - self.best[1]
        across = u2 + m12 / m22 * u1  # a sum of squares: never below L*
        return self.lowest + m22 * across * across + (m11 - m12 * m12 / m22) * u1 * u1

    def gradient(self, w: Array) -> Array:
        """(2, ...) to (2, ...)."""
        m11, m12, m22 = self.means
        u1, u2 = w[0] - self.best[0], w[1] - self.best[1]
        return np.array([2 * (m11 * u1 + m12 * u2), 2 * (m12 * u1 + m22 * u2)])

    def hessian(self, w: Array) -> Array:
        """(2, ...) to (2, 2, ...)."""
        m11, m12, m22 = self.means
        return constant_hessian(((2 * m11, 2 * m12), (2 * m12, 2 * m22)), w)


@dataclass(frozen=True, eq=False)
class Linear(OneFeature, LeastSquares):
    """A straight line with slope w₁ and intercept w₂, fitted by its mean squared error.

    With a standardised feature the bowl is round. A feature scaled by c makes it c² times as steep
    along w₁ as along w₂, and descent zigzags: that is why features are standardised.
    """

    key: ClassVar = "regression"
    title: ClassVar = "Data: linear regression"
    formula: ClassVar = r"L = \tfrac1n \sum_i (w_1 x_i + w_2 - y_i)^2"
    reference: ClassVar = "Legendre (1805)"
    start: ClassVar = (-1.0, 2.4)
    penguins: ClassVar = ("flipper_length_mm", "body_mass_g")
    window: ClassVar = Window((-1.5, 3.0), (-1.5, 3.0))

    def made(self, x: Array, random: np.random.Generator) -> tuple[Array, ...]:
        """Around the line of slope 1 and intercept ½."""
        return (x + 0.5 + self.scatter * random.standard_normal(x.size),)


@dataclass(frozen=True, eq=False)
class Sparse(LeastSquares):
    """Two features, of which the second is 0 in most examples: few of them tell about w₂.

    The mean gradient along w₂ is therefore small, and one learning rate for both is too small for
    w₂. AdaGrad was made for this: it gives each weight a learning rate of its own.
    """

    key: ClassVar = "sparse"
    title: ClassVar = "Data: a rare feature"
    formula: ClassVar = r"L = \tfrac1n \sum_i (w_1 x_{1i} + w_2 x_{2i} - y_i)^2"
    reference: ClassVar = "The case of Duchi, Hazan & Singer (2011): sparse features."
    roles: ClassVar = ("x₁", "x₂", "y")
    start: ClassVar = (-1.0, -1.0)
    penguins: ClassVar = ("flipper_length_mm", "Chinstrap", "body_mass_g")
    window: ClassVar = Window((-1.5, 2.5), (-1.5, 2.5))
    levels: ClassVar = (0, 1)
    details: ClassVar[tuple[str, ...]] = (*DataSurface.details, "share")

    share: float = parameter(
        0.1,
        symbol="p",
        valid=Interval(0.01, 1, "both"),
        slider=(0.02, 1),
        meaning="The share of the made examples in which the second feature is not 0.",
    )

    def made(self, x: Array, random: np.random.Generator) -> tuple[Array, ...]:
        """With weights 1 and 1.5; the rare feature is 1 at random places."""
        rare = np.zeros(x.size)
        rare[random.permutation(x.size)[: max(1, round(self.share * x.size))]] = 1
        return rare, x + 1.5 * rare + self.scatter * random.standard_normal(x.size)

    def features(self, *columns: Array) -> Array:
        """The first one standardised; the second one keeps its zeros and is at most 1."""
        return np.array([standard(columns[0]), columns[1] / np.abs(columns[1]).max()])
