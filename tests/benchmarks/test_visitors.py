"""Visitors without a browser do on the real server all that the benchmarks have them do."""

import asyncio
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from benchmarks.drill import Mover
from benchmarks.fuzz import PAGES, opened, visits
from benchmarks.people import HABITS, Person, scenario_of
from benchmarks.record import Record
from benchmarks.server import Server, serve
from benchmarks.session import BrokenPageError, Session

_HASTE = 0.01  # of a person's pauses


def done(work: Coroutine[Any, Any, Any]) -> Any:
    """What comes of `work`, in a thread of its own: browser tests leave a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serve("app.py") as running:
        yield running
        assert "Traceback" not in running.log()


def test_a_person_can_do_all_that_people_do(server):
    async def live() -> Record:
        person = Person(server.url, 1, _HASTE)
        await person.enter()
        for habit, _ in HABITS:
            await habit(person)
        await person.session.leave()
        return person.record

    record = done(live())
    assert not record.errors
    assert {"slider", "function", "map", "start", "slice", "whole race"} <= set(record.waited)


def test_everybody_has_another_scenario():
    scenarios = [scenario_of(number) for number in range(200)]
    assert len(set(scenarios)) == len(scenarios)
    assert scenarios == [scenario_of(number) for number in range(200)]


def test_the_drill_moves_and_goes_on_after_a_lost_connection(server):
    async def drill() -> tuple[str, str]:
        mover, record = Mover(server.url, 1), Record()
        await mover.enter()
        await mover.attend(record, time.perf_counter() + 3)
        assert not record.errors
        assert len(record.waited["slider"]) >= 2
        link = mover.session.link
        await mover.session.leave()
        await mover.come_back()
        found = mover.session.link
        await mover.move()
        await mover.session.leave()
        return link, found

    link, found = done(drill())
    assert link == found
    assert "alpha" in link


def test_what_is_not_there_is_said(server):
    async def look() -> None:
        session = Session(server.url, "run=gd")
        await session.connect()
        try:
            await session.set("r0.momentum.alpha", 0.5)
        finally:
            await session.leave()

    with pytest.raises(BrokenPageError, match=r"no r0\.momentum\.alpha"):
        done(look())


def test_made_up_links_open_on_every_page(server):
    async def look() -> None:
        for page, query in visits(2 * len(PAGES), seed=3):
            await opened(server.url, page, query)

    done(look())


def test_what_a_browser_has_forgotten_is_sent_again(server, monkeypatch):
    """When a run ends while the next request is under way, its browser forgets what it named."""

    async def live() -> None:
        visitor = Session(server.url, "run=momentum")
        await visitor.connect()
        await visitor.follow("Averages")
        named, kept = set[str](), set(visitor._cache.hashes())
        for seed in range(1, 10):
            named = kept
            await visitor.set("averages.seed", seed)
            kept = set(visitor._cache.hashes())
            if named - kept:  # what stands on Explore
                break
        assert named - kept
        with monkeypatch.context() as patch:
            patch.setattr(visitor._cache, "hashes", lambda: iter(named))
            await visitor.follow("Explore")
        await visitor.leave()

    done(live())
