"""Lessons in a browser: predict, see it played to the moment, go on by keyboard, send the link."""

from plots.notes import told
from tests.browser.lesson import CURVE, FIRST, SECOND, THIRD, asks, come

PLAY = "button[aria-label=Play]"


def seen(visitor):
    """The notes that can be seen, without their marks."""
    buttons = visitor.page.locator(".descent-notes button:visible")
    return [text.partition(" ")[2] for text in buttons.all_inner_texts()]


def expected(lesson, step):
    notes = told(lesson.scenario, lesson.paths)
    return [each.said for each in notes if each.step <= step]


def test_a_person_predicts_sees_and_goes_on_by_keyboard(visitors):
    visitor = come(visitors.come(), FIRST)
    visitor.page.keyboard.press("ArrowRight")
    visitor.page.keyboard.press("Space")
    assert visitor.step() == 0
    assert visitor.page.locator(".descent-transport").get_attribute("inert") is not None
    visitor.page.keyboard.press(str(FIRST.answer + 1))
    visitor.page.get_by_text("Right.").wait_for()
    visitor.until(lambda: 0 < visitor.step() < FIRST.decided)  # it plays
    visitor.eventually(visitor.step, FIRST.decided)
    visitor.page.locator(PLAY).wait_for()  # and pauses there
    visitor.eventually(lambda: seen(visitor), expected(FIRST, FIRST.decided))
    visitor.page.locator(CURVE).wait_for()
    visitor.page.locator(".descent-notes button:visible").first.click()
    visitor.eventually(visitor.step, told(FIRST.scenario, FIRST.paths)[0].step)
    visitor.page.mouse.move(0, 0)
    visitor.page.emulate_media(reduced_motion="reduce")  # there at once
    for lesson in (SECOND, THIRD):
        visitor.page.keyboard.press("PageDown")
        asks(visitor, lesson)
        visitor.page.keyboard.press("1")
        visitor.eventually(visitor.step, lesson.decided)
    visitor.eventually(lambda: visitor.link, {"lesson": [THIRD.key]})
    visitor.page.keyboard.press("PageUp")  # it has been answered: there at once
    visitor.eventually(lambda: visitor.link, {"lesson": [SECOND.key]})
    visitor.eventually(visitor.step, SECOND.decided)
    somebody = visitors.come()
    asks(come(somebody, THIRD), THIRD)


def test_teachers_mode_has_the_screen_for_itself_and_motion_is_spared(visitors):
    visitor = visitors.come(1920, 1080, "dark")
    visitor.page.emulate_media(reduced_motion="reduce")
    come(visitor, THIRD, "&teach=on")
    visitor.until(lambda: not visitor.page.get_by_test_id("stSidebar").is_visible())
    size = "p => parseFloat(getComputedStyle(p).fontSize)"
    assert visitor.page.get_by_text(THIRD.choices[0], exact=True).evaluate(size) > 20
    visitor.page.keyboard.press("2")
    visitor.page.get_by_text("Not quite.").wait_for()
    steps = {visitor.step() for _ in range(20) if not visitor.page.wait_for_timeout(20)}
    assert steps <= {0, THIRD.decided}  # there at once
    visitor.eventually(visitor.step, THIRD.decided)
    fits = "main => main.scrollHeight <= main.clientHeight"
    visitor.until(lambda: visitor.page.get_by_test_id("stMain").evaluate(fits))
    assert visitor.box(".descent-plots")["height"] > 1080 / 2
