"""A Streamlit server of our own for as long as a benchmark or a browser test needs it."""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parent.parent
_PATIENCE = 60.0  # seconds


@dataclass(frozen=True)
class Server:
    """A running server.

    Attributes:
        url: where it answers, without a slash at the end.
        process: itself.
        output: what it prints.
    """

    url: str
    process: subprocess.Popen[bytes]
    output: IO[bytes]

    def log(self) -> str:
        """Everything printed so far."""
        self.output.seek(0)
        return self.output.read().decode()


@contextlib.contextmanager
def serve(
    script: str,
    *options: str,
    environment: Mapping[str, str] | None = None,
    wait: bool = True,
) -> Iterator[Server]:
    """Run `script` on a free port of the loopback.

    Args:
        script: its path from the root of the repository.
        options: of Streamlit, on top.
        environment: variables, on top of ours.
        wait: until it is healthy.

    Raises:
        RuntimeError: where the server does not get well within a minute.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.headless", "true"]
    command += ["--server.address", "127.0.0.1", "--server.port", str(port), *options]
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdout=output,
            stderr=output,
            env={**os.environ, **(environment or {})},
        )
        server = Server(f"http://127.0.0.1:{port}", process, output)
        try:
            if wait:
                wait_until_healthy(server)
            yield server
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_until_healthy(server: Server) -> None:
    """Return once `server` answers. Raises RuntimeError as `serve` does."""
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and server.process.poll() is None:
        with contextlib.suppress(urllib.error.URLError, OSError):
            urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=2).close()
            return
        time.sleep(0.02)
    raise RuntimeError(f"The server did not start:\n{server.log()}")
