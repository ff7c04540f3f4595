"""A drill: everybody moves one slider every second, without end, and waits for each answer.

No class does that. It is the steadiest load there is, so it shows what a move costs.
"""

import asyncio
import random
import time
from urllib.parse import urlencode

from benchmarks.record import Record
from benchmarks.session import Session

RUNS = ("gd", "momentum", "nesterov", "adagrad", "rmsprop", "adam")
_STEP = 0.01


class Mover:
    """Somebody who moves α of Momentum up and down.

    Args:
        url: of the server.
        number: whoever has another has another start, so nobody profits from a neighbour.
        runs: the keys of the runs, Momentum among them.
        page: where the sidebar is open: Explore's address, which is empty, or another's.
    """

    def __init__(self, url: str, number: int, runs: tuple[str, ...] = RUNS, page: str = "") -> None:
        start = f"-1.8 {1 / (1 + number / 30):.6f}"
        query = urlencode([("steps", 300), ("start", start), *(("run", key) for key in runs)])
        self.session = Session(url, query, page)
        slot = runs.index("momentum")
        self._drawer, self._slider = f"run.{slot}", f"r{slot}.momentum.alpha"
        self._step = -_STEP
        self._late = random.Random(number).random()  # seconds: nobody waits for their neighbour

    async def enter(self) -> None:
        """Open the page and the drawer. Raises BrokenPageError as `Session.set` does."""
        await self.session.connect()
        await self.session.set(self._drawer, True)

    async def come_back(self) -> None:
        """As `enter`, after a lost connection."""
        await self.session.come_back()
        await self.session.set(self._drawer, True)

    async def move(self) -> int:
        """Move the slider by a hundredth; returns the bytes received. Raises as `enter`."""
        slider, alpha = self.session.find(self._slider), float(self.session.value(self._slider))
        if not slider.min <= alpha + self._step <= slider.max:
            self._step = -self._step
        return await self.session.set(self._slider, round(alpha + self._step, 2))

    async def attend(self, record: Record, until: float) -> None:
        """Move once a second; a late answer delays the next move, as it delays a person.

        Raises:
            GoneError: where the connection is lost.
        """
        elements, due = 0, time.perf_counter() + self._late
        while due < until:
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            await record.time("slider", self.move())
            if elements not in (0, self.session.elements):
                record.errors.append(f"{self.session.elements} elements instead of {elements}")
            elements = self.session.elements
            due = max(due + 1, time.perf_counter())
