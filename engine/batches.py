"""Which examples a step sees: stochastic gradient descent and mini-batches.

One example a step is stochastic gradient descent (H. Robbins, S. Monro, "A stochastic approximation
method", Annals of Mathematical Statistics 22, 1951), a few are a mini-batch.
"""

from typing import Any

import numpy as np

from engine.conditions import Conditions
from surfaces import DataSurface, Surface
from surfaces.averages import Batch, Indices


class Batches:
    """The places of the examples of every step, the same for every run with the same settings.

    An epoch goes through all examples once, in an order that depends on the seed and the epoch
    alone, and is cut into batches as PyTorch and Keras cut it: the last one has what is left. With
    replacement every place is drawn for itself, so that an example may come twice or not at all.
    """

    def __init__(self, surface: DataSurface, size: int, replacement: bool, seeds: Any) -> None:
        """Batches of `size` examples of `surface`; with n seeds a row for each of n lanes."""
        self.surface, self.count = surface, surface.y.size
        self.size, self.replacement, self.seeds = (
            min(size, self.count),
            replacement,
            np.array(seeds),
        )
        self._epoch, self._order = -1, np.zeros(0, dtype=np.int_)

    def at(self, step: int) -> Batch:
        """The loss that `step`, counted from 0, sees."""
        return self.surface.batch(self.places(step))

    def places(self, step: int) -> Indices:
        """The places that `step`, counted from 0, sees: (b,), or (n, b)."""
        epoch, place = divmod(step, -(-self.count // self.size))
        if epoch != self._epoch:
            self._epoch, self._order = epoch, self.order(epoch)
        return self._order[..., place * self.size : (place + 1) * self.size]

    def order(self, epoch: int) -> Indices:
        """The places of an epoch, one batch after another: (count,), or (n, count)."""
        drawn = [self._drawn(int(seed), epoch) for seed in self.seeds.ravel()]
        return np.array(drawn if self.seeds.ndim else drawn[0])

    def _drawn(self, seed: int, epoch: int) -> Indices:
        random = np.random.default_rng((seed, 2, epoch))  # not the numbers of noise and starts
        if self.replacement:
            return random.integers(self.count, size=self.count)
        return random.permutation(self.count)


def batches_of(surface: Surface, conditions: Conditions, seeds: Any) -> Batches | None:
    """The batches of a run on `surface`; None where each of its steps sees all there is."""
    if not isinstance(surface, DataSurface) or conditions.batch == 0:
        return None
    if conditions.batch >= surface.y.size and not conditions.replacement:
        return None
    return Batches(surface, conditions.batch, conditions.replacement, seeds)
