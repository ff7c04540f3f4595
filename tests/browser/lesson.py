"""A lesson in a browser: how a person gets to it, and what they see before they answer."""

import numpy as np

from languages import _
from lessons import LESSONS, Lesson
from tests.browser.explore import Explore

FIRST, SECOND, THIRD, *_others = LESSONS.values()
CURVE = ".descent-curve"


def come(visitor: Explore, lesson: Lesson, more: str = "") -> Explore:
    """Open a lesson's link and wait until it asks."""
    visitor.page.goto(visitor.server)
    visitor.page.locator(".st-key-pages a").first.wait_for()
    visitor.navigate(f"/lessons?lesson={lesson.key}{more}")
    return asks(visitor, lesson)


def asks(visitor: Explore, lesson: Lesson) -> Explore:
    """Wait until a lesson asks its question, with the start alone to be seen."""
    button = visitor.page.get_by_role("button", name=_(lesson.choices[0]))
    button.wait_for()
    visitor.until(lambda: visitor.page.locator(".descent-player").count() == 1)
    start = np.float32(lesson.scenario.start)
    visitor.until(lambda: visitor.trace("start")["x"] == [start[0]])
    visitor.eventually(visitor.lines, [])
    visitor.eventually(visitor.step, 0)
    assert visitor.page.locator(CURVE).count() == 0
    return visitor
