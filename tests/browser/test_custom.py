"""A function of one's own, typed into the page."""

from dataclasses import replace

from engine import SurfaceSpec
from tests.browser.explore import read


def test_a_function_is_typed_mistyped_and_linked_to(explore):
    before, _ = read("surface=custom&run=adam")
    explore.open("surface=custom&run=adam")
    field = explore.page.get_by_role("textbox", name="Loss")
    field.fill("w1**4 + 2*w3^2")
    field.press("Enter")
    explore.page.get_by_role("alert").get_by_text("only w1 and w2 exist").wait_for()
    explore.shows_and_links(before)
    assert field.input_value() == "w1**4 + 2*w3^2"
    field.fill("w1**4 + 2*w2^2")
    field.press("Enter")
    after = replace(before, surface=SurfaceSpec.of("custom", f="w1**4 + 2*w2^2"))
    explore.shows_and_links(after)
    assert explore.page.get_by_role("alert").count() == 0
    explore.page.go_back()
    explore.shows_and_links(before)
