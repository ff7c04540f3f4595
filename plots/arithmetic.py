"""How the arithmetic of a working is printed, and how many digits of its results hold."""

import ast
import operator
import re
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parameters import Array, ArrayLike

DIGITS = 6  # significant ones of a recorded number, and the most of a result
SAID = 3  # in a sentence

#: A name in a template.
NAME = re.compile(r"\{([\w.]+)\}")
_RAISED = str.maketrans("0123456789t", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵗ")
_SIGNS = {"·": "*", "−": "-", "^": "**", "√": "sqrt", "{": "", "}": ""}
_OPERATORS: dict[type[ast.operator], Callable[[ArrayLike, ArrayLike], ArrayLike]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: np.divide,
    ast.Pow: np.power,
}
_FUNCTIONS: dict[str, Callable[..., ArrayLike]] = {
    "abs": np.abs,
    "max": np.maximum,
    "sign": np.sign,
    "sqrt": np.sqrt,
}


def number(x: float, count: int | None = None) -> str:
    """`x` to `count` significant digits, or all that it has, without zeros at the end.

    From 10⁶ on and below 10⁻⁴ it is written 1.5e6, 1.5e−8. A minus is "−". No digits make a "0".
    """
    if x == 0 or count == 0:
        return "0"
    if np.isinf(x):
        return "∞" if x > 0 else "−∞"
    exact = Decimal(x) if count else Decimal(repr(float(x)))
    if count:
        exact = Context(prec=count, rounding=ROUND_HALF_UP).plus(exact)
    exact = exact.normalize()
    text = f"{exact:f}" if -4 <= exact.adjusted() < 6 else f"{exact:e}".replace("e+", "e")
    return text.replace("-", "−")


def filled(text: str, word: Callable[[str], str]) -> str:
    """A template with `word` of every name in its place.

    A negative number behind an operator stands in brackets, and so does one with a minus or an e
    before a power; a single word under a root does not. Plain powers are raised: ^2 becomes ².
    """
    done, *rest = NAME.split(text)
    for name, after in zip(rest[::2], rest[1::2], strict=True):
        each = word(name)
        if done.endswith("^"):
            done, each = done[:-1], each.translate(_RAISED)
        behind = each.startswith("−") and re.search(r"[·/+−] ?$", done)
        if behind or (after.startswith("^") and re.search(r"−|\de", each)):
            each = f"({each})"
        done += each + after
    done = re.sub(r"\^(\d)", lambda m: m[1].translate(_RAISED), done)
    return re.sub(r"√\(([^ ()·−²]+)\)", r"√\1", done)


def digits(text: str, given: Mapping[str, Any], result: Array) -> NDArray[np.int8]:
    """How many significant digits of `result` to print behind the arithmetic of `text`.

    They end where the sixth digit of the largest term stands, or earlier: so that whoever works
    out the printed numbers, of six digits each, gets the printed result but for one unit of its
    last digit. Where terms cancel, few digits are left, or none.

    Args:
        text: the template of a line.
        given: the value of every name in it, hyperparameters as numbers.
        result: what the line gives, shape (steps, 1 or 2).

    Returns:
        Whole numbers from 0 to 15, of the shape of `result`.

    Raises:
        KeyError, SyntaxError: where the template is not in the notation.
    """
    tree = _parsed(text)
    with np.errstate(all="ignore"):
        printed = {
            name: _rounded(each) if isinstance(each, np.ndarray) else each
            for name, each in given.items()
        }
        largest = np.max([np.abs(_value(term, printed) + 0 * result) for term in _terms(tree)], 0)
        astray = np.abs(_value(tree, printed) - result)
        last = np.fmax(_magnitude(largest) + 1 - DIGITS, np.ceil(np.log10(2 * astray)))
        count = _magnitude(result) + 1 - last
    return np.clip(np.where(np.isfinite(count), count, DIGITS), 0, 15).astype(np.int8)


def _rounded(values: Array) -> Array:
    """`values` as they are printed where they are put in: halves away from 0, unlike np.round."""
    sizes, shift = np.abs(values), DIGITS - 1 - _magnitude(values)
    power = np.power(10.0, np.abs(shift))
    whole = np.floor(np.where(shift > 0, sizes * power, sizes / power) + 0.5)
    near = np.copysign(np.where(shift > 0, whole / power, whole * power), values)
    return np.where(np.isfinite(near), near, values)


def _parsed(text: str) -> ast.expr:
    """The syntax tree of a template, its names without braces."""
    for sign, ours in _SIGNS.items():
        text = text.replace(sign, ours)
    return ast.parse(re.sub(r"\|(.+?)\|", r"abs(\1)", text), mode="eval").body


def _value(tree: ast.expr, given: Mapping[str, ArrayLike]) -> ArrayLike:
    """What `tree` comes to.

    Raises:
        KeyError: for a name that is not given, or an operator that the notation does not have.
    """
    match tree:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.Name(id=name):
            return given[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, given)
        case ast.BinOp(left=left, op=sign, right=right):
            return _OPERATORS[type(sign)](_value(left, given), _value(right, given))
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return _FUNCTIONS[name](*(_value(each, given) for each in arguments))
    raise KeyError(ast.dump(tree))


def _terms(tree: ast.expr) -> list[ast.expr]:
    """What is added or subtracted at the outermost level."""
    if isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Add | ast.Sub):
        return [*_terms(tree.left), *_terms(tree.right)]
    return [tree]


def _magnitude(values: Array) -> Array:
    """The power of ten of the first digit; −∞ of 0."""
    return np.floor(np.log10(np.abs(values)))
