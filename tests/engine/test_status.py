"""How a run went, in one word and with the exact step, on paths drawn by hand."""

import numpy as np
import pytest

from engine import Status, run
from optimizers import Adam, GradientDescent, Momentum
from surfaces import Anisotropic, Isotropic, Rosenbrock, Saddle
from tests.helpers import drawn

BOWL = Isotropic()  # L = w₁² + w₂², the window is ±2, arrived within √0.001 = 0.0316 of 0
IN, OUT, NEAR = (1.0, 0.0), (3.0, 0.0), (0.03, 0.0)


def status(points, surface=BOWL, **given) -> Status:
    return drawn(points, surface, **given).status


def line(*w1: float) -> list[tuple[float, float]]:
    return [(each, 0.0) for each in w1]


def test_reached_is_from_the_first_step_after_which_it_stays():
    assert status([IN, NEAR, NEAR]) == Status("reached", 1)
    assert status([NEAR, NEAR]) == Status("reached", 0)
    assert status([IN, IN, NEAR]) == Status("reached", 2)


def test_touching_and_bouncing_out_is_not_arriving():
    assert status([IN, NEAR, NEAR, IN]).outcome == "going"
    assert status([IN, NEAR, IN, NEAR, NEAR]) == Status("reached", 3)


def test_the_tolerance_is_above_the_infimum_and_includes_its_edge():
    assert status([IN, (0.5, 0.0)], tolerance=0.25) == Status("reached", 1)
    assert status([IN, (0.5, 0.0)], tolerance=0.2499).outcome == "going"
    assert drawn([IN, NEAR], BOWL).steps_to_tolerance == 1
    assert drawn([IN, IN], BOWL).steps_to_tolerance is None


def test_left_is_the_last_exit():
    assert status([IN, OUT, IN, OUT, OUT]) == Status("left", 3)
    assert status([IN, OUT, IN]).outcome == "going"


def test_the_edge_of_the_window_is_inside():
    assert status([IN, (2.0, -2.0)]).outcome == "going"
    assert status([IN, (2.0, -2.0001)]) == Status("left", 1)


def test_a_start_outside_widens_the_window_instead_of_having_left_it():
    assert status([(5.0, 0.0), (4.0, 0.0)]).outcome == "going"
    assert status([(5.0, 0.0), (-2.1, 0.0)]) == Status("left", 1)
    assert status([(5.0, 0.0), (9.0, 0.0)]) == Status("left", 1)


def test_stalled_is_a_short_way_over_the_last_tenth():
    tail = np.array([*[0.5] * 18, 1.0, 1.001, 1.002])  # 20 steps, the last two of 0.001 each
    assert status(line(*tail)) == Status("stalled")
    tail[-1] = 1.0041  # together just above a thousandth of the window's 4
    assert status(line(*tail)) == Status("going")


def test_few_steps_have_a_last_tenth_of_one_step():
    assert status(line(0.5, 1.5, 1.5)).outcome == "stalled"
    assert status(line(0.5, 0.5, 1.5)).outcome == "going"
    assert status([IN]).outcome == "going"  # no steps, so it cannot have stood still


def test_eleven_steps_have_a_last_tenth_of_two():
    assert status(line(*[1.0] * 10, 1.5, 1.5)).outcome == "going"
    assert status(line(*[1.0] * 9, 1.5, 1.5, 1.5)).outcome == "stalled"


def test_an_oscillation_between_two_points_has_not_stalled():
    assert status(line(*[1.0, -1.0] * 20)).outcome == "going"
    path = run(GradientDescent(lr=1.0), BOWL, (1.0, 0.0), 50)
    assert path.status == Status("going")


def test_a_small_gradient_with_a_velocity_has_not_stalled():
    # Momentum shoots through the bottom, where the gradient is zero.
    path = run(Momentum(lr=0.005, alpha=0.99), BOWL, (1.0, 0.0), 15)
    assert np.abs(path.w[-1]).max() < 0.2
    assert path.status.outcome == "going"


def test_diverged_is_beyond_a_million_times_the_starts_loss():
    assert status(line(0.0, 1000.0)) == Status("left", 1)  # exactly a million times 1 + 0
    assert status(line(0.0, 1000.001)) == Status("diverged", 1)
    assert status(line(1.0, 1414.2)) == Status("left", 1)  # the limit is 2·10⁶
    assert status(line(1.0, 0.5, 1414.3, 0.5)) == Status("diverged", 2)


def test_diverged_counts_from_where_it_is_no_longer_finite():
    assert status(line(1.0, 0.5, np.nan, 0.5)) == Status("diverged", 2)
    assert status(line(1.0, np.inf)) == Status("diverged", 1)
    assert status(line(1.0, 1e200)) == Status("diverged", 1)  # finite, but its loss is not
    assert drawn(line(1.0, 0.5, np.nan, 0.5), BOWL).w.shape == (2, 2)


def test_gradient_descent_diverges_at_the_step_that_its_factor_foretells():
    # L grows by (1 − 2·lr)² a step from 1; the limit is 2·10⁶.
    for lr, step in [(1000.0, 1), (500.0, 2), (1.5, 11)]:
        path = run(GradientDescent(lr=lr), BOWL, (1.0, 0.0), 50)
        assert path.diverged_at == step
        assert path.loss[step] > 2e6 >= path.loss[step - 1]
        assert len(path.w) > step + 1  # drawing goes on while numbers are finite


def test_the_precedence():
    every = 1e12  # a tolerance that every point keeps
    assert status(line(0.0, 2000.0, 0.0), tolerance=every) == Status("diverged", 1)
    assert status([IN, OUT, OUT], tolerance=every) == Status("reached", 0)
    assert status([IN, *[OUT] * 20]) == Status("left", 1)
    assert status([NEAR] * 20) == Status("reached", 0)
    assert status([IN] * 20) == Status("stalled")


def test_where_there_is_no_infimum_nothing_is_reached():
    saddle = Saddle()
    stuck = run(GradientDescent(), saddle, (1.6, 0.0), 200)
    assert stuck.loss[-1] == pytest.approx(0, abs=1e-12)
    assert stuck.status == Status("stalled")
    assert status([(0.0, 0.0)] * 3, saddle, tolerance=1e9) == Status("stalled")


def test_a_loss_that_falls_for_ever_leaves_until_it_overflows():
    path = run(GradientDescent(), Saddle(), (1.6, 0.02), 40)
    last_inside = int(np.flatnonzero(np.abs(path.w[:, 1]) <= 2)[-1])
    assert path.status == Status("left", last_inside + 1)
    # w₂ grows by 1.2 a step until its square exceeds the largest float.
    path = run(GradientDescent(), Saddle(), (1.6, 0.02), 2000)
    assert path.status == Status("diverged", len(path.w))
    assert path.loss[-1] < -1e307


@pytest.mark.parametrize(
    ("optimizer", "surface", "outcome"),
    [
        (GradientDescent(lr=0.1), Anisotropic(), "reached"),
        (GradientDescent(lr=0.126), Anisotropic(), "diverged"),
        (GradientDescent(lr=1e-8), Rosenbrock(), "stalled"),
        (Adam(lr=0.001), Rosenbrock(), "going"),
        (Adam(lr=0.1), Saddle(), "left"),
    ],
)
def test_real_runs_are_told_as_they_went(optimizer, surface, outcome):
    assert run(optimizer, surface, surface.start, 1000).status.outcome == outcome


def test_a_status_reads_as_a_sentence_would_say_it():
    words = [Status("diverged", 3), Status("reached", 41), Status("left", 7), Status("stalled")]
    told = ["diverged at step 3", "reached at step 41", "left the window at step 7", "stalled"]
    assert [str(each) for each in words] == told
