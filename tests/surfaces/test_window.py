"""The window: what it contains and how it widens."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import window_for
from parameters import parameters
from surfaces import SURFACES, Rosenbrock, Window
from tests.strategies import numbers

WINDOW = Window((-2.0, 2.0), (-1.0, 5.0))
A = parameters(Rosenbrock)["a"]


def test_it_contains_its_edges_and_nothing_beyond():
    inside = [(-2, -1), (2, 5), (0, 0)]
    outside = [(-2.001, 0), (2.001, 0), (0, -1.001), (0, 5.001), (np.nan, 0), (0, np.inf)]
    held = WINDOW.contains(np.array(inside + outside).T)
    assert held.tolist() == [True] * 3 + [False] * 6
    assert WINDOW.contains(np.zeros((2, 3, 4))).shape == (3, 4)


def test_its_size_is_the_longer_side():
    assert WINDOW.size == 6
    assert Window((0.0, 3.0), (0.0, 1.0)).size == 3


def test_its_grid_has_rows_along_w2():
    grid = WINDOW.grid(3)
    assert grid.shape == (2, 3, 3)
    np.testing.assert_array_equal(grid[:, 0, :], [[-2, 0, 2], [-1, -1, -1]])
    np.testing.assert_array_equal(grid[:, :, 2], [[2, 2, 2], [-1, 2, 5]])


def test_it_widens_only_on_the_side_where_a_point_lies_outside():
    assert WINDOW.including(np.array([[0.0, 2.0], [0.0, 5.0]])) == WINDOW
    assert WINDOW.including(np.zeros((2, 0))) == WINDOW
    wide = WINDOW.including(np.array([[8.0], [0.0]]), margin=0.1)
    assert wide == Window((-2.0, 9.0), (-1.0, 5.0))
    wide = WINDOW.including(np.array([[0.0, 0.0], [-5.0, 7.0]]), margin=0.5)
    assert wide == Window((-2.0, 2.0), (-11.0, 13.0))


@given(w1=st.floats(-1e6, 1e6), w2=st.floats(-1e6, 1e6))
def test_the_window_for_a_start_contains_it_and_all_that_it_showed(w1, w2):
    start = np.array([w1, w2])
    for kind in SURFACES.values():
        domain, wide = kind().domain, window_for(kind(), start)
        assert wide.contains(start)
        assert wide.contains(np.stack([domain.low, domain.high], axis=1)).all()
        assert (wide == domain) is bool(domain.contains(start))


@given(a=st.floats(*A.slider) | numbers(A.valid).filter(lambda a: abs(a) < 1e6))
def test_rosenbrocks_window_shows_its_minimum(a):
    surface = Rosenbrock(a=a)
    assert surface.minima.tolist() == [[a], [a * a]]
    assert surface.domain.contains(surface.minima).all()
    assert surface.value(surface.minima[:, 0]) == 0


@pytest.mark.parametrize("a", A.slider)
def test_the_slider_hardly_moves_rosenbrocks_window(a):
    assert Rosenbrock(a=a).domain == Rosenbrock().domain
