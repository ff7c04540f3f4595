"""A program as the NumPy code that it is: the same operations in the same order."""

import math
from collections import Counter

from surfaces.expressions.graph import Graph
from surfaces.expressions.program import Program
from surfaces.expressions.tree import VARIABLES

_SUM, _PRODUCT, _ATOM = 1, 2, 3  # by how closely a part holds together
_CLOSELY = {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT}
_LETTERS = {math.pi: "np.pi", math.e: "np.e"}
_TEMPLATES = {
    "pick": "np.where({0} > {1}, {2}, np.where({0} < {1}, {3}, ({2} + {3}) / 2))",
    "chain": "np.where({1} == 0, 0.0, {0} * {1})",
}


def written(program: Program, indent: str) -> tuple[list[str], list[str]]:
    """Statements that prepare, and the expressions of the results, in w1 and w2."""
    return _Writer(program.graph).lines(program.results, indent)


class _Writer:
    """Names what is used more than once, and writes the rest where it is used."""

    def __init__(self, graph: Graph) -> None:
        self._nodes = graph.nodes
        self._texts: dict[int, tuple[str, int]] = {
            axis: (name, _ATOM) for axis, name in enumerate(VARIABLES)
        }

    def lines(self, results: list[int], indent: str) -> tuple[list[str], list[str]]:
        """As `written`."""
        uses = Counter(results)
        for operation, parts, _ in self._nodes:
            uses.update(parts if operation not in _TEMPLATES else parts * 2)
        prepared: list[str] = []
        for node in range(len(VARIABLES), len(self._nodes)):
            text, closely = self._written(node)
            if uses[node] > 1 and self._nodes[node].parts:
                name = f"a{len(prepared) + 1}"
                prepared.append(f"{indent}{name} = {text}")
                text, closely = name, _ATOM
            self._texts[node] = text, closely
        return prepared, [self._result(node) for node in results]

    def _result(self, node: int) -> str:
        operation, _, value = self._nodes[node]
        return repr(value) if operation == "constant" else self._texts[node][0]  # 2.0, not 2

    def _written(self, node: int) -> tuple[str, int]:
        operation, parts, value = self._nodes[node]
        if not parts:
            text = _LETTERS.get(value, repr(value).removesuffix(".0"))
            return text, _ATOM if value >= 0 else _PRODUCT
        if operation in _TEMPLATES:
            return _TEMPLATES[operation].format(
                *(self._within(part, _ATOM) for part in parts)
            ), _ATOM
        if operation == "negative":
            return f"-{self._within(parts[0], _ATOM)}", _PRODUCT
        if operation not in _CLOSELY:
            inner = ", ".join(self._texts[part][0] for part in parts)
            return f"np.{operation}({inner})", _ATOM
        closely = _CLOSELY[operation]
        left, right = parts
        return (
            f"{self._within(left, closely)} {operation} {self._within(right, closely + 1)}",
            closely,
        )

    def _within(self, node: int, closely: int) -> str:
        """The text of a node, in brackets if it holds together less closely than asked."""
        text, holds = self._texts[node]
        return text if holds >= closely else f"({text})"
