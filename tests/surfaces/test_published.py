"""Minima, values and curvatures as the literature prints them, to their last digit.

Numbers in brackets are those of M. Jamil & X.-S. Yang, "A literature survey of benchmark functions
for global optimization problems", Int. J. Mathematical Modelling and Numerical Optimisation 4(2),
150–194 (2013).
"""

import numpy as np
import pytest

from surfaces import SURFACES, Ackley, Anisotropic, GoldsteinPrice, Rastrigin, Rosenbrock

# key, a point, the loss there; every digit that is printed.
GLOBAL = [
    ("isotropic", ("0", "0"), "0"),
    ("booth", ("1", "3"), "0"),  # [20]
    ("rosenbrock", ("1", "1"), "0"),  # [105]
    ("beale", ("3", "0.5"), "0"),  # [10]
    ("three_hump_camel", ("0", "0"), "0"),  # [29]
    ("six_hump_camel", ("-0.0898", "0.7126"), "-1.0316"),  # [30]
    ("six_hump_camel", ("0.0898", "-0.7126"), "-1.0316"),
    ("himmelblau", ("3", "2"), "0"),  # [65]; the other three: Himmelblau (1972)
    ("himmelblau", ("-2.805118", "3.131312"), "0"),
    ("himmelblau", ("-3.779310", "-3.283186"), "0"),
    ("himmelblau", ("3.584428", "-1.848126"), "0"),
    ("styblinski_tang", ("-2.903534", "-2.903534"), "-78.332"),  # [144]
    ("goldstein_price", ("0", "-1"), "3"),  # [58]
    ("rastrigin", ("0", "0"), "0"),
    ("ackley", ("0", "0"), "0"),  # [1]
]
# Dixon & Szegő (1978) for the camels and for Goldstein and Price's function.
LOCAL = [
    ("three_hump_camel", ("-1.7476", "0.8738"), "0.2986"),
    ("three_hump_camel", ("1.7476", "-0.8738"), "0.2986"),
    ("six_hump_camel", ("1.7036", "-0.7961"), "-0.2155"),
    ("six_hump_camel", ("-1.7036", "0.7961"), "-0.2155"),
    ("six_hump_camel", ("1.6071", "0.5687"), "2.1043"),
    ("six_hump_camel", ("-1.6071", "-0.5687"), "2.1043"),
    ("goldstein_price", ("-0.6", "-0.4"), "30"),
    ("goldstein_price", ("1.8", "0.2"), "84"),
    ("goldstein_price", ("1.2", "0.8"), "840"),
    ("styblinski_tang", ("2.7468", "-2.9035"), "-64.196"),
    ("styblinski_tang", ("-2.9035", "2.7468"), "-64.196"),
    ("styblinski_tang", ("2.7468", "2.7468"), "-50.059"),
]
# Values at points that are no minima: the formulas worked out by hand.
VALUES = [
    ("booth", (0, 0), 74),
    ("beale", (0, 0), 14.203125),
    ("beale", (1, 1), 14.203125),
    ("himmelblau", (0, 0), 170),
    ("three_hump_camel", (1, 1), 2 - 1.05 + 1 / 6 + 2),
    ("six_hump_camel", (1, 1), 4 - 2.1 + 1 / 3 + 1),
    ("styblinski_tang", (1, 0), -5),
    ("goldstein_price", (0, 0), 600),
    ("goldstein_price", (1, 1), 1876),
    ("rastrigin", (0.5, 0), 20.25),
    ("rastrigin", (1, 1), 2),
    ("monkey_saddle", (1, 1), -2),
    ("monkey_saddle", (-1, 0), -1),
    ("cliff", (-1, 1), 0.5),
    ("cliff", (0.1, 0), 1.0025),  # halfway up the wall
    ("ravine", (0, 1), 10),
    ("ravine", (np.pi / 2, 1.5), 0.05 * np.pi**2),
]


def decimals(*texts: str) -> float:
    """Half a unit of the last printed digit of the least precise text, rounded or cut off."""
    return max(1.01 * 10.0 ** -len(text.partition(".")[2]) if "." in text else 0 for text in texts)


@pytest.mark.parametrize(("key", "point", "value"), [*GLOBAL, *LOCAL])
def test_published_minima(key, point, value):
    surface, w = SURFACES[key](), np.array(point, dtype=float)
    declared = surface.minima if (key, point, value) in GLOBAL else surface.local_minima
    distances = np.abs(declared - w[:, np.newaxis]).max(axis=0)
    nearest = int(np.argmin(distances))
    assert distances[nearest] <= decimals(*point)
    assert surface.value(declared[:, nearest]) == pytest.approx(
        float(value), rel=0, abs=max(decimals(value), 1e-12)
    )


@pytest.mark.parametrize("key", sorted({key for key, _, _ in GLOBAL}))
def test_no_more_global_minima_than_published(key):
    assert SURFACES[key]().minima.shape[1] == sum(each[0] == key for each in GLOBAL)


@pytest.mark.parametrize("key", sorted({key for key, _, _ in LOCAL}))
def test_no_more_local_minima_than_published(key):
    assert SURFACES[key]().local_minima.shape[1] == sum(each[0] == key for each in LOCAL)


@pytest.mark.parametrize(("key", "point", "value"), VALUES)
def test_values_by_hand(key, point, value):
    found = SURFACES[key]().value(np.array(point, dtype=float))
    assert found == pytest.approx(value, rel=1e-13)


def test_goldstein_and_prices_brackets_as_they_are_printed():
    x, y = w = np.random.default_rng(5).uniform(-2, 2, (2, 200))
    printed = (1 + (x + y + 1) ** 2 * (19 - 14 * x + 3 * x**2 - 14 * y + 6 * x * y + 3 * y**2)) * (
        30 + (2 * x - 3 * y) ** 2 * (18 - 32 * x + 12 * x**2 + 48 * y - 36 * x * y + 27 * y**2)
    )
    np.testing.assert_allclose(GoldsteinPrice().value(w), printed, rtol=1e-9)


def test_ackleys_funnel_as_it_is_printed():
    x, y = w = np.random.default_rng(5).uniform(-35, 35, (2, 200))
    printed = (
        -20 * np.exp(-0.2 * np.sqrt((x**2 + y**2) / 2))
        - np.exp((np.cos(2 * np.pi * x) + np.cos(2 * np.pi * y)) / 2)
        + 20
        + np.e
    )
    np.testing.assert_allclose(Ackley().value(w), printed, rtol=1e-12)


def test_rastrigins_sum_as_it_is_printed():
    w = np.random.default_rng(5).uniform(-5.12, 5.12, (2, 200))
    printed = 20 + np.sum(w**2 - 10 * np.cos(2 * np.pi * w), axis=0)
    np.testing.assert_allclose(Rastrigin().value(w), printed, rtol=1e-12, atol=1e-12)


def test_rastrigins_nearest_minima():
    # x + 10π sin 2πx = 0 near 1 has the root 0.994959 (often printed), with a loss of 0.994959.
    near = Rastrigin().local_minima
    first = near[:, np.argmin(np.abs(near - np.array([[1], [0]])).max(axis=0))]
    np.testing.assert_allclose(first, (0.994959, 0), rtol=0, atol=5e-7)
    assert Rastrigin().value(first) == pytest.approx(0.994959, abs=5e-7)


@pytest.mark.parametrize(
    ("surface", "curvatures"),
    [
        (SURFACES["booth"](), (2, 18)),
        (Anisotropic(ratio=8), (2, 16)),
        (Rosenbrock(), (0.39936, 1001.60064)),
        (SURFACES["styblinski_tang"](), (34.58302, 34.58302)),
    ],
    ids=lambda each: getattr(each, "key", ""),
)
def test_curvatures_at_the_minimum(surface, curvatures):
    found = np.linalg.eigvalsh(surface.hessian(surface.minima[:, 0]))
    np.testing.assert_allclose(found, curvatures, rtol=1e-5)
