"""What the figures of the Averages page show, in one or two sentences with the stream's numbers."""

import math
from collections.abc import Iterable

import numpy as np

from engine.streams import Averages
from optimizers import RMSProp
from plots.axes import number
from plots.memory import decays

_SEEN = 0.01  # below this a correction makes no difference that the figure shows


def on_coefficients(averages: Averages) -> str:
    """Where the coefficients have come to."""
    if np.isnan(averages.adagrad[-1]):
        return "Every gradient is 0: only ε stands in the divisor."
    rmsprop = _listed(
        f"{number(last)} with γ = {gamma:.12g}"
        for gamma, last in zip(averages.gammas, averages.rmsprop[-1], strict=True)
    )
    bare = np.nanmax(averages.rmsprop) > 0.5 / RMSProp().eps
    until = ", here until only ε is left" if bare else ""
    return (
        f"After {_steps(averages)} AdaGrad's coefficient is {number(averages.adagrad[-1])},"
        f" RMSProp's {rmsprop}. AdaGrad's can only fall, for it adds up every g²; RMSProp"
        f" forgets{until}."
    )


def on_first_moment(averages: Averages) -> str:
    """What the correction is for, at the first gradient that is not 0, and when it is over."""
    g, m = averages.stream.g, averages.adam["m"]
    if not g.any():
        return "Every gradient is 0, and so is their average."
    if averages.beta1 == 0:
        return "With β₁ = 0 the average m is the gradient itself, and there is nothing to correct."
    first = int(np.argmax(g != 0))
    return (
        f"m starts at 0, so after step {first + 1} it is (1 − β₁)·g = {number(m[first])},"
        f" though g = {number(g[first])}. m̂ = m/(1 − β₁ᵗ) makes up for that; from step"
        f" {_settled(averages.beta1):,} on it changes less than {_SEEN:.0%}."
    )


def on_second_moment(averages: Averages) -> str:
    """What the correction still does at the last step."""
    v, v_hat, mean = (
        number(values[-1])
        for values in (averages.adam["v"], averages.adam["v_hat"], averages.stream.mean_square)
    )
    start = averages.beta2 ** len(averages.stream.g)
    remembers = f"still has {start:.0%} of its weight" if start > _SEEN else "has next to no weight"
    return (
        f"After {_steps(averages)} v = {v} and v̂ = {v_hat}; the {averages.stream.mean_name} is"
        f" {mean}. v {remembers} on its start at 0 (β₂ᵗ), which v̂ = v/(1 − β₂ᵗ) takes out."
    )


def on_memories(averages: Averages) -> str:
    """How far each average looks back."""
    shown = decays(averages)
    reached = _listed(f"{number(each.reach)} with {each}" for each in shown)
    said = f"Weights hold for about 1/(1 − β) gradients, then drop: {reached}."
    longest = max(shown, key=lambda each: each.value)
    if longest.reach <= len(averages.stream.g):
        return said
    return f"{said} With {longest} not so many have come yet."


def _settled(beta: float) -> int:
    """The first step t at which 1/(1 − β^t) is nearly 1, for β above 0."""
    return math.ceil(math.log(_SEEN / (1 + _SEEN)) / math.log(beta))


def _steps(averages: Averages) -> str:
    count = len(averages.stream.g)
    return f"{count:,} step{'s' * (count > 1)}"


def _listed(parts: Iterable[str]) -> str:
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last
