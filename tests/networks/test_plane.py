"""The loss around the paths: the plane lies where they do, and its losses are the network's."""

import numpy as np
import pytest

from networks.plane import GRID, loss_plane
from tests.networks.small import few, network

RNG = np.random.default_rng(2)
START = network().start(0)


def downhill(rate, points=9):
    """Weights on the way down, as a path has them."""
    w, path = START, []
    for _ in range(points):
        path.append(w.astype(np.float32))
        w = w - rate * network().gradient(w, *few().train)[1]
    return path


def flat_paths():
    """Two paths in one plane, so that nothing is lost by projecting."""
    along = [-network().gradient(START, *few().train)[1], RNG.normal(size=START.size)]
    along = [each / np.linalg.norm(each) for each in along]
    ways = ([(0, 0), (0.5, 0.1), (1, 0)], [(0, 0), (0.6, 0.2), (1.2, 0.3)])
    return [[START + x * along[0] + y * along[1] for x, y in way] for way in ways]


def test_losses_and_points_are_those_of_the_weights_on_the_plane():
    paths = flat_paths()
    plane = loss_plane(network(), few().train, paths)
    assert plane.loss.shape == (GRID, GRID)
    assert sum(plane.shares) == pytest.approx(1)
    # Three points of the paths give the map from the plane back to the weights.
    flat = np.array([[*point, 1] for point in [*plane.paths[0], *plane.paths[1]]])
    back, *_ = np.linalg.lstsq(flat, np.array([*paths[0], *paths[1]]), rcond=None)
    for row, column in ((0, 0), (4, 20), (30, 30), (15, 7)):
        w = np.array([plane.a[column], plane.b[row], 1]) @ back
        expected = network().loss(w, *few().train)
        assert plane.loss[row, column] == pytest.approx(float(expected), rel=1e-9)


def test_distances_on_the_plane_are_distances_between_weights():
    paths = flat_paths()
    plane = loss_plane(network(), few().train, paths)
    for path, flat in zip(paths, plane.paths, strict=True):
        expected = np.linalg.norm(np.diff(path, axis=0), axis=1)
        np.testing.assert_allclose(np.linalg.norm(np.diff(flat, axis=0), axis=1), expected)


def test_the_first_direction_holds_most_and_leads_away_from_the_start():
    paths = [downhill(0.1), downhill(0.5)]
    plane = loss_plane(network(), few().train, paths)
    assert 1 >= plane.shares[0] >= plane.shares[1] >= 0
    np.testing.assert_allclose(plane.paths[0][0], plane.paths[1][0])
    assert (plane.paths[0][0] <= 0).all()
    for flat in plane.paths:
        assert plane.a[0] < flat[:, 0].min() <= flat[:, 0].max() < plane.a[-1]
        assert plane.b[0] < flat[:, 1].min() <= flat[:, 1].max() < plane.b[-1]


def test_paths_that_went_astray_do_not_bend_the_plane():
    good = downhill(0.3)
    broken, worse = [*good[:3], np.full(START.size, np.nan)], [START, START * 1e4]
    plane = loss_plane(network(), few().train, [broken, good, worse])
    alone = loss_plane(network(), few().train, [good])
    np.testing.assert_array_equal(plane.loss, alone.loss)
    assert plane.paths[0] is None
    assert plane.paths[2] is None
    np.testing.assert_array_equal(plane.paths[1], alone.paths[0])
    assert loss_plane(network(), few().train, [broken, worse]) is None


def test_a_path_that_stands_still_has_a_plane_too():
    plane = loss_plane(network(), few().train, [[START, START, START]])
    assert np.isfinite(plane.loss).all()
    assert (np.diff(plane.a) > 0).all()
    assert plane.loss[0, 0] == pytest.approx(float(network().loss(START, *few().train)))
