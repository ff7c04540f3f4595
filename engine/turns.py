"""Whose turn it is: requests share a process one at a time, and whoever has had least goes first.

Python runs one thread at a time. Left alone it gives each a few milliseconds in turn, so with ten
under way the move of a slider takes ten times as long, and a map that somebody makes is felt by
all. Here a request keeps its turn until it is done, or until somebody waits who has had less of the
processor: "foreground-background" (L. Kleinrock, Queueing Systems II, 1976, chapter 4). Moves are
short, so they pass the maps.
"""

import heapq
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import count

QUANTUM = 0.05  # seconds of the processor that a turn lasts at least; most moves need less
AGE = 5.0  # seconds of waiting that make up for one of the processor, so that nobody starves
PATIENCE = 5.0  # seconds; who waits longer goes on without: whoever has the turn may be stuck


class Turns:
    """One turn, which requests hand to each other.

    Attributes:
        free: whether nobody has it.
    """

    def __init__(self) -> None:
        """A turn that nobody has."""
        self._lock = threading.Lock()
        self.free, self._numbers = True, count()
        self._waiting: list[tuple[float, int, threading.Event]] = []

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for the turn, and keep it for this block but for what `hand_on` gives to others.

        A block within a block has the turn already.
        """
        if _request.get() is not None:
            yield
            return
        request = _Request(self)
        token = _request.set(request)
        try:
            request.wait()
            yield
        finally:
            _request.reset(token)
            request.end()

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)

    @property
    def first(self) -> float:
        """The rank of whoever is next; infinite where nobody waits."""
        waiting = self._waiting[:1]  # without the lock: who comes later is seen at the next look
        return waiting[0][0] if waiting else float("inf")

    def take(self, rank: float) -> bool:
        """Wait for the turn, the lowest rank first; whether it came in time."""
        with self._lock:
            if self.free:
                self.free = False
                return True
            place = (rank, next(self._numbers), threading.Event())
            heapq.heappush(self._waiting, place)
        if place[2].wait(PATIENCE):
            return True
        with self._lock:
            if place in self._waiting:
                self._waiting.remove(place)
                heapq.heapify(self._waiting)
                return False
        return True  # it came in the last moment

    def give(self) -> None:
        """Hand the turn on."""
        with self._lock:
            if self._waiting:
                heapq.heappop(self._waiting)[2].set()
            else:
                self.free = True


class _Request:
    """What a thread does for somebody, and how much of the processor it has had."""

    def __init__(self, turns: Turns) -> None:
        self._turns, self._began = turns, time.thread_time()
        self._mine, self._until = False, QUANTUM

    @property
    def had(self) -> float:
        """In seconds."""
        return time.thread_time() - self._began

    @property
    def rank(self) -> float:
        """As if it had come later by what it has had."""
        return time.monotonic() + AGE * self.had

    def wait(self) -> None:
        self._mine = self._turns.take(self.rank)
        self._until = self.had + QUANTUM

    def end(self) -> None:
        if self._mine:
            self._turns.give()

    def hand_on(self) -> None:
        if self._turns.waiting and self.had > self._until and self._turns.first < self.rank:
            self.end()
            self.wait()


_request: ContextVar[_Request | None] = ContextVar("request", default=None)


def hand_on() -> None:
    """In long work, now and then: let those go first who wait and have had less."""
    request = _request.get()
    if request is not None:
        request.hand_on()
