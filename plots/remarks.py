"""What the figures of the Averages page show, in one or two sentences with the stream's numbers."""

import math
from collections.abc import Iterable

import numpy as np

from engine.streams import Averages
from languages import _, ngettext
from optimizers import RMSProp
from plots.axes import number
from plots.memory import decays

_SEEN = 0.01  # below this a correction makes no difference that the figure shows


def on_coefficients(averages: Averages) -> str:
    """Where the coefficients have come to."""
    if np.isnan(averages.adagrad[-1]):
        return _("Every gradient is 0: only ε stands in the divisor.")
    each = _("{value} with {decay}")
    rmsprop = _listed(
        each.format(value=number(last), decay=f"γ = {gamma:.12g}")
        for gamma, last in zip(averages.gammas, averages.rmsprop[-1], strict=True)
    )
    said = _("After {steps} AdaGrad's coefficient is {adagrad}, RMSProp's {rmsprop}.").format(
        steps=_steps(averages), adagrad=number(averages.adagrad[-1]), rmsprop=rmsprop
    )
    if np.nanmax(averages.rmsprop) > 0.5 / RMSProp().eps:
        why = _(
            "AdaGrad's can only fall, for it adds up every g²; RMSProp forgets, here until only ε"
            " is left."
        )
    else:
        why = _("AdaGrad's can only fall, for it adds up every g²; RMSProp forgets.")
    return f"{said} {why}"


def on_first_moment(averages: Averages) -> str:
    """What the correction is for, at the first gradient that is not 0, and when it is over."""
    g, m = averages.stream.g, averages.adam["m"]
    if not g.any():
        return _("Every gradient is 0, and so is their average.")
    if averages.beta1 == 0:
        return _(
            "With β₁ = 0 the average m is the gradient itself, and there is nothing to correct."
        )
    first = int(np.argmax(g != 0))
    return _(
        "m starts at 0, so after step {first} it is (1 − β₁)·g = {m}, though g = {g}. m̂ = m/(1 −"
        " β₁ᵗ) makes up for that; from step {settled} on it changes less than {share}."
    ).format(
        first=first + 1,
        m=number(m[first]),
        g=number(g[first]),
        settled=f"{_settled(averages.beta1):,}",
        share=f"{_SEEN:.0%}",
    )


def on_second_moment(averages: Averages) -> str:
    """What the correction still does at the last step."""
    v, v_hat, mean = (
        number(values[-1])
        for values in (averages.adam["v"], averages.adam["v_hat"], averages.stream.mean_square)
    )
    said = _("After {steps} v = {v} and v̂ = {v_hat}; the {mean_name} is {mean}.").format(
        steps=_steps(averages), v=v, v_hat=v_hat, mean_name=_(averages.stream.mean_name), mean=mean
    )
    start = averages.beta2 ** len(averages.stream.g)
    if start > _SEEN:
        why = _(
            "v still has {share} of its weight on its start at 0 (β₂ᵗ), which v̂ = v/(1 − β₂ᵗ)"
            " takes out."
        ).format(share=f"{start:.0%}")
    else:
        why = _("v has next to no weight on its start at 0 (β₂ᵗ), which v̂ = v/(1 − β₂ᵗ) takes out.")
    return f"{said} {why}"


def on_memories(averages: Averages) -> str:
    """How far each average looks back."""
    shown = decays(averages)
    reach = _("{value} with {decay}")
    reached = _listed(reach.format(value=number(each.reach), decay=each) for each in shown)
    said = _("Weights hold for about 1/(1 − β) gradients, then drop: {reached}.")
    said = said.format(reached=reached)
    longest = max(shown, key=lambda each: each.value)
    if longest.reach <= len(averages.stream.g):
        return said
    more = _("With {decay} not so many have come yet.").format(decay=longest)
    return f"{said} {more}"


def _settled(beta: float) -> int:
    """The first step t at which 1/(1 − β^t) is nearly 1, for β above 0."""
    return math.ceil(math.log(_SEEN / (1 + _SEEN)) / math.log(beta))


def _steps(averages: Averages) -> str:
    count = len(averages.stream.g)
    return ngettext("{count} step", "{count} steps", count).format(count=f"{count:,}")


def _listed(parts: Iterable[str]) -> str:
    *most, last = parts
    return _("{most} and {last}").format(most=", ".join(most), last=last) if most else last
