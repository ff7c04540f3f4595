"""Many runs at once, of which only the outcome is kept: maps of settings, clouds of starts."""

from collections.abc import Callable
from typing import Any

import numpy as np

from engine.batches import batches_of
from engine.conditions import Conditions
from engine.lanes import Lanes, Sweep, of_lanes, with_swept
from engine.oracle import SurfaceOracle, gaussian
from engine.run import CONSTANT, TOLERANCE, starts
from optimizers import Optimizer
from parameters import ArrayLike
from surfaces import Surface

CHUNK = 5000  # lanes; their points fill 80 KB, and what a step needs stays in the cache

Progress = Callable[[float], None]


def part_of(progress: Progress | None, done: int, count: int) -> Progress | None:
    """What to tell of one of `count` equal parts, of which so many are `done`."""
    return progress and (lambda share: progress((done + share) / count))


def sweep(
    optimizer: Optimizer,
    surface: Surface,
    start: Any,
    steps: int = 100,
    *,
    conditions: Conditions = CONSTANT,
    noise: float = 0.0,
    seed: int = 0,
    tolerance: float = TOLERANCE,
    target: ArrayLike | None = None,
    budget: float = np.inf,
    chunk: int = CHUNK,
    progress: Progress | None = None,
) -> Sweep:
    """How `run` ends in every lane, in memory that does not grow with the steps.

    A grid is given flat: hyperparameters of shape (n,), starts of shape (2, n), or both. A
    surface's parameters are single numbers; to sweep one, sweep once for each of its values.

    Args:
        optimizer: the rule; hyperparameters of shape (n,) make n lanes.
        surface: what it descends.
        start: the first point, shape (2,), or (2, n) for n lanes.
        steps: how many steps to take; 0 or more.
        conditions: the schedule of the learning rate, gradient clipping, and the batch size.
        noise: the deviation of the noise that is added to every coordinate of a gradient.
        seed: of noise and batches, which are the same in every lane.
        tolerance: how far above the target still counts as arrived.
        target: a loss, or one a lane; the infimum where None is given.
        budget: the gradient evaluations that a lane may spend.
        chunk: how many lanes take their steps together.
        progress: told now and then which share is done; what it raises ends the sweep.

    Raises:
        ValueError: as `run`.
    """
    w0 = starts(start, optimizer, steps).reshape(2, -1)
    count = w0.shape[1]
    lowest = np.nan if surface.infimum is None else surface.infimum  # nothing is below NaN
    bounds = (lowest if target is None else target) + tolerance
    rules = with_swept(optimizer, lambda values: np.broadcast_to(values, count))
    factors, drawn = conditions.factors(steps), gaussian(noise, seed, steps, w0[:, :1])
    result, every = Sweep.empty(count), np.arange(count)
    with np.errstate(all="ignore"):  # a run that overflows is a result, not a mistake
        for first in range(0, count, chunk):
            part = (every >= first) & (every < first + chunk)
            places, rule, w, bound = of_lanes((every, rules, w0, bounds), part)
            batches = batches_of(surface, conditions, seed)
            oracle = SurfaceOracle(surface, drawn, conditions.limit, batches)
            lanes = Lanes(result, places, rule, oracle, w, bound, budget)
            for share in lanes.walk(factors):
                if progress is not None:
                    progress((first + share * places.size) / count)
    return result
