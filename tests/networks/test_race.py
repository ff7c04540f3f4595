"""The race: in slices or at once, with one learning rate or with many."""

import threading

import numpy as np
import pytest

from networks import Race, each_at, final_loss, reached
from networks.training import Mark
from tests.networks.small import few, network, racers


def race(*keys, rates=(), **given):
    racing = racers(*keys)
    given = {"batch": 50, "epochs": 4, "seed": 0} | given
    return Race(network(), few(), each_at(racing, rates) if rates else [racing], **given)


def finished(found):
    found.advance(60)
    assert found.finished
    return found


def told(found):
    """All that is known of a race but how long it took."""
    return [
        [(mark.step, mark.loss, mark.accuracy, mark.read.tolist()) for mark in course]
        for course in found.courses
    ]


def test_slices_of_time_change_nothing():
    whole, sliced, slices = finished(race("gd", "adam")), race("gd", "adam"), 0
    while not sliced.finished:
        before = sliced.part
        sliced.advance(0)
        assert sliced.part >= before
        slices += 1
    assert slices > 10
    assert told(sliced) == told(whole)
    np.testing.assert_array_equal(sliced.plane.loss, whole.plane.loss)
    sliced.advance(1)  # over is over
    assert told(sliced) == told(whole)


def test_what_there_is_can_be_seen_at_any_time():
    found = race("gd", "adam", epochs=30)
    assert found.courses == [[], []]
    found.advance(0)
    assert [len(course) for course in found.courses] == [1, 1]
    assert 0 <= found.part < 1
    assert found.plane is None


def test_each_racer_keeps_its_best_learning_rate():
    rates = (1e-4, 0.03, 3.0)
    found = finished(race("gd", "adam", rates=rates))
    single = [finished(race("gd", "adam", rates=(rate,))) for rate in rates]
    for i in range(2):
        losses = [final_loss(each.courses[i]) for each in single]
        best = int(np.argmin(losses))
        assert found.winners[i].rule.lr == rates[best]
        assert told(found)[i] == told(single[best])[i]
    assert found.part == 1


def test_two_threads_do_not_train_one_race():
    found, inside, go = race("gd", epochs=30), threading.Event(), threading.Event()

    def held():
        inside.set()
        go.wait(10)
        yield

    found._work = held()
    thread = threading.Thread(target=found.advance, args=(60,))
    thread.start()
    assert inside.wait(10)
    found.advance(60)
    assert not found.finished
    go.set()
    thread.join(10)
    assert found.finished


def test_the_estimate_grows_with_the_work():
    small = race("gd").seconds
    assert small < race("gd", epochs=8).seconds < race("gd", epochs=8, batch=10).seconds
    two, three = race("gd", "adam").seconds, race("gd", rates=(0.1, 0.2, 0.3)).seconds
    assert three - small == pytest.approx(2 * (two - small))


def course(*given):
    return [Mark(step, *pair, 0, 0.0, np.zeros(0)) for step, pair in enumerate(given)]


def test_the_end_is_judged_by_its_last_eighth():
    assert final_loss(course((9.0, 0), *[(1.0, 0), (3.0, 0)] * 3)) == pytest.approx(2.2)
    assert final_loss(course((1.0, 0), (np.nan, 0))) == np.inf


def test_the_first_time_counts_though_it_falls_back():
    found = course((1, 0.1), (1, 0.91), (1, 0.89), (1, 0.95))
    assert reached(found, 0.9) is found[1]
    assert reached(found, 0.96) is None
