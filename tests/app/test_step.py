"""The Step page: every rule, every choice, the link, and a run that takes no step."""

from urllib.parse import urlencode

import pytest

from engine import RunSpec, Scenario
from engine.link import Query, encode, parse_query
from optimizers import OPTIMIZERS
from plots.view import StepView
from tests.app.page import Page


class StepPage(Page):
    """The page after a run of the script that raised nothing."""

    address, looks = "step", StepView

    @property
    def cast(self):
        """What the player was told."""
        return next(each for each in self.parts if "runs" in each)


def opened(**query: str | list[str]):
    return StepPage.opened(urlencode(query, doseq=True), drawers=())


def linked(view: StepView, scenario: Scenario | None = None) -> Query:
    return encode(scenario or Scenario(), view)


def test_it_opens_at_the_first_step_of_the_first_run():
    page = opened()
    assert page.cast["step"] == 0
    assert [run["slot"] for run in page.cast["runs"]] == [0]
    assert page.link == {}


@pytest.mark.parametrize("rule", OPTIMIZERS)
def test_every_rule_can_be_looked_into(rule):
    page = opened(run=rule, step="3")
    assert page.cast["runs"][0]["label"] == OPTIMIZERS[rule].title
    assert page.cast["step"] == 3


def test_another_run_keeps_its_own_mark_and_is_in_the_link():
    page = opened()
    page.after(page.app.button_group(key="step.slot").set_value(2))
    assert page.view == StepView(slot=3)
    assert [run["slot"] for run in page.cast["runs"]] == [2]
    assert page.link == linked(StepView(slot=3))


def test_a_slot_without_a_run_is_the_last_one():
    page = opened(run=["gd", "adam"], slot="6")
    assert page.cast["runs"][0]["label"] == "Adam"


def test_momentum_beside_nesterov():
    page = opened(slot="2")
    page.after(page.app.toggle(key="step.beside").set_value(True))
    assert page.link == linked(StepView(slot=2, beside=True))
    assert not opened(slot="1", beside="on").app.toggle


def test_a_run_that_explodes_at_once_has_no_step_to_show():
    run = RunSpec.of("gd", lr=1e300)
    query = encode(Scenario().on("rosenbrock").with_run(0, run), StepView())
    page = opened(**query, start="1e6 1e6")
    assert page.scenario.path(0).diverged_at is not None


@pytest.mark.parametrize("bad", [{"slot": "7"}, {"step": "-1"}, {"step": "x"}, {"beside": "maybe"}])
def test_a_bad_part_of_the_link_falls_back_with_a_notice(bad):
    page = opened(**bad)
    assert page.view == StepView()
    assert len(page.notices) == 1


def test_all_numbers_are_a_table():
    page = opened()
    page.app.session_state["open drawers"] = {"step.numbers"}
    page.run()
    frame = page.app.dataframe[0].value
    assert len(frame) == Scenario().steps + 1
    assert {"w1", "w2", "loss", "g_1"} <= set(frame.columns)
    assert parse_query([]) == page.link
