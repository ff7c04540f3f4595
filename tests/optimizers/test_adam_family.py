"""Adam and its relatives: corrections, special cases, and where one is the other."""

import numpy as np
import pytest

from engine import run
from optimizers import Adam, Adamax, AdamW, AMSGrad, Momentum, NAdam, RAdam, RMSProp
from surfaces import Anisotropic, Isotropic, Rosenbrock, Saddle

TINY = 1e-15  # an ε that no figure below shows
PLACES = [
    pytest.param(place, id=place.key)
    for place in (Isotropic(), Anisotropic(), Rosenbrock(), Saddle())
]
on_each = pytest.mark.parametrize("place", PLACES)


def close(one, other, rtol=1e-11):
    """Two paths agree but for rounding."""
    np.testing.assert_allclose(one.w, other.w, rtol=rtol, atol=rtol * np.abs(other.w).max())


@on_each
def test_adam_without_its_first_average_and_correction_is_rmsprop(place):
    adam = Adam(lr=0.05, beta1=0, beta2=0.9, eps=1e-8, bias_correction=False)
    one = run(adam, place, place.start, 60)
    other = run(RMSProp(lr=0.05, gamma=0.9, eps=1e-8), place, place.start, 60)
    np.testing.assert_array_equal(one.w, other.w)


@pytest.mark.parametrize("betas", [(0.9, 0.999), (0.0, 0.5), (0.99, 0.0)])
def test_bias_correction_makes_adams_first_step_the_learning_rate(betas):
    beta1, beta2 = betas
    path = run(Adam(lr=0.3, beta1=beta1, beta2=beta2, eps=1e-3), Rosenbrock(), (-0.7, 0.4), 1)
    g = path.gradient[0]
    np.testing.assert_allclose(path.internals["update"][0], -0.3 * g / (np.abs(g) + 1e-3), 1e-13)


@pytest.mark.parametrize("betas", [(0.9, 0.999), (0.5, 0.9), (0.9, 0.5)])
def test_adams_first_step_without_correction_is_another_multiple_of_it(betas):
    beta1, beta2 = betas
    adam = Adam(lr=0.01, beta1=beta1, beta2=beta2, eps=TINY, bias_correction=False)
    path = run(adam, Anisotropic(), (1.0, -1.0), 1)
    size = 0.01 * (1 - beta1) / np.sqrt(1 - beta2)
    np.testing.assert_allclose(path.internals["update"][0], [-size, size], rtol=1e-12)
    if betas == (0.9, 0.999):
        assert size == pytest.approx(0.0316, rel=1e-2)


def test_adams_correction_divides_by_one_minus_beta_to_the_step():
    path = run(Adam(beta1=0.8, beta2=0.95), Rosenbrock(), (-0.7, 0.4), 30)
    t = np.arange(1, 31)[:, np.newaxis]
    inside = path.internals
    np.testing.assert_allclose(inside["m_hat"] * (1 - 0.8**t), inside["m"], rtol=1e-12)
    np.testing.assert_allclose(inside["v_hat"] * (1 - 0.95**t), inside["v"], rtol=1e-12)


@on_each
def test_adam_with_a_large_epsilon_is_the_moving_average(place):
    lr, large = 0.1 / place.steepness, 1e13
    adam = Adam(lr=lr * large, beta1=0.8, eps=large, bias_correction=False)
    momentum = Momentum(lr=lr, alpha=0.8, form="average")
    close(run(adam, place, place.start, 40), run(momentum, place, place.start, 40), 1e-9)


@on_each
def test_adamw_without_decay_is_adam(place):
    one = run(AdamW(weight_decay=0), place, place.start, 60)
    np.testing.assert_array_equal(one.w, run(Adam(), place, place.start, 60).w)


def test_adamw_decays_by_the_rate_whatever_the_gradient():
    path = run(AdamW(lr=0.1, weight_decay=0.3), Anisotropic(), (1.0, 2.0), 30)
    adam = path.internals["effective_lr"] * path.internals["m_hat"]
    np.testing.assert_allclose(path.w[1:], 0.97 * path.w[:-1] - adam, rtol=1e-12, atol=1e-14)


def test_amsgrad_is_adam_until_v_falls():
    rising = run(AMSGrad(), Saddle(), (0.0, 0.1), 30)  # the gradient grows all the way
    np.testing.assert_array_equal(rising.w, run(Adam(), Saddle(), (0.0, 0.1), 30).w)
    bowl, options = Anisotropic(), {"beta2": 0.9}
    one = run(AMSGrad(**options), bowl, bowl.start, 60)
    other = run(Adam(**options), bowl, bowl.start, 60)
    largest = np.maximum.accumulate(one.internals["v"], axis=0)
    np.testing.assert_array_equal(one.internals["v_max"], largest)
    fallen = int(np.argmax(np.any(one.internals["v"] < largest, axis=1)))
    assert 0 < fallen < 30
    np.testing.assert_array_equal(one.w[: fallen + 1], other.w[: fallen + 1])
    assert not np.array_equal(one.w[fallen + 1], other.w[fallen + 1])


@on_each
def test_nadam_without_its_first_average_is_adam_without_it(place):
    one = run(NAdam(beta1=0), place, place.start, 60)
    np.testing.assert_array_equal(one.w, run(Adam(beta1=0), place, place.start, 60).w)


def test_nadams_momentum_grows_from_half_of_beta_to_beta():
    mu = run(NAdam(momentum_decay=0.5), Isotropic(), (1, 1), 400).internals["mu"][:, 0]
    t = np.arange(1, 401)
    np.testing.assert_allclose(mu, 0.9 * (1 - 0.5 * 0.96 ** (0.5 * t)), rtol=1e-13)
    still = run(NAdam(momentum_decay=0), Isotropic(), (1, 1), 9).internals["mu"]
    np.testing.assert_array_equal(still, np.full((9, 2), 0.45))


@pytest.mark.parametrize("beta2", [0.0, 0.5, 0.6, 2 / 3])
def test_radam_with_a_short_memory_is_momentum_for_ever(beta2):
    path = run(RAdam(lr=0.05, beta2=beta2), Anisotropic(), (1.0, -1.0), 60)
    np.testing.assert_array_equal(path.internals["r"], np.ones((60, 2)))
    np.testing.assert_allclose(path.internals["update"], -0.05 * path.internals["m_hat"], 1e-15)


def test_radam_trusts_the_divisor_from_the_sixth_step_and_becomes_adam():
    path = run(RAdam(), Anisotropic(), (1.0, -1.0), 8)
    rho, r = (path.internals[name][:, 0] for name in ("rho", "r"))
    assert rho[0] == pytest.approx(1)
    assert (rho[:5] < 5).all() and (r[:5] == 1).all()  # noqa: PT018
    assert (rho[5:] > 5).all() and (r[5:] < 0.2).all()  # noqa: PT018
    late = run(RAdam(beta2=0.9), Anisotropic(), (1.0, -1.0), 400).internals
    assert late["r"][-1, 0] == pytest.approx(1, abs=1e-12)
    assert late["rho"][-1, 0] == pytest.approx(2 / 0.1 - 1, abs=1e-12)


def test_adamax_remembers_the_largest_gradient_and_lets_it_fade():
    path = run(Adamax(beta2=0.9, eps=1e-3), Rosenbrock(), (-0.7, 2.5), 40)
    size = np.abs(path.gradient) + 1e-3
    for k in range(40):
        fading = 0.9 ** np.arange(k, -1, -1)[:, np.newaxis] * size[: k + 1]
        np.testing.assert_allclose(path.internals["u"][k], fading.max(axis=0), rtol=1e-12)
