"""Which window is drawn around the paths."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine import RunSpec, Scenario, SurfaceSpec
from plots.framing import framed
from surfaces import SURFACES, Anisotropic, Rosenbrock, Saddle
from tests.helpers import drawn

coordinates = st.floats(-4, 4)
points = st.lists(st.tuples(coordinates, coordinates), min_size=2, max_size=6)
surfaces = st.sampled_from([kind() for kind in SURFACES.values()])


def paths_of(scenario):
    return [scenario.path(index) for index in range(len(scenario.runs))]


def sides(window):
    return window.high - window.low


@pytest.mark.parametrize("fit", [False, True])
@given(surfaces, points, st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)))
def test_the_start_is_always_in_the_window(fit, surface, visited, start):
    window = framed(surface, [drawn([start, *visited], surface)], fit)
    assert window.contains(np.array(start))
    assert np.all(sides(window) > 0)


@given(surfaces, points)
def test_a_fitted_window_holds_every_near_point_with_room(surface, visited):
    path = drawn(visited, surface)
    window = framed(surface, [path], fit=True)
    room = sides(surface.domain) / 40
    assert np.all(path.w - room >= window.low)
    assert np.all(path.w + room <= window.high)
    assert np.all(window.contains(surface.minima))


@example(SURFACES["ravine"](), [(0.0, 0.0), (0.5, 0.0)])  # its window has unequal sides
@given(surfaces, points)
def test_a_fitted_window_is_never_a_strip(surface, visited):
    window = framed(surface, [drawn(visited, surface)], fit=True)
    assert np.min(sides(window)) >= 0.599 * np.max(sides(window))


@given(surfaces, points)
def test_without_fit_the_paths_do_not_matter(surface, visited):
    start = surface.start
    alone, other = drawn([start, start], surface), drawn([start, *visited], surface)
    assert framed(surface, [other], fit=False) == framed(surface, [alone], fit=False)
    assert framed(surface, [other], fit=False) == surface.domain


def test_all_paths_count_when_fitting():
    surface = Anisotropic()
    left, right = (drawn([(0.1, 0), (w1, 0.1)], surface) for w1 in (-1.5, 1.5))
    window = framed(surface, [left, right], fit=True)
    assert window.contains(np.array([-1.5, 0.1]))
    assert window.contains(np.array([1.5, 0.1]))


def test_a_path_that_explodes_is_not_followed():
    path = drawn([(1, 1), (-3, 3), (1e3, -1e5), (1e30, 1e30)], Anisotropic())
    window = framed(path.surface, [path], fit=True)
    assert window.contains(np.array([-3, 3]))
    assert window.size < 20


def test_short_paths_are_looked_at_closely():
    path = drawn([(0.2, 0.1), (0.1, 0.05)], Anisotropic())
    assert framed(path.surface, [path], fit=True).size <= 1.5


@pytest.mark.parametrize("surface", SURFACES)
def test_a_small_change_of_a_path_keeps_the_window(surface):
    scenario = Scenario(SurfaceSpec.of(surface))
    lr = scenario.runs[0]["lr"]
    moved = scenario.with_run(0, RunSpec.of("gd", lr=lr * 1.0001))
    first, second = paths_of(scenario), paths_of(moved)
    assert not np.array_equal(first[0].w, second[0].w)
    model = scenario.surface.build()
    assert framed(model, first, fit=True) == framed(model, second, fit=True)


@given(st.floats(0.02, 0.2))
def test_there_are_few_windows_so_that_small_moves_keep_them(lr):
    surface = Anisotropic()
    path = replace(Scenario(), runs=(RunSpec.of("momentum", lr=lr),)).path(0)
    window = framed(surface, [path], fit=True)
    units = np.concatenate([window.low, window.high]) / 0.25
    np.testing.assert_allclose(units, np.round(units), atol=1e-9)


@pytest.mark.parametrize("surface", [Rosenbrock(a=1.5), Saddle()])
def test_minima_outside_the_paths_are_in_the_picture(surface):
    path = drawn([surface.start, surface.start], surface)
    assert np.all(framed(surface, [path], fit=True).contains(surface.minima))
