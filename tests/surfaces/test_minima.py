"""The declared minima: that they are minima, and that there are no others in the window."""

import numpy as np
import pytest

from surfaces import Surface
from tests.helpers import name_of, points_of, surfaces_at_the_edges

every_surface = pytest.mark.parametrize("surface", surfaces_at_the_edges(), ids=name_of)


def extrema(surface: Surface) -> np.ndarray:
    """All declared minima, shape (2, n)."""
    return np.concatenate([surface.minima, surface.local_minima], axis=1)


@every_surface
def test_the_minima_are_minima(surface: Surface):
    minima = surface.minima
    assert minima.ndim == 2
    assert minima.shape[0] == 2
    if surface.infimum is None:
        assert minima.shape[1] == 0
        return
    assert minima.shape[1] > 0
    assert surface.domain.contains(minima).all()
    np.testing.assert_allclose(surface.value(minima), surface.infimum, rtol=0, atol=1e-12)
    assert_level_and_curved_upwards(surface, minima)


@every_surface
def test_the_local_minima_are_minima_higher_than_the_global_ones(surface: Surface):
    local = surface.local_minima
    assert local.ndim == 2
    assert local.shape[0] == 2
    if surface.infimum is None:
        assert local.shape[1] == 0
        return
    assert surface.domain.contains(local).all()
    assert (surface.value(local) > surface.infimum + 1e-6).all()
    assert_level_and_curved_upwards(surface, local)


def assert_level_and_curved_upwards(surface: Surface, minima: np.ndarray) -> None:
    np.testing.assert_allclose(surface.gradient(minima), 0, rtol=0, atol=1e-10)
    curvatures = np.linalg.eigvalsh(np.moveaxis(surface.hessian(minima), -1, 0))
    assert (curvatures > 0).all()


@every_surface
def test_no_minimum_is_declared_twice(surface: Surface):
    found = extrema(surface).T
    apart = np.linalg.norm(found[:, np.newaxis] - found, axis=2)
    assert (apart[~np.eye(len(found), dtype=bool)] > 1e-3).all()


def descended(surface: Surface, w: np.ndarray) -> np.ndarray:
    """Where points of shape (2, n) come to rest: Newton's method that only ever goes downhill."""
    longest = 0.05 * surface.domain.size
    for _ in range(150):
        curvatures, axes = np.linalg.eigh(np.moveaxis(surface.hessian(w), -1, 0))
        slopes = np.einsum("nij,in->nj", axes, surface.gradient(w))
        move = -np.einsum("nij,nj->in", axes, slopes / np.maximum(np.abs(curvatures), 1e-6))
        move = move / np.maximum(1, np.linalg.norm(move, axis=0) / longest)
        for _ in range(8):
            move = np.where(surface.value(w + move) > surface.value(w), move / 4, move)
        w = np.where(surface.value(w + move) > surface.value(w), w, w + move)
    return w


@every_surface
def test_the_minima_are_all_there_are_in_the_window(surface: Surface):
    if surface.infimum is None:
        return
    w = descended(surface, points_of(surface, 60))
    resting = np.linalg.norm(surface.gradient(w), axis=0) < 1e-6
    w = w[:, resting & surface.domain.contains(w)]
    assert w.shape[1] > 0 or not surface.smooth
    apart = np.linalg.norm(w[:, :, np.newaxis] - extrema(surface)[:, np.newaxis], axis=0)
    assert (apart.min(axis=1) < 1e-3).all()


@every_surface
def test_the_slope_dies_away_towards_the_minima_exactly_where_it_says_so(surface: Surface):
    angle = np.linspace(0, 2 * np.pi, 7)
    around = 1e-9 * np.stack([np.cos(angle), np.sin(angle)])
    slopes = np.linalg.norm(
        surface.gradient(surface.minima[:, :, np.newaxis] + around[:, None]), 2, 0
    )
    assert bool((slopes < 1e-3).all()) is surface.smooth


@every_surface
@pytest.mark.parametrize("away", [0.0, 5e-324, 1e-310, 1e-200])
def test_at_the_minima_and_next_to_them_everything_is_finite(surface: Surface, away):
    w = surface.minima + away
    assert np.isfinite(surface.value(w)).all()
    assert np.isfinite(surface.gradient(w)).all()
    assert np.isfinite(surface.hessian(w)).all()
