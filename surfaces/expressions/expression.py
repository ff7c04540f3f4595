"""A function of w1 and w2 that a person wrote, with its gradient and Hessian."""

from functools import cached_property, lru_cache
from threading import Lock

import numpy as np

from parameters import Array
from surfaces.expressions.building import added
from surfaces.expressions.graph import Graph
from surfaces.expressions.program import Program
from surfaces.expressions.reading import read
from surfaces.expressions.slopes import Slopes
from surfaces.expressions.tree import VARIABLES
from surfaces.expressions.writing import written

#: What the slopes of a quadratic are made of.
_STRAIGHT = {*VARIABLES, "constant", "+", "-", "*", "/", "negative"}


class Expression:
    """What a text stands for; derivatives are made when they are first asked for."""

    def __init__(self, text: str) -> None:
        """Read `text`.

        Raises:
            ExpressionError: naming the place and the reason.
        """
        self.tree = read(text)
        self._graph = Graph()
        self._slopes = Slopes(self._graph)
        self._result = added(self.tree, self._graph)
        self._lock = Lock()  # one expression serves everybody who types it

    def value(self, w: Array) -> Array:
        """(2, ...) to (...). Where there is no value it is NaN or infinite; nothing warns."""
        return self._value.run(w)[0]

    def gradient(self, w: Array) -> Array:
        """(2, ...) to (2, ...)."""
        return self._gradient.run(w)

    def hessian(self, w: Array) -> Array:
        """(2, ...) to (2, 2, ...)."""
        h11, h12, h22 = self._hessian.run(w)
        return np.array([[h11, h12], [h12, h22]])

    def code(self, name: str) -> str:
        """A class of that name with value and gradient, in NumPy."""
        head = " " * 8
        first, (value,) = written(self._value, head)
        second, (g1, g2) = written(self._gradient, head)
        return "\n".join(
            [
                f"class {name}:",
                "    def value(self, w):",
                f"{head}w1, w2 = w",
                *first,
                f"{head}return {value}",
                "",
                "    def gradient(self, w):",
                f"{head}w1, w2 = w",
                *second,
                f"{head}g1 = {g1}",
                f"{head}g2 = {g2}",
                f"{head}return np.array([g1, g2])",
            ]
        )

    @property
    def quadratic(self) -> bool:
        """Whether the Hessian is the same everywhere, and there is no kink."""
        nodes = (self._graph.nodes[node] for node in self._graph.needed(self._first))
        smooth = all(node.operation in _STRAIGHT for node in nodes)
        return smooth and all(self._graph.known(each) is not None for each in self._second)

    @cached_property
    def _first(self) -> tuple[int, int]:
        with self._lock:
            return self._slopes.of(self._result, 0), self._slopes.of(self._result, 1)

    @cached_property
    def _second(self) -> tuple[int, int, int]:
        g1, g2 = self._first
        with self._lock:
            return self._slopes.of(g1, 0), self._slopes.of(g1, 1), self._slopes.of(g2, 1)

    @cached_property
    def _value(self) -> Program:
        return Program(self._graph, [self._result])

    @cached_property
    def _gradient(self) -> Program:
        return Program(self._graph, self._first)

    @cached_property
    def _hessian(self) -> Program:
        return Program(self._graph, self._second)


@lru_cache(maxsize=256)
def expression(text: str) -> Expression:
    """The expression of `text`, shared by all who ask for it. Raises as `Expression` does."""
    return Expression(text)
