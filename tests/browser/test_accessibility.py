"""No page has a serious or critical fault that axe-core finds, in either theme.

Left out is what Streamlit draws by itself: the colours of code.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.explore import PLANE
from tests.browser.lesson import CURVE, FIRST, come

FIGURE = ".descent-figure .main-svg"
PAGES = {
    "Explore": PLANE,
    "Lessons": "h3",
    "Step": ".descent-numbers caption",
    "Compare": FIGURE,
    "Maps": FIGURE,
    "Averages": FIGURE,
    "Digits": FIGURE,
    "Reference": ".descent-plots .main-svg",
    "About": "h3",  # Reference leads there
}
OPTIONS = {"resultTypes": ["violations"]}


@pytest.mark.parametrize("title", PAGES)
def test_a_page_has_no_serious_fault(explore, title):
    page = explore.page
    page.get_by_test_id("stSidebar").get_by_role("link", name=title, exact=True).click()
    page.locator(PAGES[title]).first.wait_for()
    assert_no_serious_fault(explore)


def test_an_answered_lesson_has_no_serious_fault(visitors):
    visitor = visitors.come()
    visitor.page.emulate_media(reduced_motion="reduce")  # at its moment at once
    come(visitor, FIRST)
    visitor.page.keyboard.press("1")
    visitor.page.locator(CURVE).wait_for()
    visitor.eventually(visitor.step, FIRST.decided)
    assert_no_serious_fault(visitor)


def assert_no_serious_fault(visitor):
    """In either theme."""
    page = visitor.page
    visitor.until(lambda: page.locator("[data-test-script-state=notRunning]").count())
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        page.wait_for_timeout(500)
        found = Axe().run(page, {"exclude": [".stCode"]}, OPTIONS).response["violations"]
        assert [
            (each["id"], node["html"][:200], node["failureSummary"])
            for each in found
            if each["impact"] in ("serious", "critical")
            for node in each["nodes"]
        ] == [], theme
