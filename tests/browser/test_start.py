"""Where runs start: by a click on the contour, by the inputs, by a link."""

from dataclasses import replace

import pytest

from engine import RunSpec, Scenario
from tests.browser.explore import BACKDROP, PLANE

ONE = replace(Scenario(), runs=(RunSpec.on("anisotropic", "gd"),))


@pytest.mark.parametrize(("w1", "w2"), [(0.731, 1.234), (-1.5, -1.75), (0.0, 0.0)])
def test_a_click_on_the_contour_starts_there(explore, w1, w2):
    explore.visit("run=gd")
    x, y = explore.pixel(w1, w2)
    pixel = explore.pixel(w1, w2)[0] - explore.pixel(w1 - 1, w2)[0]
    explore.page.mouse.click(x, y)
    explore.until(lambda: "start" in explore.link)
    start = tuple(float(text) for text in explore.link["start"][0].split())
    assert start == pytest.approx((w1, w2), abs=1.5 / pixel)
    explore.shows_and_links(replace(ONE, start=start))
    explore.eventually(explore.start_inputs, start)
    assert all(len(text.partition(".")[2]) <= 3 for text in explore.link["start"][0].split())
    assert (explore.trace("start")["x"], explore.trace("start")["y"]) == (
        [pytest.approx(start[0])],
        [pytest.approx(start[1])],
    )


def test_a_click_on_a_run_starts_there_too(explore):
    explore.visit("run=gd")
    w1, w2 = explore.lines()[0][1][2]
    explore.page.mouse.click(*explore.pixel(w1, w2))
    explore.until(lambda: "start" in explore.link)
    start = [float(text) for text in explore.link["start"][0].split()]
    assert start == pytest.approx([w1, w2], abs=0.02)


def test_dragging_the_contour_moves_the_view_and_not_the_start(explore):
    explore.visit("run=gd")
    x, y = explore.pixel(1, 1)
    explore.page.mouse.move(x, y)
    explore.page.mouse.down()
    explore.page.mouse.move(x - 50, y + 30, steps=4)
    explore.page.mouse.up()
    explore.until(lambda: explore.ranges()[0][0] > -1.9)
    explore.until(lambda: explore.ranges(BACKDROP) == explore.ranges())
    explore.press("One step back")
    explore.press("To the end")
    explore.shows_and_links(ONE)


def test_a_double_click_keeps_contour_and_runs_together(explore):
    explore.visit("surface=rosenbrock&run=gd")
    explore.visit("run=gd")
    explore.until(lambda: explore.ranges(BACKDROP) == explore.ranges() == [[-2, 2], [-2, 2]])
    plane = explore.page.locator(PLANE)
    plane.evaluate("div => div.on('plotly_doubleclick', () => { window.doubled = true; })")
    explore.page.mouse.dblclick(*explore.pixel(1, 1))
    explore.until(lambda: explore.page.evaluate("window.doubled"))
    explore.press("One step back")
    explore.press("To the end")
    explore.until(lambda: explore.ranges(BACKDROP) == explore.ranges())
    assert explore.ranges() == [[-2, 2], [-2, 2]]
    for text in explore.link.get("start", ["1 1"]):
        assert [float(each) for each in text.split()] == pytest.approx([1, 1], abs=0.02)


def test_typing_a_start(explore):
    explore.visit("run=gd")
    explore.start_input(1).fill("0.5")
    explore.start_input(1).press("Enter")
    explore.shows_and_links(replace(ONE, start=(0.5, 1.0)))
    explore.start_input(2).press("ArrowUp")
    explore.shows_and_links(replace(ONE, start=(0.5, 1.1)))
    explore.start_input(1).fill("0")
    explore.start_input(1).press("Enter")
    explore.shows_and_links(replace(ONE, start=(0.0, 1.1)))


def test_a_start_outside_the_window_is_shown_with_a_notice(explore):
    notice = explore.page.get_by_text("outside the surface's window")
    explore.visit("run=gd")
    explore.until(lambda: not notice.count())
    explore.visit("run=gd&start=5+7")
    notice.wait_for()
    (left, right), (low, high) = explore.ranges()
    assert left <= -2 < 5 < right
    assert low <= -2 < 7 < high
    explore.until(lambda: explore.ranges(BACKDROP) == explore.ranges())
    assert (explore.trace("start")["x"], explore.trace("start")["y"]) == ([5], [7])
    box = explore.box(PLANE)
    x, y = explore.pixel(5, 7)
    assert box["x"] < x < box["x"] + box["width"]
    assert box["y"] < y < box["y"] + box["height"]


def test_a_start_very_far_away_keeps_the_page_alive(explore):
    explore.visit("run=gd&start=1e6+-1e6&frame=paths")
    explore.visit("run=gd&surface=saddle&start=1e6+-1e6&steps=2000")
