"""Adamax: Adam with the largest recent gradient as divisor (Kingma & Ba, 2015, algorithm 2)."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from optimizers.adam import MEAN, STEP, decay, first_decay
from optimizers.base import (
    GRADIENT,
    NEXT_POINT,
    RATES,
    Line,
    Optimizer,
    Oracle,
    StabilityBound,
    Step,
    averaged_bound,
    epsilon,
    learning_rate,
)
from parameters import Array, ArrayLike


class MeanAndNorm(NamedTuple):
    """The averaged gradient, the fading maximum, and β₁ᵗ as a running product."""

    m: Array
    u: Array
    beta1_t: ArrayLike


@dataclass(frozen=True, eq=False)
class Adamax(Optimizer):
    """A step along the average gradient, divided by the largest gradient still remembered.

    ε is added to |g| within the maximum, as in torch. keras adds it to u, and optax has torch's
    form; the paper has no ε.

    Reference: D. P. Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR (2015),
    algorithm 2.
    """

    key: ClassVar = "adamax"
    title: ClassVar = "Adamax"
    formula: ClassVar = (
        r"m \leftarrow \beta_1 m + (1 - \beta_1)\, g",
        r"u \leftarrow \max(\beta_2 u, |g| + \epsilon)",
        r"W \leftarrow W - \frac{\eta}{1 - \beta_1^t}\, \frac{m}{u}",
    )
    reference: ClassVar = "Kingma & Ba (2015)"
    symbols: ClassVar = {
        "g": "g",
        "m": "m",
        "u": "u",
        "effective_lr": r"\eta / ((1 - \beta_1^t)\, u)",
        "update": r"\Delta W",
    }
    scale_free: ClassVar = True

    lr: ArrayLike = learning_rate(0.1)
    beta1: ArrayLike = first_decay()
    beta2: ArrayLike = decay(0.999, r"\beta_2", "How slowly the largest gradient fades.")
    eps: ArrayLike = epsilon(
        1e-8, "Added to the gradient's size, so that nothing is divided by zero."
    )

    def init(self, w0: Array) -> MeanAndNorm:
        """The average and the maximum start at zero."""
        return MeanAndNorm(np.zeros_like(w0), np.zeros_like(w0), 1.0)

    def step(self, w: Array, state: MeanAndNorm, oracle: Oracle) -> Step:
        """One step from `w`, shape (2, ...)."""
        g = oracle.gradient(w)
        m = self.beta1 * state.m + (1 - self.beta1) * g
        u = np.maximum(self.beta2 * state.u, np.abs(g) + self.eps)
        beta1_t = state.beta1_t * self.beta1
        effective_lr = self.lr / ((1 - beta1_t) * u)
        update = -effective_lr * m
        internals = {"g": g, "m": m, "u": u, "effective_lr": effective_lr, "update": update}
        return Step(w + update, MeanAndNorm(m, u, beta1_t), internals)

    def work(self) -> tuple[Line, ...]:
        """The lines of one step."""
        return (
            GRADIENT,
            MEAN,
            Line(
                "u",
                "max({beta2}·{u_before}, |{g}| + {eps})",
                "The largest gradient still remembered; it fades by β₂ a step.",
            ),
            Line("effective_lr", "{lr}/((1 − {beta1}^{t})·{u})", RATES),
            STEP._replace(text="−{effective_lr}·{m}"),
            NEXT_POINT,
        )

    def frozen_bound(self) -> StabilityBound:
        """That of momentum as an average."""
        return averaged_bound(self.beta1)
