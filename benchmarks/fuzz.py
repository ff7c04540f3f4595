"""Attack the reader of expressions, and the app with made-up links.

    python -m benchmarks.fuzz

Whatever the text: it is read or refused, fast, and nothing is run, opened, imported or compiled.
Whatever the link: there is a page. Every payload is strict JSON, for a browser reads nothing else.
"""

import json
import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qsl

import numpy as np

from benchmarks.hostile import ATTACKS, links, texts
from engine.link import decode, encode, parse_query, to_text
from exports.staged import staged
from plots.view import View
from surfaces.expressions import Expression, ExpressionError

TEXTS, LINKS, PAGES = 100_000, 2_000, 100
APP = Path(__file__).parents[1] / "app.py"

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
    shown = staged(scenario, View())
    json.dumps([shown.scene, shown.runs, shown.cast], allow_nan=False)
    again = parse_query(parse_qsl(to_text(encode(scenario)), keep_blank_values=True))
    assert decode(again) == (scenario, ())


def opened(query: str) -> None:
    """Open a link in the app."""
    from streamlit.testing.v1 import AppTest

    app = AppTest.from_file(str(APP), default_timeout=60)
    for key, values in parse_query(parse_qsl(query, keep_blank_values=True)).items():
        app.query_params[key] = values
    app.run()
    assert not app.exception, (query, app.exception[0])


def main() -> None:
    """Print what was tried, and the slowest."""
    read, slowest, events = expressions(TEXTS)
    print(f"{len(ATTACKS):,} attacks and {TEXTS:,} texts: {read:,} read, the others refused")
    print(f"slowest with value, gradient, Hessian and code: {slowest * 1e3:.0f} ms of processor")
    print(f"run, compiled, opened or imported: {events or 'nothing'}")
    slowest = 0.0
    for query in links(LINKS):
        began = time.thread_time()
        try:
            drawn(query)
        except Exception:
            print(f"failed: ?{query}")
            raise
        slowest = max(slowest, time.thread_time() - began)
    print(f"{LINKS:,} links: every one gives a scene; slowest {slowest * 1e3:.0f} ms of processor")
    logging.disable(logging.CRITICAL)
    for query in links(PAGES, seed=1):
        opened(query)
    print(f"{PAGES:,} links opened in the app: no exception")


if __name__ == "__main__":
    main()
