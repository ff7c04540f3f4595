"""Notes: found where a path was made to have them, and nowhere else."""

from dataclasses import replace

import numpy as np
import pytest

from engine import Conditions, run
from engine.notes import Note, notes, target
from optimizers import GradientDescent, Momentum, RMSProp
from surfaces import SURFACES

BOWL = SURFACES["isotropic"]()
START = (-1.6, 1.2)


def walked(points, surface=BOWL):
    """A path through these points."""
    w = np.array(points, dtype=np.float64)
    path = run(GradientDescent(lr=0.1), surface, w[0], len(w) - 1)
    return replace(path, w=w, loss=surface.value(w.T))


def found(path, kind):
    return [(note.step, note.axis) for note in notes(path) if note.kind == kind]


def descended(lr, steps=40, surface=BOWL, start=START):
    return run(GradientDescent(lr=lr), surface, start, steps)


def test_a_path_that_creeps_has_no_notes():
    assert notes(descended(0.01)) == ()


def test_a_path_that_comes_straight_only_arrives():
    assert notes(descended(0.3)) == (Note(5, "reached"),)


def test_beyond_the_minimum_is_an_overshoot_once_an_axis():
    path = walked([(-1, 1), (-0.5, 0.5), (0.2, 0.4), (-0.1, 0.3), (0.1, 0.2)])
    assert found(path, "overshoot") == [(2, 0)]


def test_what_cannot_be_seen_is_no_overshoot():
    assert found(walked([(-1, 1), (0.01, 0.5), (-0.01, 0.2)]), "overshoot") == []


def test_a_start_on_the_minimum_is_not_beyond_it():
    assert found(walked([(0, 1), (0, 0.5), (0, 0.1)]), "overshoot") == []


def test_turning_back_four_times_in_a_row_is_a_zigzag():
    sides = [1, -0.9, 0.8, -0.7, 0.6, -0.5, 0.4]
    path = walked([(-1 + 0.01 * k, side) for k, side in enumerate(sides)])
    assert found(path, "zigzag") == [(5, 1)]
    assert found(walked([(-1, side) for side in sides[:5]]), "zigzag") == []


def test_two_points_again_and_again_are_a_jitter_from_the_beginning():
    path = descended(1)
    assert found(path, "jitter") == [(1, 0), (1, 1)]
    assert found(path, "zigzag") == []


def test_rmsprop_jitters_by_its_learning_rate_and_zigzags_before():
    path = run(RMSProp(lr=0.1, gamma=0.9), SURFACES["anisotropic"](), (-1.8, 1.0), 200)
    (step, axis), other = found(path, "jitter")
    assert {axis, other[1]} == {0, 1}
    zigzags = {axis: step for step, axis in found(path, "zigzag")}
    assert zigzags[axis] < step
    moves = np.diff(path.w[step:, axis])
    assert np.abs(moves) == pytest.approx(0.1, rel=0.15)
    assert np.all(moves[1:] * moves[:-1] < 0)


def test_a_jitter_that_dies_out_is_a_zigzag():
    path = descended(0.1, 60, SURFACES["anisotropic"]())
    assert found(path, "zigzag") == [(5, 1)]
    assert found(path, "jitter") == []


def test_leaving_a_bowl_is_not_an_escape_and_ends_the_notes_on_the_axes():
    path = descended(1.05)
    assert found(path, "left") == [(3, None)]
    assert found(path, "escape") == []
    assert all(note.step <= 3 for note in notes(path))


def test_leaving_a_saddle_is_an_escape_even_where_it_diverges():
    path = descended(0.1, 4000, SURFACES["saddle"](), (-1.6, -0.02))
    assert path.diverged_at is not None
    assert found(path, "escape") == [(26, None)]
    assert found(path, "diverged") == [(path.diverged_at, None)]
    assert target(path) is None


def test_a_path_that_sits_on_the_ridge_stalls_where_it_comes_to_rest():
    path = descended(0.1, 200, SURFACES["saddle"](), (-1.6, 0.0))
    ((step, _),) = found(path, "stalled")
    ahead = np.linalg.norm(np.diff(path.w[step:], axis=0), axis=1).sum()
    before = np.linalg.norm(np.diff(path.w[step - 1 :], axis=0), axis=1).sum()
    assert ahead < 1e-3 * path.surface.domain.size <= before


def test_a_run_that_never_moves_is_at_rest_from_the_start():
    assert found(descended(0.1, 20, start=(0.0, 0.0)), "stalled") == []  # it has arrived
    assert found(descended(0.1, 20, SURFACES["saddle"](), (0.0, 0.0)), "stalled") == [(0, None)]


def test_a_shortened_gradient_is_noted_once():
    conditions = Conditions(clip=True, max_norm=1)
    path = run(GradientDescent(lr=0.1), BOWL, START, 40, conditions=conditions)
    assert path.clipped.sum() > 1
    assert found(path, "clipped") == [(0, None)]


def test_a_coordinate_that_waits_at_zero_is_woken():
    assert found(walked([(0, 0), (-1, 0), (-0.5, 0), (-0.5, 0.1), (-0.4, 0)]), "woken") == [(3, 1)]
    assert found(walked([(0, 0), (-1, 0), (-0.5, 0)]), "woken") == []


def test_where_it_was_going_may_be_a_local_minimum():
    surface = SURFACES["styblinski_tang"]()
    path = run(GradientDescent(lr=0.01), surface, surface.start, 200)
    assert target(path) == pytest.approx(path.w[-1], abs=1e-3)
    assert not np.isclose(surface.minima.T, target(path)).all(axis=1).any()


@pytest.mark.parametrize("key", SURFACES)
def test_notes_come_in_order_and_within_the_path(key):
    surface = SURFACES[key]()
    for lr in (1e-3, 0.1, 10):
        path = run(Momentum(lr=lr), surface, surface.start, 60)
        steps = [note.step for note in notes(path)]
        assert steps == sorted(steps)
        assert all(0 <= step <= len(path.w) for step in steps)


@pytest.mark.parametrize("steps", [1, 2, 3, 4, 2000])
def test_the_shortest_paths_and_those_that_overflow_have_notes_too(steps):
    for lr in (0.3, 1e150):
        steps_of_notes = [note.step for note in notes(descended(lr, steps))]
        assert all(0 <= step <= steps for step in steps_of_notes)


def test_a_batch_has_no_notes_of_its_own():
    path = run(GradientDescent(lr=0.1), BOWL, np.ones((2, 3)), 5)
    with pytest.raises(TypeError, match="lane"):
        notes(path)
    assert notes(path.lane(1)) == notes(run(GradientDescent(lr=0.1), BOWL, (1, 1), 5))
