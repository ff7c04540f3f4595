"""Whether memory stays within bounds while people come and go.

    python -m benchmarks.soak --sessions 20 --minutes 10

So many seats are taken all the time. Somebody stays for one to three minutes, does what
`benchmarks.people` says, and leaves; a moment later somebody else comes, who has other runs on
another surface. Every ten seconds the memory of the server is noted. At the end it may hold a fifth
more than after two minutes.
"""

import argparse
import asyncio
import random
import sys
import time
from collections.abc import Iterator
from itertools import count

from benchmarks.classroom import report
from benchmarks.cluster import Cluster, Used, cluster
from benchmarks.people import Person
from benchmarks.record import LOST, PATIENCE, GoneError, Record, told
from benchmarks.session import BrokenPageError

MOST = 1.2  # times what it was
_SETTLED = 120.0  # seconds until caches are filled
_EVERY = 10.0  # seconds between two looks at the memory
_STAY = 60.0, 180.0  # seconds
_EMPTY = 0.0, 5.0  # seconds between two people on one seat


async def _seat(url: str, record: Record, until: float, numbers: Iterator[int]) -> None:
    """One person after the other."""
    chance = random.Random(next(numbers))
    while (now := time.perf_counter()) < until:
        person = Person(url, next(numbers))
        try:
            await asyncio.wait_for(person.enter(), PATIENCE)
            await person.attend(record, min(until, now + chance.uniform(*_STAY)))
        except GoneError:
            pass  # the record says so
        except (BrokenPageError, *LOST) as error:
            record.errors.append(told(error))
        finally:
            await person.session.leave()
        await asyncio.sleep(chance.uniform(*_EMPTY))


async def _watch(of: Cluster, began: float, until: float, numbers: Iterator[int]) -> list[float]:
    """Note and print the memory of all processes until then, in megabytes."""
    noted: list[float] = []
    while time.perf_counter() < until:
        due = began + _EVERY * (len(noted) + 1)
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        noted.append(sum(each.megabytes for each in of.used()))
        print(f"{_EVERY * len(noted):5.0f} s {noted[-1]:7.0f} MB", flush=True)
    return noted


async def soak(of: Cluster, sessions: int, seconds: float) -> tuple[Record, list[float]]:
    """What people met in that time, and the memory every ten seconds."""
    began, record, numbers = time.perf_counter(), Record(), count()
    async with asyncio.TaskGroup() as house:
        noted = house.create_task(_watch(of, began, began + seconds, numbers))
        for _ in range(sessions):
            house.create_task(_seat(of.url, record, began + seconds, numbers))
    print(f"{next(numbers) - sessions} people came")
    return record, noted.result()


def main() -> int:
    """Measure, print, and fail where memory grew or anything went wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak")
    parser.add_argument("--sessions", type=int, default=20)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--processes", type=int, default=1, help="behind nginx")
    chosen = parser.parse_args()
    seconds = 60 * chosen.minutes
    with cluster(chosen.processes) as running:
        before = running.used()
        record, noted = asyncio.run(soak(running, chosen.sessions, seconds))
        used = [
            Used(now.seconds - then.seconds, now.megabytes)
            for then, now in zip(before, running.used(), strict=True)
        ]
    report("class", record, used, chosen.sessions, seconds)
    settled = noted[min(len(noted), round(_SETTLED / _EVERY)) - 1]
    grown = noted[-1] / settled
    print(f"soak: {noted[-1]:.0f} MB after {settled:.0f} MB: {grown:.2f} times; at most {MOST}")
    return 1 if record.errors or grown > MOST else 0


if __name__ == "__main__":
    sys.exit(main())
