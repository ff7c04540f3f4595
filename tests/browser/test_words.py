"""The player's own words, in a made-up language."""

import pytest

from plots.player.words import messages
from tests.app.said import english
from tests.browser.explore import CURVE
from tests.browser.test_turning import come_nearer, moved

MADE_UP = {key: f"⟦{said[-1]}⟧" for key, said in messages().items()}
KEYS = {"Shift", "Home", "End", "Esc"}
#: All that the scripts write, and what Plotly says on its buttons.
_SAID = """() => {
    const own = ".descent-key, .descent-transport, .descent-transport *, .modebar-btn";
    const names = ["aria-label", "title", "data-title"];
    const named = each => names.map(name => each.getAttribute(name));
    const said = each => [...named(each), each.children.length ? "" : each.textContent];
    return [...document.querySelectorAll(own)].flatMap(said).filter(Boolean);
}"""


def test_who_switches_hears_another_language_and_keeps_step_and_camera(visitors):
    explore = visitors.come()
    explore.page.route("**/words.ko.json", lambda route: route.fulfill(json=MADE_UP))
    explore.open("run=gd")
    camera = moved(explore, come_nearer)
    explore.press("To the start")
    explore.press("One step forward")
    explore.page.get_by_label("Speed").select_option("2×")
    explore.press("한국어")
    explore.until(lambda: explore.page.get_by_label("⟦One step forward⟧").count())
    assert explore.page.evaluate("document.documentElement.lang") == "ko"
    assert explore.page.get_by_label("⟦Speed⟧").input_value() == "2"
    explore.eventually(lambda: unsaid(explore), {})
    for figure in explore.page.locator(".descent-plots figure").all():
        assert (figure.get_attribute("aria-label") or "").startswith("⟦")
    assert explore.page.locator(CURVE).get_attribute("aria-label") == "⟦Loss curve of every run⟧"
    explore.press("⟦One step forward⟧")
    explore.eventually(explore.step, 2)
    assert explore.settled(explore.camera)["eye"] == pytest.approx(camera["eye"])
    explore.press("English")
    explore.press("To the end")
    assert explore.page.evaluate("document.documentElement.lang") == "en"


def unsaid(explore):
    """What the player says in English."""
    found = {text: set(english(text)) - KEYS for text in explore.page.evaluate(_SAID)}
    return {text: words for text, words in found.items() if words}
