"""Where two rules must agree, and steps that were worked out by hand."""

import numpy as np
import pytest

from engine import run
from optimizers import OPTIMIZERS, AdaGrad, Adam, GradientDescent, Momentum, Nesterov, RMSProp
from surfaces import SURFACES, Anisotropic, Rosenbrock

PLACES = [pytest.param(surface(), id=key) for key, surface in SURFACES.items()]
TINY = 1e-15  # an ε that no figure below shows


# Two steps from (1, 1) on w₁² + 8w₂², whose gradient there is (2, 16).
BY_HAND = {
    "gd": (GradientDescent(lr=0.1), [(0.8, -0.6), (0.64, 0.36)]),
    # v = −0.1(2, 16), then 0.5v − 0.1(1.6, −9.6).
    "momentum": (Momentum(lr=0.1, alpha=0.5), [(0.8, -0.6), (0.54, -0.44)]),
    # The second gradient is taken at (0.7, −1.4): (1.4, −22.4).
    "nesterov": (Nesterov(lr=0.1, alpha=0.5), [(0.8, -0.6), (0.56, 0.84)]),
    # h = (4, 256), then h = (5, 320) with the gradient (1, 8).
    "adagrad": (AdaGrad(lr=0.5, eps=TINY), [(0.5, 0.5), (0.5 - 0.5 / 5**0.5,) * 2]),
    # h = (1, 64), then h = 0.75h + 0.25(1.6, 12.8)² = (1.39, 88.96).
    "rmsprop": (
        RMSProp(lr=0.1, gamma=0.75, eps=TINY),
        [(0.8, 0.8), (0.8 - 0.16 / 1.39**0.5,) * 2],
    ),
    # m = (1, 8), v = (1, 64); then m₁ = 0.5 + 0.9, v₁ = 0.75 + 0.81, corrected by 0.75 and 0.4375.
    "adam": (
        Adam(lr=0.1, beta1=0.5, beta2=0.75, eps=TINY),
        [(0.9, 0.9), (0.9 - 0.1 * (1.4 / 0.75) / (1.56 / 0.4375) ** 0.5,) * 2],
    ),
}


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_two_steps_by_hand(key):
    optimizer, expected = BY_HAND[key]
    path = run(optimizer, Anisotropic(), (1.0, 1.0), 2)
    np.testing.assert_allclose(path.w[1:], expected, rtol=1e-13)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("rule", [Momentum, Nesterov])
def test_without_momentum_it_is_gradient_descent(rule, place):
    lr = 0.1 / place.steepness
    heavy = run(rule(lr=lr, alpha=0), place, place.start, 60)
    plain = run(GradientDescent(lr=lr), place, place.start, 60)
    np.testing.assert_array_equal(heavy.w, plain.w)


@pytest.mark.parametrize("place", PLACES)
def test_momentum_keeps_one_velocity_for_each_axis(place):
    lr = 0.1 / place.steepness
    path = run(Momentum(lr=lr, alpha=0.5), place, place.start, 8)
    for k in range(8):  # v is the sum of all gradients so far, each halved once a step
        halved = 0.5 ** np.arange(k, -1, -1)[:, np.newaxis]
        expected = -lr * (halved * path.gradient[: k + 1]).sum(axis=0)
        np.testing.assert_allclose(path.internals["v"][k], expected, rtol=1e-12)


@pytest.mark.parametrize("place", PLACES)
def test_nesterov_looks_ahead_where_torch_stands(place):
    # torch.optim.SGD(nesterov=True): b ← αb + g, w ← w − lr(g + αb), with g taken at w itself.
    lr, alpha = 0.1 / place.steepness, 0.9
    w, b = np.array(place.start), np.zeros(2)
    path = run(Nesterov(lr=lr, alpha=alpha), place, place.start, 60)
    for look_ahead in path.internals["look_ahead"]:
        np.testing.assert_allclose(look_ahead, w, rtol=1e-10, atol=1e-12)
        g = place.gradient(w)
        b = alpha * b + g
        w = w - lr * (g + alpha * b)


def test_nesterov_takes_its_gradient_at_the_point_ahead():
    place = Rosenbrock()
    path = run(Nesterov(lr=0.0005, alpha=0.9), place, place.start, 20)
    ahead = path.internals["look_ahead"]
    np.testing.assert_allclose(ahead, path.w[:-1] + path.internals["carried"], rtol=1e-14)
    np.testing.assert_array_equal(path.gradient, place.gradient(ahead.T).T)
    assert not np.allclose(ahead[1:], path.w[1:-1])


@pytest.mark.parametrize("eps", [1e-2, 1e-5, 1e-8])
def test_rmsprop_without_memory_is_sign_descent_as_epsilon_vanishes(eps):
    path = run(RMSProp(lr=0.1, gamma=0, eps=eps), Anisotropic(), (1.03, -0.97), 5)
    short_of_sign = np.abs(path.internals["update"] + 0.1 * np.sign(path.gradient))
    assert (short_of_sign <= 0.1 * eps / np.abs(path.gradient) + 1e-15).all()
    assert np.abs(path.gradient).min() > 0.5  # else the bound above says nothing


@pytest.mark.parametrize("place", PLACES)
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


@pytest.mark.parametrize("place", PLACES)
def test_adagrad_gathers_every_squared_gradient(place):
    path = run(AdaGrad(), place, place.start, 60)
    np.testing.assert_allclose(path.internals["h"], np.cumsum(path.gradient**2, axis=0), rtol=1e-12)
    assert (np.diff(path.internals["effective_lr"], axis=0) <= 0).all()
