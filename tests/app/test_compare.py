"""The Compare page: its settings, its table, what a click and its button do, and the link."""

from dataclasses import replace

import pytest

from engine.link import decode, decode_view, encode, to_text
from engine.tuning import RATES
from plots.compare import Entry
from plots.view import CompareView
from tests.app.page import Page
from ui.controls import compare

QUICK = "cloud=1&budget=30"


class ComparePage(Page):
    """The page after a run of the script that raised nothing."""

    address, looks = "compare", CompareView

    @property
    def figure(self):
        """What the component of the figure was sent."""
        return next(each for each in self.parts if each.get("stage") == "compare")


def opened(query=QUICK):
    return ComparePage.opened(query, drawers=())


def rates(page):
    return [run["lr"] for run in page.scenario.runs]


DEEDS = {
    "budget": lambda page: page.type("compare.budget", 40),
    "best": lambda page: page.choose("compare.criterion", "best"),
    "evaluations": lambda page: page.choose("compare.criterion", "evaluations"),
    "cloud": lambda page: page.choose("compare.cloud", "20"),
    "surface": lambda page: page.choose("surface", "himmelblau"),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_every_choice_changes_the_page_and_the_link_restores_it(deed):
    page = opened()
    before = page.figure["id"], page.said
    DEEDS[deed](page)
    assert (page.figure["id"], page.said) != before
    assert page.link == encode(page.scenario, page.view)
    again = opened(to_text(page.link))
    assert (again.scenario, again.view) == (page.scenario, page.view)
    assert again.figure["id"] == page.figure["id"]


def test_the_spread_is_asked_for_only_where_it_matters():
    page = opened("cloud=20&budget=20")
    page.slide("compare.spread", 0.5)
    assert page.view.spread == 0.5
    assert "deviation 0.5" in page.said
    page.choose("compare.cloud", "1")
    assert "compare.spread" not in {slider.key for slider in page.app.slider}


def test_the_table_goes_from_best_to_worst_and_repeats_the_conditions():
    page = opened("cloud=20&budget=30&criterion=evaluations&surface=isotropic&run=adam&run=gd")
    table = page.table
    assert table["Run"] == ["Gradient descent", "Adam"]
    assert table["Rank"][0] == "1"
    assert table["Best η"][0] == "0.5"  # one step to the bottom of the round bowl
    assert table["Score"][0] == "1"
    for condition in ("81 learning rates", "30 gradient evaluations", "19 normal", "arrive"):
        assert condition in page.said


def test_who_never_arrives_has_no_rank():
    page = opened("cloud=1&budget=5&criterion=evaluations&surface=rosenbrock&run=gd&run=lion")
    assert page.table["Rank"] == [None, None]
    assert "No run scores" in page.said


def test_the_best_learning_rates_are_written_into_the_runs():
    page = opened()
    best = dict(zip(page.table["Run"], page.table["Best η"], strict=True))
    page.press("Use the best learning rates")
    assert [f"{rate:g}" for rate in rates(page)] == [
        best[name] for name in ("Gradient descent", "Momentum", "RMSProp", "Adam")
    ]
    assert page.button("Use the best learning rates").disabled
    assert page.table["Score"] == page.table["Score now"]
    assert page.link == encode(page.scenario, page.view)


def test_the_link_to_explore_has_the_best_rates_and_the_budget_as_steps(monkeypatch):
    linked = []
    monkeypatch.setattr("ui.controls.ranking.explore_link", linked.append)
    page = opened()
    page.press("Use the best learning rates")
    assert linked[-1] == replace(page.scenario, steps=30)


def test_a_click_sets_the_rate_of_the_run_that_was_hit(monkeypatch):
    picks = []
    monkeypatch.setattr(compare, "figure", lambda *_, pick, **__: picks.append(pick))
    page = opened()
    entries: list[Entry] = []
    monkeypatch.setattr(compare, "sensitivities", lambda found, what: entries.extend(found))
    page.run()
    adam = entries[3]
    page.app.session_state["scenario"]
    monkeypatch.setattr(compare, "scenario", lambda: page.scenario)
    put = []
    monkeypatch.setattr(compare, "put", put.append)
    picks[-1](RATES[40], float(adam.curve.score[40]))
    assert put[0].runs[3]["lr"] == RATES[40]
    assert put[0].runs[:3] == page.scenario.runs[:3]
    picks[-1](RATES[40], -3.0)
    assert len(put) == 1


def test_a_surface_without_a_bottom_is_not_compared_on():
    page = opened("surface=saddle")
    assert "no bottom" in page.said
    assert len(page.app.dataframe) == 0


def test_bad_parts_of_a_link_fall_back_with_a_notice():
    page = opened("cloud=7&budget=-3&criterion=luck")
    assert page.view == CompareView()
    assert len(page.notices) == 3
    assert decode(page.link)[0] == page.scenario
    assert decode_view(CompareView, page.link)[0] == page.view
