"""NAdam: Adam with Nesterov's look at the next momentum (Dozat, 2016)."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from optimizers.adam import (
    CORRECTED_SQUARE,
    MEAN,
    MEAN_SQUARE,
    RATE,
    STEP,
    first_decay,
    second_decay,
)
from optimizers.base import (
    GRADIENT,
    NEXT_POINT,
    Line,
    Optimizer,
    Oracle,
    Step,
    both,
    epsilon,
    learning_rate,
)
from parameters import NON_NEGATIVE, Array, ArrayLike, parameter


class ScheduledMoments(NamedTuple):
    """Adam's averages, the steps taken, and ∏μ and β₂ᵗ as running products."""

    m: Array
    v: Array
    t: float
    mu_product: ArrayLike
    beta2_t: ArrayLike


@dataclass(frozen=True, eq=False)
class NAdam(Optimizer):
    """Adam that steps along the average as it will be next, not as it is.

    μ grows from β₁/2 to β₁, the slower the smaller ψ is; at ψ = 0 it stays at β₁/2. m itself keeps
    the constant β₁. All as torch's `NAdam`, exactly; keras has ψ = 1 and ε = 1e-7;
    optax' `nadam` has a constant μ = β₁.

    Reference: T. Dozat, "Incorporating Nesterov momentum into Adam", ICLR workshop (2016).
    """

    key: ClassVar = "nadam"
    title: ClassVar = "NAdam"
    formula: ClassVar = (
        r"\mu_t = \beta_1 \left(1 - \tfrac{1}{2}\, 0.96^{t\psi}\right)",
        r"m \leftarrow \beta_1 m + (1 - \beta_1)\, g",
        r"v \leftarrow \beta_2 v + (1 - \beta_2)\, g \odot g",
        r"\hat m = \frac{\mu_{t+1}\, m}{1 - \prod_{i=1}^{t+1} \mu_i}"
        r" + \frac{(1 - \mu_t)\, g}{1 - \prod_{i=1}^{t} \mu_i},"
        r" \quad \hat v = \frac{v}{1 - \beta_2^t}",
        r"W \leftarrow W - \eta\, \frac{\hat m}{\sqrt{\hat v} + \epsilon}",
    )
    reference: ClassVar = "Dozat (2016)"
    symbols: ClassVar = {
        "g": "g",
        "mu": r"\mu_t",
        "mu_next": r"\mu_{t+1}",
        "mu_product": r"\prod \mu",
        "m": "m",
        "v": "v",
        "m_hat": r"\hat m",
        "v_hat": r"\hat v",
        "effective_lr": r"\eta / (\sqrt{\hat v} + \epsilon)",
        "update": r"\Delta W",
    }
    shared: ClassVar = ("mu", "mu_next", "mu_product")
    scale_free: ClassVar = True

    lr: ArrayLike = learning_rate(0.1)
    beta1: ArrayLike = first_decay()
    beta2: ArrayLike = second_decay()
    eps: ArrayLike = epsilon(1e-8)
    momentum_decay: ArrayLike = parameter(
        0.004,
        symbol=r"\psi",
        valid=NON_NEGATIVE,
        slider=(0, 1),
        meaning="Momentum decay: how soon μ has grown from half of β₁ to β₁.",
    )

    def init(self, w0: Array) -> ScheduledMoments:
        """Both averages start at zero."""
        return ScheduledMoments(np.zeros_like(w0), np.zeros_like(w0), 0.0, 1.0, 1.0)

    def step(self, w: Array, state: ScheduledMoments, oracle: Oracle) -> Step:
        """One step from `w`, shape (2, ...)."""
        g = oracle.gradient(w)
        t = state.t + 1
        mu, mu_next = self._mu(t), self._mu(t + 1)
        mu_product = state.mu_product * mu
        m = self.beta1 * state.m + (1 - self.beta1) * g
        v = self.beta2 * state.v + (1 - self.beta2) * (g * g)
        beta2_t = state.beta2_t * self.beta2
        ahead = mu_next / (1 - mu_product * mu_next) * m
        m_hat = ahead + (1 - mu) / (1 - mu_product) * g
        v_hat = v / (1 - beta2_t)
        effective_lr = self.lr / (np.sqrt(v_hat) + self.eps)
        update = -effective_lr * m_hat
        internals = {
            "g": g,
            "mu": both(mu, w),
            "mu_next": both(mu_next, w),
            "mu_product": both(mu_product, w),
            "m": m,
            "v": v,
            "m_hat": m_hat,
            "v_hat": v_hat,
            "effective_lr": effective_lr,
            "update": update,
        }
        return Step(w + update, ScheduledMoments(m, v, t, mu_product, beta2_t), internals)

    def work(self) -> tuple[Line, ...]:
        """The lines of one step."""
        return (
            GRADIENT,
            Line(
                "mu",
                "{beta1}·(1 − 0.5·0.96^({t}·{momentum_decay}))",
                "The weight of the average: half of β₁ or more. Next it will be {mu_next}.",
            ),
            Line(
                "mu_product",
                "{mu_product_before}·{mu}",
                "All μ so far multiplied: what still counts of the start at 0.",
            ),
            MEAN,
            MEAN_SQUARE,
            Line(
                "m_hat",
                "{mu_next}·{m}/(1 − {mu_product}·{mu_next}) + (1 − {mu})·{g}/(1 − {mu_product})",
                "The average as the next step will weigh it, and the gradient of this one.",
            ),
            CORRECTED_SQUARE,
            RATE,
            STEP,
            NEXT_POINT,
        )

    def _mu(self, t: float) -> ArrayLike:
        # np.power, since Python's ** may round a number otherwise than NumPy's an array.
        return self.beta1 * (1 - 0.5 * np.power(0.96, t * self.momentum_decay))
