"""Batches: many runs at once in the lanes of the last axis."""

import numpy as np
import pytest

from engine import run
from optimizers import GradientDescent, Momentum
from surfaces import Anisotropic, Isotropic, Rosenbrock
from tests.helpers import assert_same_run


@pytest.mark.parametrize(
    ("lr", "start", "lanes"),
    [
        (0.1, np.ones((2, 4)), 4),
        ([0.1, 0.2, 0.3], (1.0, 2.0), 3),
        ([0.1, 0.2], (1.0, 2.0), 2),  # two lanes, not one rate for each coordinate
        ([0.1, 0.2], np.ones((2, 2)), 2),
        ([0.1], (1.0, 2.0), 1),
        ([0.1, 0.2, 0.3], np.ones((2, 1)), 3),
    ],
)
def test_a_batch_has_its_lanes_last(lr, start, lanes):
    path = run(Momentum(lr=lr), Anisotropic(), start, 7)
    assert path.w.shape == (8, 2, lanes)
    assert path.loss.shape == path.evaluations.shape == (8, lanes)
    assert all(rows.shape == (7, 2, lanes) for rows in path.internals.values())


@pytest.mark.parametrize(
    ("optimizer", "start"),
    [
        (GradientDescent(lr=[0.1, 0.2, 0.3]), np.ones((2, 2))),
        (Momentum(lr=[0.1, 0.2], alpha=[0.1, 0.2, 0.3]), (1, 1)),
        (GradientDescent(lr=[[0.1, 0.2], [0.3, 0.4]]), (1, 1)),
    ],
)
def test_lanes_that_do_not_fit_are_refused(optimizer, start):
    with pytest.raises(ValueError, match=r"shape"):
        run(optimizer, Isotropic(), start, 3)


def test_a_lane_is_nan_after_its_last_finite_point_and_the_others_go_on():
    path = run(GradientDescent(lr=[0.0005, 10]), Rosenbrock(), (-0.7, 2.5), 50)
    alone = run(GradientDescent(lr=10), Rosenbrock(), (-0.7, 2.5), 50)
    end = len(alone.w)
    assert np.isfinite(path.w[:, :, 0]).all()
    np.testing.assert_array_equal(path.w[:end, :, 1], alone.w)
    assert np.isnan(path.w[end:, :, 1]).all()
    assert np.isnan(path.loss[end:, 1]).all()
    assert np.isnan(path.gradient[end - 1 :, :, 1]).all()
    assert_same_run(path.lane(1), alone)
    assert path.lane(1).optimizer.lr == 10


def test_row_0_of_a_batch_is_the_start_even_where_its_loss_is_not_finite():
    path = run(GradientDescent(), Isotropic(), [[1e200, 1.0], [0.0, 1.0]], 5)
    np.testing.assert_array_equal(path.w[0], [[1e200, 1], [0, 1]])
    assert np.isnan(path.w[1:, :, 0]).all()


@pytest.mark.parametrize("name", ["status", "diverged_at", "to_frame", "steps_to_tolerance"])
def test_what_belongs_to_one_run_is_refused_for_a_batch(name):
    batch = run(GradientDescent(lr=[0.1, 0.2]), Isotropic(), (1, 1), 3)
    with pytest.raises(TypeError, match=r"belongs to one run: use \.lane\(i\)"):
        getattr(batch, name)() if name == "to_frame" else getattr(batch, name)
    single = batch.lane(0)
    assert single.status.outcome == "going"
    assert single.w.shape == (4, 2)
