"""The Explore page in a browser: what a person does there, and what they then see."""

import time
from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import parse_qsl

import numpy as np
from playwright.sync_api import Locator, Page

from engine import Scenario
from engine.link import Query, decode, decode_view, encode, parse_query
from plots.labels import labels
from plots.view import View

PATIENCE = 60.0  # seconds until what is waited for must be there
PLANE, SPACE, CURVE = (
    ".descent-layers > :last-child",
    ".descent-plots figure > div",
    ".descent-curve",
)
BACKDROP = ".descent-layers > :first-child"
SCRIPT_HAS_RUN = "[data-testid=stApp][data-test-script-state=notRunning]"

LINES = """div => (div.data ?? []).filter(trace => /^line/.test(trace.name) && trace.x?.length)
    .map(trace => [trace.meta, Array.from(trace.x, (x, k) => [x, trace.y[k]])])"""
# Marks of the plane are one trace, which says beside each whose it is.
_TRACE = """(div, name) => {
    const list = values => values && Array.from(values);
    const mark = ({ x, y, customdata, marker }) => {
        const own = (values) => values.filter((_, i) => customdata[i] === name);
        const part = values => Array.isArray(values) ? own(values) : values;
        const of = style => Object.fromEntries(Object.entries(style).map(([k, v]) => [k, part(v)]));
        return { x: own(x), y: own(y), marker: { ...of(marker), line: of(marker.line) } };
    };
    const marks = div.data.find(({ customdata }) => customdata?.includes(name));
    const found = div.data.find(trace => trace.name === name) ?? (marks && mark(marks)) ?? {};
    const { x, y, z, marker, line } = found;
    return { x: list(x) ?? [], y: list(y) ?? [], z: z?.bdata ? null : list(z), marker, line };
}"""
_IS_DRAWN = "div => Boolean(div._fullLayout)"
_PIXEL = """(div, [x, y]) => {
    const { xaxis, yaxis } = div._fullLayout, { left, top } = div.getBoundingClientRect();
    return [left + xaxis._offset + xaxis.l2p(x), top + yaxis._offset + yaxis.l2p(y)];
}"""
_RANGES = "div => [div._fullLayout.xaxis.range, div._fullLayout.yaxis.range].map(r => [...r])"
_CAMERA = "div => div._fullLayout.scene._scene.getCamera()"
_NEXT_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
_NAVIGATE = """url => {
    history.pushState({}, "", url);
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}"""


class Explore:
    """The page at one browser tab."""

    def __init__(self, page: Page, server: str) -> None:
        self.page, self.server = page, server
        page.set_default_timeout(1000 * PATIENCE)

    def open(self, query: str = "") -> "Explore":
        """Load the page anew and wait until it shows what the link says."""
        self.page.goto(f"{self.server}/?{query}" if query else self.server)
        return self.shows(*read(query))

    def visit(self, query: str = "") -> "Explore":
        """Go to another link in the same tab, without loading the page again."""
        self.navigate(f"/?{query}" if query else "/")
        return self.shows(*read(query))

    def navigate(self, address: str) -> None:
        """Go to an address in the same tab, whatever it shows."""
        self.page.evaluate(_NAVIGATE, address)

    def shows(self, scenario: Scenario, view: View | None = None) -> "Explore":
        """Wait until the contour shows every run of the scenario, to its last step.

        The other plots are there then, and follow.
        """
        if (view or View()).layout == "linked":
            expected = expected_lines(scenario)
            self.until(lambda: self.lines() == expected)
            for plot in (SPACE, CURVE):
                self.until(partial(self.page.locator(plot).first.evaluate, _IS_DRAWN))
        self.page.locator(SCRIPT_HAS_RUN).wait_for()
        return self

    def shows_and_links(self, scenario: Scenario, view: View | None = None) -> "Explore":
        """As `shows`, and the URL says so too."""
        self.shows(scenario, view)
        self.eventually(lambda: self.link, encode(scenario, view or View()))
        return self

    def eventually(self, read: Callable[[], Any], expected: Any) -> None:
        """Wait until `read` gives what is expected."""
        deadline = time.monotonic() + PATIENCE
        while (found := read()) != expected and time.monotonic() < deadline:
            self.page.wait_for_timeout(15)
        assert found == expected

    def until(self, condition: Callable[[], Any]) -> None:
        """Wait until a condition holds."""
        self.eventually(lambda: bool(condition()), True)

    def settled(self, read: Callable[[], Any]) -> Any:
        """What `read` gives once that stays the same."""
        deadline, found, same = time.monotonic() + PATIENCE, read(), 0
        while same < 8 and time.monotonic() < deadline:
            self.page.wait_for_timeout(30)
            before, found = found, read()
            same = same + 1 if found == before else 0
        assert same == 8
        return found

    # What is seen

    @property
    def link(self) -> Query:
        """The query of the URL."""
        query = self.page.evaluate("location.search").removeprefix("?")
        return parse_query(parse_qsl(query, keep_blank_values=True))

    def lines(self) -> list[list[Any]]:
        """The runs on the contour: each a name and its points."""
        plane = self.page.locator(PLANE)
        found = plane.evaluate(LINES) if plane.count() else []
        # A large float may arrive as an integer of more digits than a float has.
        return [[name, [[float(w1), float(w2)] for w1, w2 in points]] for name, points in found]

    def trace(self, name: str, plot: str = PLANE) -> dict[str, Any]:
        """What is drawn under that name."""
        return self.page.locator(plot).first.evaluate(_TRACE, name)

    def ranges(self, plot: str = PLANE) -> list[list[float]]:
        """What the axes of the plane show."""
        return self.page.locator(plot).evaluate(_RANGES)

    def camera(self) -> dict[str, Any]:
        """Where the surface is looked at from."""
        return self.page.locator(SPACE).first.evaluate(_CAMERA)

    def box(self, selector: str) -> dict[str, float]:
        """Where the first such element is on the screen; nowhere if it is not there."""
        box = self.page.locator(selector).first.bounding_box()
        return dict(box) if box else dict.fromkeys(("x", "y", "width", "height"), 0.0)  # type: ignore[arg-type]

    def step(self) -> int:
        """The step that the player is at."""
        return int(self.page.locator(".descent-player").get_attribute("data-step") or -1)

    def table(self) -> list[list[str]]:
        """The rows of the table."""
        cells = self.page.get_by_test_id("stDataFrame").locator("tbody tr")
        return cells.evaluate_all("rows => rows.map(r => [...r.cells].map(c => c.textContent))")

    def results(self, scenario: Scenario) -> list[list[str]]:
        """The rows of the table, once they are those of the scenario."""
        losses = [f"{scenario.path(index).loss[-1]:.3g}" for index in range(len(scenario.runs))]
        expected = list(zip(labels(scenario, but="lr"), losses, strict=True))
        self.eventually(lambda: [(row[1], row[5]) for row in self.table()], expected)
        return self.table()

    def start_inputs(self) -> tuple[float, float]:
        """What the two inputs of the start say."""
        w1, w2 = (float(self.start_input(axis).input_value()) for axis in (1, 2))
        return w1, w2

    # What is done

    def start_input(self, axis: int) -> Locator:
        """The input of one coordinate of the start."""
        return self.page.locator(f".st-key-start-{axis - 1} input")

    def drawer(self, slot: int) -> Locator:
        """The drawer of a run, opened."""
        drawer = self.page.locator(f".st-key-run-{slot}")
        if drawer.locator("details[open]").count() == 0:
            drawer.locator("summary").click()
        drawer.get_by_label("Optimizer").wait_for()
        return drawer

    def slider(self, key: str) -> Locator:
        """The handle of the slider with that key, with the keyboard's focus."""
        handle = self.page.locator(f".st-key-{key.replace('.', '-')}").get_by_role("slider")
        handle.focus()
        return handle

    def choose(self, key: str, option: str) -> None:
        """Choose an option of a list."""
        box = self.page.locator(f".st-key-{key.replace('.', '-')} input")
        box.scroll_into_view_if_needed()
        self.page.evaluate(_NEXT_FRAMES)  # a list closes when its surroundings scroll
        box.click()
        box.fill(option)
        self.page.get_by_role("option", name=option, exact=True).wait_for()
        box.press("Enter")

    def look(self, question: str, option: str) -> None:
        """Choose an option of the View menu."""
        group = self.page.get_by_role("radiogroup", name=question)
        if not group.count():
            self.page.get_by_role("button", name="View").click()
        group.get_by_text(option, exact=True).click()

    def press(self, button: str) -> None:
        """Press the button with that name."""
        self.page.get_by_role("button", name=button, exact=True).click()

    def pixel(self, w1: float, w2: float) -> tuple[float, float]:
        """Where a point of the plane is on the screen."""
        x, y = self.page.locator(PLANE).evaluate(_PIXEL, [w1, w2])
        return x, y


def read(query: str) -> tuple[Scenario, View]:
    """What a link means."""
    given = parse_query(parse_qsl(query, keep_blank_values=True))
    return decode(given)[0], decode_view(View, given)[0]


def expected_lines(scenario: Scenario) -> list[list[Any]]:
    """What `Explore.lines` finds once the runs are drawn to the end."""
    lines = []
    for index, name in enumerate(labels(scenario)):
        with np.errstate(over="ignore"):
            points = scenario.path(index).w.astype(np.float32)
        finite = np.isfinite(points).all(axis=1)
        lines.append([name, points[: len(points) if finite.all() else finite.argmin()].tolist()])
    return lines
