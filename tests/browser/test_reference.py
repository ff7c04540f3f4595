"""The Reference page, read as a new user would, and the code that a run is taken away as."""

from engine import RunSpec, Scenario
from engine.link import encode
from exports.code import code, whole_code
from optimizers import OPTIMIZERS
from surfaces import SURFACES
from tests.browser.explore import PLANE, read


def heading(explore):
    return explore.page.get_by_test_id("stMain").get_by_role("heading", level=2)


def test_the_cards_lead_from_gradient_descent_to_the_last_rule(explore):
    explore.visit()
    explore.page.get_by_role("link", name="Reference").click()
    main = explore.page.get_by_test_id("stMain")
    titles = [rule.title for rule in OPTIMIZERS.values()]
    for title, following in zip(titles, [*titles[1:], None], strict=True):
        explore.until(lambda title=title: heading(explore).text_content() == title)
        main.locator(".katex").first.wait_for()
        explore.until(lambda: "def step" in main.get_by_test_id("stCode").first.text_content())
        if following:
            main.get_by_role("button", name=following, exact=True).click()
    explore.page.get_by_role("link", name="Explore", exact=True).click()
    explore.shows(Scenario())


def test_a_card_shows_the_rule_at_work_and_opens_it_in_explore(explore):
    explore.visit()
    explore.page.get_by_role("link", name="Reference").click()
    explore.page.get_by_role("radiogroup", name="Optimizers").get_by_text("Nesterov").click()
    explore.until(lambda: "Nesterov" in (heading(explore).text_content() or ""))
    explore.eventually(lambda: explore.link, {"card": ["nesterov"]})
    both = Scenario(runs=tuple(RunSpec.on("anisotropic", key) for key in ("gd", "nesterov")))
    explore.until(lambda: len(explore.lines()) == 2)
    assert explore.page.locator(PLANE).bounding_box()["height"] >= 280
    explore.page.get_by_role("link", name="Open in Explore").click()
    explore.shows(both)
    explore.eventually(lambda: explore.link, encode(both))


def test_a_surface_has_a_card_too(explore):
    explore.visit()
    explore.page.get_by_role("link", name="Reference").click()
    title = SURFACES["himmelblau"].title
    explore.page.get_by_role("radiogroup", name="Surfaces").get_by_text(title).click()
    explore.until(lambda: heading(explore).text_content() == title)
    explore.page.get_by_text("(3, 2)").wait_for()
    explore.page.get_by_role("link", name="Explore", exact=True).click()
    explore.shows(Scenario())


def shown(explore):
    """The script in the open dialog."""
    return explore.page.get_by_role("dialog").get_by_test_id("stCode").text_content()


def test_a_run_is_taken_away_as_code(explore):
    explore.visit("run=adam&steps=40")
    scenario = read("run=adam&steps=40")[0]
    explore.drawer(0)
    explore.page.locator(".st-key-r0-code button").first.click()
    dialog = explore.page.get_by_role("dialog")
    dialog.wait_for()
    explore.until(lambda: shown(explore).split() == code(scenario, 0, "numpy").split())
    dialog.get_by_text("PyTorch", exact=True).click()
    explore.until(lambda: shown(explore).split() == code(scenario, 0, "torch").split())
    with explore.page.expect_download() as download:
        dialog.get_by_role("button", name="Download").click()
    assert download.value.suggested_filename == "adam_torch.py"
    assert download.value.path().read_text() == code(scenario, 0, "torch")
    explore.page.keyboard.press("Escape")
    dialog.wait_for(state="detached")


def test_all_runs_are_taken_away_as_one_script(explore):
    explore.visit("run=gd&run=adam")
    scenario = read("run=gd&run=adam")[0]
    explore.press("Code for all runs")
    explore.until(lambda: shown(explore).split() == whole_code(scenario).split())
    explore.page.keyboard.press("Escape")
    explore.page.get_by_role("dialog").wait_for(state="detached")
