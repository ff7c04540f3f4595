"""FTRL-Proximal, per coordinate (McMahan et al., 2013, algorithm 1)."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from optimizers.base import GRADIENT, Line, Optimizer, Oracle, Step, learning_rate
from parameters import NON_NEGATIVE, Array, ArrayLike, choice, parameter


class Sums(NamedTuple):
    """z, the gradients so far less what the centres contribute, and n, the sum of their squares."""

    z: Array
    n: Array


@dataclass(frozen=True, eq=False)
class FTRL(Optimizer):
    """Each W minimises all gradients so far as if linear, held by proximal terms and by ‖W‖₁, ‖W‖².

    W is a function of z and n alone, so z₀ matters. With `centre="start"`, the default,
    z₀ = −W₀(β + √n₀)/α: the first proximal term is centred at the start, and without λ₁ and λ₂ the
    path is that of AdaGrad with ε = β. With `centre="origin"`, z₀ = 0 as in the paper and in keras:
    the first step jumps towards the origin, the further the larger β is. n₀ = 0.

    keras' `Ftrl(α, initial_accumulator_value=0, beta=β, l1_regularization_strength=λ₁,
    l2_regularization_strength=λ₂/2)` is the form "origin"; its defaults are n₀ = 0.1 and β = 0.
    torch and optax have none.

    Reference: H. B. McMahan et al., "Ad click prediction: a view from the trenches", KDD (2013),
    algorithm 1.
    """

    key: ClassVar = "ftrl"
    title: ClassVar = "FTRL-Proximal"
    formula: ClassVar = (
        r"z_0 = -\frac{\beta + \sqrt{n_0}}{\eta}\, W_0, \quad n_0 = 0",
        r"\sigma = \frac{\sqrt{n + g^2} - \sqrt{n}}{\eta}",
        r"z \leftarrow z + g - \sigma \odot W, \quad n \leftarrow n + g \odot g",
        r"W \leftarrow -\left(\frac{\beta + \sqrt{n}}{\eta} + \lambda_2\right)^{-1}"
        r" \mathrm{sign}(z) \max(|z| - \lambda_1, 0)",
    )
    reference: ClassVar = "McMahan et al. (2013)"
    symbols: ClassVar = {
        "g": "g",
        "sigma": r"\sigma",
        "z": "z",
        "n": "n",
        "effective_lr": r"\left((\beta + \sqrt{n}) / \eta + \lambda_2\right)^{-1}",
        "update": r"\Delta W",
    }
    scale_free: ClassVar = True

    lr: ArrayLike = learning_rate(0.5)
    beta: ArrayLike = parameter(
        1.0,
        symbol=r"\beta",
        valid=NON_NEGATIVE,
        slider=(0, 10),
        meaning="Added to √n in the divisor: small first gradients make no large steps.",
    )
    l1: ArrayLike = parameter(
        0.0,
        symbol=r"\lambda_1",
        valid=NON_NEGATIVE,
        slider=(0, 10),
        meaning="Weight of λ₁‖W‖₁: coordinates that matter little become exactly 0.",
    )
    l2: ArrayLike = parameter(
        0.0,
        symbol=r"\lambda_2",
        valid=NON_NEGATIVE,
        slider=(0, 10),
        meaning="Weight of λ₂‖W‖²/2: pulls all of W towards 0.",
    )
    centre: str = choice(
        "start",
        ("start", "origin"),
        symbol="z_0",
        meaning="Where the first proximal term is centred: the start point, or 0 as in keras.",
    )

    def current_formula(self) -> tuple[str, ...]:
        """z₀ is that of the chosen centre."""
        first = self.formula[0] if self.centre == "start" else r"z_0 = 0, \quad n_0 = 0"
        return (first, *self.formula[1:])

    def init(self, w0: Array) -> Sums:
        """z₀ as the centre has it; n₀ = 0."""
        n = np.zeros_like(w0)
        if self.centre == "start":
            return Sums(-w0 * (self.beta + np.sqrt(n)) / self.lr, n)
        return Sums(np.zeros_like(w0), n)

    def step(self, w: Array, state: Sums, oracle: Oracle) -> Step:
        """One step from `w`, shape (2, ...). `z` and `n` are recorded as this step leaves them."""
        g = oracle.gradient(w)
        n = state.n + g * g
        sigma = (np.sqrt(n) - np.sqrt(state.n)) / self.lr
        z = state.z + g - sigma * w
        curvature = (self.beta + np.sqrt(n)) / self.lr + self.l2
        effective_lr = 1 / np.where(curvature > 0, curvature, np.inf)
        lowest = -effective_lr * np.sign(z) * np.maximum(np.abs(z) - self.l1, 0)
        if self.centre == "start":
            # Without β, λ and any slope so far every W is a minimum: 0/0. It stays where it is.
            lowest = np.where((curvature > 0) | (np.abs(z) < self.l1), lowest, w)
        update = lowest - w
        internals = {
            "g": g,
            "sigma": sigma,
            "z": z,
            "n": n,
            "effective_lr": effective_lr,
            "update": update,
        }
        return Step(w + update, Sums(z, n), internals)

    def work(self) -> tuple[Line, ...]:
        """The lines of one step."""
        z0 = "−W₀·β/η" if self.centre == "start" else "0"
        began = f"All gradients so far, less what holds W; it began at {z0}."
        return (
            GRADIENT,
            Line(
                "sigma",
                "(√({n_before} + {g}^2) − √({n_before}))/{lr}",
                "How much firmer this gradient makes the hold on W.",
            ),
            Line("z", "{z_before} + {g} − {sigma}·{w_before}", began),
            Line("n", "{n_before} + {g}^2", "The sum of all squared gradients."),
            Line(
                "effective_lr",
                "1/(({beta} + √({n}))/{lr} + {l2})",
                "The larger n has become, the smaller the rate.",
                when="effective_lr",
            ),
            Line(
                "w",
                "−{effective_lr}·sign({z})·max(|{z}| − {l1}, 0)",
                "W is found anew from z; it is 0 where |z| is not above λ₁.",
                when="effective_lr",
            ),
            Line(
                "w",
                "{w_before} + {update}",
                "β, λ₂ and all slopes so far are 0: there is nothing to divide by.",
                when="not effective_lr",
            ),
        )
