"""The player's scrubber along a hyperparameter, as far as the server has to do with it."""

import pytest

from tests.app.page import Explore
from ui.controls import fans


def opened(query="run=gd&run=momentum", chosen=""):
    page = Explore.opened(query, drawers=())
    page.app.session_state["fan"] = chosen
    return page.run()


def player(page):
    """What the player was told."""
    return next(each for each in page.parts if "fans" in each)


def test_every_hyperparameter_of_every_run_is_offered():
    offered = [(each["slot"], each["name"]) for each in player(opened())["fans"]]
    assert offered == [(0, "lr"), (1, "lr"), (1, "alpha")]


def test_a_fan_is_made_once_and_the_runs_own_value_does_not_matter(monkeypatch):
    page = opened(chosen="1.alpha")
    fan = player(page)["fan"]
    assert {**fan, "id": ""} == {"id": "", "slot": 1, "name": "alpha", "value": 0.9}
    monkeypatch.delattr(fans, "fan_payload")  # another is not made
    other = player(opened("run=gd&run=momentum+alpha+0.123", chosen="1.alpha"))["fan"]
    assert other == fan | {"value": 0.123}


@pytest.mark.parametrize("chosen", ["", "step", "7.lr", "0.alpha", "1.form", "x.lr", "1", "²3.lr"])
def test_where_there_is_no_such_fan_the_scrubber_moves_the_step(chosen):
    assert "fan" not in player(opened(chosen=chosen))


def test_a_rate_beyond_the_usual_has_a_wide_fan():
    near = player(opened(chosen="0.lr"))["fan"]["id"]
    assert player(opened("run=gd+lr+9&run=momentum", chosen="0.lr"))["fan"]["id"] != near
