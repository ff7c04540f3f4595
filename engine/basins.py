"""Basins of attraction: in which minimum a run from each point of a window ends."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.conditions import Conditions
from engine.lanes import NEVER, Counts
from engine.run import CONSTANT, TOLERANCE
from engine.sweep import Progress, sweep
from optimizers import Optimizer
from parameters import Array
from surfaces import Surface, Window

ELSEWHERE, LEFT, DIVERGED = -1, -2, -3
NEAR = 0.05  # of the window's longer side: what ends as close to a minimum ends in it


@dataclass(frozen=True, eq=False)
class Basins:
    """How the run from every point of a grid ended; rows run along w2.

    Attributes:
        minima: (2, m), the global minima and behind them the local ones.
        ends: (count, count), the index of the minimum in which the run ended, or that it ended
            `ELSEWHERE` in the window, `LEFT` it or `DIVERGED`.
        reached: (count, count), the first step from which the loss stays within the tolerance of
            that minimum's; -1 if there is none, as where a run circles its minimum.
        final_loss: (count, count), the last loss, or the last before the run diverged.
    """

    minima: Array
    ends: Counts
    reached: Counts
    final_loss: Array

    def share(self, end: int) -> float:
        """The share of the starts whose run ended so."""
        return float(np.mean(self.ends == end))


def basins(
    optimizer: Optimizer,
    surface: Surface,
    window: Window,
    count: int = 128,
    steps: int = 100,
    *,
    conditions: Conditions = CONSTANT,
    noise: float = 0.0,
    seed: int = 0,
    tolerance: float = TOLERANCE,
    progress: Progress | None = None,
) -> Basins:
    """Where the runs from `count` × `count` points of `window` end.

    Args:
        optimizer: the rule; its hyperparameters are single numbers.
        surface: what it descends.
        window: where the runs start.
        count: starts in a row.
        steps: how many steps every run takes.
        conditions: the schedule of the learning rate, gradient clipping, and the batch size.
        noise: the deviation of the noise that is added to every coordinate of a gradient.
        seed: of noise and batches, which are the same from every start.
        tolerance: how far above a minimum's loss still counts as arrived.
        progress: told now and then which share is done; what it raises ends the work.
    """
    given: dict[str, Any] = {
        "conditions": conditions,
        "noise": noise,
        "seed": seed,
        "tolerance": tolerance,
        "progress": progress,
    }
    starts, minima = window.grid(count).reshape(2, -1), surface.minima
    first = sweep(optimizer, surface, starts, steps, **given)
    every = np.hstack([minima, surface.local_minima])
    closest, distance = nearest(first.end, every)
    arrived = first.reached != NEVER  # in a flat valley that may be far from the minimum
    closest[arrived] = nearest(first.end[:, arrived], minima)[0]
    near = arrived | (distance <= NEAR * window.size)
    ends = np.where(near, closest, np.where(window.contains(first.end), ELSEWHERE, LEFT))
    ends[first.diverged] = DIVERGED
    reached = first.reached.copy()
    local = ends >= minima.shape[1]
    if local.any():  # only now is it known to which loss theirs should have come down
        target = surface.value(every)[ends[local]]
        reached[local] = sweep(
            optimizer, surface, starts[:, local], steps, target=target, **given
        ).reached
    grid = count, count
    return Basins(every, ends.reshape(grid), reached.reshape(grid), first.final_loss.reshape(grid))


def nearest(points: Array, minima: Array) -> tuple[Counts, Array]:
    """Which of `minima`, (2, m), is nearest to each of `points`, (2, n), and how far away it is."""
    index = np.full(points.shape[1], NEVER)
    distance = np.full(points.shape[1], np.inf)
    for i, minimum in enumerate(minima.T):
        away = np.hypot(*(points - minimum[:, np.newaxis]))
        closer = away < distance
        index[closer], distance[closer] = i, away[closer]
    return index, distance
