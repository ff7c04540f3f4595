"""What visitors met: how long they waited for what, and what went wrong."""

import asyncio
import math
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field

from websockets.exceptions import WebSocketException

from benchmarks.session import BrokenPageError

PATIENCE = 60.0  # seconds until an answer is there
LOST = TimeoutError, OSError, WebSocketException  # what is raised where a connection is gone


class GoneError(Exception):
    """A visitor has lost the connection, or waited in vain."""


@dataclass
class Record:
    """What visitors met.

    Attributes:
        since: when counting begins, by `time.perf_counter`; errors always count.
        waited: milliseconds from an action to its whole answer, by kinds of actions.
        sizes: bytes of the answers, in the same way.
        errors: what went wrong, a line each.
    """

    since: float = 0.0
    waited: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    sizes: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)

    async def time(self, kind: str, answer: Awaitable[int]) -> None:
        """Wait for the answer to an action of that kind. Raises GoneError as its text says."""
        sent = time.perf_counter()
        try:
            size = await asyncio.wait_for(answer, PATIENCE)
        except BrokenPageError as error:
            self.errors.append(f"{kind}: {told(error)}")
        except LOST as error:
            self.errors.append(f"{kind}: {told(error)}")
            raise GoneError from error
        else:
            self.add(kind, sent, size)

    def add(self, kind: str, sent: float, size: int = 0) -> None:
        """Something of that kind, begun at `sent`, is over."""
        if sent >= self.since:
            self.waited[kind].append(1000 * (time.perf_counter() - sent))
            self.sizes[kind].append(size)

    def table(self) -> str:
        """How often each kind of action was done, and how long its answer took."""
        lines = [f"{'':>12}{'times':>8}{'p50 ms':>9}{'p95 ms':>9}{'most ms':>9}{'KB':>7}"]
        for kind, waited in sorted(self.waited.items(), key=lambda item: -len(item[1])):
            size = statistics.mean(self.sizes[kind]) / 1000
            lines.append(
                f"{kind:>12}{len(waited):8}{middle(waited):9.0f}{late(waited):9.0f}"
                f"{max(waited):9.0f}{size:7.1f}"
            )
        return "\n".join(lines)

    def problems(self) -> str:
        """Every different error, and how often it came."""
        return "\n".join(f"{count} x {what}" for what, count in Counter(self.errors).items())


def middle(waited: Sequence[float]) -> float:
    """The median; NaN of nothing."""
    return statistics.median(waited) if waited else math.nan


def late(waited: Sequence[float]) -> float:
    """The 95th percentile; NaN of nothing."""
    if len(waited) < 2:
        return max(waited, default=math.nan)
    return statistics.quantiles(waited, n=20, method="inclusive")[-1]


def told(error: Exception) -> str:
    """An error in a line."""
    return f"{type(error).__name__}: {error}"
