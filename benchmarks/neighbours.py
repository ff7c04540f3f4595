"""Whether others notice that somebody trains networks or makes maps: a slider alone, and beside it.

    python -m benchmarks.neighbours

One session moves a slider of the Explore page once a second. It goes on while another session
trains on the Digits page without a break, and while two others have a map of 96 x 96 settings and
300 steps made every second. All speak Streamlit's protocol, without a browser.
"""

import argparse
import asyncio
import contextlib
import statistics
import sys
import time
from collections.abc import Iterator, Sequence

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.util import calc_hash

from benchmarks.classroom import WARM_UP, Record, attend
from benchmarks.protocol import element_of
from benchmarks.server import serve
from benchmarks.session import BrokenPageError, Session

_ADDRESS, _BUTTON = "digits", "Start"  # the page's, and what the button's label begins with
_RACE = "epochs=30&batch=10&rates=best"  # outlasts every measurement
_SLIDER = "run=momentum&steps=300"
_MAPPERS = 2
_BETWEEN = 1.0  # seconds between two maps of one person


class Trainer(Session):
    """One visitor.

    Args:
        url: of the server.
        query: of the link that is opened.
    """

    def __init__(self, url: str, query: str) -> None:
        super().__init__(url, query)
        self._page = calc_hash(_ADDRESS)
        self._button = self._fragment = ""
        self._every = 0.0  # seconds
        self.done = 0  # slices of the race

    async def work(self) -> None:
        """Start the race and ask for one slice after another, until cancelled.

        Raises:
            BrokenPageError: as `move`, and where nothing can be started.
        """
        await self.connect()
        if not self._button:
            raise BrokenPageError(f"there is no button {_BUTTON}")
        self._states[self._button] = WidgetState(id=self._button, trigger_value=True)
        await self._run()
        del self._states[self._button]
        if not self._fragment:
            raise BrokenPageError("nothing is asked for again and again")
        while True:
            await asyncio.sleep(self._every)
            await self._run(self._fragment)
            self.done += 1

    def _receive(self, message: ForwardMsg) -> Iterator[str]:
        yield from super()._receive(message)
        name, element = element_of(message)
        if name == "button" and element.label.startswith(_BUTTON):
            self._button = element.id
        elif message.WhichOneof("type") == "auto_rerun":
            self._fragment = message.auto_rerun.fragment_id
            self._every = message.auto_rerun.interval


class Mapper(Session):
    """One visitor who has maps made.

    Args:
        url: of the server.
        query: of the link that is opened.
    """

    def __init__(self, url: str, query: str) -> None:
        super().__init__(url, query)
        self._page = calc_hash("maps")
        self.done = 0  # maps

    async def work(self) -> None:
        """Move a slider that every map depends on, again and again, until cancelled.

        Raises:
            BrokenPageError: as `move`.
        """
        await self.enter()
        while True:
            await asyncio.sleep(_BETWEEN)
            self._elements = 0  # progress comes and goes
            await self.move(round(0.89 - 0.01 * (self.done % 80), 2))
            self.done += 1


async def _slide(session: Session, seconds: float) -> list[float]:
    """Milliseconds until each move was answered. Raises BrokenPageError where one was not."""
    record, begin = Record(), time.perf_counter()
    await attend(session, record, begin, begin + WARM_UP + seconds)
    if record.errors:
        raise BrokenPageError(record.errors[0])
    return record.latencies


async def _beside(session: Session, busy: Sequence[Trainer | Mapper], seconds: float) -> str:
    """The latencies of a slider while others are busy."""
    tasks = [asyncio.create_task(each.work()) for each in busy]
    latencies = await _slide(session, seconds)
    for task in tasks:
        if task.done():
            task.result()  # says what was wrong
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
    for each in busy:
        await each.leave()
    return _late(latencies)


async def _measure(url: str, seconds: float) -> list[str]:
    """What there is to say of the slider alone, and beside others."""
    session = Session(url, _SLIDER)
    await session.enter()
    alone = _late(await _slide(session, seconds))
    trainer = Trainer(url, _RACE)
    mappers = [Mapper(url, f"run=momentum&steps=300&seed={seed}") for seed in range(_MAPPERS)]
    trained = await _beside(session, [trainer], seconds)
    mapped = await _beside(session, mappers, seconds)
    await session.leave()
    maps = sum(mapper.done for mapper in mappers)
    return [
        f"alone {alone}",
        f"beside a race of {trainer.done} slices {trained}",
        f"beside {maps} maps {mapped}",
    ]


def _late(latencies: list[float]) -> str:
    last = statistics.quantiles(latencies, n=20, method="inclusive")[-1]
    return f"p50 {statistics.median(latencies):.0f} ms p95 {last:.0f} ms"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.neighbours")
    parser.add_argument("--seconds", type=float, default=30, help="measured time, three times")
    seconds = parser.parse_args().seconds
    with serve("app.py") as server:
        time.sleep(WARM_UP)  # the app warms up as well
        said = asyncio.run(_measure(server.url, seconds))
    print(f"neighbours: {'; '.join(said)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
