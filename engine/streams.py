"""Streams of gradients, and what the rules' moving averages make of them.

A stream stands for one coordinate. It is handed to the real rules, which neither know nor ask where
its gradients come from.
"""

from collections.abc import Callable
from typing import NamedTuple, Self

import numpy as np

from engine.steps import steps
from languages import N_
from optimizers import AdaGrad, Adam, Optimizer, RMSProp
from parameters import Array, ArrayLike, Bools, parameters

SPARSE = 0.1  # the share of a sparse stream's gradients that are not 0


class Stream(NamedTuple):
    """The gradients of one coordinate, one a step, and the means that an average should find.

    Attributes:
        g: (T,), the gradients.
        mean: (T,), the expectation of g at each step, or the mean of all g up to it.
        mean_square: (T,), the same of g².
        mean_name: which of the two they are: what was recorded has no expectation.
    """

    g: Array
    mean: Array
    mean_square: Array
    mean_name: str

    @classmethod
    def of(cls, g: Array, mean: ArrayLike, mean_square: ArrayLike) -> Self:
        """Gradients whose expectations are known."""
        first, second = (np.broadcast_to(each, g.shape) for each in (mean, mean_square))
        return cls(g, first, second, N_("true mean"))

    @classmethod
    def recorded(cls, g: Array) -> Self:
        """Gradients that somebody met on the way: nobody knows more of them than themselves."""
        count = np.arange(1, len(g) + 1)
        with np.errstate(over="ignore"):  # a run that diverged
            return cls(g, np.cumsum(g) / count, np.cumsum(g * g) / count, N_("mean so far"))


class Source(NamedTuple):
    """Where a stream comes from.

    Attributes:
        title: what it gives, on the screen.
        make: a stream of a length; a longer one begins with the same random numbers.
        random: whether the generator matters.
    """

    title: str
    make: Callable[[int, np.random.Generator], Stream]
    random: bool = False


def _normal(length: int, rng: np.random.Generator) -> Stream:
    return Stream.of(rng.normal(1, 1, length), 1, 2)


def _constant(length: int, _: np.random.Generator) -> Stream:
    return Stream.of(np.ones(length), 1, 1)


def _jump(length: int, _: np.random.Generator) -> Stream:
    level = np.full(length, 3.0)
    level[(length + 1) // 2 :] = 0.3
    return Stream.of(level, level, level * level)


def _sparse(length: int, rng: np.random.Generator) -> Stream:
    return Stream.of((rng.random(length) < SPARSE).astype(np.float64), SPARSE, SPARSE)


def _alternating(length: int, _: np.random.Generator) -> Stream:
    return Stream.of(np.resize(np.array([1.0, -1.0]), length), 0, 1)


#: Every source by its key.
SOURCES: dict[str, Source] = {
    "normal": Source(N_("Normal: mean 1, deviation 1"), _normal, random=True),
    "constant": Source(N_("Constant: always 1"), _constant),
    "jump": Source(N_("Jump: 3, from the middle on 0.3"), _jump),
    "sparse": Source(N_("Sparse: mostly 0, rarely 1"), _sparse, random=True),
    "alternating": Source(N_("Alternating: 1, −1, 1, −1, …"), _alternating),
}


class StreamOracle:
    """Hands out the gradients of a stream, one a step, wherever it is asked."""

    def __init__(self, g: Array) -> None:
        self.g = g
        self.step = 0
        self.fixed = False

    def begin(self, step: int) -> None:
        """What is asked from now on belongs to `step`, counted from 0."""
        self.step = step

    def loss(self, w: Array) -> Array:
        """The loss whose gradient the step has: a plane."""
        return self.g[self.step] * w.sum(axis=0)

    def gradient(self, w: Array, active: Bools | None = None) -> Array:
        """The step's gradient, in every lane: of the shape of `w`."""
        return np.full_like(w, self.g[self.step])


def fed(rule: Optimizer, g: Array) -> dict[str, Array]:
    """What `rule` computes when it is fed the gradients `g`, shape (T,).

    Returns:
        Its internals by name, (T,), or (T, n) where its hyperparameters have shape (n,).
    """
    lanes = np.broadcast_shapes(*(np.shape(getattr(rule, name)) for name in parameters(rule)))
    taken = steps(rule, StreamOracle(g), np.zeros((1, *lanes)), np.ones(len(g)))
    with np.errstate(all="ignore"):  # gradients of a run that diverged
        rows = [step.internals for step in taken]
    return {
        name: np.array([row[name][0] for row in rows]).reshape(-1, *lanes) for name in rule.symbols
    }


def coefficient(rule: Optimizer, g: Array) -> Array:
    """What `rule` multiplies the learning rate by, 1/(√h + ε), as `fed`.

    NaN up to the first gradient that is not 0: nothing but ε stands in the divisor.
    """
    made = fed(rule.with_lr(1.0), g)
    return np.where(np.logical_or.accumulate(made["h"] > 0), made["effective_lr"], np.nan)


class Averages(NamedTuple):
    """What the rules make of a stream of T gradients.

    Attributes:
        stream: the gradients and their means.
        gammas: RMSProp's decays, n of them.
        beta1, beta2: Adam's decays.
        adagrad: (T,), AdaGrad's coefficient of the learning rate.
        rmsprop: (T, n), RMSProp's.
        adam: Adam's m, v, m_hat and v_hat by name, each (T,).
    """

    stream: Stream
    gammas: tuple[float, ...]
    beta1: float
    beta2: float
    adagrad: Array
    rmsprop: Array
    adam: dict[str, Array]

    @classmethod
    def of(cls, stream: Stream, gammas: tuple[float, ...], beta1: float, beta2: float) -> Self:
        """Feed the stream to AdaGrad, to an RMSProp with each γ, and to Adam."""
        adagrad = coefficient(AdaGrad(), stream.g)
        rmsprop = coefficient(RMSProp(gamma=np.array(gammas)), stream.g)
        adam = fed(Adam(beta1=beta1, beta2=beta2), stream.g)
        return cls(stream, gammas, beta1, beta2, adagrad, rmsprop, adam)


def weight(beta: ArrayLike, back: ArrayLike) -> Array:
    """The weight (1 − β)β^k of a gradient k = `back` steps ago in the average with decay β."""
    return (1 - np.asarray(beta)) * np.power(beta, back)


def memory(beta: ArrayLike) -> Array:
    """1/(1 − β): over how many gradients the average with decay β runs, about."""
    return 1 / (1 - np.asarray(beta))
