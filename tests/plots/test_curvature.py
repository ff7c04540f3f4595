"""The largest rate × curvature along a run, and its bound."""

import numpy as np
import pytest

from engine import Conditions, run
from optimizers import OPTIMIZERS, AdaGrad, Adam, GradientDescent, Momentum
from plots.curvature import sharpness
from plots.internals import internals
from surfaces import SURFACES

BOWL, ROSENBROCK = (SURFACES[key]() for key in ("anisotropic", "rosenbrock"))
EDGE = "η·λₘₐₓ and its bound (dashed)"


def test_on_a_quadratic_it_is_the_rate_times_the_steep_curvature():
    product, limit, formula = sharpness(run(Momentum(lr=0.02), BOWL, (1.5, 0.4), 10))
    np.testing.assert_allclose(product, 0.02 * 16)
    assert (limit, formula) == (pytest.approx(3.8), "2(1 + α)")


def test_a_schedule_moves_it():
    halved = Conditions(schedule="step", drop=0.5, every=5)
    path = run(GradientDescent(lr=0.02), BOWL, (1.5, 0.4), 10, conditions=halved)
    np.testing.assert_allclose(sharpness(path)[0], [0.32] * 5 + [0.16] * 5)


def test_rates_that_differ_weigh_the_hessian_in_both_coordinates():
    path = run(AdaGrad(lr=0.3), ROSENBROCK, (-0.7, 2.5), 30)
    product, limit, _ = sharpness(path)
    assert limit == 2
    for k in (0, 7, 29):
        rates = np.diag(path.internals["effective_lr"][k])
        values = np.linalg.eigvals(rates @ ROSENBROCK.hessian(path.w[k]))
        assert product[k] == pytest.approx(values.real.max())


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_frozen_rates_converge_up_to_their_bound(key):
    rule = OPTIMIZERS[key]()
    frozen = rule.frozen_bound()
    if frozen is None:
        return
    beta = rule.beta1 if "β₁" in frozen.formula else 0.0
    for share, converges in ((0.98, True), (1.02, False)):
        p = share * frozen.limit  # m ← βm + (1 − β)w, then w ← w − pm
        step = np.array([[1 - p * (1 - beta), -p * beta], [1 - beta, beta]])
        assert (np.abs(np.linalg.eigvals(step)).max() < 1) == converges


def test_every_rule_has_at_most_one_kind_of_bound():
    for kind in OPTIMIZERS.values():
        assert kind().frozen_bound() is None or kind().stability_bound() is None


def test_a_large_rate_finds_the_edge_of_stability():
    """In a valley that grows steeper a run cannot pass its bound for long (Cohen et al., 2021)."""
    path = run(GradientDescent(lr=2e-3), ROSENBROCK, (-0.7, 0.6), 400)
    product, limit, _ = sharpness(path)
    assert path.diverged_at is None
    assert product[200:].mean() < limit


def test_the_step_page_has_a_chart_of_it_where_it_moves():
    def titles(path):
        return [note["text"] for note in internals(path)["layout"]["annotations"]]

    assert EDGE in titles(run(Adam(lr=0.1), ROSENBROCK, (-0.7, 2.5), 20))
    assert EDGE in titles(run(GradientDescent(lr=1e-3), ROSENBROCK, (-0.7, 2.5), 20))
    assert EDGE not in titles(run(GradientDescent(lr=0.02), BOWL, (1.5, 0.4), 20))
    assert EDGE not in titles(run(OPTIMIZERS["lion"](), ROSENBROCK, (-0.7, 2.5), 20))
