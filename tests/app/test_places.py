"""Who may compute: a few at a time, each in turns."""

import pytest

from ui.controls.places import PATIENCE, TURN, Places


class Clock:
    """A time that passes when it is told to."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


def test_there_are_so_many_places(clock):
    places = Places(2, clock)
    assert [places.ask(work) for work in "abcabc"] == [True, True, False, True, True, False]


def test_who_leaves_makes_room(clock):
    places = Places(1, clock)
    assert places.ask("a")
    places.leave("b")  # never asked
    assert not places.ask("b")
    places.leave("a")
    assert places.ask("b")
    assert not places.ask("a")


def test_who_is_gone_loses_the_place(clock):
    places = Places(1, clock)
    assert places.ask("a")
    clock.now += PATIENCE - 0.1
    assert not places.ask("b")
    clock.now += 0.1
    assert places.ask("b")


def test_long_work_lets_others_in_between(clock):
    places, done = Places(1, clock), {"a": 0, "b": 0}
    for _ in range(int(20 * TURN)):
        clock.now += 0.25
        for work in done:
            done[work] += places.ask(work)
    assert done["a"] + done["b"] <= 20 * TURN  # one at a time
    assert min(done.values()) > 5 * TURN


def test_nobody_gives_up_a_place_that_nobody_wants(clock):
    places = Places(1, clock)
    for _ in range(10):
        clock.now += TURN / 2
        assert places.ask("a")
    assert places.ask("b")  # somebody wants it, and it was held for long enough
    assert not places.ask("a")


def test_who_waited_longest_is_next(clock):
    places = Places(1, clock)
    assert [places.ask(work) for work in "abc"] == [True, False, False]
    places.leave("a")
    assert not places.ask("c")
    assert places.ask("b")


def test_a_new_turn_is_a_whole_turn(clock):
    places, turns = Places(1, clock), ""
    for _ in range(int(8 * TURN)):
        clock.now += 0.5
        turns += "".join(work for work in "ab" if places.ask(work))
    assert "a" * int(TURN) in turns
    assert "b" * int(TURN) in turns
