"""The Averages page in a browser: all of it is seen at once, and it is changed in place."""

import pytest

FIGURE = ".descent-figure"
_DRAWN = "div => Boolean(div._fullLayout)"
_LINE = "(div, name) => Array.from(div.calcdata.find(c => c[0].trace.name === name), p => p.y)"
_LEGEND = "div => getComputedStyle(div.querySelector('.legendtext')).fill"


def averages(explore):
    """Come and go there at once, and wait for the four figures."""
    explore.page.goto(explore.server)
    explore.page.get_by_role("link", name="Averages", exact=True).click()
    figures = explore.page.locator(FIGURE)
    explore.until(lambda: figures.count() == 4 and all(f.evaluate(_DRAWN) for f in figures.all()))
    return figures


@pytest.mark.parametrize(
    ("width", "height", "theme", "ink"),
    [(1366, 768, "light", "rgb(27, 36, 48)"), (1920, 1080, "dark", "rgb(232, 237, 243)")],
)
def test_all_figures_and_what_they_show_are_above_the_fold(visitors, width, height, theme, ink):
    explore = visitors.come(width, height, theme)
    figures = averages(explore)
    boxes = [figure.bounding_box() for figure in figures.all()]
    assert len({(box["width"], box["height"]) for box in boxes}) == 1
    assert boxes[0]["height"] > height / 3
    for caption in explore.page.get_by_test_id("stMain").get_by_test_id("stCaptionContainer").all():
        box = caption.bounding_box()
        assert box["y"] + box["height"] <= height
    for selector in ("html", "[data-testid=stMain]", "[data-testid=stSidebarContent]"):
        scroll, client = explore.page.locator(selector).evaluate(
            "e => [e.scrollWidth, e.clientWidth]"
        )
        assert scroll <= client, selector
    for figure in figures.all():  # the legend stays in one row above the plot
        assert figure.evaluate(_LEGEND) == ink
        legend = figure.locator(".legend").bounding_box()
        assert legend["height"] < 40
        assert legend["y"] + legend["height"] <= figure.locator(".nsewdrag").bounding_box()["y"]


def test_a_slider_changes_the_figure_in_place(visitors):
    explore = visitors.come()
    second = averages(explore).nth(1)
    node, before = second.element_handle(), second.evaluate(_LINE, "m̂, corrected")
    slider = explore.slider("averages.beta1")
    slider.press("ArrowLeft")
    explore.until(lambda: second.evaluate(_LINE, "m̂, corrected") != before)
    assert node.is_visible()  # the same element, not one made anew
    explore.eventually(lambda: explore.link, {"beta1": ["0.8"]})
    slider.press("ArrowRight")
    explore.eventually(lambda: second.evaluate(_LINE, "m̂, corrected"), before)
    explore.eventually(lambda: explore.link, {})
