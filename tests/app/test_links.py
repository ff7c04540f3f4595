"""Page → URL → page, and what happens when URL and page disagree."""

import pytest

from engine import Scenario
from engine.link import to_text
from plots.view import View
from tests.app.page import assert_link_is_the_page, opened

DEEDS = {
    "another surface": lambda page: page.choose("surface", "rosenbrock"),
    "a turned bowl": lambda page: page.slide("surface.anisotropic.rotation", -37.0),
    "a start": lambda page: page.type("start.0", 0.1),
    "steps": lambda page: page.type("steps", 321),
    "a tolerance": lambda page: page.slide("tolerance", 1e-5),
    "an optimizer": lambda page: page.choose("r2.optimizer", "nesterov"),
    "a momentum": lambda page: page.slide("r1.momentum.alpha", 0.37),
    "an exact learning rate": lambda page: page.type("r0.gd.lr.exact", 0.1 + 0.2),
    "a run more": lambda page: page.press("Add run"),
    "a run less": lambda page: page.press("r3.delete"),
    "one surface a run": lambda page: page.choose("view.layout", "panes"),
    "a frame": lambda page: page.choose("view.frame", "paths"),
    "heights": lambda page: page.choose("view.height", "log"),
    "losses": lambda page: page.choose("view.curve", "linear"),
    "evaluations": lambda page: page.choose("view.against", "evaluations"),
    "look-ahead points": lambda page: page.choose("view.nesterov", "look-ahead"),
}


def reopened(page):
    """A fresh session at the page's URL, in text as it stands in a message."""
    return opened(to_text(page.link))


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_a_link_brings_back_what_was_done(deed):
    page = deed(opened())
    assert (page.scenario, page.view) != (Scenario(), View())
    assert_link_is_the_page(page)
    again = reopened(page)
    assert (again.scenario, again.view) == (page.scenario, page.view)
    assert again.notices == []
    assert again.table == page.table
    assert again.sent["scene"]["id"] == page.sent["scene"]["id"]
    assert again.sent["player"] == page.sent["player"]


def test_everything_at_once():
    page = opened()
    for name, deed in DEEDS.items():
        if name not in ("a turned bowl", "a momentum"):
            deed(page)
    page.slide("r1.momentum.alpha", 0.37)
    again = reopened(page)
    assert (again.scenario, again.view) == (page.scenario, page.view)
    assert len(page.link) == 11


def test_another_url_is_a_navigation():
    page = opened().press("Add run")
    page.app.query_params.clear()
    page.run()
    assert page.scenario == Scenario()
    page.app.query_params["surface"] = "saddle"
    page.app.query_params["layout"] = "panes"
    page.run()
    assert page.scenario == Scenario().on("saddle")
    assert page.view == View(layout="panes")
    assert page.app.selectbox(key="surface").value == "saddle"


def test_a_url_that_lags_behind_a_quick_second_click_is_not_adopted():
    page = opened().press("Add run")
    lagging = {}
    page.app.query_params.clear()  # as the browser sends it with the second click
    page.press("Add run")
    assert len(page.scenario.runs) == 6
    assert page.link != lagging
    assert_link_is_the_page(page)


@pytest.mark.parametrize("drawer", ["run.1", "more", "view menu"])
def test_opening_a_drawer_changes_nothing_else(drawer):
    page = opened(drawers=()).press("Add run")
    before, link = page.scenario, page.link
    page.app.session_state["open drawers"] = {drawer}
    page.app.session_state["view menu"] = drawer == "view menu"
    page.run()
    assert (page.scenario, page.link) == (before, link)


def test_a_run_of_the_script_alone_changes_nothing():
    page = opened("surface=saddle&run=gd+lr+0.2")
    before = page.scenario, page.link, page.sent
    assert (page.run().scenario, page.link, page.sent) == before


def test_the_view_is_part_of_the_link_and_not_of_the_runs():
    page = opened()
    runs = page.sent["player"]["runs"]
    page.choose("view.layout", "panes")
    assert page.link == {"layout": ["panes"]}
    assert page.sent["player"]["runs"] == runs
    page.choose("view.layout", "linked")
    assert page.link == {}
