"""Where one rule is another's special case or limit: Momentum, Adadelta, Lion, FTRL."""

import numpy as np
import pytest

from engine import run
from optimizers import (
    FTRL,
    Adadelta,
    AdaGrad,
    Adam,
    Lion,
    Momentum,
)
from surfaces import Anisotropic, Isotropic, Rosenbrock, Saddle

PLACES = [
    pytest.param(place, id=place.key)
    for place in (Isotropic(), Anisotropic(), Rosenbrock(), Saddle())
]
on_each = pytest.mark.parametrize("place", PLACES)


def close(one, other, rtol=1e-11):
    """Two paths agree but for rounding."""
    np.testing.assert_allclose(one.w, other.w, rtol=rtol, atol=rtol * np.abs(other.w).max())


@on_each
@pytest.mark.parametrize("alpha", [0.0, 0.5, 0.9])
def test_the_moving_average_has_the_classical_path_at_a_larger_rate(place, alpha):
    lr = 0.05 / place.steepness
    classical = run(Momentum(lr=lr, alpha=alpha), place, place.start, 60)
    scaled = Momentum(lr=lr / (1 - alpha), alpha=alpha, form="average")
    close(run(scaled, place, place.start, 60), classical)
    same_rate = run(Momentum(lr=lr, alpha=alpha, form="average"), place, place.start, 60)
    assert np.array_equal(same_rate.w, classical.w) is (alpha == 0)


def test_the_moving_average_is_nine_tenths_of_the_old_and_one_of_the_new():
    path = run(Momentum(lr=0.1, alpha=0.9, form="average"), Anisotropic(), (1.0, 1.0), 2)
    g = path.gradient
    np.testing.assert_allclose(path.internals["v"], [0.1 * g[0], 0.09 * g[0] + 0.1 * g[1]], 1e-14)
    np.testing.assert_allclose(path.internals["update"], -0.1 * path.internals["v"], 1e-15)


def test_switches_and_choices_change_the_formula():
    assert Momentum().current_formula() == Momentum.formula
    assert Adam().current_formula() == Adam.formula
    assert FTRL().current_formula() == FTRL.formula
    assert r"(1 - \alpha)" in Momentum(form="average").current_formula()[0]
    assert "hat" not in "".join(Adam(bias_correction=False).current_formula())
    assert FTRL(centre="origin").current_formula()[0].startswith("z_0 = 0")


def test_lion_without_its_memory_is_sign_descent():
    path = run(Lion(lr=0.07, beta1=0), Rosenbrock(), (-0.7, 2.5), 60)
    np.testing.assert_array_equal(path.internals["update"], -0.07 * np.sign(path.gradient))


def test_adadelta_without_memory_takes_steps_that_grow_as_the_root_of_time():
    # At ρ = 0 each Δ² is the last one plus ε, whatever the slope, where ε is far below g².
    path = run(Adadelta(rho=0, eps=1e-12), Anisotropic(), (1.0, -1.0), 50)
    assert np.abs(path.gradient).min() > 1.9
    t = np.arange(1, 51)[:, np.newaxis]
    expected = -np.sqrt(1e-12 * t) * np.sign(path.gradient)
    np.testing.assert_allclose(path.internals["update"], expected, rtol=1e-9)


@on_each
def test_adadeltas_rate_only_scales_what_is_added(place):
    path = run(Adadelta(lr=0.3), place, place.start, 20)
    inside = path.internals
    np.testing.assert_allclose(inside["update"], 0.3 * inside["delta"], rtol=1e-15)
    ratio = inside["rms_delta"] / inside["rms_g"]
    np.testing.assert_allclose(inside["delta"], -ratio * path.gradient, rtol=1e-14)
    np.testing.assert_allclose(inside["rms_delta"][0], 1e-3, rtol=1e-14)
    np.testing.assert_allclose(inside["square_delta"][0], 0.1 * inside["delta"][0] ** 2, 1e-14)


@on_each
@pytest.mark.parametrize("beta", [1e-10, 0.5])
def test_ftrl_from_the_start_and_without_penalties_is_adagrad(place, beta):
    path = run(FTRL(beta=beta), place, place.start, 60)
    close(path, run(AdaGrad(eps=beta), place, place.start, 60))


@on_each
def test_ftrl_without_beta_is_adagrad_wherever_it_is_centred(place):
    # AdaGrad's ε cannot be 0; one far below rounding stands for it.
    adagrad = run(AdaGrad(eps=1e-30), place, place.start, 60)
    for centre in ("start", "origin"):
        close(run(FTRL(beta=0, centre=centre), place, place.start, 60), adagrad)


def test_ftrl_centred_at_the_origin_jumps_towards_it():
    w, g, beta, lr = np.array([1.5, -0.5]), np.array([3.0, -8.0]), 4.0, 0.5
    path = run(FTRL(lr=lr, beta=beta, centre="origin"), Anisotropic(), w, 1)
    np.testing.assert_allclose(path.w[1], (np.abs(g) * w - lr * g) / (beta + np.abs(g)), 1e-14)
    own = run(FTRL(lr=lr, beta=beta), Anisotropic(), w, 1)
    np.testing.assert_allclose(own.w[1], w - lr * g / (beta + np.abs(g)), rtol=1e-14)


def test_ftrl_sets_what_matters_little_to_zero_exactly():
    path = run(FTRL(lr=1, l1=3), Anisotropic(ratio=50), (0.2, 1.0), 60)
    assert path.w[-1, 0] == 0
    assert run(FTRL(lr=1), Anisotropic(ratio=50), (0.2, 1.0), 60).w[-1, 0] != 0


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ({"centre": "start"}, 1.5),  # 0/0: every W would do, and it stays
        ({"centre": "origin"}, 0.0),  # the paper's closed form says 0
        ({"centre": "start", "l1": 0.5}, 0.0),  # the penalty alone has its minimum at 0
        ({"centre": "start", "l2": 0.5}, 0.0),
    ],
)
def test_ftrl_where_nothing_was_ever_learnt(given, left):
    class Flat:
        def gradient(self, w):
            return np.zeros_like(w)

    rule, w = FTRL(beta=0, **given), np.array([1.5, 0.0])
    np.testing.assert_array_equal(rule.step(w, rule.init(w), Flat()).w, [left, 0.0])
