"""Every control of the sidebar changes the scenario, the URL, the table and what is drawn."""

import pytest

from engine import RunSpec, Scenario
from optimizers import OPTIMIZERS
from surfaces import SURFACES
from tests.app.page import assert_link_is_the_page, opened


@pytest.mark.parametrize("surface", [key for key in SURFACES if key != "anisotropic"])
def test_choosing_a_surface(surface):
    page = opened().choose("surface", surface)
    assert page.scenario == Scenario().on(surface)
    assert page.link == {"surface": [surface]}
    assert [page.app.number_input(key=f"start.{axis}").value for axis in (0, 1)] == list(
        SURFACES[surface].start
    )
    page.choose("surface", "anisotropic")
    assert page.scenario == Scenario()
    assert page.link == {}


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_choosing_an_optimizer(optimizer):
    page = opened("run=gd&run=gd+lr+0.05").choose("r0.optimizer", optimizer)
    assert page.scenario.runs == (RunSpec.on("anisotropic", optimizer), RunSpec.of("gd", lr=0.05))
    assert page.table["Run"][0].startswith(OPTIMIZERS[optimizer].title)
    assert_link_is_the_page(page)


def test_a_chosen_learning_rate_survives_another_optimizer():
    page = opened("run=gd+lr+0.037").choose("r0.optimizer", "momentum")
    assert page.scenario.runs == (RunSpec.of("momentum", lr=0.037),)
    assert page.app.number_input(key="r0.momentum.lr.exact").value == 0.037


@pytest.mark.parametrize(
    ("query", "key", "value", "link"),
    [
        ("run=momentum", "r0.momentum.alpha", 0.5, {"run": ["momentum alpha 0.5"]}),
        ("run=momentum", "r0.momentum.alpha", 0.0, {"run": ["momentum alpha 0"]}),
        ("run=momentum", "r0.momentum.lr", 0.05, {"run": ["momentum lr 0.05"]}),
        ("run=adam", "r0.adam.beta2", 0.99, {"run": ["adam beta2 0.99"]}),
        ("run=adam", "r0.adam.eps", 1.0, {"run": ["adam eps 1"]}),
        ("", "surface.anisotropic.ratio", 20.0, {"surface": ["anisotropic ratio 20"]}),
        ("", "surface.anisotropic.rotation", 30.0, {"surface": ["anisotropic rotation 30"]}),
        ("", "tolerance", 1e-6, {"tolerance": ["1e-06"]}),
    ],
)
def test_moving_a_slider(query, key, value, link):
    page = opened(query)
    before = page.sent["player"]["runs"], page.sent["scene"]["id"]
    page.slide(key, value)
    assert page.link == link
    assert_link_is_the_page(page)
    if key != "tolerance":  # which changes words only
        assert (page.sent["player"]["runs"], page.sent["scene"]["id"]) != before
    assert page.app.session_state[key] == value


def test_a_slider_changes_its_own_run_alone():
    page = opened()
    before = page.sent
    page.slide("r1.momentum.alpha", 0.5)
    after = page.sent
    assert {name for name in after if after[name] != before[name]} == {"run 1", "player"}
    assert page.table["Status"][1] == "✓ reached"
    assert (
        page.table["Steps"][1]
        == Scenario(runs=(RunSpec.of("momentum", alpha=0.5),)).path(0).steps_to_tolerance
    )


def test_a_switch():
    page = opened("run=adam")
    page.after(page.app.toggle(key="r0.adam.bias_correction").set_value(False))
    assert page.link == {"run": ["adam bias_correction off"]}


def test_a_value_between_the_stops_of_a_slider_is_kept_and_shown():
    page = opened("run=gd+lr+0.003")
    assert page.app.select_slider(key="r0.gd.lr").value == 0.003
    page.type("r0.gd.lr.exact", 0.0123456)
    assert page.scenario.runs[0]["lr"] == 0.0123456
    assert page.app.select_slider(key="r0.gd.lr").value == 0.0123456
    assert page.link == {"run": ["gd lr 0.0123456"]}


@pytest.mark.parametrize("wrong", [0.0, -1.0])
def test_an_invalid_learning_rate_is_said_and_the_old_one_stays(wrong):
    page = opened("run=gd+lr+0.05").type("r0.gd.lr.exact", wrong)
    assert page.notices == [f"lr = {wrong:g} is outside (0, ∞). It stays as it was."]
    assert page.scenario.runs == (RunSpec.of("gd", lr=0.05),)
    assert page.app.number_input(key="r0.gd.lr.exact").value == 0.05
    assert page.link == {"run": ["gd lr 0.05"]}
    page.type("r0.gd.lr.exact", 0.06)
    assert page.notices == []
    assert page.scenario.runs[0]["lr"] == 0.06


def test_typing_the_start():
    page = opened().type("start.0", 0.0)
    assert page.scenario.start == (0.0, 1.0)  # a start of 0 is a start
    page.type("start.1", -0.5)
    assert page.link == {"start": ["0 -0.5"]}
    assert page.notices == []
    page.type("start.0", 9.0)
    assert page.scenario.start == (9.0, -0.5)
    assert page.notices == ["The start is outside the surface's window, so the view is wider."]


def test_typing_the_steps():
    page = opened().type("steps", 7)
    assert page.link == {"steps": ["7"]}
    assert page.table["∇ calls"] == [7] * 4


def test_the_start_turns_with_the_bowl_where_asked():
    page = opened("run=gd").slide("surface.anisotropic.rotation", 30.0)
    assert page.scenario.start == (-1.8, 1.0)
    page = opened("run=gd")
    before = page.table
    page.after(page.app.checkbox(key="carry start").check())
    page.slide("surface.anisotropic.rotation", 90.0)
    assert page.scenario.start == (-1.0, -1.8)
    assert page.app.number_input(key="start.0").value == -1.0
    same = ("Status", "Steps", "Distance")
    assert [page.table[name] for name in same] == [before[name] for name in same]
    page.slide("surface.anisotropic.rotation", 0.0)
    assert page.scenario.start == (-1.8, 1.0)
    assert page.link == {"run": ["gd"]}


def test_only_a_bowl_that_turns_offers_to_turn_the_start():
    assert opened().app.checkbox
    assert not opened("surface=rosenbrock").app.checkbox


def test_a_parameter_outside_its_slider_opens():
    page = opened("surface=anisotropic+rotation+123&run=momentum+alpha+0.995+lr+200")
    assert page.notices == []
    assert page.app.slider(key="surface.anisotropic.rotation").value == 123
    assert page.app.slider(key="r0.momentum.alpha").value == 0.995
    assert page.app.select_slider(key="r0.momentum.lr").value == 200
