"""Momentum, the heavy ball: v ← αv − η∇L(W); W ← W + v (Polyak, 1964, eq. 9)."""

from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

import numpy as np

from optimizers.base import (
    GRADIENT,
    NEXT_POINT,
    Line,
    Optimizer,
    Oracle,
    StabilityBound,
    Step,
    learning_rate,
)
from parameters import FRACTION, Array, ArrayLike, choice, parameter


class Velocity(NamedTuple):
    """The last move (in the form "average", the averaged gradient), shape of the point."""

    v: Array


def inertia(default: float = 0.9) -> Any:
    """Declare `alpha`, the share of the last move that is kept."""
    return parameter(
        default,
        symbol=r"\alpha",
        valid=FRACTION,
        slider=(0, 0.99),
        meaning="Momentum: the share of the last move that carries over into this one.",
    )


@dataclass(frozen=True, eq=False)
class Momentum(Optimizer):
    """A ball that keeps the share α of its velocity.

    Two forms are taught. In the classical one v is the last move. In the moving average v is an
    average of gradients, 0.9 of the old and 0.1 of the new, and η scales it afterwards. Both give
    the same path where the average has the learning rate η/(1 − α): ten times as much at α = 0.9.
    The average is the one that Adam divides by √v̂ (see there).

    The classical path is that of torch's, keras' and optax' SGD with `momentum=alpha`: torch keeps
    −v/η. The average is torch's with `dampening=alpha`, but for its first step, which torch does
    not dampen.

    Reference: B. T. Polyak, "Some methods of speeding up the convergence of iteration methods",
    USSR Computational Mathematics and Mathematical Physics 4(5) (1964), eq. 9.
    """

    key: ClassVar = "momentum"
    title: ClassVar = "Momentum"
    formula: ClassVar = (r"v \leftarrow \alpha v - \eta\,\nabla L(W)", r"W \leftarrow W + v")
    reference: ClassVar = "Polyak (1964)"
    symbols: ClassVar = {"g": "g", "carried": r"\alpha v", "v": "v", "update": r"\Delta W"}

    lr: ArrayLike = learning_rate(0.1)
    alpha: ArrayLike = inertia()
    form: str = choice(
        "classical",
        ("classical", "average"),
        symbol="v",
        meaning="What v is: the last move, or a moving average of the gradients.",
    )

    def current_formula(self) -> tuple[str, ...]:
        """The average has a formula of its own."""
        if self.form == "classical":
            return self.formula
        average = r"v \leftarrow \alpha v + (1 - \alpha)\,\nabla L(W)"
        return (average, r"W \leftarrow W - \eta v")

    def init(self, w0: Array) -> Velocity:
        """The ball starts at rest."""
        return Velocity(np.zeros_like(w0))

    def step(self, w: Array, state: Velocity, oracle: Oracle) -> Step:
        """One step from `w`, shape (2, ...)."""
        g = oracle.gradient(w)
        carried = self.alpha * state.v
        if self.form == "classical":
            v = carried - self.lr * g
            update = v
        else:
            v = carried + (1 - self.alpha) * g
            update = -self.lr * v
        return Step(w + update, Velocity(v), {"g": g, "carried": carried, "v": v, "update": update})

    def work(self) -> tuple[Line, ...]:
        """The lines of one step."""
        if self.form == "classical":
            rolling = "A move {carried.norm} long rolls on; the gradient's push makes it {v.norm}."
            return (
                GRADIENT,
                Line("v", "{alpha}·{v_before} − {lr}·{g}", rolling),
                Line("w", "{w_before} + {v}"),
            )
        kept = "{alpha} of the old average stays, the rest is the new gradient."
        return (
            GRADIENT,
            Line("v", "{alpha}·{v_before} + (1 − {alpha})·{g}", kept),
            Line("update", "−{lr}·{v}", "The step goes against it and is {update.norm} long."),
            NEXT_POINT,
        )

    def carried_over(self, internals: dict[str, Array], rates: Array) -> Array:
        """αv; in the average, which holds gradients, −ηαv."""
        carried = internals["carried"]
        return carried if self.form == "classical" else -rates * carried

    def optimum(self, flattest: float, steepest: float) -> dict[str, float]:
        """Both directions are critically damped (Polyak 1964): they shrink by √α.

        lr = (2/(√L + √μ))² and α = ((√κ − 1)/(√κ + 1))²; in the average, lr/(1 − α).
        """
        low, high = np.sqrt((flattest, steepest))
        lr, alpha = float((2 / (high + low)) ** 2), float(((high - low) / (high + low)) ** 2)
        return {"lr": lr if self.form == "classical" else lr / (1 - alpha), "alpha": alpha}

    def stability_bound(self) -> StabilityBound:
        """The roots of z² − (1 + α − p)z + α lie inside the unit circle.

        p is lr·λ in the classical form, (1 − α)·lr·λ in the average.
        """
        if self.form == "classical":
            return StabilityBound(2 * (1 + self.alpha), "2(1 + α)")
        return StabilityBound(2 * (1 + self.alpha) / (1 - self.alpha), "2(1 + α)/(1 − α)")
