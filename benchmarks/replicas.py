"""A large class on several processes behind nginx, one of which is killed.

    python -m benchmarks.replicas --sessions 100 --replicas 2

Three things are shown: people do what `benchmarks.people` says, and nobody meets an error; what a
visitor's own process holds arrives through nginx, request after request; and when one process is
killed under everybody at once, its visitors go on from their links.
"""

import argparse
import asyncio
import contextlib
import sys
import time
from urllib.request import Request, urlopen

from benchmarks.classroom import lesson, report
from benchmarks.cluster import BEHIND, cluster
from benchmarks.drill import Mover
from benchmarks.people import Person
from benchmarks.record import LOST, told
from benchmarks.server import Server
from benchmarks.session import BrokenPageError

_PATIENCE = 10.0  # seconds in which everybody must be back
_ASKED = 20  # requests of one visitor


def spread(url: str, visitors: int) -> tuple[int, int]:
    """How many processes serve so many visitors, and how many visitors meet more than one."""
    served: set[str] = set()
    astray = 0
    for _ in range(visitors):
        with urlopen(url) as page:
            cookie = page.headers["Set-Cookie"].partition(";")[0]
            met = {page.headers[BEHIND]}
        for _ in range(_ASKED):
            with urlopen(Request(f"{url}/_stcore/health", headers={"Cookie": cookie})) as answer:
                met.add(answer.headers[BEHIND])
        served |= met
        astray += len(met) > 1
    return len(served), astray


async def survive(url: str, sessions: int, victim: Server) -> tuple[list[float], list[str]]:
    """Kill a process under a class; how long everybody's next move took, and who met what."""
    people = [Mover(url, number) for number in range(sessions)]
    for person in people:
        await person.enter()
        await person.move()
    links = [person.session.link for person in people]
    victim.process.kill()
    victim.process.wait()
    found: list[float] = []
    wrong: list[str] = []

    async def act(person: Mover, link: str) -> None:
        began = time.perf_counter()
        while True:
            try:
                await person.move()
                break
            except (BrokenPageError, *LOST) as error:
                if time.perf_counter() - began > _PATIENCE:
                    wrong.append(told(error))
                    return
                with contextlib.suppress(BrokenPageError, *LOST):
                    await person.come_back()
                    if person.session.link != link:
                        wrong.append(f"came back to {person.session.link} instead of {link}")
        found.append(time.perf_counter() - began)

    async with asyncio.TaskGroup() as room:
        for person, link in zip(people, links, strict=True):
            room.create_task(act(person, link))
    for person in people:
        await person.session.leave()
    return found, wrong


def main() -> int:
    """Measure, print, and fail where anything went wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.replicas")
    parser.add_argument("--sessions", type=int, default=100)
    parser.add_argument("--replicas", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=60, help="measured time")
    chosen = parser.parse_args()
    try:
        with cluster(chosen.replicas) as running:
            people = [Person(running.url, number) for number in range(chosen.sessions)]
            record, used = asyncio.run(lesson(running, people, chosen.seconds))
            report("replicas", record, used, chosen.sessions, chosen.seconds)
            serving, astray = spread(running.url, chosen.sessions)
            print(f"{serving} processes serve {chosen.sessions} visitors; {astray} meet several")
            killed = running.servers[0]
            found, wrong = asyncio.run(survive(running.url, chosen.sessions, killed))
    except RuntimeError as error:
        print(f"replicas: {error}")
        return 1
    slowest = max(found, default=float("nan"))
    print(
        f"after one was killed: {len(found)} of {chosen.sessions} went on from their links,"
        f" the slowest in {slowest:.1f} s; {len(wrong)} errors"
    )
    for what in sorted(set(wrong)):
        print(what)
    back = len(found) == chosen.sessions and slowest <= _PATIENCE and not wrong
    return 0 if back and not astray and not record.errors else 1


if __name__ == "__main__":
    sys.exit(main())
