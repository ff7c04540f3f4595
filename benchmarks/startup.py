"""From the command to the first plot painted, beside an empty Streamlit page.

    python -m benchmarks.startup

Every start has a new server and a new browser context: nothing is cached. Both are measured in
turns; a first start of each, which fills the disk's cache, is not counted.
"""

import argparse
import statistics
import sys
import time
from pathlib import Path

from playwright.sync_api import Browser, Error

from benchmarks.browser import chromium
from benchmarks.server import serve, wait_until_healthy

MOST = 3.0  # times the empty page
PHASES = ("healthy", "loaded", "seen")

_WATCH = Path(__file__).with_name("watch.js")
OURS = ".descent-plots .js-plotly-plot"
_PLOTTED = "watch.ready(1)"
_WRITTEN = "document.querySelector('[data-testid=stMarkdown]')?.innerText.includes('ready')"


def _once(browser: Browser, script: str, seen: str) -> list[float]:
    """Seconds from the command to each phase, in a new browser context."""
    began = time.perf_counter()
    reached = []
    with serve(script, wait=False) as server:
        wait_until_healthy(server)
        reached.append(time.perf_counter() - began)
        context = browser.new_context(viewport={"width": 1366, "height": 768})
        page = context.new_page()
        page.add_init_script(path=_WATCH)
        page.goto(server.url)
        page.evaluate("(selector) => watch.figures(selector)", OURS)
        reached.append(time.perf_counter() - began)
        page.evaluate(f"watch.seen(() => {seen})")
        reached.append(time.perf_counter() - began)
        context.close()
    return reached


def _medians(starts: list[list[float]]) -> list[float]:
    return [statistics.median(times) for times in zip(*starts, strict=True)]


def main() -> int:
    """Measure in turns, print, and fail where the target is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.startup")
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    ours, empty = [], []
    try:
        with chromium() as browser:
            for _ in range(1 + rounds):
                ours.append(_once(browser, "app.py", _PLOTTED))
                empty.append(_once(browser, "benchmarks/apps/empty.py", _WRITTEN))
    except (RuntimeError, Error) as error:
        print(f"startup: {error}")
        return 1
    for name, starts in (("first plot", ours[1:]), ("empty page", empty[1:])):
        print(f"{name}, s:", *(f"{start[-1]:.2f}" for start in starts))
        phases = zip(PHASES, _medians(starts), strict=True)
        print(f"{name}, s until", ", ".join(f"{phase} {at:.2f}" for phase, at in phases))
    plot, nothing = _medians(ours[1:])[-1], _medians(empty[1:])[-1]
    print(
        f"startup: {plot:.2f} s to the first plot; empty page {nothing:.2f} s;"
        f" ratio {plot / nothing:.2f}"
    )
    return 0 if plot / nothing <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
