"""Training: the same start and batches for all, and nobody feels who trains beside them."""

import numpy as np
import pytest

from networks import USUAL_RATES, Perceptron, Racer, Training, digits, train
from networks.digits import Images
from networks.training import MARKS, BatchOracle
from optimizers import OPTIMIZERS, Adam, GradientDescent
from tests.networks.small import TRAIN, few, network, racers, trained


def marks_of(racing, **given):
    training = Training(network(), few(), racing, given.get("seed", 0))
    given = {"batch": 50, "epochs": 2, "seed": 0} | given
    return [marks for marks in train(training, **given) if marks is not None]


def test_there_is_a_learning_rate_to_begin_with_for_every_rule():
    assert USUAL_RATES.keys() == OPTIMIZERS.keys()


def test_all_start_at_the_same_weights():
    training = Training(network(), few(), racers(), seed=5)
    assert (training.w == network().start(5)).all()
    first = training.marks()
    assert len({(mark.loss, mark.accuracy) for mark in first}) == 1
    assert first[0].loss == network().loss(training.w[0], *few().train)


def test_every_rule_learns():
    together = marks_of(racers(), epochs=6)
    for key, first, last in zip(OPTIMIZERS, together[0], together[-1], strict=True):
        assert last.loss < first.loss, key


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_a_run_alone_is_the_run_among_others(key):
    together, alone = trained(racers()), trained(racers(key))
    np.testing.assert_array_equal(together.w[list(OPTIMIZERS).index(key)], alone.w[0])


def test_a_training_repeats_bit_for_bit():
    one, other = (trained(racers("nesterov", "adam", "lbfgs"), seed=3) for _ in range(2))
    np.testing.assert_array_equal(one.w, other.w)
    assert not np.array_equal(one.w, trained(racers("nesterov", "adam", "lbfgs"), seed=4).w)


def test_gradient_descent_is_what_it_says():
    training = Training(network(), few(), [Racer(GradientDescent(lr=0.5))], seed=0)
    w, chosen = training.w[0], np.arange(20, 60)
    _, gradient = network().gradient(w, few().train.x[chosen], few().train.labels[chosen])
    training.take(chosen)
    np.testing.assert_array_equal(training.w[0], w - 0.5 * gradient)


def test_a_mark_tells_of_the_images_since_the_last():
    training = Training(network(), few(), racers("adam"), seed=0)
    w, x, labels = training.w[0], *few().train
    training.marks()
    training.take(np.arange(0, 30))
    moved = training.w[0]
    training.take(np.arange(30, 40))
    (mark,) = training.marks()
    losses = [
        network().loss(w, x[:30], labels[:30]),
        network().loss(moved, x[30:40], labels[30:40]),
    ]
    assert mark.loss == pytest.approx((30 * losses[0] + 10 * losses[1]) / 40, rel=1e-12)
    assert mark.step == mark.evaluations == 2
    assert mark.seconds > 0
    np.testing.assert_array_equal(mark.read, network().reading(training.w[0], few().test.x))
    assert mark.accuracy == np.mean(mark.read == few().test.labels)


def test_marks_are_spread_evenly_from_the_start_to_the_end():
    for batch, epochs in ((50, 1), (10, 4), (1, 2)):
        steps = [marks[0].step for marks in marks_of(racers("gd"), batch=batch, epochs=epochs)]
        total = epochs * TRAIN // batch
        assert (steps[0], steps[-1]) == (0, total)
        assert len(steps) == min(MARKS, total) + 1
        assert np.ptp(np.diff(steps)) <= 1


def test_a_schedule_and_clipping_reach_the_rule():
    factors = np.linspace(1, 0.1, 12)
    plain, falling, clipped = (
        trained([Racer(GradientDescent(lr=0.1), *given)]).w
        for given in ((), (factors,), (None, 0.1))
    )
    assert not np.array_equal(plain, falling)
    assert not np.array_equal(plain, clipped)
    np.testing.assert_array_equal(plain, trained([Racer(GradientDescent(lr=0.1), factors**0)]).w)
    np.testing.assert_array_equal(plain, trained([Racer(GradientDescent(lr=0.1), None, 1e9)]).w)


def test_the_oracle_shortens_counts_and_knows_where_it_is():
    w = network().start(0)
    batch = Images(few().train.x[:50], few().train.labels[:50])
    _, gradient = network().gradient(w, *batch)
    oracle = BatchOracle(network(), batch, w, gradient, limit=0.25)
    assert np.linalg.norm(oracle.gradient(w)) == pytest.approx(0.25)
    elsewhere = network().gradient(w + 0.1, *batch)[1]
    found = oracle.gradient(w + 0.1)
    np.testing.assert_allclose(found, elsewhere * 0.25 / np.linalg.norm(elsewhere))
    assert oracle.loss(w) == network().loss(w, *batch)
    assert oracle.evaluations == 2


def test_a_run_that_explodes_harms_nobody():
    both = marks_of([Racer(GradientDescent(lr=1e200)), *racers("adam")])
    alone = marks_of(racers("adam"))
    assert not np.isfinite(both[-1][0].loss)
    assert [marks[1].loss for marks in both] == [marks[0].loss for marks in alone]


def test_adam_reads_more_than_nine_in_ten():
    all_of_them = digits()
    reader = Perceptron(all_of_them.train.x.shape[1], 64, 10)
    training = Training(reader, all_of_them, [Racer(Adam(lr=0.001))], seed=0)
    marks = [marks for marks in train(training, batch=50, epochs=5, seed=0) if marks]
    assert marks[-1][0].accuracy > 0.92
