"""A class at once: what people wait for, and what the server uses meanwhile.

    python -m benchmarks.classroom --sessions 60
    python -m benchmarks.classroom --sessions 100 --processes 2
    python -m benchmarks.classroom --sessions 30 --drill

People do what `benchmarks.people` says: most explore, some type functions, make maps or train
networks. With `--drill` everybody moves a slider every second instead. They speak Streamlit's
protocol over the loopback, without a browser. Waiting is from an action to the end of the script's
run. Several processes stand behind nginx, as in deploy/.

`--collect` and `--freeze` compare ways to collect garbage: whether Streamlit collects after every
run of the script, and whether the app may take what it made while warming up out of the
collector's sight. `--turns no` leaves it to Python who computes when.
"""

import argparse
import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from benchmarks.cluster import Cluster, Used, cluster
from benchmarks.drill import Mover
from benchmarks.people import Person
from benchmarks.record import LOST, PATIENCE, GoneError, Record, late, middle, told
from benchmarks.server import ROOT
from benchmarks.session import BrokenPageError

MOST = 500  # milliseconds that 19 of 20 moves of a slider may take
_WARM_UP = 5.0  # seconds that are not counted
_BUSY = 0.5  # of a core: above, it is this program that is measured
#: What a process does without, in Python: it runs this first of all.
_WITHOUT = {
    "freeze": "import gc\ngc.freeze = lambda: None\n",
    "turns": "from engine import turns\nturns.PATIENCE = 0\n",
}


async def lesson(
    of: Cluster, people: Sequence[Person | Mover], seconds: float
) -> tuple[Record, list[Used]]:
    """Everybody comes in, then everybody does what they do.

    Returns:
        What they met, and what each process used in the measured time: `megabytes` at its end.
    """
    try:
        for person in people:  # a class comes in one by one; how long that takes is not measured
            await asyncio.wait_for(person.enter(), PATIENCE)
        record = Record(time.perf_counter() + _WARM_UP)
        until = record.since + seconds
        async with asyncio.TaskGroup() as room:
            for person in people:
                room.create_task(_stay(person, record, until))
            await asyncio.sleep(_WARM_UP)
            before, own = of.used(), time.process_time()
            await asyncio.sleep(until - time.perf_counter())
            after, own = of.used(), time.process_time() - own
        print(f"this program was busy for {own / seconds:.0%} of a core")
        if own > _BUSY * seconds:
            record.errors.append("this program is too slow to measure with")
    finally:
        for person in people:
            await person.session.leave()
    pairs = zip(before, after, strict=True)
    return record, [Used(b.seconds - a.seconds, b.megabytes) for a, b in pairs]


async def _stay(person: Person | Mover, record: Record, until: float) -> None:
    with suppress(GoneError):  # the record says so
        await person.attend(record, until)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.classroom")
    parser.add_argument("--sessions", type=int, default=30)
    parser.add_argument("--processes", type=int, default=1, help="one for each core, behind nginx")
    parser.add_argument("--seconds", type=float, default=60, help="measured time")
    parser.add_argument("--drill", action="store_true", help="only sliders, every second")
    parser.add_argument("--collect", choices=("yes", "no"), help="runner.postScriptGC; the app's")
    parser.add_argument("--freeze", choices=("yes", "no"), default="yes", help="gc.freeze in it")
    parser.add_argument("--turns", choices=("yes", "no"), default="yes", help="engine.turns")
    return parser.parse_args()


def main() -> int:
    """Measure, print, and fail where anything went wrong or took too long."""
    chosen = _arguments()
    options: list[str] = []
    environment: dict[str, str] = {}
    if chosen.collect:
        options = ["--runner.postScriptGC", "true" if chosen.collect == "yes" else "false"]
    with tempfile.TemporaryDirectory() as folder:
        without = "".join(code for name, code in _WITHOUT.items() if vars(chosen)[name] == "no")
        if without:
            Path(folder, "sitecustomize.py").write_text(without)
            environment["PYTHONPATH"] = os.pathsep.join([folder, str(ROOT)])
        try:
            with cluster(chosen.processes, *options, environment=environment) as running:
                kind = Mover if chosen.drill else Person
                people = [kind(running.url, number) for number in range(chosen.sessions)]
                record, used = asyncio.run(lesson(running, people, chosen.seconds))
        except (RuntimeError, BrokenPageError, *LOST) as error:
            print(f"classroom: {told(error)}")
            return 1
    report("classroom", record, used, chosen.sessions, chosen.seconds)
    return 1 if record.errors or not late(record.waited["slider"]) <= MOST else 0


def report(name: str, record: Record, used: Sequence[Used], sessions: int, seconds: float) -> None:
    """Print what a class met, and what the server used."""
    print(record.table())
    if record.errors:
        print(record.problems())
    moves = record.waited["slider"]
    actions = sum(map(len, record.waited.values()))
    shares = " + ".join(f"{each.seconds / seconds:.0%}" for each in used)
    print(
        f"{name}: slider p50 {middle(moves):.0f} ms p95 {late(moves):.0f} ms;"
        f" {len(record.errors)} errors; {sessions} sessions; {len(used)} processes;"
        f" {len(moves) / seconds:.1f} moves and {actions / seconds:.1f} actions a second;"
        f" {shares} of a core; {max(each.megabytes for each in used):.0f} MB at most"
    )


if __name__ == "__main__":
    sys.exit(main())
