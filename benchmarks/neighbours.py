"""Whether others notice that somebody trains networks or makes maps: a slider alone, and beside it.

    python -m benchmarks.neighbours

One session moves a slider of the Explore page once a second. It goes on while another session
trains on the Digits page without a break, and while two others have a map of 96 x 96 settings and
300 steps made every second. All speak Streamlit's protocol, without a browser.
"""

import argparse
import asyncio
import contextlib
import sys
import time
from collections.abc import Sequence

from benchmarks.cluster import cluster
from benchmarks.drill import Mover
from benchmarks.record import GoneError, Record, late, middle
from benchmarks.session import BrokenPageError, Session

_RACE = "epochs=30&batch=10&rates=best"  # outlasts every measurement
_WARM_UP = 3.0  # seconds that are not counted
_ALONE = ("momentum",)
_MAPPERS = 2
_BETWEEN = 1.0  # seconds between two maps of one person


class Trainer:
    """Somebody who trains networks.

    Attributes:
        done: slices of the race.
    """

    def __init__(self, url: str) -> None:
        self.session, self.done = Session(url, _RACE, "digits"), 0

    async def work(self) -> None:
        """Start the race and wait for one slice after another, until cancelled.

        Raises:
            BrokenPageError: as `Session.set`, and where nothing can be started.
        """
        await self.session.connect()
        await self.session.press("digits.start")
        if not self.session.again.fragment_id:
            raise BrokenPageError("nothing is asked for again and again")
        while True:
            await self.session.wait()
            self.done += 1


class Mapper:
    """Somebody who has maps made.

    Attributes:
        done: maps.
    """

    def __init__(self, url: str, number: int) -> None:
        self._mover, self.done = Mover(url, number, _ALONE, "maps"), 0
        self.session = self._mover.session

    async def work(self) -> None:
        """Move a slider that every map depends on, again and again, until cancelled.

        Raises:
            BrokenPageError: as `Session.set`.
        """
        await self._mover.enter()
        while True:
            await asyncio.sleep(_BETWEEN)
            await self._mover.move()
            self.done += 1


async def _slide(mover: Mover, seconds: float) -> str:
    """How long each move waited for its answer. Raises BrokenPageError where one got none."""
    record = Record(time.perf_counter() + _WARM_UP)
    with contextlib.suppress(GoneError):
        await mover.attend(record, record.since + seconds)
    if record.errors:
        raise BrokenPageError(record.errors[0])
    waited = record.waited["slider"]
    return f"p50 {middle(waited):.0f} ms p95 {late(waited):.0f} ms"


async def _beside(mover: Mover, busy: Sequence[Trainer | Mapper], seconds: float) -> str:
    """How long a slider waits while others are busy."""
    tasks = [asyncio.create_task(each.work()) for each in busy]
    waited = await _slide(mover, seconds)
    for task in tasks:
        if task.done():
            task.result()  # says what was wrong
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
    for each in busy:
        await each.session.leave()
    return waited


async def _measure(url: str, seconds: float) -> list[str]:
    """What there is to say of the slider alone, and beside others."""
    mover = Mover(url, 0, _ALONE)
    await mover.enter()
    alone = await _slide(mover, seconds)
    trainer = Trainer(url)
    mappers = [Mapper(url, number) for number in range(1, 1 + _MAPPERS)]
    trained = await _beside(mover, [trainer], seconds)
    mapped = await _beside(mover, mappers, seconds)
    await mover.session.leave()
    maps = sum(mapper.done for mapper in mappers)
    return [
        f"alone {alone}",
        f"beside a race of {trainer.done} slices {trained}",
        f"beside {maps} maps {mapped}",
    ]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.neighbours")
    parser.add_argument("--seconds", type=float, default=30, help="measured time, three times")
    seconds = parser.parse_args().seconds
    with cluster(1) as running:
        said = asyncio.run(_measure(running.url, seconds))
    print(f"neighbours: {'; '.join(said)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
