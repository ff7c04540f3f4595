"""Compare and Maps in a browser: what is seen at once, and what a click on a figure does."""

import pytest

from engine.link import decode

FIGURE = ".descent-figure"
_NAVIGATE = """url => {
    history.pushState({}, "", url);
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}"""
_DRAWN = "div => Boolean(div._fullLayout)"
_PIXEL = """(div, [x, y]) => {
    const { xaxis, yaxis } = div._fullLayout, { left, top } = div.getBoundingClientRect();
    return [left + xaxis._offset + xaxis.d2p(x), top + yaxis._offset + yaxis.d2p(y)];
}"""


def come(visitor, page: str, query: str):
    """Go to a page with one figure and wait until it is drawn."""
    visitor.open().page.evaluate(_NAVIGATE, f"/{page}?{query}")
    figure = visitor.page.locator(FIGURE)
    visitor.until(lambda: figure.count() == 1 and figure.evaluate(_DRAWN))
    return figure


def click(visitor, figure, x: float, y: float) -> None:
    """Click where a point of the data lies, once the mouse has come to rest there."""
    at = figure.evaluate(_PIXEL, [x, y])
    visitor.page.mouse.move(*at)
    visitor.page.locator(f"{FIGURE} .hoverlayer .hovertext").first.wait_for()
    visitor.page.mouse.click(*at)


def test_a_click_on_a_map_gives_the_run_that_setting_in_place(visitors):
    visitor = visitors.come()
    figure = come(visitor, "maps", "steps=40&run=gd&run=momentum&slot=2")
    node = figure.element_handle()
    click(visitor, figure, 0.03, 0.5)
    visitor.until(lambda: "alpha" in "".join(visitor.link.get("run", [])))
    changed = decode(visitor.link)[0].runs[1]
    assert changed["lr"] == pytest.approx(0.03, rel=0.05)
    assert changed["alpha"] == pytest.approx(0.5, abs=0.01)
    assert node.is_visible()  # the same element, not one made anew


def test_a_click_on_a_small_map_adds_that_optimizer_with_its_setting(visitors):
    visitor = visitors.come()
    figure = come(visitor, "maps", "kind=optimizers&steps=40&run=adam")
    click(visitor, figure, 0.05, 0.0)  # gradient descent's comes first
    visitor.until(lambda: len(visitor.link.get("run", [])) == 2)
    adam, added = decode(visitor.link)[0].runs
    assert (adam.key, added.key) == ("adam", "gd")
    assert added["lr"] == pytest.approx(0.05, rel=0.15)
    with visitor.page.expect_download() as download:
        visitor.page.locator("[data-title='Download picture']").click()
    assert download.value.suggested_filename.endswith(".png")


def test_a_click_on_a_basin_sets_the_start(visitors):
    visitor = visitors.come()
    figure = come(visitor, "maps", "kind=basins&surface=himmelblau&run=gd&steps=40")
    click(visitor, figure, -2.0, 1.0)
    visitor.until(lambda: "start" in visitor.link)
    w1, w2 = (float(w) for w in visitor.link["start"][0].split())
    assert (w1, w2) == pytest.approx((-2, 1), abs=0.1)


def test_a_click_on_a_curve_sets_the_learning_rate_of_its_run(visitors):
    visitor = visitors.come()
    figure = come(visitor, "compare", "cloud=1&budget=40&run=adam")
    rate, score = figure.evaluate(
        "div => { const t = div._fullData.find(t => t.mode === 'lines+markers');"
        " return [t.x[40], t.y[40]]; }"
    )
    click(visitor, figure, rate, score)
    visitor.eventually(lambda: visitor.link.get("run"), [f"adam lr {rate:g}"])


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080)])
def test_all_of_the_figure_is_above_the_fold(visitors, width, height):
    visitor = visitors.come(width, height, "dark")
    for page, query in (("compare", ""), ("maps", ""), ("maps", "kind=basins&")):
        box = come(visitor, page, f"{query}steps=30").bounding_box()
        assert box["y"] + box["height"] <= height
        assert box["height"] > height / 2
