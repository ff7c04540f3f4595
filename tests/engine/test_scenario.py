"""A scenario: registry keys and plain numbers, checked once, and never changed."""

from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest
from hypothesis import given

from engine import Conditions, RunSpec, Scenario, SurfaceSpec, run
from engine.scenario import DEFAULT_RUNS, MOST_RUNS
from engine.specs import default_lr
from optimizers import OPTIMIZERS, Momentum
from parameters import parameters
from surfaces import SURFACES, Rosenbrock
from tests.helpers import assert_same_run
from tests.strategies import scenarios, specs

GD = RunSpec.of("gd")


def test_a_spec_has_a_value_for_every_parameter_in_their_order():
    spec = RunSpec.of("nesterov", alpha=0.5)
    usual = tuple((name, p.default) for name, p in parameters(Conditions).items())
    assert spec == RunSpec("nesterov", (("lr", 0.05), ("alpha", 0.5), *usual))
    assert spec["alpha"] == 0.5
    assert RunSpec.of("nesterov", alpha=0.5, lr=1).values == (("lr", 1.0), ("alpha", 0.5), *usual)
    assert SurfaceSpec.of("saddle").values == ()
    with pytest.raises(KeyError):
        spec["gamma"]


@pytest.mark.parametrize(
    ("kind", "key", "given_values", "message"),
    [
        (RunSpec, "sgd", {}, "'sgd' is not an optimizer; there are gd, momentum, "),
        (SurfaceSpec, "gd", {}, "'gd' is not a surface; there are isotropic, anisotropic, "),
        (RunSpec, "gd", {"alpha": 0.9}, "gd has no parameter 'alpha'; it has lr, schedule, "),
        (SurfaceSpec, "saddle", {"a": 1}, "saddle has no parameter 'a'; it has none$"),
        (RunSpec, "gd", {"lr": 0}, r"lr = 0 is outside \(0, ∞\)$"),
        (RunSpec, "momentum", {"alpha": 1.0}, r"alpha = 1 is outside \[0, 1\)$"),
        (RunSpec, "adam", {"bias_correction": "on"}, "bias_correction = 'on' is not true or"),
        (SurfaceSpec, "rosenbrock", {"b": np.nan}, r"b = nan is outside "),
        (RunSpec, "gd", {"lr": [0.1, 0.2]}, "lr = "),  # a sweep is no plain number
    ],
)
def test_a_spec_refuses_what_does_not_exist(kind, key, given_values, message):
    with pytest.raises(ValueError, match=message):
        kind.of(key, **given_values)


@given(spec=specs(RunSpec) | specs(SurfaceSpec))
def test_a_spec_builds_what_it_says(spec):
    built = spec.build()
    assert type(built) is spec.registry[spec.key]
    made = [built] if isinstance(spec, SurfaceSpec) else [built, spec.conditions]
    held = {name: getattr(each, name) for each in made for name in parameters(each)}
    assert held == dict(spec.values)
    assert spec.of(spec.key, **dict(spec.values)) == spec
    assert hash(spec.of(spec.key, **dict(spec.values))) == hash(spec)


def test_changing_one_value_leaves_the_others_and_the_original():
    spec = RunSpec.of("momentum", lr=0.3, alpha=0.5)
    assert spec.with_value("alpha", 0) == RunSpec.of("momentum", lr=0.3, alpha=0.0)
    assert spec["alpha"] == 0.5
    with pytest.raises(ValueError, match="has no parameter 'eps'"):
        spec.with_value("eps", 1)
    with pytest.raises(ValueError, match="outside"):
        spec.with_value("alpha", 1)


def test_the_default_scenario():
    scenario = Scenario()
    assert scenario.surface == SurfaceSpec.of("anisotropic")
    assert scenario.start == SURFACES["anisotropic"].start
    assert scenario.runs == tuple(RunSpec.of(key) for key in DEFAULT_RUNS)
    assert (scenario.steps, scenario.seed, scenario.tolerance) == (100, 0, 1e-3)


@pytest.mark.parametrize("key", SURFACES)
def test_each_surface_brings_its_own_start_and_learning_rates(key):
    scenario = Scenario(surface=SurfaceSpec.of(key))
    assert scenario.start == SURFACES[key].start
    assert scenario.runs == tuple(RunSpec.on(key, each) for each in DEFAULT_RUNS)


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_the_default_rate_follows_the_slope_only_where_the_step_does(key):
    rule = OPTIMIZERS[key]
    on_rosenbrock = default_lr("rosenbrock", key)
    assert default_lr("isotropic", key) == rule().lr
    assert on_rosenbrock == rule().lr / (1 if rule.scale_free else Rosenbrock.steepness)
    assert RunSpec.on("rosenbrock", key) == RunSpec.of(key, lr=on_rosenbrock)
    assert RunSpec.on("rosenbrock", key, lr=0.3)["lr"] == 0.3


def test_a_start_of_zero_is_a_start():
    assert Scenario(start=(0.0, 0.0)).start == (0.0, 0.0)
    assert Scenario(start=(0, 0)).start == (0.0, 0.0)
    assert all(type(each) is float for each in Scenario(start=(0, np.float64(1))).start)
    assert Scenario(start=(50.0, -7.0)).start == (50.0, -7.0)  # outside the window, and kept


@pytest.mark.parametrize(
    "start", [(1.0,), (1, 2, 3), (np.nan, 0), (0, np.inf), (1.1e6, 0), ("a", "b")]
)
def test_a_start_that_is_no_point_nearby_is_refused(start):
    with pytest.raises(ValueError, match=r"start|could not convert"):
        Scenario(start=start)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"steps": 0}, r"^Scenario\.steps = 0 is outside \[1, 2000\]$"),
        ({"steps": 2001}, r"^Scenario\.steps = 2001 is outside \[1, 2000\]$"),
        ({"steps": 2.5}, r"^Scenario\.steps = 2.5 is not a whole number$"),
        ({"seed": -1}, r"^Scenario\.seed = -1 is outside "),
        ({"seed": 2**31}, r"^Scenario\.seed = 2147483648 is outside "),
        ({"tolerance": 0}, r"^Scenario\.tolerance = 0 is outside "),
        ({"runs": (GD,) * 7}, "^7 runs are more than 6$"),
    ],
)
def test_values_outside_are_refused(values, message):
    with pytest.raises(ValueError, match=message):
        Scenario(**values)


@pytest.mark.parametrize("count", range(1, MOST_RUNS + 1))
def test_one_to_six_runs_may_be_alike(count):
    assert Scenario(runs=(GD,) * count).runs == (GD,) * count


@given(scenario=scenarios())
def test_a_scenario_is_frozen_hashable_and_equal_to_its_like(scenario: Scenario):
    twin = replace(scenario)
    assert twin is not scenario
    assert twin == scenario
    assert hash(twin) == hash(scenario)
    assert len({scenario, twin, replace(scenario, seed=scenario.seed ^ 1)}) == 2
    with pytest.raises(FrozenInstanceError):
        scenario.steps = 5
    with pytest.raises(FrozenInstanceError):
        scenario.runs[0].key = "adam"


def test_two_rules_with_the_same_numbers_are_two_scenarios():
    one, other = (Scenario(runs=(RunSpec.of(key),)) for key in ("amsgrad", "radam"))
    values = {"lr": 0.1, "beta1": 0.9}
    one, other = (
        replace(each, runs=(RunSpec.of(each.runs[0].key, **values),)) for each in (one, other)
    )
    assert one.runs[0].values == other.runs[0].values
    assert one != other
    assert hash(one) != hash(other)


def test_moving_to_another_surface_carries_only_the_rates_that_were_chosen():
    scenario = Scenario(
        start=(0.5, 0.5),
        runs=(GD, RunSpec.of("momentum", lr=0.3), RunSpec.of("adam"), RunSpec.of("gd", lr=0.02)),
        steps=77,
        seed=3,
    )
    there = scenario.on("rosenbrock")
    assert there.surface == SurfaceSpec.of("rosenbrock")
    assert there.start == Rosenbrock.start
    assert [each["lr"] for each in there.runs] == [0.1 / 200, 0.3, 0.1, 0.02]
    assert (there.steps, there.seed) == (77, 3)
    assert there.on("anisotropic").runs == scenario.runs
    assert scenario.start == (0.5, 0.5)


def test_one_run_can_be_replaced_or_kept_alone():
    adam = RunSpec.of("adam")
    scenario = Scenario(runs=(GD, GD, GD))
    assert scenario.with_run(0, adam).runs == (adam, GD, GD)
    assert scenario.with_run(2, adam).runs == (GD, GD, adam)
    assert scenario.with_run(1, adam).only(1).runs == (adam,)
    assert scenario.runs == (GD, GD, GD)


def test_the_path_is_that_of_the_run():
    scenario = Scenario(
        SurfaceSpec.of("rosenbrock", a=0.5),
        start=(0.0, 0.0),
        runs=(GD, RunSpec.of("momentum", lr=0.001, alpha=0.8)),
        steps=40,
        seed=4,
        tolerance=0.02,
    )
    path = scenario.path(1)
    alone = run(Momentum(0.001, 0.8), Rosenbrock(a=0.5), (0, 0), 40, seed=4, tolerance=0.02)
    assert_same_run(path, alone)
    assert (path.tolerance, path.seed, path.steps) == (0.02, 4, 40)
