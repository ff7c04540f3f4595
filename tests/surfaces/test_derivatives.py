"""Derivatives by the chain rule: against other ways, and against those written by hand."""

import ast
import operator
import random

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from benchmarks.hostile import written
from surfaces import SURFACES, Custom, DataSurface
from surfaces.expressions import Expression, ExpressionError
from tests.helpers import points_of

_ACKLEY = "20*(1 - exp(-0.2*sqrt((w1**2 + w2**2)/2))) + e - exp((cos(2*pi*w1) + cos(2*pi*w2))/2)"
_GOLDSTEIN_PRICE = (
    "(1 + (w1 + w2 + 1)^2*(19 - 14*w1 + 3*w1^2 - 14*w2 + 6*w1*w2 + 3*w2^2))"
    "*(30 + (2*w1 - 3*w2)^2*(18 - 32*w1 + 12*w1^2 + 48*w2 - 36*w1*w2 + 27*w2^2))"
)
_SHARP_FLAT = "(1 - exp(-((w1 + 1.2)^2 + w2^2)/(2*0.3^2)))*(0.2 + ((w1 - 1.5)^2 + w2^2)/(2*2^2))"

#: The built-in surfaces at their defaults, as their sources write them.
FORMULAS = {
    "isotropic": "w1^2 + w2^2",
    "anisotropic": "w1^2 + 8*w2^2",
    "booth": "(w1 + 2*w2 - 7)^2 + (2*w1 + w2 - 5)^2",
    "rosenbrock": "(1 - w1)^2 + 100*(w2 - w1^2)^2",
    "ravine": "0.2*w1^2 + 10*(w2 - 1.5*sin(w1))^2",
    "beale": "(1.5 - w1 + w1*w2)^2 + (2.25 - w1 + w1*w2^2)^2 + (2.625 - w1 + w1*w2^3)^2",
    "saddle": "w1^2 - w2^2",
    "monkey_saddle": "w1^3 - 3*w1*w2^2",
    "cliff": "(w1^2 + w2^2)/4 + 2*(10*max(w1, 0))^4/(1 + (10*max(w1, 0))^4)",
    "sharp_flat": _SHARP_FLAT,
    "three_hump_camel": "2*w1^2 - 1.05*w1^4 + w1^6/6 + w1*w2 + w2^2",
    "six_hump_camel": "(4 - 2.1*w1^2 + w1^4/3)*w1^2 + w1*w2 + (4*w2^2 - 4)*w2^2",
    "himmelblau": "(w1^2 + w2 - 11)^2 + (w1 + w2^2 - 7)^2",
    "styblinski_tang": "(w1^4 - 16*w1^2 + 5*w1 + w2^4 - 16*w2^2 + 5*w2)/2",
    "goldstein_price": _GOLDSTEIN_PRICE,
    "rastrigin": "w1^2 + w2^2 + 10*(1 - cos(2*pi*w1)) + 10*(1 - cos(2*pi*w2))",
    "ackley": _ACKLEY,
}


def test_every_surface_with_a_formula_is_among_them():
    without = {key for key, kind in SURFACES.items() if issubclass(kind, (DataSurface, Custom))}
    assert set(FORMULAS) == set(SURFACES) - without


@pytest.mark.parametrize("key", FORMULAS)
def test_derivatives_written_by_hand_are_those_of_the_chain_rule(key):
    surface, expression = SURFACES[key](), Expression(FORMULAS[key])
    w = points_of(surface, 500)
    for method in ("value", "gradient", "hessian"):
        expected = getattr(surface, method)(w)
        np.testing.assert_allclose(
            getattr(expression, method)(w), expected, rtol=1e-9, atol=1e-12 * np.abs(expected).max()
        )


# Another way to work out an expression: Python's own reader, and complex numbers. The imaginary
# part that a tiny one in w brings about is the slope (Squire & Trapp, SIAM Review 40(1), 1998).
STEP = 1e-100
OPERATORS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: np.power,
}
FUNCTIONS = {
    name: getattr(np, name) for name in ("sin", "cos", "tan", "exp", "log", "sqrt", "tanh")
} | {
    "abs": lambda z: np.where(z.real < 0, -z, z),
    "min": lambda a, b: np.where(a.real < b.real, a, b),
    "max": lambda a, b: np.where(a.real > b.real, a, b),
}


def reference(text: str, w1: complex, w2: complex) -> complex:
    """The value; NaN if complex or large numbers come up on the way.

    A root or a logarithm of a negative number is complex there, and nothing here; of a large one,
    a sine knows only some digits.
    """
    names = {"w1": w1, "w2": w2, "pi": np.pi, "e": np.e}

    def at(node):
        match node:
            case ast.Constant(value):
                return np.complex128(value)
            case ast.Name(name):
                return np.complex128(names[name])
            case ast.UnaryOp(_, inner):
                return -at(inner)
            case ast.BinOp(left, sign, right):
                return kept(OPERATORS[type(sign)](at(left), at(right)))
            case ast.Call(function, arguments):
                return kept(FUNCTIONS[function.id](*map(at, arguments)))
        raise TypeError(node)

    def kept(z):
        if abs(z.real) < 1e4 and abs(z.imag) < 1e-50:
            return z
        raise OverflowError

    try:
        with np.errstate(all="ignore"):
            return np.complex128(at(ast.parse(text.replace("^", "**"), mode="eval").body))
    except OverflowError:
        return np.complex128(np.nan)


def slopes(text: str, w: np.ndarray) -> np.ndarray:
    """∂f/∂w by complex steps."""
    w1, w2 = w
    steps = reference(text, w1 + 1j * STEP, w2), reference(text, w1, w2 + 1j * STEP)
    return np.array([step.imag for step in steps]) / STEP


@st.composite
def expressions(draw: st.DrawFn) -> str:
    return written(random.Random(draw(st.integers(0, 2**32))), draw(st.integers(1, 5)))


coordinates = st.floats(0.05, 3).map(lambda x: float(f"{x:.4g}"))
OFF = np.array([0.0123456, 0.0271828])  # which keeps a point off the kinks that numbers make


@given(text=expressions(), w1=coordinates, w2=coordinates)
def test_random_expressions_agree_with_python_and_complex_steps(text, w1, w2):
    w = np.add(OFF, (w1, w2))
    try:
        expression = Expression(text)
    except ExpressionError:
        assume(False)
    value = reference(text, *w)
    assume(np.isfinite([expression.value(w), value]).all())
    np.testing.assert_allclose(expression.value(w), value.real, rtol=1e-9, atol=1e-12)
    expected = slopes(text, w)
    assume(np.isfinite(expected).all() and np.abs(expected).max() < 1e9)
    scale = max(1.0, float(np.abs(expected).max()))
    np.testing.assert_allclose(expression.gradient(w), expected, rtol=1e-7, atol=1e-9 * scale)


@given(text=expressions(), w1=coordinates, w2=coordinates)
def test_hessians_are_the_slopes_of_gradients(text, w1, w2):
    w = np.add(OFF, (w1, w2))
    try:
        expression = Expression(text)
    except ExpressionError:
        assume(False)
    found = [differences(expression.gradient, w, h) for h in (1e-4, 5e-5)]
    assume(np.isfinite(found).all() and np.abs(found).max() < 1e6)
    scale = max(1.0, float(np.abs(found).max()))
    assume(np.allclose(*found, rtol=0, atol=1e-6 * scale))  # far from kinks and poles
    hessian = expression.hessian(w)
    np.testing.assert_allclose(hessian, found[1], rtol=0, atol=1e-5 * scale)
    np.testing.assert_array_equal(hessian, hessian.T)


def differences(function, w: np.ndarray, h: float) -> np.ndarray:
    moves = h * np.eye(2)
    with np.errstate(all="ignore"):
        return np.array([(function(w + move) - function(w - move)) / (2 * h) for move in moves])


@given(text=expressions())
def test_a_lane_has_the_same_bits_as_its_point_alone(text):
    try:
        expression = Expression(text)
    except ExpressionError:
        assume(False)
    w = np.random.default_rng(5).uniform(-2, 2, (2, 3, 4))
    for method in (expression.value, expression.gradient, expression.hessian):
        together = method(w).reshape(*method(w[:, 0, 0]).shape, 12)
        for lane in range(12):
            alone = method(w.reshape(2, 12)[:, lane])
            np.testing.assert_array_equal(together[..., lane], alone)


@pytest.mark.parametrize(
    ("text", "w", "gradient"),
    [
        ("abs(w1) + 2*abs(w2)", (0, 0), (0, 0)),
        ("max(w1, w2)", (1, 1), (0.5, 0.5)),
        ("min(w1, 3*w2)", (3, 1), (0.5, 1.5)),
        ("max(w1, 0)", (0, 0), (0.5, 0)),
        ("max(w1, log(w1))", (0, 0), (1, 0)),
        ("sqrt(w1**2 + w2**2)", (0, 0), (0, 0)),
        ("(w1**2 + w2**2)**0.3", (0, 0), (0, 0)),
        ("sqrt(w1)", (0, 0), (np.inf, 0)),
        ("w1**0.25*w2", (0, 0), (0, 0)),
        ("w1**2.5", (0, 0), (0, 0)),
        ("w1**0 + w2**1", (0, 0), (0, 1)),
        ("w1**-1", (0, 0), (-np.inf, 0)),
        ("log(w1)", (-1, 0), (-1, 0)),
    ],
)
def test_at_a_kink_the_slope_is_what_the_convention_says(text, w, gradient):
    found = Expression(text).gradient(np.array(w, dtype=float))
    np.testing.assert_array_equal(
        np.nan_to_num(found, nan=0, posinf=np.inf, neginf=-np.inf), gradient
    )


def test_where_there_is_no_value_nothing_warns():
    expression = Expression("log(w1) + sqrt(w2)/w1 + exp(w1)**9 + w1**w2")
    w = np.array([[-1.0, 0.0, 1e300, np.nan, np.inf], [-1.0, 0.0, -1e300, 1.0, -np.inf]])
    with np.errstate(all="raise"):
        assert not np.isfinite(expression.value(w)[:1]).any()
        expression.gradient(w)
        expression.hessian(w)


def test_a_value_costs_no_derivatives_and_constants_are_folded():
    expression = Expression("2*3*pi*w1**4 + sin(2)**9")
    expression.value(np.zeros(2))
    assert {"_gradient", "_hessian"}.isdisjoint(vars(expression))
    assert expression.code("Own").splitlines()[4].count("*") == 2
    assert "np.sin" not in expression.code("Own")
