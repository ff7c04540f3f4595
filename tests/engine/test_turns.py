"""Requests share a process: one at a time, and whoever has had least of it goes first."""

import threading
import time
from functools import partial

import pytest

from engine import run, turns
from engine.turns import Turns, hand_on
from optimizers import Adam
from surfaces import Rosenbrock

LONG = 4 * turns.QUANTUM
ENOUGH = 20.0  # seconds for what takes much less


@pytest.fixture(autouse=True)
def _patient(monkeypatch):
    """Nobody loses patience, however slow the machine is."""
    monkeypatch.setattr(turns, "PATIENCE", ENOUGH)


def busy(seconds: float) -> None:
    """Keep the processor busy for so long."""
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        pass


def work(seconds: float) -> None:
    """The same, but look now and then whose turn it is."""
    for _ in range(100):
        busy(seconds / 100)
        hand_on()


class Somebody(threading.Thread):
    """Takes a turn in a thread and does something in it."""

    def __init__(self, house: Turns, what) -> None:
        super().__init__(daemon=True)
        self._house, self._what = house, what
        self.start()

    def run(self) -> None:
        with self._house.turn():
            self._what()

    def done(self) -> None:
        self.join(ENOUGH)
        assert not self.is_alive()


def until(condition) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + ENOUGH
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.001)


def test_only_one_works_at_a_time():
    house, inside, most = Turns(), [], []

    def enter():
        inside.append(1)
        most.append(len(inside))
        time.sleep(0.002)
        inside.pop()

    people = [Somebody(house, enter) for _ in range(20)]
    for each in people:
        each.done()
    assert most == [1] * 20


def order_of(work_of_the_first) -> list[str]:
    """Somebody comes while another is at work: who does what, in this order."""
    house, order = Turns(), []

    def first():
        order.append("first begins")
        until(lambda: house.waiting)
        work_of_the_first()
        order.append("first ends")

    people = [Somebody(house, first)]
    until(lambda: order)
    people.append(Somebody(house, lambda: order.append("second")))
    for each in people:
        each.done()
    return order


def a_run():
    """A run that begins when its turn should end, for nothing else looks whether it should."""
    busy(1.2 * turns.QUANTUM)
    run(Adam(), Rosenbrock(), (-1.5, 2.0), 100)


@pytest.mark.parametrize("long", [partial(work, LONG), a_run])
def test_who_has_had_less_passes_long_work(long):
    assert order_of(long) == ["first begins", "second", "first ends"]


def test_short_work_is_not_interrupted():
    short = partial(work, turns.QUANTUM / 5)
    assert order_of(short) == ["first begins", "first ends", "second"]


def test_the_lowest_rank_goes_first_and_of_equals_who_came_first():
    house, order = Turns(), []
    assert house.take(9.0)

    def wait(rank, name):
        assert house.take(rank)
        order.append(name)
        house.give()

    people = []
    for number, (rank, name) in enumerate([(3.0, "d"), (1.0, "a"), (2.0, "b"), (2.0, "c")], 1):
        people.append(threading.Thread(target=wait, args=(rank, name), daemon=True))
        people[-1].start()
        until(lambda count=number: house.waiting == count)
    house.give()
    for each in people:
        each.join(ENOUGH)
    assert order == ["a", "b", "c", "d"]
    assert house.free


def test_waiting_makes_up_for_what_one_has_had():
    request = turns._Request(Turns())
    busy(0.02)
    later = time.monotonic() + turns.AGE * request.had
    assert request.rank == pytest.approx(later, abs=0.01 * turns.AGE)
    assert request.rank - time.monotonic() > 0.02 * (turns.AGE - 1)


def test_who_waits_too_long_goes_on_beside_the_others(monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    house, over = Turns(), threading.Event()
    stubborn = Somebody(house, over.wait)  # never looks whose turn it is
    until(lambda: not house.free)
    Somebody(house, lambda: None).done()
    assert not house.waiting
    over.set()
    stubborn.done()
    assert house.free


def test_a_turn_ends_with_a_mistake_too():
    house = Turns()
    with pytest.raises(ZeroDivisionError), house.turn():
        1 / 0  # noqa: B018
    assert house.free
    Somebody(house, lambda: None).done()


def test_a_turn_within_a_turn_is_the_same():
    house = Turns()
    with house.turn():
        with house.turn():
            assert not house.free
        assert not house.free
    assert house.free


def test_without_a_turn_there_is_nothing_to_hand_on():
    hand_on()
