"""Descent on one or several processes, as deploy/ runs it, and what they use of the machine."""

import contextlib
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from benchmarks.server import ROOT, Server, serve, wait_until_healthy

BEHIND = "X-Behind"  # the header with the process that answered
_CONFIGURATION, _UNIT = ROOT / "deploy" / "nginx.conf", ROOT / "deploy" / "descent@.service"
_WARM_UP = 3.0  # seconds; the app warms up beside its first visitors


class Used(NamedTuple):
    """What processes have used.

    Attributes:
        seconds: of a core, since they began.
        megabytes: resident now.
    """

    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Cluster:
    """Running processes.

    Attributes:
        url: where they answer together, without a slash at the end.
        servers: each by itself.
    """

    url: str
    servers: Sequence[Server]

    def used(self) -> list[Used]:
        """What each process has used."""
        return [_used(server.process.pid) for server in self.servers]


@contextlib.contextmanager
def cluster(
    processes: int, *options: str, environment: Mapping[str, str] | None = None
) -> Iterator[Cluster]:
    """So many processes, warm, started as deploy/ starts them; several stand behind its nginx.

    Args:
        processes: how many.
        options: of Streamlit, on top.
        environment: variables, on top.

    Raises:
        RuntimeError: where one does not start, or there is no nginx.
    """
    unit = re.search("^Environment=(.*)$", _UNIT.read_text(), re.MULTILINE)
    assert unit is not None
    shipped = dict(pair.split("=") for pair in unit[1].split())
    variables = shipped | dict(environment or {})
    with contextlib.ExitStack() as stack:
        servers = [
            stack.enter_context(serve("app.py", *options, environment=variables))
            for _ in range(processes)
        ]
        url = servers[0].url if processes == 1 else stack.enter_context(_nginx(servers))
        time.sleep(_WARM_UP)
        yield Cluster(url, servers)


@contextlib.contextmanager
def _nginx(servers: Sequence[Server]) -> Iterator[str]:
    """The shipped configuration, on other ports, before these processes; gives its address."""
    if shutil.which("nginx") is None:
        raise RuntimeError("nginx is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    text = _CONFIGURATION.read_text()
    line = re.search(r"\n +server (127\.0\.0\.1:\d+)(.*);", text)
    assert line is not None
    ours = "".join(line[0].replace(line[1], each.url.removeprefix("http://")) for each in servers)
    text = re.sub(r"(\n +server 127\.0\.0\.1:\d+.*;)+", ours, text)
    said = f"listen 127.0.0.1:{port};\n        add_header {BEHIND} $upstream_addr always;"
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


def _used(process: int) -> Used:
    """What one process has used. `ps` says the time as [[days-]hours:]minutes:seconds."""
    said = subprocess.run(
        ["ps", "-o", "rss=,time=", "-p", str(process)], capture_output=True, text=True, check=True
    )
    kilobytes, clock = said.stdout.split()
    parts = zip(reversed(re.split("[-:]", clock)), (1, 60, 3600, 86400), strict=False)
    return Used(sum(float(part) * unit for part, unit in parts), int(kilobytes) / 1024)
