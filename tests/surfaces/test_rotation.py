"""Turning the long bowl: whose path turns along with it, and whose does not."""

import numpy as np
import pytest

from engine import run
from optimizers import AdaGrad, Adam, GradientDescent, Momentum, Nesterov, RMSProp
from surfaces import Anisotropic, Isotropic, Rosenbrock, Saddle

LINEAR = [GradientDescent(lr=0.05), Momentum(lr=0.02), Nesterov(lr=0.02)]
ADAPTIVE = [AdaGrad(), RMSProp(), Adam()]
START = (-1.8, 1.0)


def turn(degrees: float) -> np.ndarray:
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.array([[c, -s], [s, c]])


def paths(optimizer, degrees: float) -> tuple[np.ndarray, np.ndarray]:
    """The path on the turned bowl from the start that turned along, and the turned path."""
    straight, turned = Anisotropic(), Anisotropic(rotation=degrees)
    there = run(optimizer, turned, straight.carried(START, turned), 100).w
    return there, run(optimizer, straight, START, 100).w @ turn(degrees).T


@pytest.mark.parametrize("degrees", [-60.0, 17.0, 45.0, 90.0, 180.0, 400.0])
@pytest.mark.parametrize("optimizer", LINEAR, ids=lambda each: each.key)
def test_a_rule_that_treats_both_axes_alike_turns_with_the_bowl(optimizer, degrees):
    there, turned = paths(optimizer, degrees)
    np.testing.assert_allclose(there, turned, rtol=0, atol=1e-12)


@pytest.mark.parametrize("degrees", [-60.0, 17.0, 45.0])
@pytest.mark.parametrize("optimizer", ADAPTIVE, ids=lambda each: each.key)
def test_a_rule_with_a_rate_for_each_axis_does_not(optimizer, degrees):
    there, turned = paths(optimizer, degrees)
    assert np.abs(there - turned).max() > 0.05


@pytest.mark.parametrize("degrees", [-90.0, 90.0, 180.0, 270.0])
@pytest.mark.parametrize("optimizer", ADAPTIVE, ids=lambda each: each.key)
def test_but_it_does_at_quarter_turns_where_the_axes_fall_on_each_other(optimizer, degrees):
    there, turned = paths(optimizer, degrees)
    np.testing.assert_allclose(there, turned, rtol=0, atol=1e-12)


def test_the_bowl_turns_anticlockwise():
    turned = Anisotropic(ratio=8, rotation=30)
    along, across = turn(30).T  # where w₁ and w₂ go
    assert turned.value(along) == pytest.approx(1)
    assert turned.value(across) == pytest.approx(8)


@pytest.mark.parametrize("ratio", [0.1, 1.0, 8.0, 100.0])
@pytest.mark.parametrize("degrees", [0.0, 33.0, -90.0])
def test_the_curvatures_do_not_depend_on_the_rotation(ratio, degrees):
    hessian = Anisotropic(ratio=ratio, rotation=degrees).hessian(np.zeros(2))
    np.testing.assert_allclose(
        np.linalg.eigvalsh(hessian), sorted([2, 2 * ratio]), rtol=1e-12, atol=1e-12
    )


@pytest.mark.parametrize("degrees", [0.0, 90.0, 180.0, 270.0, -90.0, 360.0])
def test_quarter_turns_are_exact(degrees):
    hessian = Anisotropic(ratio=8, rotation=degrees).hessian(np.zeros(2))
    assert hessian[0, 1] == hessian[1, 0] == 0
    assert sorted(np.diag(hessian)) == [2, 16]


def test_carrying_there_and_back_gives_the_start():
    one, other = Anisotropic(rotation=20), Anisotropic(rotation=-47)
    back = other.carried(one.carried(START, other), one)
    np.testing.assert_allclose(back, START, rtol=1e-14)
    assert one.carried(START, Anisotropic(rotation=20, ratio=3)) == START


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Isotropic(), Isotropic()),
        (Saddle(), Saddle()),
        (Rosenbrock(a=1), Rosenbrock(a=0.5)),
        (Anisotropic(ratio=8), Anisotropic(ratio=2)),
    ],
    ids=lambda each: each.key,
)
def test_a_start_stays_where_nothing_turns(one, other):
    assert one.carried(START, other) == START
