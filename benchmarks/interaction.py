"""From the press of a key on a slider to both plots painted, beside plain `st.plotly_chart`.

    python -m benchmarks.interaction

Six runs of 300 steps; α of Momentum moves to values not seen before. Both pages stand in the same
browser, are measured in turns and by the same clock (`watch.js`): from the key's event until both
figures show other runs and two more frames have passed.
"""

import base64
import itertools
import re
import statistics
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, Error

from benchmarks.browser import chromium
from benchmarks.protocol import describe, read
from benchmarks.server import serve

MOVES, TURN, WARM_UP = 20, 5, 5  # a turn is as many moves of one page on end
MOST_RATIO, MOST_KB = 0.20, 64
WATCH = Path(__file__).with_name("watch.js")
OURS, PLAIN = ".descent-plots .js-plotly-plot", ".stPlotlyChart .js-plotly-plot"

_QUERY = "steps=300&run=gd&run=momentum&run=nesterov&run=adagrad&run=rmsprop&run=adam"
_PHASES = ("pressed", "sent", "answered", "received", "drawn", "painted")
_PATIENCE = 60_000  # milliseconds
_CHANGE = 500  # milliseconds until a window that came to the front is at rest
_LISTED = 12  # elements


class Subject:
    """A page under measurement, with a slider named alpha in focus.

    Attributes:
        moves: when each move reached which phase, in milliseconds of the page's clock.
        received: the messages of the server during the moves.
    """

    def __init__(self, browser: Browser, url: str, figures: str) -> None:
        self.page = browser.new_page(viewport={"width": 1366, "height": 768})
        self.key = "ArrowLeft"
        self.moves: list[dict[str, float]] = []
        self.received: list[bytes] = []
        session = self.page.context.new_cdp_session(self.page)
        session.send("Network.enable")
        session.on("Network.webSocketFrameReceived", self._receive)
        self.page.add_init_script(path=WATCH)
        self.page.goto(url)
        self.page.evaluate("(selector) => watch.figures(selector)", figures)
        try:
            self.page.wait_for_function("watch.ready(2)", timeout=_PATIENCE)
        except Error as error:
            raise RuntimeError(f"There are no two plots with runs on {url}") from error

    def focus(self) -> None:
        """Put the keyboard on the slider."""
        self.slider = self.page.get_by_role("slider", name=re.compile("alpha|α")).first
        self.slider.focus(timeout=_PATIENCE)
        self.page.evaluate("watch.settled()")

    def _receive(self, event: dict[str, dict[str, str]]) -> None:
        self.received.append(base64.b64decode(event["response"]["payloadData"]))

    def moves_on(self, count: int) -> None:
        """`count` moves, one after the other, after one that does not count.

        What is behind another window is not painted: the first move in front makes all of it anew.
        """
        self.page.bring_to_front()
        self.page.wait_for_timeout(_CHANGE)
        heard = len(self.received)
        self.move()
        del self.moves[-1], self.received[heard:]
        for _ in range(count):
            self.move()

    def move(self) -> None:
        """One press of a key; α falls until there is nothing below, then rises."""
        if self.slider.input_value() == self.slider.get_attribute("min"):
            self.key = "ArrowRight"
        self.page.evaluate("watch.arm()")
        self.page.keyboard.press(self.key)
        self.moves.append(self.page.evaluate("watch.move"))
        self.page.evaluate("watch.settled()")  # what comes late still belongs to this move

    def turn(self) -> None:
        """Look at every figure from nearer by, as a person does with the wheel."""
        for figure in self.page.locator(OURS).all():
            figure.hover(force=True)  # where two lie over each other, the upper one gets it
            self.page.mouse.wheel(0, -300)
        self.page.evaluate("watch.settled()")

    def forget(self) -> None:
        """Begin to measure."""
        self.moves.clear()
        self.received.clear()

    def times(self) -> list[float]:
        """Milliseconds of every move."""
        return [move["painted"] - move["pressed"] for move in self.moves]

    def kilobytes(self) -> float:
        """What a move receives, on average."""
        return sum(map(len, self.received)) / len(self.moves) / 1000

    def removed(self) -> int:
        """Graph divs taken from the page so far."""
        return int(self.page.evaluate("watch.removed()"))


def _summary(times: Sequence[float]) -> tuple[float, float]:
    """Median and 95th percentile."""
    return statistics.median(times), statistics.quantiles(times, n=20, method="inclusive")[-1]


def _report(name: str, subject: Subject) -> None:
    """Where the time and the bytes of a move go."""
    print(f"{name}, ms:", *(f"{time:.0f}" for time in subject.times()))
    phases = [
        f"{until} {statistics.median(move[until] - move[since] for move in subject.moves):.0f}"
        for since, until in itertools.pairwise(_PHASES)
    ]
    print(f"{name}, ms of the median move:", ", ".join(phases))
    sizes, counts = Counter[str](), Counter[str]()
    for payload in subject.received:
        what = describe(read(payload))
        sizes[what] += len(payload)
        counts[what] += 1
    print(f"{name}, bytes a move ({len(subject.received) / len(subject.moves):.0f} messages):")
    for what, size in sizes.most_common(_LISTED):
        share = f"{counts[what] / len(subject.moves):.1f} x"
        print(f"  {size / len(subject.moves):8.0f}  {share:>6}  {what}")


def _measure(browser: Browser, ours: str, theirs: str) -> tuple[Subject, Subject, int, bool]:
    """Both subjects after their moves, the unmounts of the player, whether its look was kept."""
    player = Subject(browser, f"{ours}/?{_QUERY}", OURS)
    plain = Subject(browser, theirs, PLAIN)
    sidebar = player.page.get_by_test_id("stSidebar")
    sidebar.get_by_text("Momentum", exact=False).first.click()
    for subject in (player, plain):
        subject.focus()
        subject.moves_on(WARM_UP)
    player.turn()
    look, removed = player.page.evaluate("watch.look()"), player.removed()
    for subject in (player, plain):
        subject.forget()
    for _ in range(MOVES // TURN):
        for subject in (player, plain):
            subject.moves_on(TURN)
    kept = player.page.evaluate("watch.look()") == look
    return player, plain, player.removed() - removed, kept


def main() -> int:
    """Measure, print, and fail where a target is missed."""
    try:
        with (
            serve("app.py") as ours,
            serve("benchmarks/apps/plain.py") as theirs,
            chromium() as browser,
        ):
            player, plain, unmounts, kept = _measure(browser, ours.url, theirs.url)
    except (RuntimeError, Error) as error:
        print(f"interaction: {error}")
        return 1
    _report("player", player)
    _report("plain", plain)
    (median, late), (plain_median, plain_late) = map(_summary, (player.times(), plain.times()))
    ratio, size = median / plain_median, player.kilobytes()
    print(
        f"interaction: median {median:.0f} ms p95 {late:.0f} ms;"
        f" plain {plain_median:.0f} ms p95 {plain_late:.0f} ms; ratio {ratio:.2f};"
        f" {size:.1f} KB a move; {unmounts} unmounts; camera {'kept' if kept else 'LOST'}"
    )
    return 0 if ratio <= MOST_RATIO and size <= MOST_KB and not unmounts and kept else 1


if __name__ == "__main__":
    sys.exit(main())
