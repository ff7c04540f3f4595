"""A class at once: every session moves a slider every second, and waits for the answer.

    python -m benchmarks.classroom --sessions 30

Sessions speak Streamlit's protocol over the loopback, without a browser. Each opens the drawer of
Momentum and moves its α; each has a start point of its own, so that nobody profits from what the
server computed for a neighbour. Latency is from sending a move to the end of the script's run.

`--collect` and `--freeze` compare ways to collect garbage: whether Streamlit collects after every
run of the script, and whether the app may take what it made while warming up out of the
collector's sight.
"""

import argparse
import asyncio
import random
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from websockets.exceptions import WebSocketException

from benchmarks.server import serve
from benchmarks.session import BrokenPageError, Session

_RUNS = ("gd", "momentum", "nesterov", "adagrad", "rmsprop", "adam")
WARM_UP = 3.0  # seconds that are not counted
_PATIENCE = 60.0  # seconds until a session has its page, and until a move has its answer
_BUSY = 0.5  # of a core: above, it is this program that is measured
_NO_FREEZE = "import gc\n\ngc.freeze = lambda: None\n"


@dataclass
class Record:
    """What a class met: latencies in milliseconds, sizes in bytes, and what went wrong."""

    latencies: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def query_of(pupil: int, pupils: int) -> str:
    """The link of one pupil."""
    start = f"-1.8 {1 - 0.5 * pupil / pupils:.4f}"
    return urlencode([("steps", 300), ("start", start), *(("run", key) for key in _RUNS)])


async def attend(session: Session, record: Record, begin: float, until: float) -> None:
    """Move the slider once a second; a late answer delays the next move, as it delays a person."""
    low, high = session.slider_range()
    alpha, step = session.slider_value(), 0.01
    due = begin
    while due < until:
        await asyncio.sleep(due - time.perf_counter())
        if not low <= alpha - step <= high:
            step = -step
        alpha = round(alpha - step, 2)
        sent = time.perf_counter()
        try:
            size = await asyncio.wait_for(session.move(alpha), _PATIENCE)
        except (BrokenPageError, TimeoutError, OSError, WebSocketException) as error:
            record.errors.append(told(error))
            if not isinstance(error, BrokenPageError):
                return  # the connection is lost
        else:
            now = time.perf_counter()
            if sent >= begin + WARM_UP:
                record.latencies.append(1000 * (now - sent))
                record.sizes.append(size)
        due = max(due + 1, time.perf_counter())


async def lesson(url: str, sessions: int, seconds: float) -> Record:
    """Everybody comes in, then everybody moves."""
    record = Record()
    pupils = [Session(url, query_of(pupil, sessions)) for pupil in range(sessions)]
    try:
        for pupil in pupils:  # a class comes in one by one; how long that takes is not measured
            await asyncio.wait_for(pupil.enter(), _PATIENCE)
        begin = time.perf_counter() + 0.5
        until = begin + WARM_UP + seconds
        busy = time.process_time()
        async with asyncio.TaskGroup() as room:
            chance = random.Random(0)  # nobody waits for their neighbour
            for pupil in pupils:
                room.create_task(attend(pupil, record, begin + chance.random(), until))
        busy = (time.process_time() - busy) / (WARM_UP + seconds)
        print(f"this program was busy for {100 * busy:.0f} % of a core")
        if busy > _BUSY:
            record.errors.append("this program is too slow to measure with")
    finally:
        for pupil in pupils:
            await pupil.leave()
    return record


def told(error: Exception) -> str:
    """An error in a line."""
    return f"{type(error).__name__}: {error}"


def _memory(process: int) -> float:
    """Resident megabytes."""
    said = subprocess.run(
        ["ps", "-o", "rss=", "-p", str(process)], capture_output=True, text=True, check=True
    )
    return int(said.stdout) / 1024


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.classroom")
    parser.add_argument("--sessions", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=30, help="measured time")
    parser.add_argument("--collect", choices=("yes", "no"), help="runner.postScriptGC; the app's")
    parser.add_argument("--freeze", choices=("yes", "no"), default="yes", help="gc.freeze in it")
    return parser.parse_args()


def main() -> int:
    """Measure, print, and fail where anything went wrong."""
    chosen = _arguments()
    options: list[str] = []
    environment: dict[str, str] = {}
    if chosen.collect:
        options = ["--runner.postScriptGC", "true" if chosen.collect == "yes" else "false"]
    with tempfile.TemporaryDirectory() as folder:
        if chosen.freeze == "no":  # Python runs this file first of all
            Path(folder, "sitecustomize.py").write_text(_NO_FREEZE)
            environment["PYTHONPATH"] = folder
        try:
            with serve("app.py", *options, environment=environment) as server:
                time.sleep(WARM_UP)  # the app warms up as well
                record = asyncio.run(lesson(server.url, chosen.sessions, chosen.seconds))
                memory = _memory(server.process.pid)
        except (RuntimeError, BrokenPageError, OSError, WebSocketException, TimeoutError) as error:
            print(f"classroom: {told(error)}")
            return 1
    for what in sorted(set(record.errors)):
        print(f"{record.errors.count(what)} x {what}")
    if len(record.latencies) < 2:
        print("classroom: no moves")
        return 1
    late = statistics.quantiles(record.latencies, n=20, method="inclusive")[-1]
    print(
        f"classroom: p50 {statistics.median(record.latencies):.0f} ms p95 {late:.0f} ms;"
        f" {len(record.errors)} errors; {chosen.sessions} sessions;"
        f" {len(record.latencies)} moves of {chosen.sessions * chosen.seconds:.0f};"
        f" {statistics.mean(record.sizes) / 1000:.1f} KB a move; server {memory:.0f} MB"
    )
    return 1 if record.errors else 0


if __name__ == "__main__":
    sys.exit(main())
