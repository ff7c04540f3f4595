"""Where two rules must agree, and steps that were worked out by hand."""

import numpy as np
import pytest

from engine import run
from optimizers import (
    FTRL,
    LBFGS,
    OPTIMIZERS,
    Adadelta,
    AdaGrad,
    Adam,
    Adamax,
    AdamW,
    AMSGrad,
    GradientDescent,
    Lion,
    Momentum,
    NAdam,
    Nesterov,
    RAdam,
    RMSProp,
)
from surfaces import SURFACES, Anisotropic, Rosenbrock

PLACES = [pytest.param(surface(), id=key) for key, surface in SURFACES.items()]
TINY = 1e-15  # an ε that no figure below shows


ROOT2, ROOT5, ROOT65 = 2**0.5, 5**0.5, 65**0.5
# Adadelta's second step: the gradient is (2, 16)·W, E[Δ²] is (0.5, 64/65).
DELTA_W = np.array([1 - ROOT2, 1 - 16 / ROOT65])
DELTA_G = DELTA_W * (2, 16)
DELTA = np.sqrt([1.5, 129 / 65]) / np.sqrt(0.75 * np.array([1, 64]) + DELTA_G**2 / 4 + 1)
# NAdam's μ at β₁ = 0.5 and ψ = 1, for t = 1, 2, 3, and where its first step ends.
MU1, MU2, MU3 = 0.26, 0.2696, 0.278816
NADAM_W = 1 - 0.05 * (MU2 / (1 - MU1 * MU2) + 2)
NADAM_M = 0.5 + NADAM_W
NADAM_M_HAT = MU3 * NADAM_M / (1 - MU1 * MU2 * MU3) + 2 * NADAM_W * (1 - MU2) / (1 - MU1 * MU2)
# L-BFGS' second direction: s = −(1, 8)/9, y = −(2, 128)/9, g = (16, 16)/9.
BFGS_R = 513 / 8194 * 16 / 9 * np.array([56, -7]) / 57
BFGS_B = 81 / 1026 * (BFGS_R @ (-2 / 9, -128 / 9))
BFGS_P = BFGS_R + (8 / 57 + BFGS_B) * np.array([1, 8]) / 9

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
    # E[g²] = (1, 64), so Δ = −(2, 16)/√(2, 65).
    "adadelta": (Adadelta(lr=1, rho=0.75, eps=1), [DELTA_W, DELTA_W - DELTA * DELTA_G]),
    # m = (1, 8), v = (1, 64); then m₁ = 0.5 + 0.9, v₁ = 0.75 + 0.81, corrected by 0.75 and 0.4375.
    "adam": (
        Adam(lr=0.1, beta1=0.5, beta2=0.75, eps=TINY),
        [(0.9, 0.9), (0.9 - 0.1 * (1.4 / 0.75) / (1.56 / 0.4375) ** 0.5,) * 2],
    ),
    # Decay takes off 0.1·W. Then m₁ = 0.5 + 0.8, v₁ = 0.75 + 0.64.
    "adamw": (
        AdamW(lr=0.1, beta1=0.5, beta2=0.75, eps=TINY, weight_decay=1),
        [(0.8, 0.8), (0.72 - 0.1 * (1.3 / 0.75) / (1.39 / 0.4375) ** 0.5,) * 2],
    ),
    # v₁ = 2; then m₁ = 0.5 + 0.1, v₁ = 1 + 0.02, and the maximum stays 2, corrected by 0.75.
    "amsgrad": (
        AMSGrad(lr=0.9, beta1=0.5, beta2=0.5, eps=TINY),
        [(0.1, 0.1), (0.1 - 0.9 * 0.8 / (2 / 0.75) ** 0.5,) * 2],
    ),
    # v₁ = 1, v̂₁ = 4; then v₁ = 0.75 + W₁², corrected by 0.4375.
    "nadam": (
        NAdam(lr=0.1, beta1=0.5, beta2=0.75, eps=TINY, momentum_decay=1),
        [
            (NADAM_W,) * 2,
            (NADAM_W - 0.1 * NADAM_M_HAT / ((0.75 + NADAM_W**2) / 0.4375) ** 0.5,) * 2,
        ],
    ),
    # Not yet trusted, η m̂: m = (1, 8), then (0.5 + 0.8, 4 − 4.8), corrected by 0.75.
    "radam": (
        RAdam(lr=0.1, beta1=0.5),
        [(0.8, -0.6), (0.8 - 0.13 / 0.75, -0.6 + 0.08 / 0.75)],
    ),
    # m₁ = 1, u₁ = 2; then m₁ = 0.5 + 0.9, u₁ = max(1.5, 1.8).
    "adamax": (
        Adamax(lr=0.1, beta1=0.5, beta2=0.75, eps=TINY),
        [(0.9, 0.9), (0.9 - 0.1 / 0.75 * 1.4 / 1.8,) * 2],
    ),
    # The second gradient points back, (−0.4, −3.2), but m = (0.5, 4) outweighs it.
    "lion": (Lion(lr=1.2, beta1=0.75, beta2=0.75), [(-0.2, -0.2), (-1.4, -1.4)]),
    # z = (−4, −18), n = (4, 256), divisors 7 and 35; then z = (−1 − √5, 6 − 8√5), n = (5, 320).
    "ftrl": (
        FTRL(lr=0.5, beta=1, l1=0.5, l2=1),
        [
            (0.5, 0.5),
            ((0.5 + ROOT5) / (3 + 2 * ROOT5), (8 * ROOT5 - 6.5) / (3 + 16 * ROOT5)),
        ],
    ),
    # Both first trials will do: 1/18 of the gradient, then the whole of Newton's step.
    "lbfgs": (LBFGS(), [(8 / 9, 1 / 9), np.array([8, 1]) / 9 - BFGS_P]),
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
def test_adagrad_gathers_every_squared_gradient(place):
    path = run(AdaGrad(), place, place.start, 60)
    np.testing.assert_allclose(path.internals["h"], np.cumsum(path.gradient**2, axis=0), rtol=1e-12)
    assert (np.diff(path.internals["effective_lr"], axis=0) <= 0).all()
