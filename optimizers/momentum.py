"""Momentum, the heavy ball: v ← αv − η∇L(W); W ← W + v (Polyak, 1964, eq. 9)."""

from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

import numpy as np

from optimizers.base import Optimizer, Oracle, StabilityBound, Step, learning_rate
from parameters import FRACTION, Array, ArrayLike, parameter


class Velocity(NamedTuple):
    """The last move, shape of the point."""

    v: Array


def inertia(default: float = 0.9) -> Any:
    """Declare `alpha`, the share of the last move that is kept."""
    return parameter(
        default,
        symbol=r"\alpha",
        valid=FRACTION,
        slider=(0, 0.99),
        meaning="Momentum: the share of the last move that carries over into this one.",
    )


@dataclass(frozen=True, eq=False)
class Momentum(Optimizer):
    """A ball that keeps the share α of its velocity.

    The path is that of torch's and keras' SGD with `momentum=alpha`: torch keeps −v/η.

    Reference: B. T. Polyak, "Some methods of speeding up the convergence of iteration methods",
    USSR Computational Mathematics and Mathematical Physics 4(5) (1964), eq. 9.
    """

    key: ClassVar = "momentum"
    title: ClassVar = "Momentum"
    formula: ClassVar = (r"v \leftarrow \alpha v - \eta\,\nabla L(W)", r"W \leftarrow W + v")
    reference: ClassVar = "Polyak (1964)"
    symbols: ClassVar = {"g": "g", "carried": r"\alpha v", "v": "v", "update": r"\Delta W"}

    lr: ArrayLike = learning_rate(0.1)
    alpha: ArrayLike = inertia()

    def init(self, w0: Array) -> Velocity:
        """The ball starts at rest."""
        return Velocity(np.zeros_like(w0))

    def step(self, w: Array, state: Velocity, oracle: Oracle) -> Step:
        """One step from `w`, shape (2, ...)."""
        g = oracle.gradient(w)
        carried = self.alpha * state.v
        v = carried - self.lr * g
        return Step(w + v, Velocity(v), {"g": g, "carried": carried, "v": v, "update": v})

    def stability_bound(self) -> StabilityBound:
        """The roots of z² − (1 + α − lr·λ)z + α lie inside the unit circle."""
        return StabilityBound(2 * (1 + self.alpha), "2(1 + α)")
