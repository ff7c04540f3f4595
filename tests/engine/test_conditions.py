"""Schedules of the learning rate, gradient clipping and gradient noise: the same for every rule."""

from dataclasses import replace

import numpy as np
import pytest

from engine import SCHEDULES, Conditions, RunSpec, Scenario, run
from engine.link import decode, encode
from optimizers import OPTIMIZERS, GradientDescent, Momentum
from parameters import parameters
from surfaces import SURFACES
from tests.helpers import assert_same_run

BOWL = SURFACES["anisotropic"]()
ROSENBROCK = SURFACES["rosenbrock"]()


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        (Conditions(), [1, 1, 1, 1, 1]),
        (Conditions(schedule="step", drop=0.5, every=2), [1, 1, 0.5, 0.5, 0.25]),
        (Conditions(schedule="exponential", drop=0.25, every=2), [1, 0.5, 0.25, 0.125, 0.0625]),
        (
            Conditions(schedule="cosine"),
            [1, *(0.5 + 0.5 * np.cos(np.pi * k / 5) for k in (1, 2, 3, 4))],
        ),
        (Conditions(schedule="warm-up", rise=0.4), [0.5, 1, 1, 0.75, 0.25]),
        # torch 2.9, OneCycleLR(optimizer, 1.0, total_steps=5, pct_start=0.6), its learning rates
        (Conditions(schedule="one-cycle", rise=0.6), [0.04, 0.52, 1, 0.500002, 0.000004]),
    ],
    ids=SCHEDULES,
)
def test_what_the_learning_rate_is_multiplied_by(conditions, expected):
    np.testing.assert_allclose(conditions.factors(5), expected, rtol=1e-12)


@pytest.mark.parametrize("schedule", SCHEDULES)
@pytest.mark.parametrize("rise", [0.0, 0.01, 0.3, 1.0])
@pytest.mark.parametrize("steps", [0, 1, 2, 3, 2000])
def test_a_factor_for_every_step_at_every_edge(schedule, rise, steps):
    factors = Conditions(schedule=schedule, rise=rise).factors(steps)
    assert factors.shape == (steps,)
    assert np.all((factors >= 0) & (factors <= 1))


def test_conditions_and_rules_have_no_name_in_common():
    for rule in OPTIMIZERS.values():
        assert not set(parameters(rule)) & set(parameters(Conditions))


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_only_what_matters_is_used(schedule):
    """Every parameter that is not named changes nothing."""
    one = Conditions(schedule=schedule)
    other = replace(one, **{n: v for n, v in MOVED.items() if n not in one.used})
    np.testing.assert_array_equal(one.factors(50), other.factors(50))
    assert one.limit == other.limit == np.inf
    for name in set(one.used) - {"schedule", "clip"}:
        moved = replace(one, **{name: MOVED[name]})
        assert not np.array_equal(one.factors(50), moved.factors(50))


MOVED = {"drop": 0.3, "every": 7, "rise": 0.5, "max_norm": 0.2}


def test_the_rates_of_a_run_are_those_of_its_steps():
    conditions = Conditions(schedule="step", drop=0.1, every=2)
    path = run(GradientDescent(lr=0.1), BOWL, (1, 1), 4, conditions=conditions)
    np.testing.assert_allclose(path.rates, [0.1, 0.1, 0.01, 0.01])
    moves = -path.rates[:, None] * path.gradient
    np.testing.assert_allclose(np.diff(path.w, axis=0), moves, rtol=1e-12, atol=1e-16)


@pytest.mark.parametrize("rule", OPTIMIZERS)
def test_a_constant_schedule_changes_nothing(rule):
    plain = run(OPTIMIZERS[rule](), BOWL, (1, 1), 20)
    still = Conditions(schedule="exponential", drop=1.0)
    assert_same_run(plain, run(OPTIMIZERS[rule](), BOWL, (1, 1), 20, conditions=still))


@pytest.mark.parametrize("rule", OPTIMIZERS)
def test_no_gradient_is_longer_than_clipping_allows(rule):
    conditions = Conditions(clip=True, max_norm=0.5)
    path = run(OPTIMIZERS[rule](), ROSENBROCK, (-1.2, 1), 40, conditions=conditions)
    assert np.all(np.linalg.norm(path.gradient, axis=1) <= 0.5 * (1 + 1e-12))
    assert path.clipped[0]


def test_clipping_keeps_the_direction_and_says_when_it_acted():
    conditions = Conditions(clip=True, max_norm=4.0)
    path = run(GradientDescent(lr=0.05), BOWL, (1, 1), 30, conditions=conditions)
    true = BOWL.gradient(path.w[:-1].T).T
    long = np.linalg.norm(true, axis=1) > 4
    np.testing.assert_array_equal(path.clipped, long)
    assert 0 < long.sum() < 30
    np.testing.assert_allclose(path.gradient[~long], true[~long])
    shortened = 4 * true[long] / np.linalg.norm(true[long], axis=1, keepdims=True)
    np.testing.assert_allclose(path.gradient[long], shortened, rtol=1e-12)


@pytest.mark.parametrize("rule", OPTIMIZERS)
def test_every_run_sees_the_same_noise_at_the_same_step(rule):
    """What the rule saw less the true gradient where it looked, as every question is told it."""
    path = run(OPTIMIZERS[rule](), BOWL, (1, 1), 12, noise=0.3, seed=5)
    where = path.internals.get("look_ahead", path.w[:-1])
    np.testing.assert_allclose(path.gradient - BOWL.gradient(where.T).T, path.noise, atol=1e-12)
    drawn = 0.3 * np.random.default_rng(5).standard_normal((12, 2))
    np.testing.assert_array_equal(path.noise, drawn)


def test_noise_belongs_to_seed_and_step_not_to_how_many_follow():
    short, long = (run(Momentum(), BOWL, (1, 1), n, noise=1.0, seed=3) for n in (10, 50))
    np.testing.assert_array_equal(short.w, long.w[:11])
    other = run(Momentum(), BOWL, (1, 1), 10, noise=1.0, seed=4)
    assert not np.array_equal(short.w[1], other.w[1])


def test_the_loss_that_is_drawn_is_the_true_one():
    path = run(GradientDescent(), BOWL, (1, 1), 10, noise=1.0)
    np.testing.assert_array_equal(path.loss, BOWL.value(path.w.T))


def test_a_line_search_stays_consistent_under_noise():
    """The tilted gradient is that of the tilted loss: every step goes down on it."""
    path = run(OPTIMIZERS["lbfgs"](), BOWL, (1, 1), 10, noise=0.5, seed=1)
    w, tilt = path.w, path.noise
    before = path.loss[:-1] + np.sum(tilt * w[:-1], axis=1)
    after = path.loss[1:] + np.sum(tilt * w[1:], axis=1)
    assert np.all(after <= before)


@pytest.mark.parametrize("rule", OPTIMIZERS)
def test_seeds_are_lanes(rule):
    conditions = Conditions(schedule="cosine", clip=True)
    seeds = np.arange(3, 6)
    settings = {"conditions": conditions, "noise": 0.4}
    many = run(OPTIMIZERS[rule](), BOWL, (1, 1), 25, seed=seeds, **settings)
    for lane, seed in enumerate(seeds):
        one = run(OPTIMIZERS[rule](), BOWL, (1, 1), 25, seed=int(seed), **settings)
        found = many.lane(lane)
        assert_same_run(found, one)
        np.testing.assert_array_equal(found.noise, one.noise)
        np.testing.assert_array_equal(found.clipped, one.clipped)
        np.testing.assert_array_equal(found.rates, one.rates)
        assert found.seed == seed


def test_one_seed_gives_every_lane_the_same_noise():
    path = run(Momentum(lr=np.array([0.01, 0.02])), BOWL, (1, 1), 5, noise=0.4)
    np.testing.assert_array_equal(path.noise[:, :, 0], path.noise[:, :, 1])


def test_six_runs_with_schedules_noise_and_seed_go_through_their_link():
    runs = tuple(
        RunSpec.on("rosenbrock", key, schedule=schedule, drop=0.3, rise=0.12, clip=True, every=7)
        for key, schedule in zip(("gd", "adam", "lion", "ftrl", "lbfgs", "radam"), SCHEDULES)  # noqa: B905
    )
    scenario = replace(Scenario().on("rosenbrock"), runs=runs, noise=0.123456789, seed=77)
    again, said = decode(encode(scenario))
    assert again == scenario
    assert said == ()
    for index in range(6):
        assert_same_run(scenario.path(index), again.path(index))
