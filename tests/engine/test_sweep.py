"""Sweeps: every lane ends as its single run does, whatever else goes on beside it."""

import itertools
import tracemalloc

import numpy as np
import pytest

from engine import Conditions, run, sweep
from engine.lanes import NEVER
from optimizers import LBFGS, OPTIMIZERS, Adam, GradientDescent, Momentum
from parameters import parameters
from surfaces import SURFACES, Anisotropic, Isotropic, Rosenbrock, Saddle
from tests.helpers import points_of

RULES = [pytest.param(rule, id=key) for key, rule in OPTIMIZERS.items()]
PLACES = [Anisotropic(), Rosenbrock(), SURFACES["himmelblau"](), Saddle()]
CIRCUMSTANCES = [
    pytest.param({}, id="plain"),
    pytest.param({"conditions": Conditions(schedule="cosine")}, id="cosine"),
    pytest.param({"conditions": Conditions(clip=True, max_norm=0.7)}, id="clipped"),
    pytest.param(
        {
            "conditions": Conditions(schedule="one-cycle", clip=True, max_norm=2.0),
            "noise": 0.3,
            "seed": 5,
            "tolerance": 0.1,
        },
        id="noisy",
    ),
]
FIELDS = ("reached", "spent", "diverged_at", "evaluations", "final_loss", "best_loss", "end")


def scattered(rule, count: int, seed: int = 3):
    """The rule with every real hyperparameter drawn from its slider, one a lane."""
    random, drawn = np.random.default_rng(seed), {}
    for name, declared in parameters(rule).items():
        low, high = declared.slider
        if declared.sweepable and declared.scale == "log":
            drawn[name] = np.exp(random.uniform(np.log(low), np.log(high), count))
        elif declared.sweepable:
            drawn[name] = random.uniform(low, high, count)
    return rule(**drawn)


def outcome(path, budget: float = np.inf) -> dict:
    """What a sweep should say of a single run without a budget or that spends it exactly."""
    lost = path.diverged_at is not None
    points = max(1, path.diverged_at) if lost else len(path.w)
    points = min(points, int((path.evaluations <= budget).sum()))
    reached = path.steps_to_tolerance
    return {
        "reached": NEVER if reached is None else reached,
        "spent": NEVER if reached is None else path.evaluations[reached],
        "diverged_at": path.diverged_at if lost else NEVER,
        "evaluations": path.evaluations[points - 1],
        "final_loss": path.loss[points - 1],
        "best_loss": path.loss[:points].min(),
        "end": path.w[points - 1],
    }


def assert_lane_is_the_run(swept, lane: int, path) -> None:
    for name, expected in outcome(path).items():
        found = getattr(swept, name)[..., lane]
        np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-300, err_msg=name)


@pytest.mark.parametrize("given", CIRCUMSTANCES)
@pytest.mark.parametrize("rule", RULES)
def test_every_lane_ends_as_its_single_run(rule, given):
    count, lanes = 40, (0, 20, 39)
    optimizer = scattered(rule, count)
    for surface in PLACES:
        starts = points_of(surface, count)
        swept = sweep(optimizer, surface, starts, 90, chunk=16, **given)
        for lane in lanes:
            values = {n: getattr(optimizer, n) for n in parameters(rule)}
            alone = rule(**{n: x[lane] if np.ndim(x) else x for n, x in values.items()})
            path = run(alone, surface, starts[:, lane], 90, **given)
            assert_lane_is_the_run(swept, lane, path)


def test_lanes_that_diverge_and_are_dropped_do_not_disturb_the_others():
    rates = np.logspace(-5, 2, 60)  # more than half of these overflow
    for rule in (Adam, Momentum, LBFGS, GradientDescent):
        swept = sweep(rule(lr=rates), Rosenbrock(), (-0.7, 2.5), 200)
        for lane, rate in enumerate(rates):
            assert_lane_is_the_run(swept, lane, run(rule(lr=rate), Rosenbrock(), (-0.7, 2.5), 200))
    assert 20 < swept.diverged.sum() < 60


def test_the_size_of_a_chunk_changes_nothing():
    optimizer, starts = scattered(Adam, 50), points_of(Rosenbrock(), 50)
    one, other = (sweep(optimizer, Rosenbrock(), starts, 60, chunk=n) for n in (1, 17))
    for name in FIELDS:
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))


def test_a_single_run_is_a_sweep_of_one_lane():
    swept = sweep(Momentum(), Anisotropic(), (-1.8, 1.0), 100)
    assert swept.end.shape == (2, 1)
    assert_lane_is_the_run(swept, 0, run(Momentum(), Anisotropic(), (-1.8, 1.0), 100))


def test_no_steps_leave_every_lane_at_its_start():
    swept = sweep(GradientDescent(), Isotropic(), [[0.0, 1.0], [0.0, 1.0]], 0)
    assert swept.reached.tolist() == [0, NEVER]
    assert swept.final_loss.tolist() == [0.0, 2.0]


def test_a_start_without_a_finite_loss_has_diverged_at_once():
    swept = sweep(GradientDescent(), Isotropic(), [[1e200, 1.0], [0.0, 1.0]], 5)
    assert swept.diverged_at.tolist() == [0, NEVER]


def test_reached_means_to_stay():
    # Momentum passes the minimum of the bowl and comes back.
    path = run(Momentum(lr=0.05), Isotropic(), (1.0, 0.0), 200)
    first = int(np.argmax(path.loss <= 1e-3))
    swept = sweep(Momentum(lr=0.05), Isotropic(), (1.0, 0.0), 200)
    assert swept.reached[0] == path.steps_to_tolerance > first


def test_a_target_of_its_own_for_every_lane():
    lr, target = np.full(2, 0.1), np.array([0.0, 1.0])
    swept = sweep(GradientDescent(lr=lr), Isotropic(), (2.0, 0.0), 50, target=target)
    path = run(GradientDescent(lr=0.1), Isotropic(), (2.0, 0.0), 50)
    assert swept.reached.tolist() == [int(np.argmax(path.loss <= at + 1e-3)) for at in target]


@pytest.mark.parametrize("budget", [0, 1, 5, 20, 1000])
def test_a_budget_ends_a_run_at_the_last_step_that_it_pays(budget):
    starts = points_of(Rosenbrock(), 30)
    swept = sweep(LBFGS(), Rosenbrock(), starts, 60, budget=budget)
    assert (swept.evaluations <= budget).all()
    for lane in range(30):
        path = run(LBFGS(), Rosenbrock(), starts[:, lane], 60)
        found = {name: getattr(swept, name)[..., lane] for name in FIELDS}
        for name in ("evaluations", "final_loss", "best_loss", "end"):
            np.testing.assert_array_equal(found[name], outcome(path, budget)[name])
        reached = path.steps_to_tolerance
        if reached is not None and path.evaluations[reached] <= budget:
            assert found["spent"] == path.evaluations[reached]


def test_a_budget_stops_rules_that_ask_once_a_step():
    swept = sweep(Adam(lr=[0.1, 0.2]), Rosenbrock(), (-0.7, 2.5), 200, budget=30)
    path = run(Adam(lr=0.1), Rosenbrock(), (-0.7, 2.5), 30)
    assert swept.evaluations.tolist() == [30, 30]
    assert swept.final_loss[0] == path.loss[-1]


def test_progress_grows_to_one_and_what_it_raises_ends_the_sweep():
    told = []
    sweep(Adam(lr=[0.1] * 10), Rosenbrock(), (0, 0), 60, chunk=4, progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    assert len(told) >= 9

    class CancelledError(Exception):
        pass

    def cancel(share):
        told.append(share)
        if share > 0.5:
            raise CancelledError

    told.clear()
    with pytest.raises(CancelledError):
        sweep(Adam(lr=[0.1] * 10), Rosenbrock(), (0, 0), 60, chunk=4, progress=cancel)
    assert 0.5 < told[-1] < 0.8


def peak(lanes: int, steps: int) -> int:
    """The most memory that a sweep holds at a time, in bytes."""
    optimizer, surface = Adam(lr=np.full(lanes, 0.1)), Rosenbrock()
    tracemalloc.start()
    try:
        sweep(optimizer, surface, (0.0, 0.0), steps, chunk=500)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_grows_with_the_chunk_and_not_with_the_grid_or_the_steps():
    few, many = peak(1000, 30), peak(21_000, 30)
    assert (many - few) / 20_000 < 200  # bytes a lane: outcome and settings, of a step's 600 none
    assert peak(1000, 300) < few * 1.2


@pytest.mark.parametrize("surface", [kind() for kind in SURFACES.values()], ids=SURFACES)
def test_no_surface_has_a_finite_loss_where_the_point_is_not(surface):
    axis = (np.inf, -np.inf, np.nan, 0.0, 1.3, -1e300)
    w = np.array([w for w in itertools.product(axis, repeat=2) if not np.isfinite(w).all()]).T
    with np.errstate(all="ignore"):
        assert not np.isfinite(surface.value(w)).any()
