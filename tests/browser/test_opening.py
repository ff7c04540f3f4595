"""What a visitor sees at once, and that the page is whole."""

import pytest

from engine import Scenario
from engine.link import to_text
from plots.labels import labels
from plots.style import RUN_STYLES
from tests.browser.conftest import ARTEFACTS
from tests.browser.explore import BACKDROP, CURVE, PLANE, SPACE, read

ABOVE_THE_FOLD = {
    "the surface": ".descent-plots figure:nth-child(1)",
    "the contour": ".descent-plots figure:nth-child(2)",
    "the playback": ".descent-transport",
    "the table": "[data-testid=stDataFrame]",
    "the loss curve": CURVE,
    "the surface's name": ".st-key-surface",
    "the runs": ".st-key-run-3",
}


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080)])
def test_everything_is_above_the_fold(visitors, width, height):
    explore = visitors.come(width, height).open()

    def boxes():
        return {what: explore.box(selector) for what, selector in ABOVE_THE_FOLD.items()}

    explore.until(lambda: all(box["height"] > 20 for box in boxes().values()))
    for what, box in explore.settled(boxes).items():
        assert box["width"] > 100, what
        assert box["x"] >= 0, what
        assert box["y"] >= 0, what
        assert box["x"] + box["width"] <= width, what
        assert box["y"] + box["height"] <= height, what
    for frame in ("html", "[data-testid=stMain]", "[data-testid=stSidebarContent]"):
        scroll, client = explore.page.locator(frame).evaluate("e => [e.scrollWidth, e.clientWidth]")
        assert scroll <= client, frame
    plots = [explore.box(plot) for plot in (SPACE, PLANE)]
    assert all(box["height"] >= 0.5 * height for box in plots)


@pytest.mark.parametrize("width", [1024, 400])
def test_a_narrow_page_does_not_scroll_sideways(explore, width):
    explore.visit()
    explore.page.set_viewport_size({"width": width, "height": 768})
    for plot in (SPACE, PLANE, CURVE):
        explore.until(lambda plot=plot: 100 < explore.box(plot)["width"] < width)
        explore.until(lambda plot=plot: explore.box(f"{plot} .main-svg")["width"] < width)
        box = explore.box(plot)
        assert box["x"] >= 0, plot
        assert box["x"] + box["width"] <= width, plot
    scroll = explore.page.locator("[data-testid=stMain]").evaluate("e => e.scrollWidth")
    explore.page.screenshot(path=ARTEFACTS / f"narrow-{width}.png")
    explore.page.set_viewport_size({"width": 1366, "height": 768})
    assert scroll <= width


def test_every_trace_of_a_run_is_drawn(explore):
    explore.visit()
    runs = len(Scenario().runs)
    for name in ("halos", "dots", "minima", "start halo", "start", "end halos", "ends"):
        assert explore.trace(name)["x"], name
    assert len(explore.trace("ends")["x"]) == runs
    explore.until(lambda: len(explore.trace("heads", SPACE)["x"]) == runs)
    for name in ("lines", "dots", "stems", "rims", "start", "minimum stems", "minima"):
        assert explore.trace(name, SPACE)["x"], name
    points = [101] * runs + [0] * (len(RUN_STYLES) - runs)
    curves = [f"loss {slot}" for slot in range(len(RUN_STYLES))]
    explore.eventually(lambda: [len(explore.trace(name, CURVE)["x"]) for name in curves], points)
    assert explore.trace("field", BACKDROP)["x"] == []  # made from x0 and dx


def test_the_plots_have_a_name_for_those_who_do_not_see_them(explore):
    explore.visit()
    for kind in ("Surface in space", "Contour plot"):
        figure = explore.page.get_by_role("figure", name=kind)
        said = figure.get_attribute("aria-label")
        assert "Anisotropic bowl, from (-1.8, 1), 100 steps." in said
        assert all(f"{name}: " in said for name in labels(Scenario()))
    assert explore.page.get_by_role("figure", name="Loss curve").count() == 1


def test_the_table_has_a_row_for_every_run(explore):
    explore.visit("run=gd&run=gd+lr+0.05")
    rows = explore.results(read("run=gd&run=gd+lr+0.05")[0])
    assert rows[1][1:5] == ["Gradient descent", "0.05", "✓ reached", "39"]


def test_hovering_over_a_run_tells_where_it_was(explore):
    explore.visit("run=momentum")
    w1, w2 = explore.lines()[0][1][2]
    loss = Scenario().surface.build().value((w1, w2))
    explore.page.mouse.move(*explore.pixel(w1, w2))
    label = explore.page.locator(f"{PLANE} .hoverlayer .hovertext")
    label.wait_for()
    explore.until(lambda: "step 2" in label.text_content())
    said = label.text_content()
    assert said.startswith("Momentum, step 2")
    for name, value in (("w₁", w1), ("w₂", w2), ("L", loss)):
        number = said.partition(f"{name} = ")[2].replace("−", "-")
        assert number.startswith(f"{value:.4g}"[:5])


def test_a_slow_line_loses_no_change(visitors):
    """What is changed while the player's files still load is drawn once they are there."""
    explore, held = visitors.come(), []
    explore.page.route("**/plotly.min.js", lambda route: held.append(route))
    explore.page.goto(explore.server)
    explore.until(lambda: held)
    explore.results(Scenario())
    changed = Scenario().on("rosenbrock")
    explore.choose("surface", "Rosenbrock's valley")
    explore.until(lambda: explore.link == {"surface": ["rosenbrock"]})
    explore.results(changed)
    for route in held:
        route.continue_()
    explore.shows_and_links(changed)
    assert to_text(explore.link) == "surface=rosenbrock"
