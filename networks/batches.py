"""Which images a step sees: the same for every run, whatever it is trained beside."""

from collections.abc import Iterator

import numpy as np

from networks.perceptron import Labels


def batches(count: int, size: int, epochs: int, seed: int) -> Iterator[Labels]:
    """The places of each batch's images among `count`.

    Every epoch goes through all images once, in an order that depends on the seed and the epoch
    alone. It is cut into equal batches of at most `size`: a last batch of a few images, as torch
    and keras have it, can undo in one step what gradient descent has learnt.
    """
    for epoch in range(epochs):
        order = np.random.default_rng((seed, epoch + 1)).permutation(count)  # 0 made the weights
        yield from np.array_split(order, batches_of(count, size))


def batches_of(count: int, size: int) -> int:
    """How many batches an epoch has."""
    return -(-count // size)
