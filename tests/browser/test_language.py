"""Another language in a browser: chosen on the way, undone by Back, in the link, the browser's."""

import pytest

from languages import LANGUAGES, _, speaking
from tests.browser.lesson import FIRST, SECOND, THIRD, asks, come

_LANGUAGE = "document.documentElement.lang"


def reads(visitor, code):
    """Wait until the page says its heading, the player its buttons, and both their language."""
    with speaking(code):
        visitor.page.get_by_role("link", name=_("Compare"), exact=True).first.wait_for()
        visitor.page.locator(f"button[aria-label='{_('To the start')}']").first.wait_for()
    visitor.eventually(lambda: visitor.page.evaluate(_LANGUAGE), code)


def test_three_lessons_then_korean_then_the_link(visitors):
    visitor = visitors.come()
    visitor.page.emulate_media(reduced_motion="reduce")
    come(visitor, FIRST)
    for place, lesson in enumerate((FIRST, SECOND, THIRD)):
        if place:
            visitor.page.keyboard.press("PageDown")
        asks(visitor, lesson).page.keyboard.press(str(lesson.answer + 1))
        visitor.page.get_by_text("Right.").wait_for()
        visitor.eventually(visitor.step, lesson.decided)
    reads(visitor, "en")
    visitor.page.get_by_role("button", name=LANGUAGES["ko"]).click()
    reads(visitor, "ko")
    with speaking("ko"):
        visitor.page.get_by_text(_(THIRD.title)).last.wait_for()
        visitor.page.get_by_text(_(THIRD.choices[THIRD.answer])).wait_for()  # it stays answered
        assert visitor.step() == THIRD.decided
        visitor.eventually(lambda: visitor.link, {"lesson": [THIRD.key], "lang": ["ko"]})
        somebody = visitors.come()
        somebody.page.goto(visitor.page.url)
        asks(somebody, THIRD)
        reads(somebody, "ko")
    visitor.page.go_back()
    reads(visitor, "en")
    visitor.page.get_by_text(THIRD.choices[THIRD.answer]).wait_for()
    visitor.eventually(lambda: visitor.link, {"lesson": [THIRD.key]})


@pytest.mark.parametrize("locale", ["ko-KR", "ko"])
def test_who_reads_korean_is_met_in_korean(visitors, locale):
    visitor = visitors.come(locale=locale)
    with speaking("ko"):
        visitor.open("run=gd&run=adam")
        reads(visitor, "ko")
        assert "lang" not in visitor.link
        visitor.page.get_by_role("button", name=LANGUAGES["en"]).click()
    reads(visitor, "en")
    visitor.eventually(lambda: visitor.link["lang"], ["en"])
