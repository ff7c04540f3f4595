"""Which bound a diverging run on a quadratic broke."""

import pytest

from engine import breach, run
from optimizers import AdaGrad, Adam, GradientDescent, Momentum, Nesterov, RMSProp
from surfaces import Anisotropic, Isotropic, Rosenbrock, Saddle


def broken(optimizer, surface, steps=10):
    return breach(run(optimizer, surface, surface.start, steps))


@pytest.mark.parametrize(
    ("optimizer", "product", "limit", "formula"),
    [
        (GradientDescent(lr=0.2), 3.2, 2.0, "2"),
        (Momentum(lr=0.25, alpha=0.5), 4.0, 3.0, "2(1 + α)"),
        (Nesterov(lr=0.1, alpha=0.5), 1.6, 1.5, "2(1 + α)/(1 + 2α)"),
    ],
)
def test_the_breach_names_both_sides(optimizer, product, limit, formula):
    found = broken(optimizer, Anisotropic(ratio=8))
    assert found.product == pytest.approx(product)
    assert found.limit == pytest.approx(limit)
    assert found.formula == formula


@pytest.mark.parametrize("rotation", [0.0, 30.0, -90.0])
@pytest.mark.parametrize("ratio", [0.2, 1.0, 8.0])
def test_it_is_the_steepest_direction_that_counts(ratio, rotation):
    surface = Anisotropic(ratio=ratio, rotation=rotation)
    steepest = 2 * max(1, ratio)
    assert broken(GradientDescent(lr=1.999 / steepest), surface) is None
    found = broken(GradientDescent(lr=2.001 / steepest), surface)
    assert found.product == pytest.approx(2.001)


def test_on_the_bound_it_is_broken_already():
    # There the run swings between two points for ever.
    assert broken(GradientDescent(lr=1.0), Isotropic()).product == 2


@pytest.mark.parametrize("optimizer", [AdaGrad(lr=10), RMSProp(lr=10), Adam(lr=10)])
def test_a_rule_without_a_bound_breaks_none(optimizer):
    assert broken(optimizer, Anisotropic()) is None


def test_there_is_no_bound_where_the_curvature_changes():
    assert broken(GradientDescent(lr=10), Rosenbrock()) is None


def test_the_saddles_bound_is_that_of_its_upward_direction():
    assert broken(GradientDescent(lr=0.1), Saddle()) is None
    assert broken(GradientDescent(lr=1.1), Saddle()).product == pytest.approx(2.2)


def test_a_lane_is_asked_for_its_own_rate():
    batch = run(GradientDescent(lr=[0.05, 0.2]), Anisotropic(), (1, 1), 5)
    assert breach(batch.lane(0)) is None
    assert breach(batch.lane(1)).product == pytest.approx(3.2)
