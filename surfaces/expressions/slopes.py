"""Forward-mode differentiation: every node's slope along w1 and w2, by the chain rule.

Slopes are nodes themselves, so that each is worked out once, what is constant is folded and what
is zero is not there; the slopes of slopes are the Hessian (Griewank & Walther, "Evaluating
Derivatives", SIAM 2008, chapters 3 and 5).

At a kink, abs has the slope 0 and min and max the mean of both, as JAX has them. Where the slope of
a power is infinite but its base stands still, as that of sqrt(w1**2 + w2**2) at 0, the slope is 0.
"""

from surfaces.expressions.graph import Graph, Node


class Slopes:
    """The slopes of a graph's nodes, added to the graph where they are asked for."""

    def __init__(self, graph: Graph) -> None:
        """None so far."""
        self._graph = graph
        self._found: dict[tuple[int, int], int] = {}

    def of(self, result: int, axis: int) -> int:
        """∂result/∂w1 or, with `axis` 1, ∂result/∂w2."""
        for node in self._graph.needed([result]):
            if (node, axis) not in self._found:
                inner = [self._found[part, axis] for part in self._graph.nodes[node].parts]
                self._found[node, axis] = self._slope(node, inner, axis)
        return self._found[result, axis]

    def _slope(self, node: int, inner: list[int], axis: int) -> int:
        """The slope of `node`, whose parts have the slopes `inner`."""
        if not inner:
            return self._graph.constant(node == axis)
        if all(self._graph.known(each) == 0 for each in inner):
            return self._graph.constant(0)
        kind = self._graph.nodes[node]
        if len(inner) == 1:
            return self._of_function(node, kind, inner[0])
        return self._of_operation(node, kind, inner)

    def _of_function(self, node: int, kind: Node, du: int) -> int:
        """The slope of f(u) is f'(u)·du."""
        graph, (u,) = self._graph, kind.parts
        apply, one = graph.apply, graph.constant(1)
        match kind.operation:
            case "negative":
                return self._times(graph.constant(-1), du)
            case "whole power":
                outer = self._times(graph.constant(kind.value), graph.power(u, kind.value - 1))
            case "sqrt":
                return self._chain(apply("/", graph.constant(0.5), node), du)
            case "log":
                return apply("/", du, u)
            case "exp":
                outer = node
            case "sin":
                outer = apply("cos", u)
            case "cos":
                outer = apply("negative", apply("sin", u))
            case "tan":
                outer = apply("+", one, graph.power(node, 2))
            case "tanh":
                outer = apply("-", one, graph.power(node, 2))
            case "abs":
                outer = apply("sign", u)
            case "sign":
                return graph.constant(0)
            case other:
                raise TypeError(other)
        return self._times(outer, du)

    def _of_operation(self, node: int, kind: Node, inner: list[int]) -> int:
        """The slope of an operation on u, v and perhaps more."""
        u, v = kind.parts[0], kind.parts[1]
        du, dv = inner[0], inner[1]
        match kind.operation:
            case "+":
                return self._plus(du, dv)
            case "-":
                return self._minus(du, dv)
            case "*":
                return self._plus(self._times(du, v), self._times(u, dv))
            case "/":
                return self._graph.apply("/", self._minus(du, self._times(node, dv)), v)
            case "power":
                return self._of_power(node, u, v, du, dv)
            case "minimum":
                return self._pick(v, u, du, dv)
            case "maximum":
                return self._pick(u, v, du, dv)
            case "pick":
                return self._pick(u, v, inner[2], inner[3])
            case "chain":
                return self._plus(self._chain(du, v), self._chain(u, dv))
            case other:
                raise TypeError(other)

    def _of_power(self, node: int, u: int, v: int, du: int, dv: int) -> int:
        graph = self._graph
        exponent = graph.known(v)
        if exponent is not None:
            return self._chain(self._times(v, graph.power(u, exponent - 1)), du)
        less = graph.apply("power", u, graph.apply("-", v, graph.constant(1)))
        along = self._chain(self._times(v, less), du)
        across = self._chain(graph.apply("log", u), node)  # 0 where u and so the power is 0
        return self._plus(along, self._chain(across, dv))

    # Sums and products without what is zero or one, constants in front.

    def _plus(self, a: int, b: int) -> int:
        if self._graph.known(a) == 0:
            return b
        if self._graph.known(b) == 0:
            return a
        return self._times(self._graph.constant(2), a) if a == b else self._graph.apply("+", a, b)

    def _minus(self, a: int, b: int) -> int:
        if self._graph.known(b) == 0:
            return a
        if self._graph.known(a) == 0:
            return self._times(self._graph.constant(-1), b)
        return self._graph.apply("-", a, b)

    def _times(self, a: int, b: int) -> int:
        (one, x), (other, y) = self._split(a), self._split(b)
        factor, graph = one * other, self._graph
        product = y if x is None else x
        if product is None or factor == 0:
            return graph.constant(factor)
        if x is not None and y is not None:
            product = graph.apply("*", x, y)
        if factor in (1, -1):
            return product if factor == 1 else graph.apply("negative", product)
        return graph.apply("*", graph.constant(factor), product)

    def _split(self, node: int) -> tuple[float, int | None]:
        """A node as a number times another node; None stands for 1."""
        operation, parts, value = self._graph.nodes[node]
        if operation == "constant":
            return value, None
        if operation == "negative":
            return -1, parts[0]
        known = self._graph.known(parts[0]) if operation == "*" else None
        return (1, node) if known is None else (known, parts[1])

    def _chain(self, slope: int, inner: int) -> int:
        if self._graph.known(slope) == 0 or self._graph.known(inner) is not None:
            return self._times(slope, inner)
        return self._graph.apply("chain", slope, inner)

    def _pick(self, a: int, b: int, first: int, second: int) -> int:
        return first if first == second else self._graph.apply("pick", a, b, first, second)
