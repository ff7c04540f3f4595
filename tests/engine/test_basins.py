"""Basins: where the run from every point of a window ends."""

import numpy as np
import pytest

from engine import Conditions, basins, run
from engine.basins import DIVERGED, ELSEWHERE, LEFT
from engine.lanes import NEVER
from optimizers import LBFGS, Adam, GradientDescent, Lion
from surfaces import SURFACES, Anisotropic, Isotropic, Saddle

HIMMELBLAU = SURFACES["himmelblau"]()


def test_every_cell_is_the_run_from_its_point():
    surface, count = HIMMELBLAU, 24
    for rule in (GradientDescent(lr=0.01), Adam(lr=0.3), LBFGS()):
        given = {"conditions": Conditions(schedule="cosine"), "noise": 0.05, "seed": 2}
        found = basins(rule, surface, surface.domain, count, 150, **given)
        points = surface.domain.grid(count)
        for row, column in ((0, 0), (3, 20), (12, 7), (23, 23), (17, 11)):
            path = run(rule, surface, points[:, row, column], 150, **given)
            reached = path.steps_to_tolerance
            assert found.reached[row, column] == (NEVER if reached is None else reached)
            assert found.final_loss[row, column] == pytest.approx(path.loss[-1], rel=1e-9)
            away = np.linalg.norm(surface.minima.T - path.w[-1], axis=1)
            assert away[found.ends[row, column]] == away.min() < 0.5


def test_himmelblaus_four_minima_share_the_plane():
    found = basins(GradientDescent(lr=0.01), HIMMELBLAU, HIMMELBLAU.domain, 40, 300)
    shares = [found.share(index) for index in range(4)]
    assert sum(shares) > 0.99
    assert min(shares) > 0.1


def test_a_local_minimum_has_a_basin_and_times_of_its_own():
    surface = SURFACES["sharp_flat"]()
    found = basins(GradientDescent(lr=0.02), surface, surface.domain, 20, 1500)
    assert surface.minima.shape == surface.local_minima.shape == (2, 1)
    local = found.ends == 1
    assert local.any()
    assert (found.reached[local] > 0).any()
    points = surface.domain.grid(20)
    level = surface.value(surface.local_minima)[0]
    row, column = np.argwhere(local & (found.reached > 0))[0]
    path = run(GradientDescent(lr=0.02), surface, points[:, row, column], 1500)
    above = np.flatnonzero(path.loss > level + 1e-3)
    assert found.reached[row, column] == above[-1] + 1


def test_what_circles_a_minimum_ends_in_it_without_having_reached_it():
    found = basins(Lion(lr=0.06), Isotropic(), Isotropic().domain, 10, 200)
    assert (found.ends == 0).all()
    assert (found.reached == NEVER).any()


def test_what_leaves_diverges_or_stays_on_the_way_is_told_apart():
    saddle = Saddle()
    found = basins(GradientDescent(lr=0.1), saddle, saddle.domain, 9, 30)
    assert found.minima.shape == (2, 0)
    assert (found.ends[4] == ELSEWHERE).all()  # on the ridge w2 = 0
    assert (found.ends[[0, 8]] == LEFT).all()
    found = basins(GradientDescent(lr=0.5), Anisotropic(), Anisotropic().domain, 5, 60)
    assert (found.ends != DIVERGED).sum() == 5  # on w2 = 0 nothing is steep
    assert found.share(DIVERGED) == 0.8


def test_progress_is_told():
    told = []
    basins(GradientDescent(), Isotropic(), Isotropic().domain, 4, 50, progress=told.append)
    assert told[-1] == 1.0
