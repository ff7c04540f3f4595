"""Operations on w1, w2 and numbers as a graph in which equal parts are one node."""

import math
import operator
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from parameters import Array
from surfaces.expressions.tree import VARIABLES

_LARGEST_POWER = 64  # whole powers up to here are products


def power(base: Array, exponent: Array) -> Array:
    """NumPy's power, with the same last bit for a point alone as for one among many.

    NumPy works out a single power, and one of a plain number, in another way than many.
    """
    shape = np.broadcast(base, exponent).shape
    alone = math.prod(shape) == 1
    lanes = (2,) if alone else shape
    given = (np.reshape(each, -1) if alone else each for each in (base, exponent))
    found = np.power(*(np.ascontiguousarray(np.broadcast_to(each, lanes)) for each in given))
    return found[:1].reshape(shape)[()] if alone else found


def pick(a: Array, b: Array, first: Array, second: Array) -> Array:
    """`first` where a > b, `second` where a < b, their mean where neither is."""
    return np.where(a > b, first, np.where(a < b, second, (first + second) / 2))


def chain(slope: Array, inner: Array) -> Array:
    """The product, but 0 where `inner` is 0 though the slope be infinite."""
    return np.where(inner == 0, 0.0, slope * inner)


#: How every operation is worked out. Those with a name but for those above are NumPy's.
OPERATIONS: dict[str, Callable[..., Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "negative": operator.neg,
    "power": power,
    "minimum": np.minimum,
    "maximum": np.maximum,
    "pick": pick,
    "chain": chain,
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "exp": np.exp,
    "log": np.log,
    "sqrt": np.sqrt,
    "tanh": np.tanh,
    "abs": np.abs,
    "sign": np.sign,
}


class Node(NamedTuple):
    """An operation on earlier nodes, or without any a constant or a variable.

    A "whole power" has its exponent as `value`.
    """

    operation: str
    parts: tuple[int, ...] = ()
    value: float = 0.0


class Graph:
    """Nodes in an order in which each stands behind its parts; nodes 0 and 1 are w1 and w2."""

    def __init__(self) -> None:
        """The two variables."""
        self.nodes: list[Node] = []
        self._index: dict[Node, int] = {}
        for name in VARIABLES:
            self._add(Node(name))

    def _add(self, node: Node) -> int:
        if node not in self._index:
            self._index[node] = len(self.nodes)
            self.nodes.append(node)
        return self._index[node]

    def constant(self, value: float) -> int:
        """A number."""
        return self._add(Node("constant", value=float(value) + 0.0))  # −0 and 0 are one node

    def known(self, node: int) -> float | None:
        """The number that a node is, or None."""
        operation, _, value = self.nodes[node]
        return value if operation == "constant" else None

    def apply(self, operation: str, *parts: int) -> int:
        """An operation on nodes; of constants, its result."""
        values = [self.known(part) for part in parts]
        if None in values:
            return self._add(Node(operation, parts))
        with np.errstate(all="ignore"):
            return self.constant(OPERATIONS[operation](*map(np.float64, values)))

    def power(self, base: int, exponent: float) -> int:
        """A node to a constant power: a product or a root where it can be."""
        if exponent in (0, 1):
            return base if exponent else self.constant(1)
        if exponent == 0.5:
            return self.apply("sqrt", base)
        whole = abs(exponent) <= _LARGEST_POWER and exponent == math.floor(exponent)
        if whole and self.known(base) is None:
            return self._add(Node("whole power", (base,), exponent))
        return self.apply("power", base, self.constant(exponent))

    def needed(self, results: Sequence[int]) -> list[int]:
        """What `results` are made of, themselves included, each behind its parts."""
        found: set[int] = set()
        waiting = list(results)
        while waiting:
            node = waiting.pop()
            if node not in found:
                found.add(node)
                waiting += self.nodes[node].parts
        return sorted(found)
