"""Gradient descent: W ← W − η∇L(W) (Cauchy, 1847)."""

from dataclasses import dataclass
from typing import ClassVar

from optimizers.base import (
    GRADIENT,
    NEXT_POINT,
    Line,
    Optimizer,
    Oracle,
    StabilityBound,
    Stateless,
    Step,
    learning_rate,
)
from parameters import Array, ArrayLike


@dataclass(frozen=True, eq=False)
class GradientDescent(Optimizer):
    """A step straight down the slope, as long as the slope is steep.

    Reference: A. Cauchy, "Méthode générale pour la résolution des systèmes d'équations
    simultanées", Comptes rendus 25 (1847).
    """

    key: ClassVar = "gd"
    title: ClassVar = "Gradient descent"
    formula: ClassVar = (r"W \leftarrow W - \eta\,\nabla L(W)",)
    reference: ClassVar = "Cauchy (1847)"
    symbols: ClassVar = {"g": "g", "update": r"\Delta W"}

    lr: ArrayLike = learning_rate(0.1)

    def init(self, w0: Array) -> Stateless:
        """Nothing is remembered."""
        return Stateless()

    def step(self, w: Array, state: Stateless, oracle: Oracle) -> Step:
        """One step from `w`, shape (2, ...)."""
        g = oracle.gradient(w)
        update = -self.lr * g
        return Step(w + update, state, {"g": g, "update": update})

    def work(self) -> tuple[Line, ...]:
        """The lines of one step."""
        return (
            GRADIENT,
            Line("update", "−{lr}·{g}", "The step goes against it and is {update.norm} long."),
            NEXT_POINT,
        )

    def optimum(self, flattest: float, steepest: float) -> dict[str, float]:
        """Both directions shrink by (κ − 1)/(κ + 1) at lr = 2/(L + μ) (Polyak 1964)."""
        return {"lr": 2 / (steepest + flattest)}

    def stability_bound(self) -> StabilityBound:
        """Each eigen-direction is multiplied by 1 − lr·λ a step, so lr·λ < 2."""
        return StabilityBound(2.0, "2")
