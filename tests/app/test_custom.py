"""A surface of one's own: typed, mistyped, linked to."""

from urllib.parse import quote_plus

import pytest

from engine import SurfaceSpec
from surfaces import SURFACES
from tests.app.page import Page, assert_link_is_the_page, opened

BOWL = "(w1 - 1)^2 + 2*w2^2"


def typed(page: Page, text: str) -> Page:
    """Type a function."""
    return page.after(page.app.text_input(key="surface.custom.f").set_value(text))


def errors(page: Page) -> list[str]:
    """What is said beneath the field."""
    return [str(error.value) for error in page.app.error]


def test_a_function_is_typed_and_run():
    page = typed(opened("surface=custom&run=gd"), BOWL)
    assert page.scenario.surface == SurfaceSpec.of("custom", f=BOWL)
    assert page.link == {"surface": ["custom"], "f": [BOWL], "run": ["gd"]}
    assert_link_is_the_page(page)
    formulas = [text.value for text in page.app.sidebar.markdown]
    assert r"$L = (w_1 - 1)^{2} + 2\,w_2^{2}$" in formulas
    assert page.table["Status"] == ["✓ reached"]
    assert page.sent["scene"]["minima"] == [[1.0, 0.0]]
    assert errors(page) == page.notices == []


def test_a_mistake_is_said_and_both_the_text_and_the_last_function_stay():
    page = typed(opened("surface=custom&run=gd"), BOWL)
    before = page.scenario, page.sent["scene"]
    typed(page, "(w1 - 1)^2 + 2*w3^2")
    assert errors(page) == [
        "`w3` at column 16: only w1 and w2 exist, and the constants pi and e."
        " Until then the last one is shown."
    ]
    assert (page.scenario, page.sent["scene"]) == before
    assert page.app.text_input(key="surface.custom.f").value == "(w1 - 1)^2 + 2*w3^2"
    page.type("steps", 50)  # something else does not take it away
    assert page.app.text_input(key="surface.custom.f").value == "(w1 - 1)^2 + 2*w3^2"
    assert errors(page)
    typed(page, "(w1 - 1)^2 + 3*w2^2")
    assert errors(page) == []
    assert page.scenario.surface["f"] == "(w1 - 1)^2 + 3*w2^2"


def test_a_window_may_be_wrong_for_a_while():
    page = opened("surface=custom&run=gd").type("surface.custom.low1", 5.0)
    assert errors(page)[0].startswith("The range of w1 goes from 5 to 2: it must start below")
    assert page.scenario.surface == SurfaceSpec.of("custom")
    assert page.app.number_input(key="surface.custom.low1").value == 5.0
    page.type("surface.custom.high1", 8.0)
    assert errors(page) == []
    assert page.scenario.surface == SurfaceSpec.of("custom", low1=5, high1=8)
    assert page.notices == ["The start is outside the surface's window, so the view is wider."]
    assert page.sent["scene"]["window"]["w1"][1] == 8.0


def test_one_comes_back_to_what_one_typed():
    page = typed(opened("surface=custom"), BOWL).type("surface.custom.high2", 3.0)
    own = page.scenario.surface
    page.choose("surface", "saddle").choose("surface", "custom")
    assert page.scenario.surface == own == SurfaceSpec.of("custom", f=BOWL, high2=3)
    assert page.app.text_input(key="surface.custom.f").value == BOWL


def test_where_there_is_no_value_it_is_said():
    page = opened("surface=custom&f=log(w1)^2+%2B+w2^2&start=-1+1&run=gd")
    assert page.notices == [
        "The loss has no value at the start: no run can begin. Choose another start."
    ]
    assert "No value on 51% of the window: nothing is drawn there." in [
        caption.value for caption in page.app.sidebar.caption
    ]
    assert page.table["Status"] == ["✕ diverged at 0"]
    page.type("start.0", 1.5)
    assert page.notices == []
    assert page.table["Status"] == ["✓ reached"]


@pytest.mark.parametrize("address", ["step", "compare", "maps", "averages", "reference"])
@pytest.mark.parametrize("f", [BOWL, "log(w1) + w2^2"], ids=["a bowl", "a hole, no bottom"])
def test_every_page_shows_it(address, f):
    there = type("There", (Page,), {"address": address})
    page = there.opened(f"surface=custom&f={quote_plus(f)}&run=gd&steps=10")
    assert page.scenario.surface["f"] == f
    if address == "compare":
        assert ("No lowest point was found in the window" in page.said) is (f != BOWL)


@pytest.mark.parametrize(
    ("f", "said"),
    [
        ("w1.__class__", "has no meaning here"),
        ("9**9**9**9", "infinite or too large"),
        ("<b>w1</b>", "has no meaning here"),
        ("%00", "has no meaning here"),
    ],
)
def test_a_bad_function_in_a_link_is_said_and_the_default_is_shown(f, said):
    page = opened(f"surface=custom&f={f}")
    assert said in page.notices[0]
    assert page.scenario.surface == SurfaceSpec.of("custom")
    assert page.app.text_input(key="surface.custom.f").value == SURFACES["custom"]().f


def test_where_there_is_nothing_around_the_paths_the_whole_window_is_shown():
    holes = "log(((w1 - 2) - w2^0.3)^(w1/pi^e))"
    query = f"surface=custom+low1+1.914+high2+3.371&f={quote_plus(holes)}&start=-2+0.75&frame=paths"
    page = opened(query)
    assert not page.app.error
    assert page.parts[0]["description"]
