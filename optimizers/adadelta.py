"""Adadelta: the step in the units of the steps before it (Zeiler, 2012, algorithm 1)."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from optimizers.base import (
    GRADIENT,
    NEXT_POINT,
    PLAIN_BOUND,
    Line,
    Optimizer,
    Oracle,
    StabilityBound,
    Step,
    epsilon,
    learning_rate,
)
from parameters import FRACTION, Array, ArrayLike, parameter


class SquaredAverages(NamedTuple):
    """The moving averages E[g²] and E[Δ²], shape of the point."""

    square_g: Array
    square_delta: Array


@dataclass(frozen=True, eq=False)
class Adadelta(Optimizer):
    """The ratio of two moving sizes, that of the steps to that of the gradients, sets the rate.

    Δ is the paper's Δx; the learning rate multiplies it only when it is added to W, so E[Δ²] does
    not know of it. ε stands inside both roots, and √ε is the size from which the steps must grow:
    a small ε means a slow beginning. As torch and optax; keras' default learning rate is 0.001.

    Reference: M. D. Zeiler, "ADADELTA: an adaptive learning rate method", arXiv:1212.5701 (2012),
    algorithm 1. The learning rate is not in it (1).
    """

    key: ClassVar = "adadelta"
    title: ClassVar = "Adadelta"
    formula: ClassVar = (
        r"E[g^2] \leftarrow \rho\, E[g^2] + (1 - \rho)\, g \odot g",
        r"\Delta = -\frac{\sqrt{E[\Delta^2] + \epsilon}}{\sqrt{E[g^2] + \epsilon}} \odot g",
        r"E[\Delta^2] \leftarrow \rho\, E[\Delta^2] + (1 - \rho)\, \Delta \odot \Delta",
        r"W \leftarrow W + \eta\, \Delta",
    )
    reference: ClassVar = "Zeiler (2012)"
    symbols: ClassVar = {
        "g": "g",
        "square_g": "E[g^2]",
        "rms_g": r"\mathrm{RMS}[g]",
        "rms_delta": r"\mathrm{RMS}[\Delta]",
        "effective_lr": r"\eta\, \mathrm{RMS}[\Delta] / \mathrm{RMS}[g]",
        "delta": r"\Delta",
        "square_delta": r"E[\Delta^2]",
        "update": r"\Delta W",
    }
    scale_free: ClassVar = True

    lr: ArrayLike = learning_rate(1.0)
    rho: ArrayLike = parameter(
        0.9,
        symbol=r"\rho",
        valid=FRACTION,
        slider=(0, 0.9999),
        scale="complement",
        meaning="Decay: the share of both old averages that is kept.",
    )
    eps: ArrayLike = epsilon(
        1e-6, "Added inside both roots: its own root is the size from which the steps grow."
    )

    def init(self, w0: Array) -> SquaredAverages:
        """Both averages start at zero and are not corrected for it."""
        return SquaredAverages(np.zeros_like(w0), np.zeros_like(w0))

    def step(self, w: Array, state: SquaredAverages, oracle: Oracle) -> Step:
        """One step from `w`, shape (2, ...). `rms_delta` is that of the steps before."""
        g = oracle.gradient(w)
        square_g = self.rho * state.square_g + (1 - self.rho) * (g * g)
        rms_g = np.sqrt(square_g + self.eps)
        rms_delta = np.sqrt(state.square_delta + self.eps)
        ratio = rms_delta / rms_g
        delta = -ratio * g
        square_delta = self.rho * state.square_delta + (1 - self.rho) * (delta * delta)
        update = self.lr * delta
        internals = {
            "g": g,
            "square_g": square_g,
            "rms_g": rms_g,
            "rms_delta": rms_delta,
            "effective_lr": self.lr * ratio,
            "delta": delta,
            "square_delta": square_delta,
            "update": update,
        }
        return Step(w + update, SquaredAverages(square_g, square_delta), internals)

    def work(self) -> tuple[Line, ...]:
        """The lines of one step."""
        kept = "{rho} of the old average stays, the rest is the new gradient, squared."
        return (
            GRADIENT,
            Line("square_g", "{rho}·{square_g_before} + (1 − {rho})·{g}^2", kept),
            Line("rms_g", "√({square_g} + {eps})", "How large gradients usually are."),
            Line(
                "rms_delta",
                "√({square_delta_before} + {eps})",
                "How large the steps so far have usually been; √ε before the first.",
            ),
            Line(
                "delta",
                "−{rms_delta}/{rms_g}·{g}",
                "A gradient of its usual size makes a step of the usual size.",
            ),
            Line(
                "square_delta",
                "{rho}·{square_delta_before} + (1 − {rho})·{delta}^2",
                "The same average of the squared steps, for the next step.",
            ),
            Line("update", "{lr}·{delta}", "The step is {update.norm} long."),
            NEXT_POINT,
        )

    def frozen_bound(self) -> StabilityBound:
        """That of gradient descent."""
        return PLAIN_BOUND
