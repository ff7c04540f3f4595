"""Trains one network a rule, all on the same batches from the same weights.

The networks stand in the rows of one array. Backpropagation serves all of them at once; then each
rule takes its step on its own row, as it would on a surface of P coordinates.
"""

import time
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from networks.batches import batches, batches_of
from networks.digits import Digits, Images
from networks.perceptron import Labels, Perceptron
from optimizers import Optimizer
from parameters import Array, Bools

MARKS = 40  # of a whole training: enough for a smooth curve, and little beside the training


class Racer(NamedTuple):
    """A rule that trains a network.

    Attributes:
        rule: the optimizer.
        factors: what its learning rate is multiplied by at each step, shape (steps,); 1 if None.
        limit: a gradient longer than this is shortened to it.
    """

    rule: Optimizer
    factors: Array | None = None
    limit: float = np.inf

    def at(self, step: int) -> Optimizer:
        """The rule with the learning rate of a step, counted from 0."""
        factor = 1.0 if self.factors is None else float(self.factors[step])
        return self.rule if factor == 1 else self.rule.with_lr(self.rule.lr * factor)


class Mark(NamedTuple):
    """How one network stands after some steps.

    Attributes:
        step: how many steps were taken.
        loss: the training loss: the mean over the images since the last mark; at step 0 over all.
        accuracy: the share of the test images that it reads right.
        evaluations: how many gradients its rule has asked for.
        seconds: of the processor: its own steps and its share of backpropagation.
        read: (n,), what it reads in the test images, in a byte each.
    """

    step: int
    loss: float
    accuracy: float
    evaluations: int
    seconds: float
    read: NDArray[np.int8]


class BatchOracle:
    """The loss and gradient of one network on one batch; the gradient at `w` is known already.

    Attributes:
        evaluations: how often it was asked for a gradient.
    """

    def __init__(
        self, network: Perceptron, batch: Images, w: Array, gradient: Array, limit: float
    ) -> None:
        """An oracle for a step from `w`, shape (P,)."""
        self.fixed, self.evaluations = False, 0
        self.network, self.batch, self.limit = network, batch, limit
        self.w, self._gradient = w, gradient

    def loss(self, w: Array) -> Array:
        """The loss at `w`: (P,) to ()."""
        return self.network.loss(w, *self.batch)

    def gradient(self, w: Array, active: Bools | None = None) -> Array:
        """The gradient at `w`: (P,) to (P,)."""
        self.evaluations += 1
        gradient = self._gradient if w is self.w else self.network.gradient(w, *self.batch)[1]
        if self.limit == np.inf:
            return gradient
        norm = float(np.linalg.norm(gradient))
        return gradient * (self.limit / norm) if norm > self.limit else gradient


class Training:
    """Networks on their way, one for each of `racers`.

    Attributes:
        w: (runs, P), their weights.
        step: how many steps were taken.
    """

    def __init__(
        self, network: Perceptron, digits: Digits, racers: Sequence[Racer], seed: int
    ) -> None:
        """All networks at the same random weights."""
        self.network, self.digits, self.racers, self.step = network, digits, racers, 0
        self.w = np.tile(network.start(seed), (len(racers), 1))
        self._states: list[Any] = [
            racer.rule.init(row) for racer, row in zip(racers, self.w, strict=True)
        ]
        self._evaluations = np.zeros(len(racers), dtype=np.int_)
        self._seconds, self._losses, self._seen = np.zeros((3, len(racers)))

    def take(self, chosen: Labels) -> None:
        """One step of every rule on the images at those places."""
        batch = Images(self.digits.train.x[chosen], self.digits.train.labels[chosen])
        began = time.thread_time()
        loss, gradients = self.network.gradient(self.w, *batch)
        self._seconds += (time.thread_time() - began) / len(self.racers)
        after = np.empty_like(self.w)
        for i, racer in enumerate(self.racers):
            began, row = time.thread_time(), self.w[i]
            oracle = BatchOracle(self.network, batch, row, gradients[i], racer.limit)
            taken = racer.at(self.step).step(row, self._states[i], oracle)
            after[i], self._states[i] = taken.w, taken.state
            self._evaluations[i] += oracle.evaluations
            self._seconds[i] += time.thread_time() - began
        self.w, self.step = after, self.step + 1
        self._losses += loss * len(chosen)
        self._seen += len(chosen)

    def marks(self) -> list[Mark]:
        """How every network stands."""
        x, labels = self.digits.test
        read = self.network.reading(self.w, x).astype(np.int8)
        if self.step == 0:  # all are the same
            losses = np.full(len(self.racers), self.network.loss(self.w[0], *self.digits.train))
        else:
            losses = self._losses / self._seen
        self._losses, self._seen = np.zeros((2, len(self.racers)))
        accuracies = np.mean(read == labels, axis=1)
        columns = (losses, accuracies, self._evaluations, self._seconds)
        rows = zip(*(column.tolist() for column in columns), read, strict=True)
        return [Mark(self.step, *row) for row in rows]


def train(training: Training, batch: int, epochs: int, seed: int) -> Iterator[list[Mark] | None]:
    """Train for some epochs; nothing is clamped or sanitised.

    Yields:
        The marks of all networks at the start and then some 40 times, evenly spaced. Between them
        None after every step, so that whoever asks for the steps may rest or stop after any.
    """
    count = len(training.digits.train.labels)
    total = epochs * batches_of(count, batch)
    due = set(np.linspace(0, total, min(MARKS, total) + 1).astype(int).tolist())
    yield training.marks()
    for chosen in batches(count, batch, epochs, seed):
        with np.errstate(all="ignore"):  # a run that overflows is a result, not a mistake
            training.take(chosen)
            marks = training.marks() if training.step in due else None
        yield marks
