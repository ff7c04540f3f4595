"""A large class on several processes behind nginx, one of which is killed.

    python -m benchmarks.replicas --sessions 100 --replicas 2

The processes stand behind `deploy/nginx.conf`, with other ports. Sessions speak Streamlit's
protocol as in `benchmarks.classroom`. Three things are shown: everybody moves a slider every second
and nobody meets an error; what a visitor's own process holds arrives through nginx, request after
request; and when one process is killed, its visitors go on from their links.
"""

import argparse
import asyncio
import contextlib
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.request import Request, urlopen

from websockets.exceptions import WebSocketException

from benchmarks.classroom import WARM_UP, lesson, query_of, told
from benchmarks.server import ROOT, Server, serve, wait_until_healthy
from benchmarks.session import BrokenPageError, Session

_CONFIGURATION = ROOT / "deploy" / "nginx.conf"
_PATIENCE = 10.0  # seconds in which everybody must be back
_ASKED = 20  # requests of one visitor
_BEHIND = "X-Behind"  # the process that answered
LOST = (BrokenPageError, TimeoutError, OSError, WebSocketException)


@contextlib.contextmanager
def nginx(replicas: Sequence[Server]) -> Iterator[str]:
    """The shipped configuration before these processes; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    text = _CONFIGURATION.read_text()
    line = re.search(r"\n +server (127\.0\.0\.1:\d+)(.*);", text)
    assert line is not None
    ours = "".join(line[0].replace(line[1], each.url.removeprefix("http://")) for each in replicas)
    text = re.sub(r"(\n +server 127\.0\.0\.1:\d+.*;)+", ours, text)
    said = f"listen 127.0.0.1:{port};\n        add_header {_BEHIND} $upstream_addr always;"
    text = text.replace("listen 8080;", said)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "nginx.conf")
        file.write_text(f"daemon off;\npid {folder}/pid;\nerror_log {folder}/error.log;\n{text}")
        command = ["nginx", "-p", folder, "-c", str(file)]
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
            try:
                url = f"http://127.0.0.1:{port}"
                with tempfile.TemporaryFile() as output:
                    wait_until_healthy(Server(url, process, output))
                yield url
            finally:
                process.terminate()


def spread(url: str, visitors: int) -> tuple[int, int]:
    """How many processes serve so many visitors, and how many visitors meet more than one."""
    served: set[str] = set()
    astray = 0
    for _ in range(visitors):
        with urlopen(url) as page:
            cookie = page.headers["Set-Cookie"].partition(";")[0]
            met = {page.headers[_BEHIND]}
        for _ in range(_ASKED):
            with urlopen(Request(f"{url}/_stcore/health", headers={"Cookie": cookie})) as answer:
                met.add(answer.headers[_BEHIND])
        served |= met
        astray += len(met) > 1
    return len(served), astray


async def survive(url: str, sessions: int, victim: Server) -> tuple[list[float], list[str]]:
    """Kill a process under a class; how long everybody's next move took, and who met what."""
    pupils = [Session(url, query_of(pupil, sessions)) for pupil in range(sessions)]
    for pupil in pupils:
        await pupil.enter()
        await pupil.move(pupil.slider_value() - 0.01)
    links = [pupil.link for pupil in pupils]
    victim.process.kill()
    victim.process.wait()
    found: list[float] = []
    wrong: list[str] = []

    async def act(pupil: Session, link: str) -> None:
        began = time.perf_counter()
        while True:
            try:
                await pupil.move(pupil.slider_value() - 0.01)
                break
            except LOST as error:
                if time.perf_counter() - began > _PATIENCE:
                    wrong.append(told(error))
                    return
                with contextlib.suppress(*LOST):
                    await pupil.come_back()
                    if pupil.link != link:
                        wrong.append(f"came back to {pupil.link} instead of {link}")
        found.append(time.perf_counter() - began)

    async with asyncio.TaskGroup() as room:
        for pupil, link in zip(pupils, links, strict=True):
            room.create_task(act(pupil, link))
    for pupil in pupils:
        await pupil.leave()
    return found, wrong


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.replicas")
    parser.add_argument("--sessions", type=int, default=100)
    parser.add_argument("--replicas", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=30, help="measured time")
    return parser.parse_args()


def main() -> int:
    """Measure, print, and fail where anything went wrong."""
    if shutil.which("nginx") is None:
        print("replicas: nginx is not installed")
        return 1
    chosen = _arguments()
    with contextlib.ExitStack() as stack:
        replicas = [stack.enter_context(serve("app.py")) for _ in range(chosen.replicas)]
        url = stack.enter_context(nginx(replicas))
        time.sleep(WARM_UP)
        record = asyncio.run(lesson(url, chosen.sessions, chosen.seconds))
        late = statistics.quantiles(record.latencies, n=20, method="inclusive")[-1]
        print(
            f"replicas: p50 {statistics.median(record.latencies):.0f} ms p95 {late:.0f} ms;"
            f" {len(record.errors)} errors; {chosen.sessions} sessions;"
            f" {len(record.latencies)} moves; {chosen.replicas} processes"
        )
        serving, astray = spread(url, chosen.sessions)
        print(f"{serving} processes serve {chosen.sessions} visitors; {astray} meet more than one")
        found, wrong = asyncio.run(survive(url, chosen.sessions, replicas[0]))
    print(
        f"after one was killed: {len(found)} of {chosen.sessions} went on from their links,"
        f" the slowest in {max(found, default=float('nan')):.1f} s; {len(wrong)} errors"
    )
    for what in sorted({*record.errors, *wrong}):
        print(what)
    whole = len(found) == chosen.sessions and not astray
    return 0 if whole and not record.errors and not wrong else 1


if __name__ == "__main__":
    sys.exit(main())
