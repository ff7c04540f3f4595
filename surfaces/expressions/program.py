"""Nodes of a graph as a list of instructions: run on arrays, one NumPy call each."""

from collections.abc import Sequence

import numpy as np

from parameters import Array
from surfaces.expressions.graph import OPERATIONS, Graph
from surfaces.expressions.tree import VARIABLES


class Program:
    """What computes some nodes of a graph, and nothing that they do not need."""

    def __init__(self, graph: Graph, results: Sequence[int]) -> None:
        """The instructions for `results`."""
        self.graph, self.results = as_products(graph, results)
        self._constants = [node.value for node in self.graph.nodes]
        self._instructions = [
            (OPERATIONS[operation], place, parts)
            for place, (operation, parts, _) in enumerate(self.graph.nodes)
            if parts
        ]

    def run(self, w: Array) -> Array:
        """The results at points of shape (2, ...): shape (count, ...). Nothing warns."""
        # Rows without gaps: sines and powers of others may differ in the last bit.
        w = np.ascontiguousarray(w, dtype=np.float64)
        values = list(self._constants)
        values[: len(VARIABLES)] = w
        with np.errstate(all="ignore"):
            for function, place, parts in self._instructions:
                values[place] = function(*[values[part] for part in parts])
        found = np.empty((len(self.results), *w.shape[1:]))
        for row, place in enumerate(self.results):
            found[row] = values[place]
        return found


def as_products(graph: Graph, results: Sequence[int]) -> tuple[Graph, list[int]]:
    """A graph of what `results` need, with whole powers as products: far faster than powers."""
    plain, place = Graph(), {axis: axis for axis in range(len(VARIABLES))}
    for node in graph.needed(results):
        operation, parts, value = graph.nodes[node]
        if node in place:
            continue
        if operation == "constant":
            place[node] = plain.constant(value)
        elif operation == "whole power":
            place[node] = _product(plain, place[parts[0]], int(value))
        else:
            place[node] = plain.apply(operation, *(place[part] for part in parts))
    return plain, [place[node] for node in results]


def _product(graph: Graph, base: int, power: int) -> int:
    """`base` to a whole power, by squaring."""
    if power < 0:
        return graph.apply("/", graph.constant(1), _product(graph, base, -power))
    if power == 1:
        return base
    if power % 2:
        return graph.apply("*", _product(graph, base, power - 1), base)
    half = _product(graph, base, power // 2)
    return graph.apply("*", half, half)
