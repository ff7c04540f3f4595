"""A browser that has not yet heard of a widget's new value still reports the old one."""

from engine import RunSpec
from plots.view import StepView
from tests.app.page import Explore, Page, opened

LR, ALPHA = "r0.gd.lr", "r1.momentum.alpha"


def after_a_reset() -> Explore:
    """The learning rate has just gone from 10 back to 0.1."""
    page = opened("run=gd+lr+10&run=momentum").press("r0.restart_alt")
    assert page.scenario.runs == (RunSpec.of("gd"), RunSpec.of("momentum"))
    return page


def test_an_old_value_reported_beside_a_choice_is_none():
    page = after_a_reset()
    page.app.select_slider(key=LR).set_value(10.0)
    page.slide(ALPHA, 0.5)
    assert page.scenario.runs == (RunSpec.of("gd"), RunSpec.of("momentum", alpha=0.5))
    assert page.app.select_slider(key=LR).value == 0.1
    assert page.link == {"run": ["gd", "momentum alpha 0.5"]}


def test_reported_again_and_again_it_is_still_none():
    page = after_a_reset()
    for alpha in (0.5, 0.6):
        page.app.select_slider(key=LR).set_value(10.0)
        page.app.number_input(key=f"{LR}.exact").set_value(10.0)
        page.slide(ALPHA, alpha)
        assert page.scenario.runs == (RunSpec.of("gd"), RunSpec.of("momentum", alpha=alpha))


def test_going_back_to_the_old_value_is_a_choice():
    page = after_a_reset().slide(LR, 10.0)
    assert page.scenario.runs[0] == RunSpec.of("gd", lr=10)
    assert page.link == {"run": ["gd lr 10", "momentum"]}


def test_and_so_it_is_once_the_browser_has_heard_of_the_new_one():
    page = after_a_reset().slide(ALPHA, 0.5)
    page.app.select_slider(key=LR).set_value(10.0)
    page.slide(ALPHA, 0.6)
    assert page.scenario.runs == (RunSpec.of("gd", lr=10), RunSpec.of("momentum", alpha=0.6))


def test_another_link_wins_over_what_was_shown_before():
    page = after_a_reset()
    page.app.query_params["surface"] = "rosenbrock"
    page.app.query_params["run"] = ["gd"]
    page.app.select_slider(key=LR).set_value(10.0)
    page.run()
    assert page.scenario.surface.key == "rosenbrock"
    assert page.scenario.runs == (RunSpec.on("rosenbrock", "gd"),)


class StepPage(Page):
    address, looks = "step", StepView


def test_a_list_that_shows_the_nearest_choice_does_not_choose_it():
    page = StepPage.opened("run=gd&run=adam&slot=5").run()
    assert page.link == {"run": ["gd", "adam"], "slot": ["5"]}
