"""Whether others notice that somebody trains networks: a slider alone, and beside a race.

    python -m benchmarks.neighbours

One session moves a slider of the Explore page once a second; then it goes on while another session
trains on the Digits page without a break. Both speak Streamlit's protocol, without a browser.
"""

import argparse
import asyncio
import contextlib
import statistics
import sys
import time
from collections.abc import Iterator

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
        self.watched = 0  # slices of the race

    async def train(self) -> None:
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
            self.watched += 1

    def _receive(self, message: ForwardMsg) -> Iterator[str]:
        yield from super()._receive(message)
        name, element = element_of(message)
        if name == "button" and element.label.startswith(_BUTTON):
            self._button = element.id
        elif message.WhichOneof("type") == "auto_rerun":
            self._fragment = message.auto_rerun.fragment_id
            self._every = message.auto_rerun.interval


async def _slide(session: Session, seconds: float) -> list[float]:
    """Milliseconds until each move was answered. Raises BrokenPageError where one was not."""
    record, begin = Record(), time.perf_counter()
    await attend(session, record, begin, begin + WARM_UP + seconds)
    if record.errors:
        raise BrokenPageError(record.errors[0])
    return record.latencies


async def _measure(url: str, seconds: float) -> tuple[list[float], list[float], int]:
    """The latencies of a slider alone and beside a race, and the slices that were trained."""
    session, trainer = Session(url, _SLIDER), Trainer(url, _RACE)
    await session.enter()
    alone = await _slide(session, seconds)
    race = asyncio.create_task(trainer.train())
    beside = await _slide(session, seconds)
    if race.done():
        race.result()  # says what was wrong
    race.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await race
    for each in (session, trainer):
        await each.leave()
    return alone, beside, trainer.watched


def _late(latencies: list[float]) -> str:
    last = statistics.quantiles(latencies, n=20, method="inclusive")[-1]
    return f"p50 {statistics.median(latencies):.0f} ms p95 {last:.0f} ms"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.neighbours")
    parser.add_argument("--seconds", type=float, default=30, help="measured time, twice")
    seconds = parser.parse_args().seconds
    with serve("app.py") as server:
        time.sleep(WARM_UP)  # the app warms up as well
        alone, beside, slices = asyncio.run(_measure(server.url, seconds))
    print(f"neighbours: alone {_late(alone)}; beside a race of {slices} slices {_late(beside)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
