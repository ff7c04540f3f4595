"""The Digits page in a browser: a race is seen as it runs, and Stop keeps what there is."""

import re

import pytest

from engine import Scenario
from tests.browser.explore import SCRIPT_HAS_RUN

LOSS, PLANE = '[aria-label="Training loss"]', '[aria-label="Loss around the paths"]'
_DRAWN = "div => Boolean(div._fullLayout)"
_POINTS = "div => div.calcdata.map(line => line.length)"


def button(explore, *names):
    """The button whose label begins with one of the names."""
    name = re.compile(f"^({'|'.join(names)})")
    return explore.page.get_by_test_id("stMain").get_by_role("button", name=name)


def digits(explore):
    """Go there, as a person does."""
    explore.page.get_by_role("link", name="Digits", exact=True).click()
    button(explore, "Start", "Another seed").wait_for()
    loss = explore.page.locator(LOSS)
    explore.until(lambda: loss.count() == 1 and loss.evaluate(_DRAWN))
    explore.page.locator(SCRIPT_HAS_RUN).wait_for()
    return loss


def finished(explore):
    """Run the race, or see what somebody's race came to."""
    if button(explore, "Start").count():
        button(explore, "Start").click()
    button(explore, "Another seed").wait_for()
    plane = explore.page.locator(PLANE)
    explore.until(lambda: plane.count() == 1 and plane.evaluate(_DRAWN))


def test_a_race_from_its_start_to_its_end(explore):
    explore.visit()
    loss = digits(explore)
    node = loss.element_handle()
    finished(explore)
    explore.until(lambda: loss.evaluate(_POINTS) == [41] * 4)
    assert node.is_visible()  # the same element throughout, not one made anew
    table = [row[1:5] for row in explore.table()]
    assert [row[0] for row in table] == ["Gradient descent", "Momentum", "RMSProp", "Adam"]
    assert all(50 < float(row[3].strip("%")) < 100 for row in table)
    explore.page.get_by_text("misread by").wait_for()
    explore.eventually(lambda: explore.page.get_by_label("Whose mistakes").input_value(), "Adam")
    explore.page.get_by_role("link", name="Explore", exact=True).click()
    explore.shows(Scenario())


def test_the_curve_grows_and_stop_keeps_what_there_is(visitors):
    explore = visitors.come().open()
    loss = digits(explore)
    for label, value in (("Batch", "10"), ("Epochs", "30")):
        number = explore.page.get_by_label(label, exact=True)
        number.fill(value)
        number.press("Enter")
    explore.eventually(lambda: explore.link, {"batch": ["10"], "epochs": ["30"]})
    button(explore, "Start").click()
    explore.until(lambda: min(loss.evaluate(_POINTS)) >= 2)
    before = loss.evaluate(_POINTS)
    explore.until(lambda: loss.evaluate(_POINTS) > before)
    button(explore, "Stop").click()
    button(explore, "Go on").wait_for()
    kept = explore.settled(lambda: loss.evaluate(_POINTS))
    assert kept > before
    button(explore, "Go on").click()
    explore.until(lambda: loss.evaluate(_POINTS) > kept)
    button(explore, "Stop").click()
    button(explore, "Go on").wait_for()


@pytest.mark.parametrize(("width", "height", "theme"), [(1366, 768, "light"), (1920, 1080, "dark")])
def test_everything_is_above_the_fold(visitors, width, height, theme):
    explore = visitors.come(width, height, theme).open()
    digits(explore)
    finished(explore)
    figures = explore.page.locator(".descent-figure")
    explore.until(lambda: figures.count() == 4 and all(f.evaluate(_DRAWN) for f in figures.all()))
    for figure in figures.all():
        box = figure.bounding_box()
        assert box["y"] + box["height"] <= height
        assert box["x"] + box["width"] <= width
    scroll, client = explore.page.get_by_test_id("stMain").evaluate(
        "e => [e.scrollHeight, e.clientHeight]"
    )
    assert scroll <= client
