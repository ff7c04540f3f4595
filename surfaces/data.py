"""Losses of a model with two weights on examples: L is the mean over the examples.

The examples are synthetic, or the penguins of data/penguins.csv, or a person's own. A step may ask
some of the examples only: a `Batch`.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np

from parameters import Array, Interval, choice, parameter
from surfaces.averages import Batch, Indices, averaged, standard
from surfaces.base import Surface, Window
from surfaces.penguins import measured
from surfaces.tables import Table

DECAY = 0.01  # λ of the penalty λ/2·|w|², without which some data have no minimum

SYNTHETIC, PENGUINS, OWN = SOURCES = ("synthetic", "penguins", "own")


@dataclass(frozen=True, eq=False)
class DataSurface(Surface):
    """A loss that is a mean over examples (aᵢ, yᵢ), i = 1 ... n.

    Subclasses give the loss and the gradient of each example. There the examples are the last
    axis, so that a mean adds them up in the same order for one lane as for many.

    Class attributes:
        roles: what the columns of a table are for, the target last.
        penguins: which columns of the penguins are taken for them.
        window: what to look at where the minima lie near.
        link: how a model predicts y: "identity" or "logistic" of w₁a₁ + w₂a₂, or as "neuron".
        levels: the values of a₂ for which the model is drawn over a₁, the usual one first.
        classes: whether y is a class, 0 or 1.
        squares: the coefficient of yᵢ² in an example's loss; beside it y occurs linearly.
        details: the parameters of made examples.
    """

    roles: ClassVar[tuple[str, ...]] = ("x", "y")
    penguins: ClassVar[tuple[str, ...]]
    window: ClassVar[Window]
    link: ClassVar[str] = "identity"
    levels: ClassVar[tuple[int, ...]] = (1,)
    classes: ClassVar[bool] = False
    squares: ClassVar[float] = 1.0
    details: ClassVar[tuple[str, ...]] = ("size", "scatter", "seed")
    constants: ClassVar[tuple[str, ...]] = ("a", "y", "once", "middle", "weight", "within")

    data: str = choice(
        SYNTHETIC,
        SOURCES,
        symbol="D",
        meaning="The examples: made up, penguins measured in Antarctica, or your own table.",
    )
    size: int = parameter(
        60,
        symbol="n",
        valid=Interval(10, 2000, "both"),
        slider=(10, 2000),
        meaning="How many examples are made.",
    )
    scatter: float = parameter(
        0.3,
        symbol=r"\sigma",
        valid=Interval(0, 10, "both"),
        slider=(0, 1),
        meaning="How far the made examples scatter around what they were made from.",
    )
    seed: int = parameter(
        0,
        symbol="s",
        valid=Interval(0, 2**31 - 1, "both"),
        slider=(0, 99),
        meaning="The seed of the made examples: another number, other examples.",
    )
    own: Table | None = None

    @property
    def used(self) -> tuple[str, ...]:
        """What the examples are made with matters only where they are made."""
        return ("data", *self.details) if self.table is None else ("data",)

    @cached_property
    def table(self) -> Table | None:
        """The real data; None where the examples are made up, as they are without a table."""
        if self.data == PENGUINS:
            return measured(self.penguins)
        return self.own if self.data == OWN else None

    @property
    def names(self) -> tuple[str, ...]:
        """What the columns are called."""
        return self.roles if self.table is None else self.table.names

    @cached_property
    def columns(self) -> Array:
        """The columns before they are scaled, (k, n), the target last."""
        if self.table is not None:
            return self.table.columns
        random = np.random.default_rng(self.seed)
        x = standard(random.standard_normal(self.size))
        return np.array([x, *self.made(x, random)])

    @cached_property
    def a(self) -> Array:
        """What the weights are multiplied with, (2, n)."""
        return self.features(*self.columns[:-1])

    @cached_property
    def y(self) -> Array:
        """The targets, (n,)."""
        return self.columns[-1] if self.table is None else self.target(self.columns[-1])

    # Of examples with the same features, the full loss knows only how many there are and the mean
    # of their targets: how these scatter around it adds the same everywhere.

    @cached_property
    def _groups(self) -> tuple[Array, Indices, Indices]:
        """The different features, (2, m); where each example's are; how many share them."""
        return np.unique(self.a, axis=1, return_inverse=True, return_counts=True)

    @cached_property
    def once(self) -> Array:
        """Features of which no two are the same, (2, m)."""
        return self._groups[0]

    @cached_property
    def middle(self) -> Array:
        """The mean target for each of them, (m,)."""
        _, group, count = self._groups
        return np.bincount(group, self.y) / count

    @cached_property
    def weight(self) -> Array:
        """How many examples have them, (m,), as multiples of n/m."""
        count = self._groups[2]
        return np.asarray(count * (count.size / self.y.size), dtype=np.float64)

    @cached_property
    def within(self) -> float:
        """What the targets' scatter around their means adds to the loss."""
        middle = self.middle[self._groups[1]]
        return self.squares * float(np.mean(self.y * self.y - middle * middle))

    def made(self, x: Array, random: np.random.Generator) -> tuple[Array, ...]:
        """The other columns of made examples, from their first."""
        raise TypeError(f"{type(self).__name__} does not define made")

    def features(self, *columns: Array) -> Array:
        """`a` from all columns but the target."""
        raise TypeError(f"{type(self).__name__} does not define features")

    def target(self, column: Array) -> Array:
        """Measured targets in units in which losses compare."""
        return standard(column)

    def each_loss(self, w: Array, a: Array, y: Array) -> Array:
        """The loss of each of b examples, (2, ...) to (..., b)."""
        raise TypeError(f"{type(self).__name__} does not define each_loss")

    def each_gradient(self, w: Array, a: Array, y: Array) -> Array:
        """The gradient of each of b examples, (2, ...) to (2, ..., b)."""
        raise TypeError(f"{type(self).__name__} does not define each_gradient")

    def losses(self, w: Array) -> Array:
        """The loss of every example, (2, ...) to (n, ...)."""
        return np.moveaxis(self.each_loss(w, self.a, self.y), -1, 0)

    def gradients(self, w: Array) -> Array:
        """The gradient of every example, (2, ...) to (2, n, ...)."""
        return np.moveaxis(self.each_gradient(w, self.a, self.y), -1, 1)

    def batch(self, which: Indices) -> Batch:
        """The loss over the examples at `which`, (b,), or (n, b) for n lanes."""
        return Batch(self, self.a[:, which], self.y[which])

    def value(self, w: Array) -> Array:
        """The loss, (2, ...) to (...)."""
        loss = averaged(self.each_loss, w, self.once, self.middle, self.weight)
        return loss + self.within

    def gradient(self, w: Array) -> Array:
        """(2, ...) to (2, ...)."""
        return averaged(self.each_gradient, w, self.once, self.middle, self.weight)

    @property
    def infimum(self) -> float:  # type: ignore[override]  # it depends on the data
        """The loss at the minima, which there always are."""
        return self._lowest

    @cached_property
    def _lowest(self) -> float:
        return float(self.value(self.minima[:, 0]))

    @property
    def domain(self) -> Window:
        """The usual window, and the minima."""
        return self.window.including(self.minima)
