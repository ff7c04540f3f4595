"""AMSGrad: Adam whose divisor never shrinks (Reddi, Kale & Kumar, 2018, algorithm 2)."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from optimizers.adam import (
    CORRECTED_MEAN,
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
    StabilityBound,
    Step,
    averaged_bound,
    epsilon,
    learning_rate,
)
from parameters import Array, ArrayLike


class LargestMoments(NamedTuple):
    """Adam's averages, the largest v so far, and β₁ᵗ and β₂ᵗ as running products."""

    m: Array
    v: Array
    v_max: Array
    beta1_t: ArrayLike
    beta2_t: ArrayLike


@dataclass(frozen=True, eq=False)
class AMSGrad(Optimizer):
    """Adam divided by the largest v so far, so that a rare large gradient is not forgotten.

    The maximum is that of v, which is corrected then, as in torch's `Adam(amsgrad=True)`; keras
    takes the same maximum and sets ε beside its uncorrected root. optax takes the maximum of the
    corrected v̂ instead, which the first steps dominate. The paper corrects nothing and has no ε.

    Reference: S. J. Reddi, S. Kale, S. Kumar, "On the convergence of Adam and beyond",
    ICLR (2018), algorithm 2.
    """

    key: ClassVar = "amsgrad"
    title: ClassVar = "AMSGrad"
    formula: ClassVar = (
        r"m \leftarrow \beta_1 m + (1 - \beta_1)\, g",
        r"v \leftarrow \beta_2 v + (1 - \beta_2)\, g \odot g",
        r"v_{\max} \leftarrow \max(v_{\max}, v)",
        r"\hat m = \frac{m}{1 - \beta_1^t}, \quad \hat v = \frac{v_{\max}}{1 - \beta_2^t}",
        r"W \leftarrow W - \eta\, \frac{\hat m}{\sqrt{\hat v} + \epsilon}",
    )
    reference: ClassVar = "Reddi, Kale & Kumar (2018)"
    symbols: ClassVar = {
        "g": "g",
        "m": "m",
        "v": "v",
        "v_max": r"v_{\max}",
        "m_hat": r"\hat m",
        "v_hat": r"\hat v",
        "effective_lr": r"\eta / (\sqrt{\hat v} + \epsilon)",
        "update": r"\Delta W",
    }
    scale_free: ClassVar = True

    lr: ArrayLike = learning_rate(0.1)
    beta1: ArrayLike = first_decay()
    beta2: ArrayLike = second_decay()
    eps: ArrayLike = epsilon(1e-8)

    def init(self, w0: Array) -> LargestMoments:
        """Both averages and the maximum start at zero."""
        zero = np.zeros_like(w0)
        return LargestMoments(zero, zero, zero, 1.0, 1.0)

    def step(self, w: Array, state: LargestMoments, oracle: Oracle) -> Step:
        """One step from `w`, shape (2, ...)."""
        g = oracle.gradient(w)
        m = self.beta1 * state.m + (1 - self.beta1) * g
        v = self.beta2 * state.v + (1 - self.beta2) * (g * g)
        v_max = np.maximum(state.v_max, v)
        beta1_t = state.beta1_t * self.beta1
        beta2_t = state.beta2_t * self.beta2
        m_hat = m / (1 - beta1_t)
        v_hat = v_max / (1 - beta2_t)
        effective_lr = self.lr / (np.sqrt(v_hat) + self.eps)
        update = -effective_lr * m_hat
        internals = {
            "g": g,
            "m": m,
            "v": v,
            "v_max": v_max,
            "m_hat": m_hat,
            "v_hat": v_hat,
            "effective_lr": effective_lr,
            "update": update,
        }
        return Step(w + update, LargestMoments(m, v, v_max, beta1_t, beta2_t), internals)

    def work(self) -> tuple[Line, ...]:
        """The lines of one step."""
        return (
            GRADIENT,
            MEAN,
            MEAN_SQUARE,
            Line(
                "v_max",
                "max({v_max_before}, {v})",
                "The largest v so far: a large gradient is never forgotten.",
            ),
            CORRECTED_MEAN,
            CORRECTED_SQUARE._replace(text="{v_max}/(1 − {beta2}^{t})"),
            RATE,
            STEP,
            NEXT_POINT,
        )

    def frozen_bound(self) -> StabilityBound:
        """That of momentum as an average."""
        return averaged_bound(self.beta1)
