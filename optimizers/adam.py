"""Adam: moving averages of g and g², corrected for their start at zero (Kingma & Ba, 2015)."""

from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

import numpy as np

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
from parameters import FRACTION, Array, ArrayLike, flag, parameter


class Moments(NamedTuple):
    """Both averages, and β₁ᵗ and β₂ᵗ as running products.

    `m` and `v` have the shape of the point, the products that of the hyperparameters.
    """

    m: Array
    v: Array
    beta1_t: ArrayLike
    beta2_t: ArrayLike


def first_decay(default: float = 0.9) -> Any:
    """Declare `beta1`, the decay rate of the averaged gradient."""
    return decay(default, r"\beta_1", "How long the average of the gradient remembers.")


def second_decay(default: float = 0.999) -> Any:
    """Declare `beta2`, the decay rate of the averaged squared gradient."""
    return decay(default, r"\beta_2", "How long the average of the squared gradient remembers.")


def decay(default: float, symbol: str, meaning: str) -> Any:
    """Declare a decay rate near 1, which moves on a ladder of 1 − β."""
    return parameter(
        default,
        symbol=symbol,
        valid=FRACTION,
        slider=(0, 0.9999),
        scale="complement",
        meaning=meaning,
    )


MEAN = Line(
    "m",
    "{beta1}·{m_before} + (1 − {beta1})·{g}",
    "{beta1} of the old average stays, the rest is the new gradient.",
)
MEAN_SQUARE = Line(
    "v",
    "{beta2}·{v_before} + (1 − {beta2})·{g}^2",
    "The same for the squares: {beta2} of the old average stays.",
)
CORRECTED_MEAN = Line(
    "m_hat",
    "{m}/(1 − {beta1}^{t})",
    "The average began at 0; this makes up for it, ever less as t grows.",
)
CORRECTED_SQUARE = Line(
    "v_hat", "{v}/(1 − {beta2}^{t})", "v began at 0 as well; this makes up for it."
)
RATE = Line("effective_lr", "{lr}/(√({v_hat}) + {eps})", RATES)
STEP = Line(
    "update",
    "−{effective_lr}·{m_hat}",
    "The step goes against the average and is {update.norm} long.",
)


@dataclass(frozen=True, eq=False)
class Adam(Optimizer):
    """A step along the average gradient, divided by the root of the average squared gradient.

    Without `bias_correction` m and v are used as they are: both start at zero, and the first
    step is (1 − β₁)/√(1 − β₂) times the learning rate, about 3.16 at the defaults.

    Adam contains momentum: where √v̂ + ε is constant, the rule is `Momentum(form="average")` with
    that constant dividing η, but for the correction of m. The limit of a large ε shows it: with
    lr = η·ε and no correction, the path tends to that of momentum with η and α = β₁.

    torch and optax do the same up to rounding; keras has ε = 1e-7 and sets it beside
    the uncorrected √v (the paper's ε-hat).

    Reference: D. P. Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR (2015),
    algorithm 1.
    """

    key: ClassVar = "adam"
    title: ClassVar = "Adam"
    formula: ClassVar = (
        r"m \leftarrow \beta_1 m + (1 - \beta_1)\, g",
        r"v \leftarrow \beta_2 v + (1 - \beta_2)\, g \odot g",
        r"\hat m = \frac{m}{1 - \beta_1^t}, \quad \hat v = \frac{v}{1 - \beta_2^t}",
        r"W \leftarrow W - \eta\, \frac{\hat m}{\sqrt{\hat v} + \epsilon}",
    )
    reference: ClassVar = "Kingma & Ba (2015)"
    symbols: ClassVar = {
        "g": "g",
        "m": "m",
        "v": "v",
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
    bias_correction: bool = flag(
        True,
        symbol=r"\hat m, \hat v",
        meaning="Bias correction: undo the pull of m and v towards their start at zero.",
    )

    def current_formula(self) -> tuple[str, ...]:
        """Without correction there are no m̂ and v̂."""
        if self.bias_correction:
            return self.formula
        plain = r"W \leftarrow W - \eta\, \frac{m}{\sqrt{v} + \epsilon}"
        return (*self.formula[:2], plain)

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
        m_hat = m / (1 - beta1_t) if self.bias_correction else m
        v_hat = v / (1 - beta2_t) if self.bias_correction else v
        effective_lr = self.lr / (np.sqrt(v_hat) + self.eps)
        update = -effective_lr * m_hat
        internals = {
            "g": g,
            "m": m,
            "v": v,
            "m_hat": m_hat,
            "v_hat": v_hat,
            "effective_lr": effective_lr,
            "update": update,
        }
        return Step(w + update, Moments(m, v, beta1_t, beta2_t), internals)

    def work(self) -> tuple[Line, ...]:
        """The lines of one step."""
        if self.bias_correction:
            hats = (CORRECTED_MEAN, CORRECTED_SQUARE, RATE, STEP)
            return (GRADIENT, MEAN, MEAN_SQUARE, *hats, NEXT_POINT)
        return (
            GRADIENT,
            MEAN,
            MEAN_SQUARE,
            RATE._replace(text="{lr}/(√({v}) + {eps})"),
            STEP._replace(text="−{effective_lr}·{m}"),
            NEXT_POINT,
        )

    def frozen_bound(self) -> StabilityBound:
        """That of momentum as an average."""
        return averaged_bound(self.beta1)
