"""A syntax tree as LaTeX, with no brackets but those it needs."""

from surfaces.expressions.tree import Binary, Call, Name, Negative, Number, Tree

_SUM, _PRODUCT, _ATOM = 1, 2, 3  # by how closely a part holds together
_NAMED = ("sin", "cos", "tan", "tanh", "log")  # whose powers are written behind the name
_NAMES = {"w1": "w_1", "w2": "w_2", "pi": r"\pi", "e": "e"}


def latex(tree: Tree, small: bool = False) -> str:
    """The formula of `tree`; a `small` one, in an exponent, has its fractions on one line."""
    return _part(tree, small)[0]


def _part(tree: Tree, small: bool) -> tuple[str, int]:
    """The formula, and how closely it holds together."""
    match tree:
        case Number(text):
            return _number(text)
        case Name(name):
            return _NAMES[name], _ATOM
        case Negative(inner):
            return f"-{_within(inner, _PRODUCT, small)}", _SUM
        case Call(name, arguments):
            return _call(name, ", ".join(latex(each, small) for each in arguments), arguments)
        case Binary(sign, left, right):
            return _binary(sign, left, right, small)
    raise TypeError(tree)


def _call(name: str, inner: str, arguments: tuple[Tree, ...]) -> tuple[str, int]:
    match name:
        case "exp":
            return f"e^{{{latex(arguments[0], small=True)}}}", _ATOM
        case "sqrt":
            return rf"\sqrt{{{inner}}}", _ATOM
        case "abs":
            return rf"\left\lvert {inner} \right\rvert", _ATOM
    return rf"\{name}{_bracketed(inner)}", _ATOM


def _binary(sign: str, left: Tree, right: Tree, small: bool) -> tuple[str, int]:
    if sign == "**":
        if isinstance(left, Call) and left.name in _NAMED and _is_plain(right):
            name, inner = latex(left, small).split(left.name, 1)
            return f"{name}{left.name}^{{{latex(right)}}}{inner}", _ATOM
        base = latex(left, small) if _is_bare(left) else _bracketed(latex(left, small))
        return f"{base}^{{{latex(right, small=True)}}}", _ATOM
    if sign == "/" and not small:
        return rf"\frac{{{latex(left)}}}{{{latex(right)}}}", _PRODUCT
    if sign == "/":
        return f"{_within(left, _PRODUCT, small)} / {_within(right, _ATOM, small)}", _PRODUCT
    if sign == "*":
        return _product(_within(left, _PRODUCT, small), _within(right, _PRODUCT, small)), _PRODUCT
    other = latex(right, small)
    if sign == "-" or other.startswith("-"):  # a + (b - c) needs no brackets
        other = _within(right, _PRODUCT, small)
    return f"{_within(left, _SUM, small)} {sign} {other}", _SUM


def _is_plain(tree: Tree) -> bool:
    """Whether it is a whole number, which may stand behind the name: sin², log³."""
    return isinstance(tree, Number) and tree.text.isdigit()


def _is_bare(tree: Tree) -> bool:
    """Whether it can be raised to a power without brackets."""
    if isinstance(tree, Number):
        return _number(tree.text)[1] == _ATOM
    return isinstance(tree, Name) or (isinstance(tree, Call) and tree.name == "abs")


def _within(tree: Tree, closely: int, small: bool) -> str:
    """The formula, in brackets if it holds together less closely than asked."""
    text, holds = _part(tree, small)
    return text if holds >= closely else _bracketed(text)


def _bracketed(text: str) -> str:
    tall = r"\frac" in text or "^" in text
    return rf"\left({text}\right)" if tall else f"({text})"


def _product(left: str, right: str) -> str:
    """Factors side by side, with a dot where the second would read as digits of the first."""
    return rf"{left} \cdot {right}" if right[0] in "0123456789." else rf"{left}\,{right}"


def _number(text: str) -> tuple[str, int]:
    mantissa, power, exponent = text.lower().partition("e")
    if not power:
        return text, _ATOM
    return rf"{mantissa} \cdot 10^{{{int(exponent)}}}", _PRODUCT
