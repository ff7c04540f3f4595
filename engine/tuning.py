"""Tuning: how good a run is at every learning rate, at the same cost and from the same starts.

Comparing optimizers at one learning rate for all, or at one that was chosen for some of them, says
more about the choice than about them (Sivaprasad et al., "Optimizer benchmarking needs to account
for hyperparameter tuning", ICML 2020).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, Self

import numpy as np

from engine.lanes import Sweep
from engine.scenario import Scenario
from engine.specs import RunSpec
from engine.sweep import Progress, sweep
from parameters import RENARD, Array

#: What can be asked of a run, the less the better.
CRITERIA = ("final", "best", "evaluations")

#: The learning rates that every run tries, ten to a factor of ten.
RATES = (*(float(f"{m * 10.0**k:.3g}") for k in range(-6, 2) for m in RENARD), 100.0)

#: About the rounding error beside a loss of 1: scores below it are equally good.
LEAST = 1e-16

_QUARTERS = (0.25, 0.5, 0.75)


class Trial(NamedTuple):
    """What every run gets, and what is asked of it.

    Attributes:
        budget: the gradient evaluations of one attempt.
        criterion: the loss at the end, the best loss on the way, or the evaluations that are spent
            until the loss stays within the tolerance.
        starts: from how many points each learning rate is tried; the first is the scenario's.
        spread: the deviation of the others around it.
    """

    budget: int
    criterion: str
    starts: int
    spread: float


@dataclass(frozen=True, eq=False)
class Sensitivity:
    """The score of a run at some learning rates: how little it leaves, or spends.

    A start has no score, that is an infinite one, where the run diverged or did not arrive.

    Attributes:
        rates: (m,), the learning rates.
        score: (m,), the median over the starts: half of them score as well, or better.
        low, high: (m,), the quartiles.
        diverged: (m,), the share of the starts from which the run diverged.
    """

    rates: Array
    score: Array
    low: Array
    high: Array
    diverged: Array

    @property
    def best(self) -> Self:
        """The learning rate that scores best, of equal ones the smallest, alone."""
        here = slice(index := int(np.argmin(np.fmax(self.score, LEAST))), index + 1)
        values = self.rates, self.score, self.low, self.high, self.diverged
        return type(self)(*(each[here] for each in values))


def sensitivity(
    scenario: Scenario,
    trial: Trial,
    rates: Sequence[float] = RATES,
    progress: Progress | None = None,
) -> Sensitivity:
    """The scores of the only run of `scenario` at `rates`, whatever its own learning rate is."""
    spec, surface = scenario.runs[0], scenario.surface.build()
    starts = cloud(scenario, trial)
    swept = sweep(
        spec.build().with_lr(np.repeat(rates, trial.starts)),
        surface,
        np.tile(starts, len(rates)),
        trial.budget,  # no step asks for less than one gradient
        **scenario.given(0),
        budget=trial.budget,
        progress=progress,
    )
    shape = len(rates), trial.starts
    scores = _scores(swept, trial.criterion, surface.infimum or 0.0).reshape(shape)
    # Quartiles are scores that occur: between an infinite one and another there is nothing.
    low, middle, high = np.quantile(scores, _QUARTERS, axis=1, method="inverted_cdf")
    diverged = swept.diverged.reshape(shape).mean(axis=1)
    return Sensitivity(np.array(rates), middle, low, high, diverged)


def cloud(scenario: Scenario, trial: Trial) -> Array:
    """The starts, shape (2, n): the scenario's own, and normal ones around it by its seed."""
    random = np.random.default_rng((scenario.seed, 1))  # not the numbers of the noise
    offsets = trial.spread * random.standard_normal((trial.starts - 1, 2))
    return np.array(scenario.start)[:, np.newaxis] + np.vstack([np.zeros(2), offsets]).T


def _scores(swept: Sweep, criterion: str, lowest: float) -> Array:
    if criterion == "evaluations":
        return np.where(swept.spent >= 0, swept.spent, np.inf)
    loss = swept.final_loss if criterion == "final" else swept.best_loss
    return np.where(swept.diverged, np.inf, loss - lowest)


def apart(scenario: Scenario, index: int) -> Scenario:
    """One run alone, with what a trial decides for itself at its default: steps and its lr."""
    spec = scenario.runs[index]
    plain = spec.with_value("lr", RunSpec.declared(spec.key)["lr"].default)
    return replace(scenario.only(index).with_run(0, plain), steps=Scenario().steps)
