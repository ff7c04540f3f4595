"""A syntax tree as nodes of a graph."""

import math

from languages import _
from surfaces.expressions.graph import Graph
from surfaces.expressions.tokens import error_at
from surfaces.expressions.tree import (
    CONSTANTS,
    VARIABLES,
    Binary,
    Call,
    Name,
    Negative,
    Number,
    Tree,
)


def added(tree: Tree, graph: Graph) -> int:
    """The node of `graph` that `tree` is.

    Raises:
        ExpressionError: where a part without w1 and w2 is not a finite number.
    """
    match tree:
        case Number(_, value):
            return graph.constant(value)
        case Name(name):
            return VARIABLES.index(name) if name in VARIABLES else graph.constant(CONSTANTS[name])
        case Negative(inner):
            return graph.apply("negative", added(inner, graph))
        case Binary(sign, left, right, column):
            return _finite(graph, _binary(graph, sign, left, right), sign, column)
        case Call("min" | "max" as name, arguments):
            node, *others = (added(argument, graph) for argument in arguments)
            for other in others:
                node = graph.apply(f"{name}imum", node, other)
            return node
        case Call(name, (inner,), column):
            return _finite(graph, graph.apply(name, added(inner, graph)), name, column)
    raise TypeError(tree)


def _binary(graph: Graph, sign: str, left: Tree, right: Tree) -> int:
    one, other = added(left, graph), added(right, graph)
    if sign != "**":
        return graph.apply(sign, one, other)
    exponent = graph.known(other)
    return graph.apply("power", one, other) if exponent is None else graph.power(one, exponent)


def _finite(graph: Graph, node: int, what: str, column: int) -> int:
    value = graph.known(node)
    if value is None or math.isfinite(value):
        return node
    nothing, much = _("the result is not a number"), _("the result is infinite or too large")
    raise error_at(what, column, nothing if math.isnan(value) else much)
