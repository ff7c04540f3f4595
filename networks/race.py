"""A race of optimizers: at which learning rates they start, and what is known of each so far."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from networks.batches import batches_of
from networks.digits import Digits
from networks.perceptron import Perceptron
from networks.plane import LossPlane, loss_plane
from networks.training import MARKS, Mark, Racer, Training, train

#: What people begin with, by the rule's key: what its paper says, or else keras (gradient descent,
#: Momentum, Nesterov, RMSProp, NAdam) or torch (AdaGrad, RAdam, L-BFGS). Lion's is a third of
#: AdamW's, as its paper advises; FTRL's is ours.
USUAL_RATES = {
    "gd": 0.01,
    "momentum": 0.01,
    "nesterov": 0.01,
    "adagrad": 0.01,
    "rmsprop": 0.001,
    "adadelta": 1.0,
    "adam": 0.001,
    "adamw": 0.001,
    "amsgrad": 0.001,
    "nadam": 0.001,
    "radam": 0.001,
    "adamax": 0.002,
    "lion": 0.0003,
    "ftrl": 0.1,
    "lbfgs": 1.0,
}

#: The learning rates among which the best one is looked for.
GRID = (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0)

_FINISH = 5  # marks: the last eighth of a course
_FLOPS = 2e10  # a second on a core that has other things to do, in matrix products
_PASS = 1e-8  # seconds a weight, of a rule's own step
_CALLS = 1.5e-4  # seconds a step, whatever the sizes
_PLANE = 0.5  # seconds

Course = Sequence[Mark]


class Race:
    """One network for each of some racers, trained side by side, a slice of time after another.

    Attributes:
        winners: the racers, each at the best of its learning rates so far.
        courses: the marks of each winner so far.
        plane: the loss around the paths, once the race is over; None where all went astray.
        part: how much of all training is done, from 0 to 1.
        trial: the number of the trial that it is at, from 0.
        epoch: the number of the epoch in it, from 1.
        finished: whether all is done.
    """

    def __init__(
        self,
        network: Perceptron,
        digits: Digits,
        trials: Sequence[Sequence[Racer]],
        *,
        batch: int,
        epochs: int,
        seed: int,
    ) -> None:
        """A race that has not begun; in each trial the same racers have other learning rates."""
        self.network, self.digits, self.trials = network, digits, trials
        self.batch, self.epochs, self.seed = batch, epochs, seed
        self.winners = list(trials[0])
        self.courses: list[list[Mark]] = [[] for _ in self.winners]
        self.plane: LossPlane | None = None
        self.part, self.trial, self.epoch, self.finished = 0.0, 0, 1, False
        self._paths: list[list[NDArray[np.float32]]] = [[] for _ in self.winners]
        self._work = self._run()
        self._going = threading.Lock()

    @property
    def steps_an_epoch(self) -> int:
        """How many batches an epoch has."""
        return batches_of(len(self.digits.train.labels), self.batch)

    @property
    def seconds(self) -> float:
        """About how long all of it takes a core."""
        weights, tested = self.network.size, len(self.digits.test.labels)
        step = 4 * weights * self.batch / _FLOPS + _PASS * weights + _CALLS
        course = self.epochs * self.steps_an_epoch * step + MARKS * 2 * weights * tested / _FLOPS
        return len(self.trials) * len(self.winners) * course + _PLANE

    def advance(self, seconds: float, rest: Callable[[], None] = lambda: None) -> None:
        """Go on for about so long, with a `rest` now and then.

        Where another thread is at it, nothing is done.
        """
        if not self._going.acquire(blocking=False):
            return
        try:
            until = time.monotonic() + seconds
            for _ in self._work:
                rest()
                if time.monotonic() >= until:
                    return
            self.finished = True
        finally:
            self._going.release()

    def _run(self) -> Iterator[None]:
        """Every trial, and the plane at the end."""
        for number, racers in enumerate(self.trials):
            yield from self._try(number, racers)
        self.plane = loss_plane(self.network, self.digits.train, self._paths)
        self._paths = []

    def _try(self, number: int, racers: Sequence[Racer]) -> Iterator[None]:
        """One trial; whoever finishes better than in those before it wins."""
        training = Training(self.network, self.digits, racers, self.seed)
        courses: list[list[Mark]] = [[] for _ in racers]
        paths: list[list[NDArray[np.float32]]] = [[] for _ in racers]
        if number == 0:
            self.courses, self._paths = courses, paths
        self.trial = number
        for marks in train(training, self.batch, self.epochs, self.seed):
            for course, path, mark, w in zip(courses, paths, marks or (), training.w, strict=False):
                course.append(mark)
                with np.errstate(over="ignore"):  # one that explodes
                    path.append(w.astype(np.float32))
            done = training.step / self.steps_an_epoch
            self.epoch = min(1 + int(done), self.epochs)
            self.part = (number + done / self.epochs) / len(self.trials)
            yield
        for i, racer in enumerate(racers):
            if final_loss(courses[i]) < final_loss(self.courses[i]):
                self.winners[i], self.courses[i], self._paths[i] = racer, courses[i], paths[i]


def each_at(racers: Sequence[Racer], rates: Sequence[float]) -> list[list[Racer]]:
    """A trial for each learning rate, which all racers then have."""
    return [[racer._replace(rule=racer.rule.with_lr(rate)) for racer in racers] for rate in rates]


def final_loss(course: Course) -> float:
    """The training loss over the last eighth of a course; infinite where it is no number."""
    with np.errstate(over="ignore"):
        loss = float(np.mean([mark.loss for mark in course[-_FINISH:]]))
    return loss if np.isfinite(loss) else np.inf


def reached(course: Course, accuracy: float) -> Mark | None:
    """The first mark with that test accuracy."""
    return next((mark for mark in course if mark.accuracy >= accuracy), None)
