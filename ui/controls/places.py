"""Who may compute for long: the processor is shared by everybody who visits the server."""

import threading
import time
from collections.abc import Callable, Hashable

PATIENCE = 5.0  # seconds; who has not asked for so long has gone
TURN = 5.0  # seconds; then a place is given up if somebody waits for it


class Places:
    """A queue, of which the first few have a place.

    Work is done in slices, and before each it asks for its place. Short work is done in one turn;
    long work goes to the end of the queue again and again.
    """

    def __init__(self, count: int, clock: Callable[[], float] = time.monotonic) -> None:
        """So many places, all free."""
        self._count, self._clock = count, clock
        self._lock = threading.Lock()
        self._queue: dict[Hashable, float] = {}  # when each has last asked
        self._since: dict[Hashable, float] = {}  # when those in front got their place

    def ask(self, work: Hashable) -> bool:
        """Whether `work` may do its next slice."""
        now = self._clock()
        with self._lock:
            self._queue[work] = now
            self._queue = {each: at for each, at in self._queue.items() if now - at < PATIENCE}
            self._since = {each: self._since.get(each, now) for each in self._front()}
            if len(self._queue) > self._count:
                for each, since in self._since.items():
                    if now - since >= TURN:
                        self._queue[each] = self._queue.pop(each)
            return work in self._front()

    def leave(self, work: Hashable) -> None:
        """`work` is over, or has stopped for now."""
        with self._lock:
            self._queue.pop(work, None)

    def _front(self) -> list[Hashable]:
        return list(self._queue)[: self._count]
