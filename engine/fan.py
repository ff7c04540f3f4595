"""A fan: one run at many values of one hyperparameter, every step of each kept."""

from dataclasses import replace

import numpy as np

from engine.axes import axis, settings
from engine.run import run
from engine.scenario import Scenario
from engine.trajectory import Trajectory
from optimizers import OPTIMIZERS, Optimizer
from parameters import parameters


def spread_of(key: str) -> tuple[str, ...]:
    """The hyperparameters of the optimizer `key` that a fan can spread."""
    return tuple(name for name, p in parameters(OPTIMIZERS[key]).items() if p.sweepable)


def wide(alone: Scenario, name: str) -> bool:
    """Whether a fan reaches as far as the slider does.

    Not that of the learning rate, for at most of a slider's rates a run stands still or diverges
    at once: it lies around the default, unless the run's own rate is beyond.
    """
    near = axis(settings(alone)[name], 2).values
    return name != "lr" or not near[0] <= float(alone.runs[0][name]) <= near[-1]


def fan(alone: Scenario, name: str, count: int, wide: bool) -> Trajectory:
    """The only run of `alone` at `count` values of its hyperparameter `name`, a lane each.

    Its own value does not matter.
    """
    values = axis(settings(alone)[name], count, wide).values
    rule: Optimizer = replace(alone.runs[0].build(), **{name: np.array(values)})  # type: ignore[type-var]
    return run(rule, alone.surface.build(), alone.start, alone.steps, **alone.given(0))
