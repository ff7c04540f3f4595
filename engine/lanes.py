"""Runs that take their steps side by side, and of which only the outcome is kept."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from engine.oracle import SurfaceOracle
from engine.steps import steps
from engine.trajectory import DIVERGED_BEYOND
from optimizers import Optimizer, Step
from parameters import Array, ArrayLike, Bools, parameters

NEVER = -1
_PERIOD = 25  # steps between two looks at how many lanes have ended
_MANY = 1 / 8  # of the lanes; dropping fewer is not worth copying the others
_LARGEST = float(np.finfo(np.float64).max)

Counts = NDArray[np.int_]


@dataclass(frozen=True, eq=False)
class Sweep:
    """How every run ended, one a lane.

    The points of a lane count up to the last before it diverged or spent more than its budget.

    Attributes:
        reached: (n,), the first step from which the loss stays within the tolerance; -1 if none.
        spent: (n,), the gradient evaluations up to that step; -1 if there is none.
        diverged_at: (n,), the step at which the run diverged; -1 if it did not.
        evaluations: (n,), the gradient evaluations up to the last point that counts.
        final_loss: (n,), the loss there.
        best_loss: (n,), the lowest loss of the points that count.
        end: (2, n), the last of them.
    """

    reached: Counts
    spent: Counts
    diverged_at: Counts
    evaluations: Counts
    final_loss: Array
    best_loss: Array
    end: Array

    @classmethod
    def empty(cls, count: int) -> Self:
        """Room for `count` lanes."""
        reached, spent, diverged_at, evaluations = np.full((4, count), NEVER)
        final_loss, best_loss = np.full((2, count), np.nan)
        end = np.full((2, count), np.nan)
        return cls(reached, spent, diverged_at, evaluations, final_loss, best_loss, end)

    @property
    def diverged(self) -> Bools:
        """(n,), whether the run diverged."""
        return self.diverged_at != NEVER


class Lanes:
    """Runs at the same step, and what is known of each so far.

    The outcome of a lane that ends is written down at once. The lane goes on unheeded until many
    have ended; then these are dropped.
    """

    def __init__(
        self,
        result: Sweep,
        places: Counts,
        optimizer: Optimizer,
        oracle: SurfaceOracle,
        w: Array,
        bound: ArrayLike,
        budget: float,
    ) -> None:
        """Runs from `w`, shape (2, m), whose outcomes belong to `places`, (m,), of the result.

        They are within the tolerance where their loss is at most `bound`, (m,) or one number.
        """
        surface = oracle.surface
        loss = surface.value(w)
        floor = loss if surface.infimum is None else surface.infimum
        limit = floor + DIVERGED_BEYOND * (1 + loss - floor)
        self.result, self.places, self.optimizer, self.oracle = result, places, optimizer, oracle
        self.bound, self.budget, self.bounded = bound, budget, surface.infimum is not None
        self.ceiling = np.minimum(limit, _LARGEST)  # infinity is above every limit
        self.k, self.evaluations = 0, oracle.evaluations
        self.state: Any = None
        self.w, self.loss, self.best = w, loss, loss.copy()
        self.inside, self.running = loss <= bound, np.full(places.shape, True)
        self.reached, self.spent = np.zeros_like(places), np.zeros_like(places)
        self.last_heard = self.evaluations  # a period ago
        self._end(~self._sound(loss), diverged_at=0)

    def walk(self, factors: Array) -> Iterator[float]:
        """Take all steps; yields the share of them that is taken, now and then."""
        while self.k < len(factors) and self.running.any():
            self._drop()
            given = self.optimizer, self.oracle, self.w, factors
            for step in steps(*given, state=self.state, first=self.k):
                self._move(step)
                del step  # as in `steps`
                if self.k % _PERIOD == 0:
                    yield self.k / len(factors)
                    self._rest()
                    if np.count_nonzero(self.running) < (1 - _MANY) * self.running.size:
                        break
        self._end(self.running)
        yield 1.0

    def _move(self, step: Step) -> None:
        """Look at where a step led; a lane that this ends is written down as it was before."""
        k, w, evaluations = self.k + 1, step.w, self.oracle.evaluations
        loss = self.oracle.surface.value(w)
        if self.budget < np.inf:
            self._end(self.running & np.greater(evaluations, self.budget))
        self._end(self.running > self._sound(loss), diverged_at=k)
        inside = loss <= self.bound
        entered = inside > self.inside
        if np.count_nonzero(entered):  # quicker than `any`, which reduces
            np.copyto(self.reached, k, where=entered)
            np.copyto(self.spent, evaluations, where=entered)
        np.fmin(self.best, loss, out=self.best)
        self.k, self.w, self.loss, self.inside = k, w, loss, inside
        self.evaluations, self.state = evaluations, step.state

    def _rest(self) -> None:
        """End the lanes in which the rule has asked nothing for long: it has found its minimum."""
        if self.oracle.fixed and not isinstance(self.evaluations, int):
            self._end(self.running & (self.evaluations == self.last_heard))
        self.last_heard = self.evaluations

    def _sound(self, loss: Array) -> Bools:
        """Where a run has not diverged: no surface has a finite loss at a point that is not."""
        below = loss <= self.ceiling  # NaN is below nothing
        return below if self.bounded else below & (loss > -np.inf)

    def _end(self, which: Bools, diverged_at: int = NEVER) -> None:
        """Write down the outcome of lanes whose last point that counts is the present one."""
        if not np.count_nonzero(which):
            return
        places, result = self.places[which], self.result
        arrived = self.inside[which] & (diverged_at == NEVER)
        result.reached[places] = np.where(arrived, self.reached[which], NEVER)
        result.spent[places] = np.where(arrived, self.spent[which], NEVER)
        result.diverged_at[places] = diverged_at
        result.evaluations[places] = np.broadcast_to(self.evaluations, which.shape)[which]
        result.final_loss[places], result.best_loss[places] = self.loss[which], self.best[which]
        result.end[:, places] = self.w[:, which]
        self.running = self.running & ~which

    def _drop(self) -> None:
        """Go on with the lanes that have not ended."""
        running = self.running
        self.oracle.evaluations = of_lanes(self.oracle.evaluations, running)
        self.oracle.examples = of_lanes(self.oracle.examples, running)
        for name, value in vars(self).items():
            setattr(self, name, of_lanes(value, running))


def of_lanes(tree: Any, which: Bools) -> Any:
    """What belongs to some lanes: they are the last axis of arrays, and share plain numbers."""
    if isinstance(tree, np.ndarray) and tree.ndim:
        return np.compress(which, tree, axis=-1)
    if isinstance(tree, tuple):  # plain, or a state with names
        branches = [of_lanes(branch, which) for branch in tree]
        return type(tree)(*branches) if hasattr(tree, "_fields") else tuple(branches)
    if isinstance(tree, Optimizer):
        return with_swept(tree, lambda values: of_lanes(values, which))
    return tree


def with_swept(optimizer: Optimizer, change: Callable[[Array], Array]) -> Optimizer:
    """A copy in which every hyperparameter that is an array has been changed."""
    values = {name: getattr(optimizer, name) for name in parameters(optimizer)}
    swept = {name: change(value) for name, value in values.items() if np.ndim(value)}
    return replace(optimizer, **swept)  # type: ignore[type-var]
