"""What theory predicts of quadratics, against what runs do."""

from dataclasses import replace

import numpy as np
import pytest

from engine import RunSpec, Scenario, SurfaceSpec
from engine.axes import axis, settings
from engine.maps import settings_map
from engine.theory import discriminant, escape, measured, recurrence, theory
from optimizers import GradientDescent, Momentum, Nesterov

LINEAR = ("gd", "momentum", "nesterov")
FLAT, STEEP = 2.0, 16.0  # the curvatures of the anisotropic bowl with a ratio of 8


def alone(key, surface="anisotropic", steps=200, **given):
    runs = (RunSpec.on(surface, key, **given),)
    return Scenario(SurfaceSpec.of(surface), runs=runs, steps=steps)


@pytest.mark.parametrize("curvature", [0.5, 3.0, 16.0])
def test_recurrences_are_those_of_the_papers(curvature):
    lr, alpha = 0.07, 0.6
    p = lr * curvature
    expected = {
        GradientDescent(lr=lr): [1 - p],
        Momentum(lr=lr, alpha=alpha): np.roots([1, -(1 + alpha - p), alpha]),
        Nesterov(lr=lr, alpha=alpha): np.roots([1, -(1 + alpha) * (1 - p), alpha * (1 - p)]),
    }
    for rule, roots in expected.items():
        found = np.linalg.eigvals(recurrence(rule, curvature)[0])
        np.testing.assert_allclose(np.sort_complex(found), np.sort_complex(roots), atol=1e-12)


def test_the_discriminant_of_heavy_ball():
    lr, alpha = np.array([0.01, 0.1, 0.1]), np.array([0.2, 0.2, 0.9])
    found = discriminant(Momentum(lr=lr, alpha=alpha), STEEP, 3)
    np.testing.assert_allclose(found, (1 + alpha - lr * STEEP) ** 2 - 4 * alpha, atol=1e-12)
    assert np.isnan(discriminant(GradientDescent(), STEEP)).all()


@pytest.mark.parametrize(
    ("key", "given"),
    [
        ("gd", {"lr": 0.05}),
        ("gd", {"lr": 0.12}),
        ("momentum", {"lr": 0.1, "alpha": 0.9}),
        ("momentum", {"lr": 0.02, "alpha": 0.3}),
        ("momentum", {"lr": 0.5, "alpha": 0.9, "form": "average"}),
        ("nesterov", {"lr": 0.05, "alpha": 0.8}),
    ],
)
def test_a_run_converges_as_fast_as_predicted(key, given):
    scenario = alone(key, **given)
    known = theory(scenario)
    assert known.curvatures == pytest.approx((FLAT, STEEP))
    assert measured(scenario.path(0)) == pytest.approx(known.factor, rel=0.02)


def test_swinging_is_seen_in_the_run():
    for alpha in (0.1, 0.9):
        scenario = alone("momentum", lr=0.02, alpha=alpha)
        along_flat = scenario.path(0).w[:80, 0]
        assert theory(scenario).swings[0] == (np.diff(np.sign(along_flat)) != 0).any()


@pytest.mark.parametrize("key", LINEAR)
def test_nothing_near_the_optimum_is_better(key):
    scenario = alone(key)
    known = theory(scenario)
    assert known.best_factor <= known.factor + 1e-12

    def factor(**values):
        spec = scenario.runs[0]
        for name, value in values.items():
            spec = spec.with_value(name, value)
        return theory(scenario.with_run(0, spec)).factor

    assert factor(**known.best) == pytest.approx(known.best_factor)
    for name, value in known.best.items():
        for change in (0.97, 1.03):
            assert factor(**known.best | {name: value * change}) > known.best_factor - 1e-9


def test_the_optima_are_those_of_the_papers():
    kappa = STEEP / FLAT
    best = {key: theory(alone(key)) for key in LINEAR}
    root = np.sqrt(kappa)
    assert best["gd"].best_factor == pytest.approx((kappa - 1) / (kappa + 1))
    assert best["momentum"].best["alpha"] == pytest.approx(((root - 1) / (root + 1)) ** 2)
    assert best["momentum"].best_factor == pytest.approx((root - 1) / (root + 1), abs=1e-6)
    assert best["nesterov"].best_factor == pytest.approx(1 - 2 / np.sqrt(3 * kappa + 1), abs=1e-6)


@pytest.mark.parametrize("key", LINEAR)
def test_the_best_cell_of_a_map_lies_near_the_optimum(key):
    scenario = alone(key, steps=60)
    best = theory(scenario).best
    if "alpha" not in best:
        return
    every = settings(scenario)
    found = settings_map(scenario, axis(every["lr"], 40), axis(every["alpha"], 40))
    row, column = found.best("distance")
    assert found.across.values[column] == pytest.approx(best["lr"], rel=0.35)
    assert found.up.values[row] == pytest.approx(best["alpha"], abs=0.15)
    assert (found.damping[0] <= found.damping[0].max()).all()


def test_theory_says_nothing_of_other_runs():
    assert theory(alone("adam")) is None
    assert theory(alone("gd", "rosenbrock")) is None
    assert theory(alone("gd", "saddle")) is None
    assert theory(alone("gd", schedule="cosine")) is None
    assert theory(replace(alone("gd"), noise=0.1)) is None
    assert measured(alone("gd", lr=1.0).path(0)) is None


@pytest.mark.parametrize(
    ("key", "given"),
    [("gd", {"lr": 0.05}), ("gd", {"lr": 0.2}), ("momentum", {"lr": 0.02, "alpha": 0.8})],
)
@pytest.mark.parametrize("w2", [1e-1, 1e-3, -1e-6])
def test_a_run_leaves_the_saddle_when_theory_says(key, given, w2):
    scenario = replace(alone(key, "saddle", 600, **given), start=(1.0, w2))
    path = scenario.path(0)
    outside = int(np.argmax(~path.surface.domain.contains(path.w.T)))
    assert escape(path) == pytest.approx(outside, abs=1)


def test_from_the_ridge_nothing_escapes():
    ridge = replace(alone("gd", "saddle"), start=(1.0, 0.0))
    assert escape(ridge.path(0)) is None
    assert escape(alone("gd").path(0)) is None
    assert escape(alone("adam", "saddle").path(0)) is None
