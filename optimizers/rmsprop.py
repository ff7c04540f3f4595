"""RMSProp: h ← γh + (1 − γ)g²; W ← W − ηg/(√h + ε) (Tieleman & Hinton, 2012, lecture 6e)."""

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
from parameters import FRACTION, Array, ArrayLike, parameter


class SquaredAverage(NamedTuple):
    """The moving average of the squared gradients, shape of the point."""

    h: Array


@dataclass(frozen=True, eq=False)
class RMSProp(Optimizer):
    """AdaGrad with a memory that fades: the divisor follows the recent gradients only.

    ε stands outside the root, as in torch (whose `alpha` is our γ, default 0.99).

    Reference: T. Tieleman, G. Hinton, "Lecture 6.5: rmsprop", COURSERA: Neural Networks for
    Machine Learning (2012), slide 29.
    """

    key: ClassVar = "rmsprop"
    title: ClassVar = "RMSProp"
    formula: ClassVar = (
        r"h \leftarrow \gamma h + (1 - \gamma)\, g \odot g",
        r"W \leftarrow W - \frac{\eta}{\sqrt{h} + \epsilon} \odot g",
    )
    reference: ClassVar = "Tieleman & Hinton (2012)"
    symbols: ClassVar = {
        "g": "g",
        "h": "h",
        "effective_lr": r"\eta / (\sqrt{h} + \epsilon)",
        "update": r"\Delta W",
    }
    scale_free: ClassVar = True

    lr: ArrayLike = learning_rate(0.05)
    gamma: ArrayLike = parameter(
        0.9,
        symbol=r"\gamma",
        valid=FRACTION,
        slider=(0, 0.9999),
        scale="complement",
        meaning="Decay: the share of the old average that is kept. Some texts call it β.",
    )
    eps: ArrayLike = epsilon(1e-8)

    def init(self, w0: Array) -> SquaredAverage:
        """The average starts at zero and is not corrected for it."""
        return SquaredAverage(np.zeros_like(w0))

    def step(self, w: Array, state: SquaredAverage, oracle: Oracle) -> Step:
        """One step from `w`, shape (2, ...)."""
        g = oracle.gradient(w)
        h = self.gamma * state.h + (1 - self.gamma) * (g * g)
        effective_lr = self.lr / (np.sqrt(h) + self.eps)
        update = -effective_lr * g
        internals = {"g": g, "h": h, "effective_lr": effective_lr, "update": update}
        return Step(w + update, SquaredAverage(h), internals)

    def work(self) -> tuple[Line, ...]:
        """The lines of one step."""
        kept = "{gamma} of the old average stays, the rest is the new gradient, squared."
        return (
            GRADIENT,
            Line("h", "{gamma}·{h_before} + (1 − {gamma})·{g}^2", kept),
            Line("effective_lr", "{lr}/(√({h}) + {eps})", RATES),
            Line("update", "−{effective_lr}·{g}", "The step is {update.norm} long."),
            NEXT_POINT,
        )

    def frozen_bound(self) -> StabilityBound:
        """That of gradient descent."""
        return PLAIN_BOUND
