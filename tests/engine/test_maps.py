"""Maps of settings: every cell is its own run, and divergence is where theory says."""

import numpy as np
import pytest

from engine import RunSpec, Scenario, SurfaceSpec
from engine.axes import Axis, axis, position, settings, usual, with_setting
from engine.lanes import NEVER
from engine.maps import METRICS, settings_map
from optimizers import OPTIMIZERS
from parameters import parameters
from surfaces import SURFACES


def alone(key: str, surface: str = "anisotropic", steps: int = 120, **given) -> Scenario:
    runs = (RunSpec.on(surface, key, **given),)
    return Scenario(SurfaceSpec.of(surface), runs=runs, steps=steps)


def mapped(scenario: Scenario, across: str, up: str, count: int = 12, wide: bool = False):
    every = settings(scenario)
    sides = (axis(every[name], count, wide) for name in (across, up))
    return settings_map(scenario, *sides)


@pytest.mark.parametrize(
    ("key", "across", "up"),
    [
        ("momentum", "lr", "alpha"),
        ("adam", "lr", "beta2"),
        ("ftrl", "l1", "beta"),
        ("lbfgs", "lr", "w2"),
        ("nesterov", "w1", "w2"),
        ("gd", "lr", "ratio"),
        ("rmsprop", "w1", "rotation"),
    ],
)
def test_every_cell_is_the_run_with_its_settings(key, across, up):
    scenario = alone(key)
    found = mapped(scenario, across, up)
    for row, column in ((0, 0), (3, 7), (11, 2), (6, 11), (11, 11)):
        values = {across: found.across.values[column], up: found.up.values[row]}
        path = with_setting(scenario, values).path(0)
        cell = {name: getattr(found, name)[row, column] for name in ("reached", "diverged_at")}
        diverged, reached = path.diverged_at, path.steps_to_tolerance
        assert cell["diverged_at"] == (NEVER if diverged is None else diverged)
        assert cell["reached"] == (NEVER if reached is None else reached)
        if diverged is None:
            assert found.loss[row, column] == pytest.approx(path.loss[-1], rel=1e-9)
            assert found.distance[row, column] == pytest.approx(path.distance, rel=1e-9)


def test_a_metric_has_no_value_where_a_run_diverged_or_did_not_arrive():
    found = mapped(alone("momentum", steps=40), "lr", "alpha", 24)
    assert found.diverged.any()
    for name in METRICS:
        values = found.metric(name)
        assert np.isnan(values[found.diverged]).all()
        row, column = found.best(name)
        assert values[row, column] == np.nanmin(values)
    assert np.isnan(found.metric("steps")[found.reached == NEVER]).all()
    assert np.isfinite(found.metric("loss")[~found.diverged]).all()


def test_there_may_be_no_best():
    assert mapped(alone("gd", steps=1), "lr", "w1", 3).best("steps") is None


LINEAR = [
    ("gd", {}, "ratio"),
    ("momentum", {}, "alpha"),
    ("momentum", {"form": "average"}, "alpha"),
    ("nesterov", {}, "alpha"),
]


@pytest.mark.parametrize("surface", ["anisotropic", "isotropic", "booth"])
@pytest.mark.parametrize(("key", "given", "up"), LINEAR)
def test_measured_divergence_is_where_theory_says(surface, key, given, up):
    if up not in settings(alone(key, surface)):
        pytest.skip("the surface has no such parameter")
    scenario = alone(key, surface, 400, **given)
    found = mapped(scenario, "lr", up, 32)
    beyond = found.excess > 0
    assert 0.02 < beyond.mean() < 0.98
    # A cell on the line may be on either side; so may those beside it.
    near = np.pad(beyond, 1, mode="edge")
    views = np.lib.stride_tricks.sliding_window_view(near, (3, 3))
    clear = views.all(axis=(2, 3)) | ~views.any(axis=(2, 3))
    assert clear.mean() > 0.7
    np.testing.assert_array_equal(found.diverged[clear], beyond[clear])


def test_theory_is_silent_where_it_does_not_hold():
    assert mapped(alone("adam"), "lr", "beta1", 4).excess is None
    assert mapped(alone("gd", "rosenbrock"), "lr", "b", 4).excess is None
    assert mapped(alone("momentum", clip=True), "lr", "alpha", 4).excess is None
    assert mapped(alone("momentum", schedule="cosine"), "lr", "alpha", 4).excess is None
    assert mapped(alone("momentum"), "lr", "alpha", 4).excess is not None


def test_a_surface_cannot_be_swept_across():
    scenario = alone("gd")
    across, up = (axis(settings(scenario)[name], 3) for name in ("ratio", "lr"))
    with pytest.raises(ValueError, match="belongs to the surface"):
        settings_map(scenario, across, up)


@pytest.mark.parametrize("key", OPTIMIZERS)
@pytest.mark.parametrize("surface", SURFACES)
def test_every_run_has_usual_axes_of_valid_values(key, surface):
    scenario = alone(key, surface)
    every = settings(scenario)
    across, up = usual(scenario)
    assert across == "lr" != up
    assert up not in parameters(SURFACES[surface]) or across not in parameters(SURFACES[surface])
    for declared in every.values():
        for wide in (False, True):
            values = axis(declared, 9, wide).values
            assert list(values) == sorted(set(values))
            with_setting(scenario, {declared.name: values[0]})
            with_setting(scenario, {declared.name: values[-1]})


def test_the_usual_second_axis_is_the_first_decay():
    usually = {key: usual(alone(key))[1] for key in ("momentum", "rmsprop", "adam", "adadelta")}
    assert usually == {"momentum": "alpha", "rmsprop": "gamma", "adam": "beta1", "adadelta": "rho"}
    assert usual(alone("gd"))[1] == "ratio"
    assert usual(alone("gd", "himmelblau"))[1] == "w1"


def test_rules_and_surfaces_share_no_name():
    rules = {name for rule in OPTIMIZERS.values() for name in parameters(rule)}
    places = {name for place in SURFACES.values() for name in parameters(place)}
    assert not rules & places


def test_positions_are_evenly_spaced():
    every = settings(alone("adam"))
    for name in ("lr", "beta2", "w1"):
        made: Axis = axis(every[name], 20, wide=True)
        steps = np.diff([position(made.scale, value) for value in made.values])
        np.testing.assert_allclose(steps, steps.mean(), rtol=0.03)


def test_a_narrow_axis_has_the_default_in_its_middle():
    lr = axis(settings(alone("gd", "rosenbrock"))["lr"], 31)
    assert lr.values[15] == 0.0005
    assert lr.values[-1] / lr.values[0] == pytest.approx(1000, rel=0.02)


def test_progress_is_told():
    told = []
    scenario = alone("gd")
    sides = [axis(settings(scenario)[name], 4) for name in ("lr", "ratio")]
    settings_map(scenario, *sides, progress=told.append)
    assert told == sorted(told)
    assert {0.25, 0.5, 0.75, 1.0} <= set(told)
