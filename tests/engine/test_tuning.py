"""Tuning: the score of every learning rate is what single runs say, at the same cost."""

from dataclasses import replace

import numpy as np
import pytest

from engine import RunSpec, Scenario, SurfaceSpec, run
from engine.tuning import CRITERIA, RATES, Sensitivity, Trial, apart, cloud, sensitivity
from optimizers import OPTIMIZERS

ALONE = Trial(budget=60, criterion="final", starts=1, spread=0.0)
MANY = Trial(budget=40, criterion="final", starts=9, spread=0.3)


def one_run(key: str, surface: str = "rosenbrock", **given) -> Scenario:
    return Scenario(SurfaceSpec.of(surface), runs=(RunSpec.on(surface, key),), **given)


def score(scenario: Scenario, trial: Trial, rate: float, start) -> float:
    """As a person would find it out: run it and look where the budget is spent."""
    spec, surface = scenario.runs[0], scenario.surface.build()
    path = run(
        spec.build().with_lr(rate),
        surface,
        start,
        trial.budget,
        conditions=spec.conditions,
        noise=scenario.noise,
        seed=scenario.seed,
        tolerance=scenario.tolerance,
    )
    if path.status.outcome == "diverged":
        return np.inf
    paid = path.evaluations <= trial.budget
    left = path.loss[paid] - surface.infimum
    if trial.criterion == "evaluations":
        outside = np.flatnonzero(left > scenario.tolerance)
        arrived = outside[-1] + 1 if outside.size else 0
        return path.evaluations[arrived] if arrived < len(left) else np.inf
    return left[-1] if trial.criterion == "final" else left.min()


@pytest.mark.parametrize("criterion", CRITERIA)
@pytest.mark.parametrize("key", OPTIMIZERS)
def test_a_score_is_that_of_the_run_at_that_rate(key, criterion):
    trial, scenario = ALONE._replace(criterion=criterion), one_run(key, tolerance=0.5)
    rates = RATES[::16]
    found = sensitivity(scenario, trial, rates)
    alone = [score(scenario, trial, rate, scenario.start) for rate in rates]
    np.testing.assert_allclose(found.score, alone, rtol=1e-9)
    np.testing.assert_array_equal(found.low, found.score)
    np.testing.assert_array_equal(found.high, found.score)


@pytest.mark.parametrize("key", ["momentum", "adam", "lbfgs"])
def test_of_many_starts_the_median_and_the_quartiles_count(key):
    scenario = one_run(key, noise=0.4, seed=7)
    spec = scenario.runs[0].with_value("schedule", "cosine").with_value("clip", True)
    scenario = scenario.with_run(0, spec)
    found = sensitivity(scenario, MANY, (1e-3, 0.3))
    for index, rate in enumerate(found.rates):
        alone = sorted(score(scenario, MANY, rate, start) for start in cloud(scenario, MANY).T)
        quartiles = [values[index] for values in (found.low, found.score, found.high)]
        np.testing.assert_allclose(quartiles, [alone[2], alone[4], alone[6]], rtol=1e-9)


def test_who_diverges_has_no_score_and_is_counted():
    found = sensitivity(one_run("gd", "anisotropic"), MANY, (0.01, 0.12, 10.0))
    assert found.diverged.tolist() == [0, 0, 1]
    assert np.isfinite(found.score).tolist() == [True, True, False]


def test_the_cloud_begins_with_the_scenarios_start_and_repeats():
    scenario = one_run("gd")
    starts = cloud(scenario, MANY)
    assert starts.shape == (2, 9)
    np.testing.assert_array_equal(starts[:, 0], scenario.start)
    np.testing.assert_array_equal(starts, cloud(scenario, MANY))
    np.testing.assert_array_equal(starts[:, :4], cloud(scenario, MANY._replace(starts=4)))
    assert not np.allclose(starts[:, 1:], cloud(replace(scenario, seed=1), MANY)[:, 1:])
    many = cloud(scenario, MANY._replace(starts=5000, spread=2.0))
    assert many.std(axis=1) == pytest.approx([2, 2], rel=0.05)


def test_the_best_is_the_smallest_of_equals():
    scores, rates = np.array([3.0, 1.0, 1.0, np.inf]), np.arange(1.0, 5.0)
    best = Sensitivity(rates, scores, scores - 0.5, scores + 0.5, np.zeros(4)).best
    assert (best.rates, best.score, best.low, best.high) == ([2.0], [1.0], [0.5], [1.5])


def test_nothing_arrives_where_there_is_no_bottom():
    trial = ALONE._replace(criterion="evaluations")
    assert np.isinf(sensitivity(one_run("gd", "saddle"), trial, (0.1,)).best.score[0])


def test_every_rule_tries_ten_rates_to_a_factor_of_ten():
    assert (RATES[0], RATES[-1], len(RATES)) == (1e-6, 100.0, 81)
    assert np.diff(np.log10(RATES)) == pytest.approx(0.1, abs=0.011)
    assert {0.001, 0.02, 0.05, 0.1, 1.0} < set(RATES)


def test_what_a_trial_decides_itself_does_not_matter_to_it():
    one = Scenario(steps=7)
    two = one.with_run(1, one.runs[1].with_value("lr", 0.7))
    assert apart(one, 1) == apart(replace(two, steps=9), 1)
    assert apart(one, 0) != apart(one, 1)
