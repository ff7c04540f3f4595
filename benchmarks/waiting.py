"""How long a person waits for what they do in the browser: a step, a dragged setting, a map.

    python -m benchmarks.waiting

- A slider on the Step page: from the key to the frame in which the numbers, the arrows on the
  contour and those of the close-up are others.
- The scrubber along a hyperparameter: how often a second the path moves under the mouse.
- A map: from the click on Maps to the frame with the map of 96 × 96 settings, 300 steps each,
  which the server has not made before.

A browser without a graphics card draws on the processor, so a person waits for less.
"""

import statistics
import sys
from collections.abc import Iterator

from playwright.sync_api import Browser, Page, ViewportSize

from benchmarks.browser import chromium
from benchmarks.server import serve

_SIZE: ViewportSize = {"width": 1366, "height": 768}
_MOVES, _MAPS = 12, 5
_SECONDS = 3.0  # of dragging
_REST = 700  # milliseconds in which what follows is drawn
#: What a move changes on the Step page.
_STEP = (
    ".descent-numbers",
    ".descent-layers .descent-arrows",
    ".descent-arrowed .descent-arrows",
)
_IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"

# Presses a key, and tells after how many milliseconds everything that is watched was another.
_PRESS = """watched => new Promise(resolve => {
    const texts = () => watched.map(place => document.querySelector(place)?.innerHTML);
    const [before, began] = [texts(), performance.now()];
    const key = { key: "ArrowLeft", code: "ArrowLeft", keyCode: 37, bubbles: true };
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", key));
    const look = () => {
        const changed = texts().every((text, i) => text !== before[i]);
        if (changed) requestAnimationFrame(() => resolve(performance.now() - began));
        else requestAnimationFrame(look);
    };
    look();
})"""
#: Counts in `window.drawn` how often a canvas is drawn.
COUNT = """canvas => {
    const { getContext } = canvas;
    window.drawn = 0;
    canvas.getContext = (...kind) => {
        window.drawn += 1;
        return getContext.apply(canvas, kind);
    };
}"""
# Drags to and fro as a mouse does: sixty times a second, whether the page keeps up or not.
_DRAG = """([scrub, left, width, seconds]) => new Promise(resolve => {
    const [began, end] = [performance.now(), Number(scrub.max)];
    const drag = setInterval(() => {
        const spent = (performance.now() - began) / 1000;
        if (spent > seconds) {
            clearInterval(drag);
            resolve(window.drawn / spent);
        }
        scrub.value = end * Math.abs((spent % 2) - 1);
        scrub.dispatchEvent(new Event("input", { bubbles: true }));
    }, 1000 / 60);
})"""
# Clicks a link, and tells after how many milliseconds a map is there.
_OPEN = """link => new Promise(resolve => {
    const began = performance.now();
    link.click();
    const look = () => {
        const figures = [...document.querySelectorAll(".descent-figure")];
        const there = figures.some(each => each.data?.some(trace => trace.type === "heatmap"));
        if (there) requestAnimationFrame(() => resolve(performance.now() - began));
        else requestAnimationFrame(look);
    };
    look();
})"""


def stepping(page: Page, url: str) -> Iterator[float]:
    """Milliseconds until every move of α is seen on the Step page."""
    page.goto(f"{url}/step?run=momentum&step=5")
    page.locator(".descent-arrows g").first.wait_for()
    page.locator("summary").first.click()
    page.locator(".st-key-r0-momentum-alpha").get_by_role("slider").focus()
    for _ in range(_MOVES):
        page.wait_for_timeout(_REST)
        yield page.evaluate(_PRESS, _STEP)


def dragging(page: Page, url: str) -> float:
    """Updates a second of the contour while the mouse drags along α."""
    page.goto(f"{url}/?run=gd&run=momentum")
    page.get_by_label("What the slider moves").select_option("1.alpha")
    output = page.locator(".descent-transport output")
    output.filter(has_text="α = ").wait_for()
    page.locator(_IDLE).wait_for()
    page.wait_for_timeout(_REST)
    scrub = page.locator(".descent-transport input")
    box = scrub.bounding_box()
    assert box is not None
    at, end = scrub.evaluate("each => [each.valueAsNumber, Number(each.max)]")
    left, y = box["x"] + 7, box["y"] + box["height"] / 2  # half of the handle from the edge
    width = box["width"] - 14
    page.mouse.move(left + width * at / end, y)
    page.mouse.down()
    page.locator(".descent-layers > canvas").evaluate(COUNT)
    updates: float = page.evaluate(_DRAG, [scrub.element_handle(), left, width, _SECONDS])
    page.mouse.up()
    return updates


def mapping(browser: Browser, url: str) -> Iterator[float]:
    """Milliseconds until every new map is seen."""
    for k in range(_MAPS):
        page = browser.new_page(viewport=_SIZE)
        page.goto(f"{url}/?surface=rosenbrock&steps=300&start=-1.{k}+1.{k}7&run=adam")
        page.locator(".descent-plots .js-plotly-plot").first.wait_for()
        page.locator(_IDLE).wait_for()
        page.wait_for_timeout(_REST)
        link = page.get_by_role("link", name="Maps")
        yield link.evaluate(_OPEN)
        page.close()


def _told(times: list[float]) -> str:
    return f"{statistics.median(times):.0f} ms ({min(times):.0f} to {max(times):.0f})"


def main() -> int:
    """Measure all three."""
    with serve("app.py") as server, chromium() as browser:
        page = browser.new_page(viewport=_SIZE)
        moves = list(stepping(page, server.url))[2:]  # the first ones load what later ones have
        print(f"a slider on Step is seen after {_told(moves)}")
        print(f"a dragged setting moves the path {dragging(page, server.url):.0f} times a second")
        page.close()
        print(f"a new map is seen after {_told(list(mapping(browser, server.url)))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
