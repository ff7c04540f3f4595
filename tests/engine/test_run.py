"""A recorded run: shapes, rows, what is counted, and how it ends."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from engine import Conditions, Scenario, Status, breach, run
from optimizers import LBFGS, OPTIMIZERS, AdaGrad, Adam, GradientDescent, Momentum, Nesterov
from surfaces import SURFACES, Anisotropic, Isotropic, Rosenbrock, Saddle
from tests.strategies import scenarios


@pytest.mark.parametrize("rule", OPTIMIZERS.values(), ids=OPTIMIZERS)
@pytest.mark.parametrize("steps", [0, 1, 30])
def test_a_single_run_has_a_row_for_every_point_and_every_step(rule, steps):
    path = run(rule(), Isotropic(), (1.6, 0.8), steps)
    assert path.w.shape == (steps + 1, 2)
    assert path.loss.shape == path.evaluations.shape == (steps + 1,)
    assert path.gradient.shape == (steps, 2)
    assert set(path.internals) == (set(rule.symbols) if steps else set())
    assert all(rows.shape == (steps, 2) for rows in path.internals.values())
    assert (path.steps, path.seed, path.tolerance) == (steps, 0, 1e-3)
    np.testing.assert_array_equal(path.w[0], [1.6, 0.8])


def test_rows_belong_to_the_point_that_the_step_left():
    surface = Rosenbrock()
    path = run(Momentum(lr=0.0005), surface, surface.start, 50)
    np.testing.assert_array_equal(path.gradient, surface.gradient(path.w[:-1].T).T)
    np.testing.assert_allclose(path.w[:-1] + path.internals["update"], path.w[1:], rtol=1e-14)


@pytest.mark.parametrize("key", SURFACES)
def test_the_loss_is_that_of_the_surface_at_every_point(key):
    surface = SURFACES[key]()
    path = run(Nesterov(lr=0.0005), surface, surface.start, 50)
    np.testing.assert_array_equal(path.loss, [surface.value(w) for w in path.w])


def test_a_start_of_zero_is_a_start():
    path = run(GradientDescent(), Anisotropic(), (0.0, 0.0), 5)
    np.testing.assert_array_equal(path.w, np.zeros((6, 2)))
    path = run(GradientDescent(lr=0.25), Anisotropic(), (0, 1), 1)
    np.testing.assert_array_equal(path.w, [[0, 1], [0, -3]])


def test_the_start_is_neither_changed_nor_kept():
    start = np.array([1.0, 1.0])
    path = run(GradientDescent(), Isotropic(), start, 3)
    np.testing.assert_array_equal(start, [1, 1])
    start[0] = 9
    assert path.w[0, 0] == 1


@pytest.mark.parametrize(
    ("start", "message"),
    [
        ((1.0,), r"start has shape \(1,\)"),
        ((1.0, 2.0, 3.0), r"start has shape \(3,\)"),
        (1.0, r"start has shape \(\)"),
        (np.ones((3, 2)), r"start has shape \(3, 2\)"),
        (np.ones((2, 2, 2)), r"start has shape \(2, 2, 2\)"),
        ((np.nan, 0.0), r"start = \[nan, 0.0\] is not finite"),
        ((0.0, np.inf), r"start = \[0.0, inf\] is not finite"),
        (None, "start"),
        ("ab", "could not convert"),
    ],
)
def test_a_start_that_is_no_point_is_refused(start, message):
    with pytest.raises(ValueError, match=message):
        run(GradientDescent(), Isotropic(), start, 3)


def test_a_negative_number_of_steps_is_refused():
    with pytest.raises(ValueError, match="steps = -1 is negative"):
        run(GradientDescent(), Isotropic(), (1, 1), -1)


def test_a_single_run_ends_at_its_last_finite_point():
    path = run(GradientDescent(lr=10), Rosenbrock(), (-0.7, 2.5), 50)
    assert 1 < len(path.w) < 51
    assert np.isfinite(path.w).all()
    assert np.isfinite(path.loss).all()
    assert len(path.loss) == len(path.evaluations) == len(path.gradient) + 1 == len(path.w)
    with np.errstate(all="ignore"):
        beyond = path.w[-1] - 10 * path.surface.gradient(path.w[-1])
        assert not np.isfinite(path.surface.value(beyond))


def test_nothing_is_clamped_on_the_way_out():
    path = run(GradientDescent(lr=1.5), Isotropic(), (1.0, -1.0), 400)
    assert path.diverged_at < len(path.w)
    np.testing.assert_array_equal(path.w[:, 0], (-2.0) ** np.arange(len(path.w)))


def test_a_start_whose_loss_is_not_finite_is_kept_and_diverged_at_once():
    for surface in (Isotropic(), Saddle()):
        for steps in (0, 5):
            path = run(GradientDescent(), surface, (1e200, 0.0), steps)
            np.testing.assert_array_equal(path.w, [[1e200, 0]])
            assert path.status == Status("diverged", 0)


def test_a_loss_near_the_largest_float_has_a_status():
    path = run(GradientDescent(), Isotropic(), (1e152, 0.0), 5)
    assert np.isfinite(path.loss).all()
    assert path.status.outcome != "diverged"


def test_every_question_is_counted():
    path = run(Nesterov(), Isotropic(), (1, 1), 6)
    assert path.evaluations.tolist() == [0, 1, 2, 3, 4, 5, 6]
    assert path.gradient_evaluations == 6
    batch = run(Adam(lr=[0.1, 0.2]), Isotropic(), (1, 1), 6)
    np.testing.assert_array_equal(batch.evaluations[:, 1], path.evaluations)
    assert batch.gradient_evaluations == 6


def test_lanes_that_ask_unequally_often_are_counted_each():
    starts = np.array([[0.0, -1.2], [0.0, 1.0]])
    batch = run(LBFGS(), Isotropic(), starts, 6)
    assert batch.evaluations.shape == (7, 2)
    assert batch.evaluations.dtype == np.int_
    np.testing.assert_array_equal(batch.evaluations[:, 0], [0, 1, 1, 1, 1, 1, 1])
    assert batch.evaluations[1, 1] >= 2
    assert batch.gradient_evaluations == batch.evaluations[-1, 1]
    np.testing.assert_array_equal(batch.lane(1).evaluations, batch.evaluations[:, 1])


def test_the_distance_is_to_the_nearest_minimum():
    assert run(GradientDescent(), Isotropic(), (3, 4), 0).distance == 5
    assert run(GradientDescent(), Rosenbrock(), (1, 3), 0).distance == 2
    assert np.isnan(run(GradientDescent(), Saddle(), (1, 1), 3).distance)


def test_a_frame_has_a_row_for_every_point():
    path = run(AdaGrad(), Rosenbrock(), (-0.7, 2.5), 4)
    frame = path.to_frame()
    names = [f"{name}_{axis}" for name in path.internals for axis in (1, 2)]
    assert list(frame.columns) == ["w1", "w2", "loss", "evaluations", "lr", *names]
    assert frame.index.name == "step"
    assert frame.index.tolist() == [0, 1, 2, 3, 4]
    np.testing.assert_array_equal(frame[["w1", "w2"]], path.w)
    np.testing.assert_array_equal(frame["loss"], path.loss)
    np.testing.assert_array_equal(frame["h_2"][:4], path.internals["h"][:, 1])
    np.testing.assert_array_equal(frame["lr"][:4], path.rates)
    assert frame[["lr", *names]].iloc[4].isna().all()
    assert not frame.iloc[:4].isna().any(axis=None)
    assert run(AdaGrad(), Isotropic(), (1, 1), 0).to_frame().shape == (1, 5)


def test_a_frame_says_what_the_conditions_did_to_a_step():
    conditions = Conditions(schedule="cosine", clip=True, max_norm=1.0)
    rule, start = GradientDescent(lr=0.4), (0.9, 0.9)
    path = run(rule, Isotropic(), start, 6, conditions=conditions, noise=0.1, seed=3)
    frame = path.to_frame()
    np.testing.assert_array_equal(frame["lr"][:6], path.rates)
    np.testing.assert_array_equal(frame[["noise_1", "noise_2"]][:6], path.noise)
    assert frame["clipped"][:6].tolist() == path.clipped.tolist()
    assert {True, False} == set(path.clipped.tolist())
    assert frame[["lr", "clipped", "noise_1", "noise_2"]].iloc[6].isna().all()


@given(scenario=scenarios())
def test_whatever_is_asked_for_runs_and_is_told_without_a_warning(scenario: Scenario):
    for index in range(len(scenario.runs)):
        path = replace(scenario, steps=min(scenario.steps, 40)).path(index)
        assert np.isfinite(path.w).all()
        assert 1 <= len(path.w) <= path.steps + 1
        step = path.status.step
        assert step is None or 0 <= step <= path.steps
        found = breach(path)
        assert found is None or found.product >= found.limit
