"""L-BFGS: its directions, its line search, its honest count, and how far it gets."""

import numpy as np
import pytest

from engine import run
from engine.oracle import SurfaceOracle
from optimizers import LBFGS
from optimizers.line_search import CURVATURE, MOST_TRIALS, SUFFICIENT
from surfaces import Anisotropic, Isotropic, Rosenbrock, Saddle
from tests.helpers import assert_same_run


class Noted(SurfaceOracle):
    """Notes every point at which a gradient was asked for."""

    def __init__(self, surface):
        super().__init__(surface)
        self.asked = []

    def gradient(self, w, active=None):
        self.asked.append(w.copy())
        return super().gradient(w, active)


class Liar:
    """A gradient that points away from the slope: no line of it leads downhill."""

    fixed = True

    def __init__(self):
        self.evaluations = 0

    def loss(self, w):
        return -np.sum(w * w, axis=0)

    def gradient(self, w, active=None):
        self.evaluations = self.evaluations + (1 if active is None else active)
        return 2 * w


def walk(optimizer, oracle, start, count):
    """Each step, with the state that it left."""
    w = np.array(start, dtype=float)
    state = optimizer.init(w)
    for _ in range(count):
        step = optimizer.step(w, state, oracle)
        yield step
        w, state = step.w, step.state


def test_rosenbrock_in_at_most_45_iterations():
    path = run(LBFGS(), Rosenbrock(), (-1.2, 1.0), 45)
    reached = int(np.argmax(path.loss < 1e-12))
    assert 0 < reached <= 45
    assert path.evaluations[reached] <= 55


def test_rosenbrock_from_anywhere():
    starts = np.random.default_rng(0).uniform(-2, 2, (2, 10_000))
    path = run(LBFGS(), Rosenbrock(), starts, 100)
    assert (path.loss[-1] < 1e-8).mean() >= 0.97
    assert np.median(path.evaluations[-1]) < 60


@pytest.mark.parametrize("history", [1, 3, 10])
def test_the_two_loops_multiply_by_the_matrix_of_bfgs(history):
    optimizer, surface = LBFGS(history=history), Rosenbrock()
    pairs = []
    for step in walk(optimizer, SurfaceOracle(surface), surface.start, 15):
        g, p = step.internals["g"], step.internals["p"]
        identity = np.eye(2)
        h = step.internals["gamma"][0] * identity
        for s, y in pairs[-history:]:
            rho = 1 / (s @ y)
            left = identity - rho * np.outer(s, y)
            h = left @ h @ left.T + rho * np.outer(s, s)
        np.testing.assert_allclose(p, -h @ g, rtol=1e-6, atol=1e-9 * np.abs(p).max())
        pairs.append((step.internals["update"], step.internals["y"]))
        if pairs[-1][0] @ pairs[-1][1] <= 0:
            pairs.pop()


def test_a_pair_is_a_move_and_what_the_gradient_did_along_it():
    surface = Rosenbrock()
    path = run(LBFGS(), surface, surface.start, 20)
    g = surface.gradient(path.w.T).T
    np.testing.assert_array_equal(path.gradient, g[:-1])
    np.testing.assert_array_equal(path.internals["y"], g[1:] - g[:-1])
    last = list(walk(LBFGS(), SurfaceOracle(surface), surface.start, 20))[-1].state
    np.testing.assert_array_equal(last.s[-1], path.internals["update"][-1])
    np.testing.assert_array_equal(last.y[-1], path.internals["y"][-1])


@pytest.mark.parametrize("surface", [Rosenbrock(), Anisotropic()], ids=lambda each: each.key)
@pytest.mark.parametrize("lr", [1e-3, 0.3, 1.0, 8.0])
def test_both_wolfe_conditions_hold_at_every_accepted_point(surface, lr):
    path = run(LBFGS(lr=lr), surface, surface.start, 30)
    for k in np.flatnonzero(path.loss[1:] > 1e-20):
        p, alpha = path.internals["p"][k], path.internals["alpha"][k, 0]
        before, after = path.gradient[k] @ p, surface.gradient(path.w[k + 1]) @ p
        assert alpha > 0
        assert path.loss[k + 1] <= path.loss[k] + SUFFICIENT * alpha * before
        if alpha < 10 * max(lr, 1):  # there a line that still falls is left
            assert abs(after) <= CURVATURE * abs(before)
        else:
            assert after < 0


def test_every_evaluation_is_counted_and_none_is_made_twice():
    surface = Rosenbrock()
    oracle = Noted(surface)
    steps = list(walk(LBFGS(), oracle, surface.start, 30))
    trials = sum(step.internals["trials"][0] for step in steps)
    assert len(oracle.asked) == oracle.evaluations == 1 + trials
    assert len({tuple(w) for w in oracle.asked}) == len(oracle.asked)
    path = run(LBFGS(), surface, surface.start, 30)
    counted = 1 + np.cumsum(path.internals["trials"][:, 0])
    np.testing.assert_array_equal(path.evaluations, [0, *counted])


def test_a_lane_that_has_arrived_is_not_counted():
    starts = np.array([[0.0, 1.6, -1.2], [0.0, 0.8, 1.0]])
    path = run(LBFGS(), Isotropic(), starts, 20)
    np.testing.assert_array_equal(path.evaluations[:, 0], [0, *[1] * 20])
    assert (path.evaluations[-1, 1:] > 2).all()
    for lane in range(3):
        assert_same_run(path.lane(lane), run(LBFGS(), Isotropic(), starts[:, lane], 20))


def test_a_minimum_with_a_height_is_not_searched_for_ever():
    class Raised(Isotropic):
        def value(self, w):
            return super().value(w) + 7.0

    path = run(LBFGS(), Raised(), (1.6, 0.8), 300)
    assert path.loss[-1] == 7.0
    assert path.evaluations[-1] < 20


def test_negative_curvature_leaves_no_pair_and_the_saddle_is_left_downhill():
    path = run(LBFGS(), Saddle(), (0.0, 0.1), 6)  # along the ridge's fall: sᵀy < 0 throughout
    np.testing.assert_array_equal(path.internals["gamma"], np.ones((6, 2)))
    assert (np.diff(path.loss) < 0).all()
    path = run(LBFGS(), Saddle(), Saddle.start, 100)
    assert path.status.outcome == "left"
    assert (np.diff(path.loss) < 0).all()
    assert (path.internals["alpha"] <= 10).all()


def test_a_line_that_never_leads_down_ends_where_it_began():
    oracle = Liar()
    steps = list(walk(LBFGS(), oracle, (1.0, 2.0), 4))
    assert all((step.w == (1.0, 2.0)).all() for step in steps)
    assert steps[-1].state.ended
    # Once without pairs is enough: the later steps ask nothing.
    assert oracle.evaluations == 1 + steps[0].internals["trials"][0] <= 1 + MOST_TRIALS


def test_where_pairs_mislead_they_are_forgotten_and_the_gradient_is_followed():
    w, oracle = np.array([-0.5, 0.5]), Liar()
    fresh, g = LBFGS().init(w), 2 * w
    rows = np.ones((10, 1))
    misled = fresh._replace(s=rows * g, y=rows * g, rho=rows[:, 0] / (g @ g))
    first = LBFGS().step(w, misled, oracle)
    assert not first.state.ended
    assert not first.state.rho.any()
    assert first.state.gamma == 1
    second = LBFGS().step(w, first.state, oracle)
    np.testing.assert_array_equal(second.internals["p"], -2 * w)
    assert second.state.ended


def test_trials_where_the_loss_overflows_are_merely_bad():
    class Wall:
        fixed = True

        def loss(self, w):
            return np.exp(1e3 * w[0] * w[0]) + w[1] * w[1]

        def gradient(self, w, active=None):
            return np.stack([2e3 * w[0] * np.exp(1e3 * w[0] * w[0]), 2 * w[1]])

    steps = list(walk(LBFGS(lr=10), Wall(), (0.4, 1.0), 60))
    assert all(np.isfinite(step.w).all() for step in steps)
    np.testing.assert_allclose(steps[-1].w, 0, atol=1e-6)


@pytest.mark.parametrize("history", [1, 2, 100])
def test_lanes_equal_single_runs_with_any_history(history):
    starts = np.random.default_rng(3).uniform(-2, 2, (2, 40))
    batch = run(LBFGS(history=history), Rosenbrock(), starts, 60)
    for lane in range(0, 40, 5):
        alone = run(LBFGS(history=history), Rosenbrock(), starts[:, lane], 60)
        assert_same_run(batch.lane(lane), alone)
    assert len(set(batch.evaluations[-1])) > 1


def test_a_start_that_is_not_finite_in_loss_stays_there():
    path = run(LBFGS(), Isotropic(), [[1e200, 1.0], [0.0, 1.0]], 5)
    np.testing.assert_array_equal(path.evaluations[:, 0], [0, 1, 1, 1, 1, 1])
    assert path.lane(1).status.outcome == "reached"
