"""A multilayer perceptron with one hidden layer, and its gradient by backpropagation.

Backpropagation: D. E. Rumelhart, G. E. Hinton, R. J. Williams, "Learning representations by
back-propagating errors", Nature 323 (1986). Weights at the start: X. Glorot, Y. Bengio,
"Understanding the difficulty of training deep feedforward neural networks", AISTATS (2010), and for
ReLU K. He et al., "Delving deep into rectifiers", ICCV (2015).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from parameters import Array

Labels = NDArray[np.int_]


class Activation(NamedTuple):
    """What a hidden unit makes of its input.

    Attributes:
        value: the output a for an input.
        slope: the derivative, as a function of the output a.
        spread: the variance of the weights at the start, for a fan-in and a fan-out.
    """

    value: Callable[[Array], Array]
    slope: Callable[[Array], Array]
    spread: Callable[[int, int], float]


def _glorot(fan_in: int, fan_out: int) -> float:
    return 2 / (fan_in + fan_out)


def _he(fan_in: int, _: int) -> float:
    return 2 / fan_in


#: Every activation by its key.
ACTIVATIONS: dict[str, Activation] = {
    "relu": Activation(lambda z: np.maximum(z, 0), lambda a: (a > 0).astype(a.dtype), _he),
    "tanh": Activation(np.tanh, lambda a: 1 - a * a, _glorot),
    "sigmoid": Activation(lambda z: 1 / (1 + np.exp(-z)), lambda a: a * (1 - a), _glorot),
}


class Layers(NamedTuple):
    """The weights by layer, as views: behind the axis of the runs, where there is one.

    Attributes:
        w1: (..., inputs, hidden).
        b1: (..., 1, hidden).
        w2: (..., hidden, outputs).
        b2: (..., 1, outputs).
    """

    w1: Array
    b1: Array
    w2: Array
    b2: Array


@dataclass(frozen=True)
class Perceptron:
    """inputs → hidden units → outputs, softmax, cross-entropy.

    The P weights of a network stand in one row, so that an optimizer sees a point of P coordinates.
    Weights of shape (P,) are one network, (runs, P) are many, and all of them see the same images.
    """

    inputs: int
    hidden: int
    outputs: int
    activation: str = "relu"

    @property
    def size(self) -> int:
        """P, how many weights there are."""
        return (self.inputs + 1) * self.hidden + (self.hidden + 1) * self.outputs

    def start(self, seed: int) -> Array:
        """Random weights, shape (P,): normal, the biases 0."""
        rng, spread = np.random.default_rng(seed), ACTIVATIONS[self.activation].spread
        w = np.zeros(self.size)
        layers = self.layers(w)
        for weights in (layers.w1, layers.w2):
            weights[...] = rng.normal(0, np.sqrt(spread(*weights.shape)), weights.shape)
        return w

    def layers(self, w: Array) -> Layers:
        """The weights of shape (..., P) by layer."""
        i, h, o = self.inputs, self.hidden, self.outputs
        shapes = ((i, h), (1, h), (h, o), (1, o))
        ends = np.cumsum([rows * columns for rows, columns in shapes])[:-1]
        parts = zip(np.split(w, ends, axis=-1), shapes, strict=True)
        return Layers(*(part.reshape(*w.shape[:-1], *shape) for part, shape in parts))

    def hidden_input(self, w: Array, x: Array) -> Array:
        """What the hidden units receive for `x`, (n, inputs): (..., n, hidden). Linear in `w`."""
        layers = self.layers(w)
        return x @ layers.w1 + layers.b1

    def scores(self, w: Array, hidden_input: Array) -> Array:
        """The outputs before softmax: (..., n, outputs)."""
        layers = self.layers(w)
        return ACTIVATIONS[self.activation].value(hidden_input) @ layers.w2 + layers.b2

    def loss(self, w: Array, x: Array, labels: Labels) -> Array:
        """The mean cross-entropy over `x`, (n, inputs): (..., P) to (...)."""
        return cross_entropy(self.scores(w, self.hidden_input(w, x)), labels)

    def reading(self, w: Array, x: Array) -> Labels:
        """The likeliest digit for each of `x`, (n, inputs): (..., n)."""
        return np.argmax(self.scores(w, self.hidden_input(w, x)), axis=-1)

    def gradient(self, w: Array, x: Array, labels: Labels) -> tuple[Array, Array]:
        """The loss over `x`, (...), and its gradient, (..., P)."""
        layers, activation = self.layers(w), ACTIVATIONS[self.activation]
        a = activation.value(self.hidden_input(w, x))
        scores = a @ layers.w2 + layers.b2
        # ∂loss/∂scores: softmax less 1 at the label, shared among the images.
        d2 = np.exp(scores - scores.max(axis=-1, keepdims=True))
        d2 /= d2.sum(axis=-1, keepdims=True)
        d2[..., np.arange(len(x)), labels] -= 1
        d2 /= len(x)
        d1 = (d2 @ layers.w2.swapaxes(-1, -2)) * activation.slope(a)
        gradient = np.empty_like(w)
        parts = self.layers(gradient)
        np.matmul(x.T, d1, out=parts.w1)
        np.sum(d1, axis=-2, keepdims=True, out=parts.b1)
        np.matmul(a.swapaxes(-1, -2), d2, out=parts.w2)
        np.sum(d2, axis=-2, keepdims=True, out=parts.b2)
        return cross_entropy(scores, labels), gradient


def cross_entropy(scores: Array, labels: Labels) -> Array:
    """The mean of −log softmax(scores) at the labels: (..., n, outputs) to (...)."""
    above = scores - scores.max(axis=-1, keepdims=True)
    right = above[..., np.arange(len(labels)), labels]
    return np.mean(np.log(np.exp(above).sum(axis=-1)) - right, axis=-1)
