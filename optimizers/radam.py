"""RAdam: Adam that waits until its divisor can be trusted (Liu et al., 2020, algorithm 2)."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from optimizers.adam import (
    CORRECTED_MEAN,
    MEAN,
    MEAN_SQUARE,
    STEP,
    first_decay,
    second_decay,
)
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
    both,
    epsilon,
    learning_rate,
)
from parameters import Array, ArrayLike

TRUSTED = 5.0  # ρ beyond which torch divides by √v̂; the paper has 4, where r is still 0


class CountedMoments(NamedTuple):
    """Adam's averages, the steps taken, and β₁ᵗ and β₂ᵗ as running products."""

    m: Array
    v: Array
    t: float
    beta1_t: ArrayLike
    beta2_t: ArrayLike


@dataclass(frozen=True, eq=False)
class RAdam(Optimizer):
    """Momentum for the first steps, then Adam with a factor r that grows from small to 1.

    Few gradients make a poor average of their squares. ρ says how many that average is worth; up
    to 5 of them (five steps at the default β₂, for ever where β₂ ≤ 2/3) the step is η m̂ and follows
    the slope, so a steep surface needs a small learning rate. ε stands beside the uncorrected √v,
    as in torch's `RAdam`; optax adds it to √v̂ instead, and keras has no RAdam.

    Reference: L. Liu et al., "On the variance of the adaptive learning rate and beyond",
    ICLR (2020), algorithm 2.
    """

    key: ClassVar = "radam"
    title: ClassVar = "RAdam"
    formula: ClassVar = (
        r"m \leftarrow \beta_1 m + (1 - \beta_1)\, g, \quad \hat m = \frac{m}{1 - \beta_1^t}",
        r"v \leftarrow \beta_2 v + (1 - \beta_2)\, g \odot g",
        r"\rho_\infty = \frac{2}{1 - \beta_2} - 1, \quad"
        r" \rho_t = \rho_\infty - \frac{2 t \beta_2^t}{1 - \beta_2^t}",
        r"r_t = \sqrt{\frac{(\rho_t - 4)(\rho_t - 2)\,\rho_\infty}"
        r"{(\rho_\infty - 4)(\rho_\infty - 2)\,\rho_t}}",
        r"W \leftarrow W - \eta\, r_t \frac{\sqrt{1 - \beta_2^t}}{\sqrt{v} + \epsilon}\, \hat m"
        r" \;\text{ where } \rho_t > 5, \text{ else } W - \eta\, \hat m",
    )
    reference: ClassVar = "Liu et al. (2020)"
    symbols: ClassVar = {
        "g": "g",
        "m": "m",
        "v": "v",
        "m_hat": r"\hat m",
        "rho_inf": r"\rho_\infty",
        "rho": r"\rho_t",
        "trusted": r"\rho_t > 5",
        "r": "r_t",
        "effective_lr": r"\eta\, r_t \sqrt{1 - \beta_2^t} / (\sqrt{v} + \epsilon)",
        "update": r"\Delta W",
    }
    shared: ClassVar = ("rho_inf", "rho", "trusted", "r")

    lr: ArrayLike = learning_rate(0.1)
    beta1: ArrayLike = first_decay()
    beta2: ArrayLike = second_decay()
    eps: ArrayLike = epsilon(1e-8)

    def init(self, w0: Array) -> CountedMoments:
        """Both averages start at zero."""
        return CountedMoments(np.zeros_like(w0), np.zeros_like(w0), 0.0, 1.0, 1.0)

    def step(self, w: Array, state: CountedMoments, oracle: Oracle) -> Step:
        """One step from `w`, shape (2, ...)."""
        g = oracle.gradient(w)
        t = state.t + 1
        m = self.beta1 * state.m + (1 - self.beta1) * g
        v = self.beta2 * state.v + (1 - self.beta2) * (g * g)
        beta1_t = state.beta1_t * self.beta1
        beta2_t = state.beta2_t * self.beta2
        m_hat = m / (1 - beta1_t)
        rho_inf = 2 / (1 - self.beta2) - 1
        rho = rho_inf - 2 * t * beta2_t / (1 - beta2_t)
        trusted = rho > TRUSTED
        r = np.where(trusted, rectification(rho, rho_inf), 1.0)
        divisor = np.where(trusted, (np.sqrt(v) + self.eps) / np.sqrt(1 - beta2_t), 1.0)
        effective_lr = self.lr * r / divisor
        update = -effective_lr * m_hat
        internals = {
            "g": g,
            "m": m,
            "v": v,
            "m_hat": m_hat,
            "rho_inf": both(rho_inf, w),
            "rho": both(rho, w),
            "trusted": both(np.where(trusted, 1.0, 0.0), w),
            "r": both(r, w),
            "effective_lr": effective_lr,
            "update": update,
        }
        return Step(w + update, CountedMoments(m, v, t, beta1_t, beta2_t), internals)

    def work(self) -> tuple[Line, ...]:
        """The lines of one step."""
        trusted = "{lr}·{r}·√(1 − {beta2}^{t})/(√({v}) + {eps})"
        return (
            GRADIENT,
            MEAN,
            CORRECTED_MEAN,
            MEAN_SQUARE,
            Line(
                "rho_inf",
                "2/(1 − {beta2}) − 1",
                "How many gradients v is an average of in the end.",
            ),
            Line(
                "rho",
                "{rho_inf} − 2·{t}·{beta2}^{t}/(1 − {beta2}^{t})",
                "How many it is worth now: {rho}. Above 5 it is trusted.",
            ),
            Line(
                "r",
                "√(({rho} − 4)·({rho} − 2)·{rho_inf}/(({rho_inf} − 4)·({rho_inf} − 2)·{rho}))",
                "The younger v is, the smaller: the rate is {r} of Adam's.",
                when="trusted",
            ),
            Line("effective_lr", trusted, RATES, when="trusted"),
            Line(
                "effective_lr",
                "{lr}",
                "Too few gradients to judge their size by: v is left out.",
                when="not trusted",
            ),
            STEP,
            NEXT_POINT,
        )

    def frozen_bound(self) -> StabilityBound:
        """That of momentum as an average."""
        return averaged_bound(self.beta1)


def rectification(rho: ArrayLike, rho_inf: ArrayLike) -> ArrayLike:
    """The paper's r; a ρ of `TRUSTED` or less counts as that, where r would not be real."""
    a, b = np.maximum(rho, TRUSTED), np.maximum(rho_inf, TRUSTED)
    return np.sqrt((a - 4) * (a - 2) * b / ((b - 4) * (b - 2) * a))
