"""The settings of the Digits page: their controls and their link."""

import pytest

from engine import Scenario
from engine.link import decode_view, encode, to_text
from networks import USUAL_RATES
from parameters import parameters
from plots.view import DigitsView
from tests.app.digits import QUICK, opened


def test_learning_rates_are_the_usual_ones_or_those_of_the_runs():
    runs = "run=gd+lr+0.3&run=adam+lr+0.02"
    assert opened(runs).table["η"] == [f"{USUAL_RATES[key]:g}" for key in ("gd", "adam")]
    assert opened(f"{runs}&rates=own").table["η"] == ["0.3", "0.02"]


def test_learning_rates_are_offered_where_they_count():
    for rates, offered in [("usual", False), ("best", False), ("own", True)]:
        page = opened(f"{QUICK}&rates={rates}")
        page.app.session_state["open drawers"] = {"run.0"}
        page.run()
        assert ("r0.gd.lr" in page.app.session_state) == offered


DEEDS = {
    "hidden": lambda page: page.type("digits.hidden", 32),
    "activation": lambda page: page.choose("digits.activation", "sigmoid"),
    "batch": lambda page: page.type("digits.batch", 200),
    "epochs": lambda page: page.type("digits.epochs", 3),
    "rates": lambda page: page.choose("digits.rates", "own"),
}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_a_control_changes_the_view_and_the_link_brings_it_back(deed):
    page = deed(opened(""))
    assert page.view != DigitsView()
    assert page.link == encode(Scenario(), page.view)
    assert decode_view(DigitsView, page.link) == (page.view, ())
    assert opened(to_text(page.link)).view == page.view


def test_every_setting_has_its_control():
    page = opened().start().finish()
    keys = {each.key for kind in ("selectbox", "number_input") for each in page.app.get(kind)}
    assert keys == {f"digits.{name}" for name in (*parameters(DigitsView), "seed")}


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("hidden=1000", "hidden = 1000 is outside [4, 128]. It is 64 instead."),
        ("batch=0", "outside [10, 1000]"),
        ("epochs=1e9", "outside [1, 30]"),
        ("activation=step", "'step' is not one of relu, tanh, sigmoid"),
        ("rates=all", "'all' is not one of usual, own, best"),
        ("layout=panes", "mean nothing here: layout"),
    ],
)
def test_a_bad_link_gives_a_sentence_and_a_page(query, said):
    page = opened(query)
    assert any(said in notice for notice in page.notices), page.notices
    assert page.view == DigitsView()
