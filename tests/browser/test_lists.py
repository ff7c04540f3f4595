"""A list reports the words that it shows, and those change with the language."""

from engine import RunSpec, Scenario
from languages import LANGUAGES, _, pgettext, speaking
from surfaces import SURFACES


def test_lists_show_what_was_chosen_and_choose_in_another_language(visitors):
    explore = visitors.come().open("surface=rosenbrock&run=momentum+schedule+cosine")
    explore.drawer(0)

    def shown(key: str) -> str:
        return explore.page.locator(f".st-key-{key} input").input_value()

    assert shown("surface") == SURFACES["rosenbrock"].title
    explore.press(LANGUAGES["ko"])
    with speaking("ko"):
        explore.eventually(lambda: shown("surface"), _(SURFACES["rosenbrock"].title))
        explore.eventually(lambda: shown("r0-momentum-schedule"), pgettext("schedule", "cosine"))
        explore.start_input(1).fill("0.5")
        explore.start_input(1).press("Enter")
        run = RunSpec.on("rosenbrock", "momentum", schedule="cosine")
        scenario = Scenario(Scenario().on("rosenbrock").surface, start=(0.5, 2.5), runs=(run,))
        explore.shows(scenario)
        explore.choose("surface", _(SURFACES["booth"].title))
        explore.eventually(lambda: explore.link["surface"], ["booth"])
        explore.press(LANGUAGES["en"])
    explore.eventually(lambda: shown("surface"), SURFACES["booth"].title)
    assert explore.link["run"] == ["momentum schedule cosine"]
