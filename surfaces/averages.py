"""Means over examples, for many lanes at once and in little memory."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from parameters import Array, ArrayLike

if TYPE_CHECKING:
    from surfaces.data import DataSurface

Indices = NDArray[np.int_]

LARGEST = 1 << 16  # numbers in an array of lanes × examples: with two coordinates, a megabyte


def averaged(
    function: Callable[[Array, Array, Array], Array],
    w: Array,
    a: Array,
    y: Array,
    weight: ArrayLike = 1.0,
) -> Array:
    """The mean over the examples of `weight * function(w, a, y)`, in parts where lanes are many."""
    flat, most = w.reshape(2, -1), max(1, LARGEST // y.shape[-1])
    if flat.shape[1] <= most:
        return (weight * function(w, a, y)).mean(axis=-1)
    parts = []
    for first in range(0, flat.shape[1], most):
        here = slice(first, first + most)
        own = (a[:, here], y[here]) if y.ndim > 1 else (a, y)  # a row of examples a lane
        parts.append((weight * function(flat[:, here], *own)).mean(axis=-1))
    together = np.concatenate(parts, axis=-1)
    return together.reshape(*together.shape[:-1], *w.shape[1:])


class Batch:
    """The loss over some of the examples: what one step sees."""

    def __init__(self, surface: "DataSurface", a: Array, y: Array) -> None:
        """Examples of `surface`: a (2, b) and y (b,), or for n lanes (2, n, b) and (n, b)."""
        self.surface, self.a, self.y = surface, a, y

    def value(self, w: Array) -> Array:
        """The mean loss, (2, ...) to (...)."""
        return averaged(self.surface.each_loss, w, self.a, self.y)

    def gradient(self, w: Array) -> Array:
        """(2, ...) to (2, ...)."""
        return averaged(self.surface.each_gradient, w, self.a, self.y)


def standard(column: Array) -> Array:
    """A column with mean 0 and deviation 1."""
    return (column - column.mean()) / column.std()
