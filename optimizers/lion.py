"""Lion: the sign of a momentum, found by a program search (Chen et al., 2023, program 1)."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from optimizers.adam import decay
from optimizers.base import (
    DECAY,
    GRADIENT,
    NEXT_POINT,
    Line,
    Optimizer,
    Oracle,
    Step,
    decoupled_decay,
    learning_rate,
)
from parameters import Array, ArrayLike


class Mean(NamedTuple):
    """The averaged gradient, shape of the point."""

    m: Array


@dataclass(frozen=True, eq=False)
class Lion(Optimizer):
    """Steps of one length in every coordinate, in the direction of a mix of m and the gradient.

    Since the length never shrinks, it circles the minimum at a distance of a few learning rates.
    As optax; keras' `weight_decay` is the same decay, off unless given; torch has no Lion.

    Reference: X. Chen et al., "Symbolic discovery of optimization algorithms", NeurIPS (2023),
    algorithm 2.
    """

    key: ClassVar = "lion"
    title: ClassVar = "Lion"
    formula: ClassVar = (
        r"c = \beta_1 m + (1 - \beta_1)\, g",
        r"W \leftarrow W - \eta\, (\mathrm{sign}(c) + \lambda W)",
        r"m \leftarrow \beta_2 m + (1 - \beta_2)\, g",
    )
    reference: ClassVar = "Chen et al. (2023)"
    symbols: ClassVar = {
        "g": "g",
        "c": "c",
        "m": "m",
        "decay": r"\eta \lambda W",
        "update": r"\Delta W",
    }
    scale_free: ClassVar = True

    lr: ArrayLike = learning_rate(0.05)
    beta1: ArrayLike = decay(0.9, r"\beta_1", "The share of m in the direction of this step.")
    beta2: ArrayLike = decay(0.99, r"\beta_2", "How long the average m remembers.")
    weight_decay: ArrayLike = decoupled_decay(0.0)

    def init(self, w0: Array) -> Mean:
        """The average starts at zero."""
        return Mean(np.zeros_like(w0))

    def step(self, w: Array, state: Mean, oracle: Oracle) -> Step:
        """One step from `w`, shape (2, ...). `m` is recorded as this step leaves it."""
        g = oracle.gradient(w)
        c = self.beta1 * state.m + (1 - self.beta1) * g
        m = self.beta2 * state.m + (1 - self.beta2) * g
        decay = self.lr * self.weight_decay * w
        update = -self.lr * np.sign(c) - decay
        internals = {"g": g, "c": c, "m": m, "decay": decay, "update": update}
        return Step(w + update, Mean(m), internals)

    def work(self) -> tuple[Line, ...]:
        """The lines of one step."""
        return (
            GRADIENT,
            Line(
                "c",
                "{beta1}·{m_before} + (1 − {beta1})·{g}",
                "{beta1} of the average and the rest of the new gradient: where to go.",
            ),
            Line(
                "m",
                "{beta2}·{m_before} + (1 − {beta2})·{g}",
                "The average that the next step finds.",
            ),
            DECAY,
            Line("update", "−{lr}·sign({c}) − {decay}", "Only the sign of c counts, not its size."),
            NEXT_POINT,
        )
