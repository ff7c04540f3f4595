"""Mini-batches: which examples a step sees, and what a run makes of them."""

from dataclasses import replace

import numpy as np
import pytest

from engine import Conditions, RunSpec, Scenario, SurfaceSpec, run, sweep
from engine.batches import Batches, batches_of
from engine.link import decode, encode
from optimizers import LBFGS, OPTIMIZERS, AdaGrad, Adam, GradientDescent
from surfaces import SURFACES, Anisotropic, Linear, Logistic, Sparse
from tests.helpers import assert_same_run

SURFACE = Linear(size=50)
SGD = Conditions(batch=1)


def places(size: int, replacement: bool, steps: int, seed: int = 0) -> list[np.ndarray]:
    drawn = Batches(SURFACE, size, replacement, seed)
    return [drawn.places(step) for step in range(steps)]


@pytest.mark.parametrize("size", [1, 7, 25, 50])
def test_an_epoch_sees_every_example_once(size):
    an_epoch = -(-50 // size)
    drawn = places(size, False, 2 * an_epoch)
    first, second = np.concatenate(drawn[:an_epoch]), np.concatenate(drawn[an_epoch:])
    assert sorted(first) == sorted(second) == list(range(50))
    assert (first != second).any()
    assert [len(each) for each in drawn[: an_epoch - 1]] == [size] * (an_epoch - 1)


def test_with_replacement_every_place_is_drawn_for_itself():
    drawn = np.concatenate(places(10, True, 500))
    counts = np.bincount(drawn, minlength=50)
    assert drawn.size == 5000
    assert len(set(drawn[:50])) < 50
    assert abs(counts - 100).max() < 50  # five deviations of a binomial count


def test_a_step_has_the_same_batch_whoever_asks_and_however_often():
    drawn = Batches(SURFACE, 7, False, 3)
    forwards = [drawn.places(step) for step in range(20)]
    backwards = [drawn.places(step) for step in reversed(range(20))]
    for one, other in zip(forwards, reversed(backwards), strict=True):
        np.testing.assert_array_equal(one, other)


def test_other_seeds_draw_other_batches_and_seeds_as_lanes_those_of_each():
    lanes = Batches(SURFACE, 7, False, np.array([3, 4]))
    for step in range(10):
        for lane, seed in enumerate((3, 4)):
            np.testing.assert_array_equal(
                lanes.places(step)[lane], Batches(SURFACE, 7, False, seed).places(step)
            )
    assert (lanes.places(0)[0] != lanes.places(0)[1]).any()


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_a_batch_of_all_is_gradient_descent(key):
    rule = OPTIMIZERS[key]()
    full = run(rule, SURFACE, SURFACE.start, 40)
    for size in (50, 5000):
        conditions = Conditions(batch=size)
        assert_same_run(run(rule, SURFACE, SURFACE.start, 40, conditions=conditions), full)


def test_and_so_it_is_when_the_batch_is_drawn():
    drawn, w, v = Batches(SURFACE, 50, False, 0), np.array(SURFACE.start), np.array(SURFACE.start)
    for step in range(30):
        w = w - 0.1 * drawn.at(step).gradient(w)
        v = v - 0.1 * SURFACE.gradient(v)
    np.testing.assert_allclose(w, v, rtol=1e-12)


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_the_gradients_of_a_run_are_those_of_its_batches(key):
    surface = SURFACES["logistic"]()
    path = run(OPTIMIZERS[key](), surface, surface.start, 12, conditions=Conditions(batch=8))
    drawn = batches_of(surface, Conditions(batch=8), 0)
    where = path.internals.get("look_ahead", path.w[:-1])
    for step, w in enumerate(where):
        np.testing.assert_array_equal(path.gradient[step], drawn.at(step).gradient(w))
    np.testing.assert_array_equal(path.loss, surface.value(path.w.T))


def test_a_line_search_sees_one_batch_within_a_step():
    path = run(LBFGS(), Logistic(), Logistic.start, 30, conditions=Conditions(batch=20))
    drawn = batches_of(Logistic(), Conditions(batch=20), 0)
    for step in range(30):
        batch = drawn.at(step)
        assert batch.value(path.w[step + 1]) <= batch.value(path.w[step])


def test_examples_are_counted_beside_evaluations():
    path = run(GradientDescent(), SURFACE, SURFACE.start, 5, conditions=Conditions(batch=20))
    assert path.evaluations.tolist() == [0, 1, 2, 3, 4, 5]
    assert path.examples.tolist() == [0, 20, 40, 50, 70, 90]
    full = run(GradientDescent(), SURFACE, SURFACE.start, 3)
    assert full.examples.tolist() == [0, 50, 100, 150]
    searched = run(LBFGS(), SURFACE, SURFACE.start, 3)
    np.testing.assert_array_equal(searched.examples, 50 * searched.evaluations)
    assert run(GradientDescent(), Anisotropic(), (1, 1), 3).examples is None


def test_a_surface_without_data_has_no_batches():
    assert_same_run(
        run(Adam(), Anisotropic(), (1, 1), 30, conditions=SGD),
        run(Adam(), Anisotropic(), (1, 1), 30),
    )
    assert "batch" not in SGD.used_on(Anisotropic)
    assert SGD.used_on(Linear)[:2] == ("batch", "replacement")
    assert Conditions().used_on(Linear)[:2] == ("batch", "schedule")


def scenario_of(**conditions: object) -> Scenario:
    runs = tuple(RunSpec.on("logistic", key, **conditions) for key in ("gd", "adam", "lbfgs"))
    return Scenario(surface=SurfaceSpec.of("logistic"), runs=runs, steps=40, seed=5, noise=0.1)


def test_a_run_repeats_bit_for_bit_from_its_link():
    scenario = scenario_of(batch=9, replacement=True, schedule="cosine", clip=True)
    again, notices = decode(encode(scenario))
    assert (again, notices) == (scenario, ())
    for index in range(3):
        assert_same_run(scenario.path(index), again.path(index))


def test_schedule_clipping_noise_and_batches_compose():
    surface, conditions = (
        Logistic(),
        Conditions(batch=9, schedule="cosine", clip=True, max_norm=0.2),
    )
    path = run(GradientDescent(lr=1), surface, surface.start, 30, conditions=conditions, noise=0.1)
    drawn, w = batches_of(surface, conditions, 0), np.array(surface.start)
    for step, factor in enumerate(conditions.factors(30)):
        g = drawn.at(step).gradient(w) + path.noise[step]
        w = w - factor * g * min(1, 0.2 / np.hypot(*g))
        np.testing.assert_allclose(path.w[step + 1], w, rtol=1e-12)


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_a_lane_of_a_sweep_is_the_run_alone(key):
    surface, conditions = Logistic(), Conditions(batch=10)
    rates = np.array([0.01, 0.1, 1.0, 1e4])
    rule = OPTIMIZERS[key]()
    swept = sweep(rule.with_lr(rates), surface, surface.start, 60, conditions=conditions, seed=2)
    for lane, rate in enumerate(rates[:3]):
        path = run(rule.with_lr(rate), surface, surface.start, 60, conditions=conditions, seed=2)
        np.testing.assert_allclose(swept.end[:, lane], path.w[-1], rtol=1e-9, atol=1e-12)


def test_seeds_are_lanes():
    scenario = replace(scenario_of(batch=4), noise=0.0)
    spread = scenario.spread(1, 5)
    for lane in range(5):
        alone = replace(scenario, seed=5 + lane).path(1)
        np.testing.assert_allclose(spread.loss[:, lane], alone.loss, rtol=1e-12)
        np.testing.assert_array_equal(spread.examples[:, lane], alone.examples)
    assert scenario.chancy(1)
    assert not replace(scenario_of(), noise=0.0).chancy(1)


def test_the_examples_seen_are_a_column():
    frame = run(GradientDescent(), SURFACE, SURFACE.start, 3, conditions=SGD).to_frame()
    assert frame["examples"].tolist() == [0, 1, 2, 3]


def test_on_a_rare_feature_adagrad_tuned_beats_gradient_descent_tuned():
    surface, rates = Sparse(size=100, share=0.05), np.geomspace(1e-2, 5, 25)

    def best(rule):
        found = [
            sweep(rule.with_lr(rates), surface, surface.start, 100, conditions=SGD, seed=seed)
            for seed in range(7)
        ]
        losses = np.median([each.final_loss for each in found], axis=0)
        return np.nanmin(losses) - surface.infimum

    assert best(AdaGrad()) < 0.7 * best(GradientDescent())
