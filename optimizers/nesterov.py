"""Nesterov's accelerated gradient: v ← αv − η∇L(W + αv); W ← W + v (Sutskever et al., 2013)."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from optimizers.base import Line, Optimizer, Oracle, StabilityBound, Step, learning_rate
from optimizers.momentum import Velocity, inertia
from parameters import Array, ArrayLike


@dataclass(frozen=True, eq=False)
class Nesterov(Optimizer):
    """Momentum that looks before it leaps: the gradient is taken where the ball would roll to.

    torch and keras with `nesterov=True` store the look-ahead points W + αv instead of W; their
    sequence is our `look_ahead`.

    Reference: Y. Nesterov, Soviet Mathematics Doklady 27 (1983); in this form I. Sutskever et
    al., "On the importance of initialization and momentum in deep learning", ICML (2013), eq. 3-4.
    """

    key: ClassVar = "nesterov"
    title: ClassVar = "Nesterov"
    formula: ClassVar = (
        r"v \leftarrow \alpha v - \eta\,\nabla L(W + \alpha v)",
        r"W \leftarrow W + v",
    )
    reference: ClassVar = "Nesterov (1983), Sutskever et al. (2013)"
    symbols: ClassVar = {
        "carried": r"\alpha v",
        "look_ahead": r"W + \alpha v",
        "g": r"\nabla L(W + \alpha v)",
        "v": "v",
        "update": r"\Delta W",
    }

    lr: ArrayLike = learning_rate(0.05)
    alpha: ArrayLike = inertia()

    def init(self, w0: Array) -> Velocity:
        """The ball starts at rest."""
        return Velocity(np.zeros_like(w0))

    def step(self, w: Array, state: Velocity, oracle: Oracle) -> Step:
        """One step from `w`, shape (2, ...)."""
        carried = self.alpha * state.v
        look_ahead = w + carried
        g = oracle.gradient(look_ahead)
        v = carried - self.lr * g
        internals = {"carried": carried, "look_ahead": look_ahead, "g": g, "v": v, "update": v}
        return Step(w + v, Velocity(v), internals)

    def work(self) -> tuple[Line, ...]:
        """The lines of one step."""
        return (
            Line(
                "look_ahead",
                "{w_before} + {alpha}·{v_before}",
                "Where the ball would roll to by itself, {carried.norm} from here.",
            ),
            Line("g", "∇L(ahead)", "The gradient there, not here; its length is {g.norm}."),
            Line(
                "v",
                "{alpha}·{v_before} − {lr}·{g}",
                "The gradient ahead corrects the move before it is made: it is {v.norm} long.",
            ),
            Line("w", "{w_before} + {v}"),
        )

    def carried_over(self, internals: dict[str, Array], rates: Array) -> Array:
        """αv."""
        return internals["carried"]

    def optimum(self, flattest: float, steepest: float) -> dict[str, float]:
        """The rate is 1 − 2/√(3κ + 1) at lr = 4/(3L + μ), α = (√(3κ + 1) − 2)/(√(3κ + 1) + 2).

        L. Lessard, B. Recht, A. Packard, "Analysis and design of optimization algorithms via
        integral quadratic constraints", SIAM Journal on Optimization 26 (2016), proposition 1.
        """
        root = np.sqrt(3 * steepest / flattest + 1)
        alpha = max(0.0, float((root - 2) / (root + 2)))
        return {"lr": 4 / (3 * steepest + flattest), "alpha": alpha}

    def stability_bound(self) -> StabilityBound:
        """The roots of z² − (1 + α)(1 − lr·λ)z + α(1 − lr·λ) lie inside the unit circle."""
        return StabilityBound(2 * (1 + self.alpha) / (1 + 2 * self.alpha), "2(1 + α)/(1 + 2α)")
