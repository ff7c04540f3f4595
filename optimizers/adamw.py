"""AdamW: Adam whose weight decay bypasses the averages (Loshchilov & Hutter, 2019)."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from optimizers.adam import (
    CORRECTED_MEAN,
    CORRECTED_SQUARE,
    MEAN,
    MEAN_SQUARE,
    RATE,
    Moments,
    first_decay,
    second_decay,
)
from optimizers.base import (
    DECAY,
    GRADIENT,
    NEXT_POINT,
    Line,
    Optimizer,
    Oracle,
    StabilityBound,
    Step,
    averaged_bound,
    decoupled_decay,
    epsilon,
    learning_rate,
)
from parameters import Array, ArrayLike


@dataclass(frozen=True, eq=False)
class AdamW(Optimizer):
    """Adam, and beside it a pull of W towards zero that no gradient rescales.

    It settles where the pull balances Adam's step, so with a `weight_decay` above 0 not in the
    minimum. The decay is multiplied by the learning rate, as in torch, keras and optax; in the
    paper a schedule multiplies both. torch subtracts the decay first and the step then, which is
    the same point up to rounding. Defaults of `weight_decay`: torch 0.01, keras 0.004, optax 1e-4.

    Reference: I. Loshchilov, F. Hutter, "Decoupled weight decay regularization", ICLR (2019),
    algorithm 2.
    """

    key: ClassVar = "adamw"
    title: ClassVar = "AdamW"
    formula: ClassVar = (
        r"m \leftarrow \beta_1 m + (1 - \beta_1)\, g",
        r"v \leftarrow \beta_2 v + (1 - \beta_2)\, g \odot g",
        r"\hat m = \frac{m}{1 - \beta_1^t}, \quad \hat v = \frac{v}{1 - \beta_2^t}",
        r"W \leftarrow W - \eta\, \frac{\hat m}{\sqrt{\hat v} + \epsilon} - \eta \lambda W",
    )
    reference: ClassVar = "Loshchilov & Hutter (2019)"
    symbols: ClassVar = {
        "g": "g",
        "m": "m",
        "v": "v",
        "m_hat": r"\hat m",
        "v_hat": r"\hat v",
        "effective_lr": r"\eta / (\sqrt{\hat v} + \epsilon)",
        "decay": r"\eta \lambda W",
        "update": r"\Delta W",
    }
    scale_free: ClassVar = True

    lr: ArrayLike = learning_rate(0.1)
    beta1: ArrayLike = first_decay()
    beta2: ArrayLike = second_decay()
    eps: ArrayLike = epsilon(1e-8)
    weight_decay: ArrayLike = decoupled_decay(0.01)

    def init(self, w0: Array) -> Moments:
        """Both averages start at zero."""
        return Moments(np.zeros_like(w0), np.zeros_like(w0), 1.0, 1.0)

    def step(self, w: Array, state: Moments, oracle: Oracle) -> Step:
        """One step from `w`, shape (2, ...)."""
        g = oracle.gradient(w)
        m = self.beta1 * state.m + (1 - self.beta1) * g
        v = self.beta2 * state.v + (1 - self.beta2) * (g * g)
        beta1_t = state.beta1_t * self.beta1
        beta2_t = state.beta2_t * self.beta2
        m_hat = m / (1 - beta1_t)
        v_hat = v / (1 - beta2_t)
        effective_lr = self.lr / (np.sqrt(v_hat) + self.eps)
        decay = self.lr * self.weight_decay * w
        update = -effective_lr * m_hat - decay
        internals = {
            "g": g,
            "m": m,
            "v": v,
            "m_hat": m_hat,
            "v_hat": v_hat,
            "effective_lr": effective_lr,
            "decay": decay,
            "update": update,
        }
        return Step(w + update, Moments(m, v, beta1_t, beta2_t), internals)

    def work(self) -> tuple[Line, ...]:
        """The lines of one step."""
        return (
            GRADIENT,
            MEAN,
            MEAN_SQUARE,
            CORRECTED_MEAN,
            CORRECTED_SQUARE,
            RATE,
            DECAY,
            Line(
                "update",
                "−{effective_lr}·{m_hat} − {decay}",
                "Adam's step and the pull together are {update.norm} long.",
            ),
            NEXT_POINT,
        )

    def frozen_bound(self) -> StabilityBound:
        """That of momentum as an average."""
        return averaged_bound(self.beta1)
