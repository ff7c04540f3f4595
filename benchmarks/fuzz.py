"""Attack the reader of expressions, and the app with made-up links.

    python -m benchmarks.fuzz

Whatever the text: it is read or refused, fast, and nothing is run, opened, imported or compiled.
Whatever the link: its payload is strict JSON, for a browser reads nothing else, and a running
server shows a page, also with all its drawers open.
"""

import argparse
import asyncio
import json
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from urllib.parse import parse_qsl, quote_plus

import numpy as np

from benchmarks.hostile import ATTACKS, links, texts
from benchmarks.record import LOST, PATIENCE, told
from benchmarks.server import serve
from benchmarks.session import BrokenPageError, Session
from engine.link import decode, encode, parse_query, to_text
from exports.staged import staged
from lessons import LESSONS
from parameters import Declared, Parameter, parameters
from plots import view
from surfaces.expressions import Expression, ExpressionError

TEXTS, LINKS = 100_000, 2_000

#: The address of every page, and what its links may also say.
PAGES: dict[str, type[Declared]] = {
    "": view.View,
    "lessons": view.LessonsView,
    "step": view.StepView,
    "compare": view.CompareView,
    "maps": view.MapsView,
    "averages": view.AveragesView,
    "digits": view.DigitsView,
    "reference": view.ReferenceView,
    "about": view.AboutView,
}

_FORBIDDEN = ("exec", "compile", "open", "import", "os.", "subprocess.", "socket.", "ctypes.")


class _Hook:
    """Notes what Python does while it is on; a hook can never be taken out again."""

    def __init__(self) -> None:
        self.events: list[str] | None = None
        sys.addaudithook(self.note)

    def note(self, event: str, _: object) -> None:
        if self.events is not None and event.startswith(_FORBIDDEN):
            self.events.append(event)


_HOOK: list[_Hook] = []  # one a process


@contextmanager
def watched() -> Iterator[list[str]]:
    """The names of what is run, compiled, opened or imported meanwhile."""
    if not _HOOK:
        _HOOK.append(_Hook())
    events: list[str] = []
    _HOOK[0].events = events
    try:
        yield events
    finally:
        _HOOK[0].events = None


def worked_out(text: str) -> bool:
    """Whether `text` could be read; then value, gradient and Hessian have been worked out."""
    try:
        expression = Expression(text)
    except ExpressionError:
        return False
    w = np.array([[0.0, 1.3, -2.0, 1e200], [0.0, 0.7, -1e-300, 3.0]])
    for each in (expression.value, expression.gradient, expression.hessian):
        each(w)
    expression.code("Custom")
    return True


def expressions(count: int) -> tuple[int, float, list[str]]:
    """How many of `count` texts and all attacks could be read, the slowest, what was noticed."""
    read, slowest = 0, 0.0
    with watched() as events:
        for text in (*ATTACKS, *texts(count)):
            began = time.thread_time()  # of our own: others may be busy meanwhile
            read += worked_out(text)
            slowest = max(slowest, time.thread_time() - began)
    return read, slowest, events


def drawn(query: str) -> None:
    """Follow a link as far as the browser: runs, figures, and the link of what is shown."""
    scenario, notices = decode(parse_query(parse_qsl(query, keep_blank_values=True)))
    assert all(notice.isprintable() and len(notice) < 300 for notice in notices)
    shown = staged(scenario, view.View())
    json.dumps([shown.scene, shown.runs, shown.cast], allow_nan=False)
    again = parse_query(parse_qsl(to_text(encode(scenario)), keep_blank_values=True))
    assert decode(again) == (scenario, ())


def visits(count: int, seed: int = 0) -> Iterator[tuple[str, str]]:
    """Pages in turn, each with a made-up link that says something of its view as well."""
    rng = random.Random(seed)
    for page, query in zip(cycle(PAGES), links(count, seed), strict=False):
        declared = parameters(PAGES[page]) | parameters(view.Reading)
        chosen = rng.sample(list(declared), rng.randrange(len(declared) + 1))
        yield page, "&".join([query, *(f"{name}={_value(rng, declared[name])}" for name in chosen)])


def _value(rng: random.Random, declared: Parameter) -> str:
    """A value that is mostly right."""
    if rng.random() < 0.2:
        return quote_plus(rng.choice(ATTACKS)[:99], errors="replace")
    words = tuple(LESSONS) if declared.free else declared.words
    return rng.choice(words) if words else f"{rng.uniform(*declared.slider):.3g}"


async def opened(url: str, page: str, query: str) -> None:
    """Open a link on a page, and then its drawers.

    Raises:
        BrokenPageError: where the page is none.
    """
    session = Session(url, query, page)
    try:
        await asyncio.wait_for(session.connect(), PATIENCE)
        await asyncio.wait_for(session.open_all(), PATIENCE)
    except LOST as error:
        raise BrokenPageError(told(error)) from error
    finally:
        await session.leave()


async def _open_all(url: str, count: int) -> tuple[float, list[str]]:
    """The seconds of the slowest of so many links, and which were no page."""
    slowest, broken = 0.0, []
    for page, query in visits(count, seed=1):
        began = time.perf_counter()
        try:
            await opened(url, page, query)
        except BrokenPageError as error:
            broken.append(f"{page}?{query}: {error}")
        slowest = max(slowest, time.perf_counter() - began)
    return slowest, broken


def main() -> int:
    """Print what was tried, and the slowest; fail where something was not as it must be."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz")
    parser.add_argument("--texts", type=int, default=TEXTS)
    parser.add_argument("--links", type=int, default=LINKS)
    chosen = parser.parse_args()
    read, slowest, events = expressions(chosen.texts)
    print(f"{len(ATTACKS):,} attacks and {chosen.texts:,} texts: {read:,} read, the others refused")
    print(f"slowest with value, gradient, Hessian and code: {slowest * 1e3:.0f} ms of processor")
    print(f"run, compiled, opened or imported: {events or 'nothing'}")
    slowest = 0.0
    for query in links(chosen.links):
        began = time.thread_time()
        try:
            drawn(query)
        except Exception:
            print(f"failed: ?{query}")
            raise
        slowest = max(slowest, time.thread_time() - began)
    print(f"{chosen.links:,} links give a scene; slowest {slowest * 1e3:.0f} ms of processor")
    began = time.perf_counter()
    with serve("app.py") as server:
        slowest, broken = asyncio.run(_open_all(server.url, chosen.links))
        traces = server.log().count("Traceback")
    took = time.perf_counter() - began
    print(*broken, sep="\n", end="\n" if broken else "")
    print(
        f"fuzz: {chosen.links:,} links opened on {len(PAGES)} pages in {took:.0f} s, the slowest in"
        f" {slowest:.1f} s; {len(broken)} were no page; {traces} exceptions in the server's log"
    )
    return 1 if events or broken or traces else 0


if __name__ == "__main__":
    sys.exit(main())
