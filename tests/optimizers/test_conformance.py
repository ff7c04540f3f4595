"""What every rule must do on every surface."""

import copy
from dataclasses import FrozenInstanceError

import numpy as np
import pytest

from engine import run
from engine.oracle import SurfaceOracle
from optimizers import OPTIMIZERS, Optimizer
from parameters import Interval, Parameter, parameters
from surfaces import SURFACES, Anisotropic, Surface
from tests.helpers import assert_same_run, at_the_edges, just_outside, points_of

RULES = [pytest.param(rule, id=key) for key, rule in OPTIMIZERS.items()]
PLACES = [pytest.param(surface, id=key) for key, surface in SURFACES.items()]
FIELDS = [
    pytest.param(rule, declared, id=f"{key}.{declared.name}")
    for key, rule in OPTIMIZERS.items()
    for declared in parameters(rule).values()
]
SWEEPS = [each for each in FIELDS if each.values[1].sweepable]

every_rule = pytest.mark.parametrize("rule", RULES)
every_place = pytest.mark.parametrize("place", PLACES)


class Flat:
    """A world without a slope."""

    fixed = True

    def loss(self, w):
        return np.zeros(w.shape[1:])

    def gradient(self, w, active=None):
        return np.zeros_like(w)


def frozen_in_place(tree):
    """Make every array of a state read-only, so that writing to one raises."""
    if isinstance(tree, np.ndarray):
        tree.flags.writeable = False
    elif isinstance(tree, tuple | list):
        for branch in tree:
            frozen_in_place(branch)


def suited(rule: type[Optimizer], place: type[Surface]) -> Optimizer:
    """The rule at its default, gentler on a steep surface where its step follows the slope."""
    return rule(lr=rule().lr / (1 if rule.scale_free else place.steepness))


def walk(optimizer: Optimizer, surface: Surface, count: int):
    """Steps from the surface's start, with the point and the state that each left."""
    oracle, w = SurfaceOracle(surface), np.array(surface.start)
    state = optimizer.init(w)
    for _ in range(count):
        step = optimizer.step(w, state, oracle)
        yield w, state, step
        w, state = step.w, step.state


@every_rule
def test_it_is_described_and_constructs_by_default(rule):
    made = rule()
    for name, declared in parameters(rule).items():
        assert getattr(made, name) == declared.default
    assert next(iter(parameters(rule))) == "lr"
    assert made.title
    assert made.reference
    assert made.formula
    assert all("W" in line or r"\leftarrow" in line or "=" in line for line in made.formula)


@pytest.mark.parametrize(("rule", "declared"), FIELDS)
def test_an_invalid_value_is_refused_by_name(rule, declared: Parameter):
    if isinstance(declared.valid, Interval):
        for value in just_outside(declared):
            with pytest.raises(ValueError, match="is outside") as refused:
                rule(**{declared.name: value})
            assert str(refused.value).endswith(str(declared.valid))
            assert str(refused.value).startswith(f"{rule.__name__}.{declared.name} = ")
    for value in ("no such value", float("nan")):
        with pytest.raises(ValueError, match=rf"^{rule.__name__}\.{declared.name} = {value!r} is"):
            rule(**{declared.name: value})


@every_rule
def test_it_is_frozen(rule):
    made = rule()
    with pytest.raises(FrozenInstanceError):
        made.lr = 0.5
    slower = made.with_lr(0.5 * made.lr)
    assert slower.lr == 0.5 * made.lr == 0.5 * rule().lr
    for name in parameters(rule):
        assert name == "lr" or getattr(slower, name) == getattr(made, name)


@every_place
@every_rule
def test_a_step_changes_neither_the_point_nor_the_state(rule, place):
    for w, state, _ in walk(suited(rule, place), place(), 3):
        again = copy.deepcopy(state)
        frozen_in_place((w, state))
        first = suited(rule, place).step(w, state, SurfaceOracle(place()))
        second = suited(rule, place).step(w, again, SurfaceOracle(place()))
        np.testing.assert_equal(state, again)
        np.testing.assert_equal(first, second)
        assert not np.shares_memory(first.w, w)


@every_place
@every_rule
def test_internals_are_those_with_symbols_and_explain_the_step(rule, place):
    for w, _, step in walk(suited(rule, place), place(), 3):
        assert set(step.internals) == set(rule.symbols)
        assert {"g", "update"} <= set(rule.symbols)
        assert all(rows.shape == w.shape for rows in step.internals.values())
        np.testing.assert_allclose(step.w, w + step.internals["update"], rtol=1e-12)


@every_place
@every_rule
def test_a_run_repeats_whatever_the_instance_did_before(rule, place):
    used, surface = rule(), place()
    first = run(used, surface, surface.start, 40)
    run(used, surface, (0.3, -0.4), 25)
    assert_same_run(run(used, surface, surface.start, 40), first)
    assert_same_run(run(rule(), place(), surface.start, 40), first)


@every_place
@every_rule
def test_a_lane_of_many_starts_equals_its_single_run(rule, place):
    starts = points_of(place(), 7)
    batch = run(rule(), place(), starts, 60)
    for lane in range(7):
        assert_same_run(batch.lane(lane), run(rule(), place(), starts[:, lane], 60))


@every_place
@pytest.mark.parametrize(("rule", "declared"), SWEEPS)
def test_a_lane_of_a_sweep_equals_its_single_run(rule, declared: Parameter, place):
    low, high = declared.slider
    swept = [declared.default, low, high, 0.5 * (low + high)]
    batch = run(rule(**{declared.name: swept}), place(), place.start, 60)
    for lane, value in enumerate(swept):
        alone = run(rule(**{declared.name: value}), place(), place.start, 60)
        assert_same_run(batch.lane(lane), alone)


@every_rule
def test_a_zero_gradient_gives_no_nan_anywhere_on_the_sliders(rule):
    for given in at_the_edges(rule):
        optimizer, w = rule(**given), np.array([[1.5, 0.0], [-0.5, 0.0]])
        state = optimizer.init(w)
        for _ in range(5):
            w, state, internals = optimizer.step(w, state, Flat())
            assert np.isfinite(w).all(), given
            assert all(np.isfinite(rows).all() for rows in internals.values()), given


@every_rule
def test_it_solves_a_quadratic_with_some_learning_rate(rule):
    rates = [m * 10.0**e for e in range(-3, 1) for m in (1, 2, 5)]
    path = run(rule(lr=rates), Anisotropic(), (-1.8, 1.0), 2000)
    outcomes = {rate: path.lane(lane).status.outcome for lane, rate in enumerate(rates)}
    assert "reached" in outcomes.values(), outcomes


@every_place
@every_rule
def test_its_default_goes_downhill_on_the_surface(rule, place):
    path = run(suited(rule, place), place(), place.start, 100)
    assert path.status.outcome != "diverged"
    assert path.loss[-1] < path.loss[0]
