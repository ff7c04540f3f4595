"""The stability bound that each rule states, against what happens on quadratics."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import run
from optimizers import OPTIMIZERS, GradientDescent, Momentum, Nesterov
from parameters import parameters
from surfaces import Anisotropic

BOUNDED = [rule for rule in OPTIMIZERS.values() if rule().stability_bound() is not None]
ALPHAS = (0.0, 0.1, 0.5, 0.9, 0.99)
SETTINGS = [
    pytest.param(rule, hyper, id=f"{rule.key}{list(hyper.values())}")
    for rule in BOUNDED
    for hyper in ([{"alpha": a} for a in ALPHAS] if "alpha" in parameters(rule) else [{}])
] + [
    pytest.param(Momentum, {"alpha": a, "form": "average"}, id=f"momentum-average[{a}]")
    for a in ALPHAS
]


class Line:
    """λw²/2 along each axis."""

    def __init__(self, curvature: float) -> None:
        self.curvature = curvature

    def gradient(self, w):
        return self.curvature * w


def recurrence(optimizer, curvature: float) -> np.ndarray:
    """The matrix that takes (w, v) to the next (w, v), read off from steps of unit vectors."""
    kind = type(optimizer.init(np.zeros(2)))
    columns = []
    for w, *memory in np.eye(1 + len(kind._fields)):
        state = kind(*(np.full(2, each) for each in memory))
        step = optimizer.step(np.full(2, w), state, Line(curvature))
        columns.append([step.w[0], *(each[0] for each in step.state)])
    return np.array(columns).T


def radius(matrix: np.ndarray) -> float:
    return float(np.abs(np.linalg.eigvals(matrix)).max())


def test_the_rules_that_are_linear_state_a_bound():
    assert set(BOUNDED) >= {GradientDescent, Momentum, Nesterov}


@pytest.mark.parametrize(("rule", "hyper"), SETTINGS)
@pytest.mark.parametrize("ratio", [1.0, 8.0, 50.0])
def test_just_below_the_bound_converges_and_just_above_diverges(rule, hyper, ratio):
    limit = rule(**hyper).stability_bound().limit
    lr = np.array([0.98, 1.02]) * limit / (2 * ratio)  # the steepest curvature is 2·ratio
    start = np.array([[0.0], [1.0]])  # along the steep axis: the flat one may take for ever
    path = run(rule(lr=lr, **hyper), Anisotropic(ratio=ratio), start, 3000)
    assert path.lane(0).status.outcome == "reached"
    assert path.lane(0).loss[-1] < 1e-6
    assert path.lane(1).status.outcome == "diverged"


@pytest.mark.parametrize(("rule", "hyper"), SETTINGS)
def test_the_spectral_radius_crosses_one_at_the_bound(rule, hyper):
    limit, curvature = rule(**hyper).stability_bound().limit, 3.0
    inside, at, outside = (
        radius(recurrence(rule(lr=part * limit / curvature, **hyper), curvature))
        for part in (0.999, 1.0, 1.001)
    )
    assert inside < 1 < outside
    assert at == pytest.approx(1, abs=1e-7)


@given(product=st.floats(1e-3, 10), alpha=st.floats(0, 0.999))
def test_the_recurrence_is_the_one_of_the_textbook(product, alpha):
    # Momentum: v ← αv − pw, w ← w + v. Nesterov: the gradient at w + αv, so αv shrinks by 1 − p.
    kept = alpha * (1 - product)
    textbook = {
        Momentum: [[1 - product, alpha], [-product, alpha]],
        Nesterov: [[1 - product, kept], [-product, kept]],
    }
    for rule, matrix in textbook.items():
        optimizer = rule(lr=product, alpha=alpha)
        np.testing.assert_allclose(recurrence(optimizer, 1.0), matrix, rtol=1e-12, atol=1e-12)
        stable = radius(np.array(matrix)) < 1
        limit = optimizer.stability_bound().limit
        if abs(product - limit) > 1e-6 * limit:  # on the bound itself rounding decides
            assert stable is (product < limit)
    assert recurrence(GradientDescent(lr=product), 1.0) == pytest.approx(1 - product)


@pytest.mark.parametrize("rule", BOUNDED, ids=lambda rule: rule.key)
def test_the_bound_has_the_shape_of_the_hyperparameters(rule):
    if "alpha" not in parameters(rule):
        assert np.ndim(rule(lr=[0.1, 0.2]).stability_bound().limit) == 0
        return
    for a in ALPHAS:
        average = Momentum(alpha=a, form="average").stability_bound().limit
        assert average == pytest.approx(Momentum(alpha=a).stability_bound().limit / (1 - a))
    each = [rule(alpha=a).stability_bound().limit for a in ALPHAS]
    np.testing.assert_array_equal(rule(alpha=ALPHAS).stability_bound().limit, each)
