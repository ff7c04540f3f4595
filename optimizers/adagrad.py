"""AdaGrad: h ← h + g²; W ← W − ηg/(√h + ε) (Duchi et al., 2011, the diagonal form)."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from optimizers.base import (
    GRADIENT,
    NEXT_POINT,
    PLAIN_BOUND,
    RATES,
    Line,
    Optimizer,
    Oracle,
    StabilityBound,
    Step,
    epsilon,
    learning_rate,
)
from parameters import Array, ArrayLike


class SquaredSum(NamedTuple):
    """What has been gathered of the squared gradients, shape of the point."""

    h: Array


@dataclass(frozen=True, eq=False)
class AdaGrad(Optimizer):
    """Each coordinate's learning rate shrinks with all the gradient that it has seen.

    h starts at 0 and ε stands outside the root, as in torch; keras and optax start h at 0.1 and
    put ε inside.

    Reference: J. Duchi, E. Hazan, Y. Singer, "Adaptive subgradient methods for online learning
    and stochastic optimization", JMLR 12 (2011), figure 1.
    """

    key: ClassVar = "adagrad"
    title: ClassVar = "AdaGrad"
    formula: ClassVar = (
        r"h \leftarrow h + g \odot g",
        r"W \leftarrow W - \frac{\eta}{\sqrt{h} + \epsilon} \odot g",
    )
    reference: ClassVar = "Duchi, Hazan & Singer (2011)"
    symbols: ClassVar = {
        "g": "g",
        "h": "h",
        "effective_lr": r"\eta / (\sqrt{h} + \epsilon)",
        "update": r"\Delta W",
    }
    scale_free: ClassVar = True

    lr: ArrayLike = learning_rate(0.5)
    eps: ArrayLike = epsilon(1e-10)

    def init(self, w0: Array) -> SquaredSum:
        """Nothing has been gathered yet."""
        return SquaredSum(np.zeros_like(w0))

    def step(self, w: Array, state: SquaredSum, oracle: Oracle) -> Step:
        """One step from `w`, shape (2, ...)."""
        g = oracle.gradient(w)
        h = state.h + g * g
        effective_lr = self.lr / (np.sqrt(h) + self.eps)
        update = -effective_lr * g
        internals = {"g": g, "h": h, "effective_lr": effective_lr, "update": update}
        return Step(w + update, SquaredSum(h), internals)

    def work(self) -> tuple[Line, ...]:
        """The lines of one step."""
        return (
            GRADIENT,
            Line("h", "{h_before} + {g}^2", "The sum of all squared gradients: it never shrinks."),
            Line("effective_lr", "{lr}/(√({h}) + {eps})", RATES),
            Line("update", "−{effective_lr}·{g}", "The step is {update.norm} long."),
            NEXT_POINT,
        )

    def frozen_bound(self) -> StabilityBound:
        """That of gradient descent."""
        return PLAIN_BOUND
