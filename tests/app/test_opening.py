"""What a visitor finds at a link."""

import base64

import numpy as np
import pytest

from engine import Scenario
from optimizers import OPTIMIZERS
from parameters import parameters
from plots.labels import labels
from plots.player.payload import run_payload
from plots.view import View
from surfaces import SURFACES
from tests.app.page import opened


def test_a_bare_url_is_the_default_scenario():
    page = opened()
    assert page.scenario == Scenario()
    assert page.view == View()
    assert page.notices == page.sentences == []
    assert page.link == {}
    assert page.runs == ["Gradient descent", "Momentum", "RMSProp", "Adam"]


def test_the_table_says_how_every_run_went():
    table, paths = opened().table, [Scenario().path(index) for index in range(4)]
    assert len(set(table[" "])) == 4  # a mark each
    assert table["Run"] == ["Gradient descent", "Momentum", "RMSProp", "Adam"]
    assert table["η"] == ["0.1", "0.1", "0.05", "0.1"]
    assert table["Status"] == ["✓ reached", "✓ reached", "– going", "✓ reached"]
    assert table["Steps"] == [19, 87, None, 79]
    assert table["Final L"] == [f"{path.loss[-1]:.3g}" for path in paths]
    assert table["Distance"] == [f"{np.hypot(*path.w[-1]):.3g}" for path in paths]
    assert table["∇ calls"] == [100] * 4


@pytest.mark.parametrize("surface", SURFACES)
def test_every_surface_opens(surface):
    page = opened(f"surface={surface}")
    assert page.scenario.surface.key == surface
    assert page.notices == []
    assert page.app.selectbox(key="surface").value == surface
    formula = SURFACES[surface]().formula
    assert f"${formula}$" in [text.value for text in page.app.sidebar.markdown]
    for name in parameters(SURFACES[surface]):
        assert page.app.session_state[f"surface.{surface}.{name}"] == page.scenario.surface[name]


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_every_optimizer_opens_with_a_widget_for_each_parameter(optimizer):
    page = opened(f"run={optimizer}")
    assert page.notices == []
    assert page.table["Run"] == [OPTIMIZERS[optimizer].title]
    for name in parameters(OPTIMIZERS[optimizer]):
        shown = page.app.session_state[f"r0.{optimizer}.{name}"]
        assert shown == page.scenario.runs[0][name]


@pytest.mark.parametrize(
    ("name", "word"), [(name, word) for name, p in parameters(View).items() for word in p.words]
)
def test_every_view_opens(name, word):
    page = opened(f"{name}={word}")
    assert getattr(page.view, name) == word
    assert page.notices == []
    assert page.app.radio(key=f"view.{name}").value == word


def test_closed_drawers_are_not_made():
    page = opened(drawers=())
    assert {box.key for box in page.app.selectbox} == {"surface"}
    assert not page.app.radio
    assert len(page.app.expander) == 5


@pytest.mark.parametrize("query", ["", "surface=saddle&run=gd&run=adam&run=gd+lr+0.3&steps=37"])
def test_the_player_is_sent_what_the_page_shows(query):
    page = opened(query)
    sent, count = page.sent, len(page.scenario.runs)
    assert set(sent) == {"scene", "player", "curve", *(f"run {slot}" for slot in range(count))}
    cast = sent["player"]
    assert cast["scene"] == sent["scene"]["id"]
    assert [run["label"] for run in cast["runs"]] == labels(page.scenario)
    assert SURFACES[page.scenario.surface.key].title in cast["description"]
    for slot in range(count):
        path, part = page.scenario.path(slot), sent[f"run {slot}"]
        assert cast["runs"][slot]["id"] == part["id"] == run_payload(path)["id"]
        points = np.frombuffer(base64.b64decode(part["w"]), "<f4").reshape(-1, 2)
        np.testing.assert_array_equal(points, path.w.astype("<f4"))
    assert sent["player"]["stage"] == sent["curve"]["stage"] == "explore"


def test_two_visitors_do_not_share_anything():
    one, other = opened("run=gd"), opened("surface=saddle")
    one.slide("r0.gd.lr", 0.05)
    other.run()
    assert other.scenario == Scenario().on("saddle")
    assert one.scenario.surface == Scenario().surface
