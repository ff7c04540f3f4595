"""Sliders and lists change the picture, the table and the URL, and nothing a person set up."""

from dataclasses import replace

import pytest

from engine import RunSpec, Scenario
from optimizers import OPTIMIZERS
from plots.style import RUN_STYLES
from tests.browser.explore import BACKDROP, CURVE, SPACE

PLOTS = 4  # the surface, the two layers of the plane, the loss curve
_MARK = """marks => marks.forEach((plot, i) => { plot.mark = i; })"""
_MARKED = """plots => plots.map(plot => plot.mark)"""


def with_momentum(**values):
    return Scenario().with_run(1, RunSpec.of("momentum", **values))


def plots(explore):
    return explore.page.locator(".js-plotly-plot")


def test_a_key_on_a_slider_moves_path_table_and_url(explore):
    explore.visit()
    before = explore.results(Scenario())
    explore.until(lambda: plots(explore).count() == PLOTS)
    plots(explore).evaluate_all(_MARK)
    drawer = explore.drawer(1)
    handle = explore.slider("r1.momentum.alpha")
    handle.press("ArrowLeft")
    explore.shows_and_links(with_momentum(alpha=0.89))
    after = explore.results(with_momentum(alpha=0.89))
    assert [row for row in after if row[1] != "Momentum"] == [
        row for row in before if row[1] != "Momentum"
    ]
    assert plots(explore).evaluate_all(_MARKED) == list(range(PLOTS))
    assert drawer.locator("details[open]").count() == 1
    assert handle.evaluate("handle => handle.contains(document.activeElement)")
    handle.press("ArrowRight")
    explore.shows_and_links(Scenario())
    assert explore.results(Scenario()) == before


def test_the_loss_curve_and_the_surface_move_too(explore):
    explore.visit()
    curve = explore.trace("loss 1", CURVE)["y"]
    lines = explore.trace("lines", SPACE)["x"]
    explore.drawer(1)
    explore.slider("r1.momentum.alpha").press("ArrowLeft")
    explore.shows(with_momentum(alpha=0.89))
    explore.until(lambda: explore.trace("loss 1", CURVE)["y"] != curve)
    explore.until(lambda: explore.trace("lines", SPACE)["x"] != lines)


@pytest.mark.parametrize("parameter", ["lr", "alpha"])
def test_a_drawer_stays_open_while_its_sliders_move(explore, parameter):
    explore.visit()
    drawer = explore.drawer(1)
    explore.slider(f"r1.momentum.{parameter}").press("ArrowLeft")
    moved = with_momentum(lr=0.08) if parameter == "lr" else with_momentum(alpha=0.89)
    explore.shows_and_links(moved)
    assert drawer.locator("details[open]").count() == 1
    explore.slider(f"r1.momentum.{parameter}").press("ArrowRight")
    explore.shows_and_links(Scenario())


def test_a_drawer_stays_open_when_its_optimizer_changes(explore):
    explore.visit()
    drawer = explore.drawer(1)
    explore.choose("r1.optimizer", "Nesterov")
    explore.shows_and_links(Scenario().with_run(1, RunSpec.on("anisotropic", "nesterov")))
    assert drawer.locator("details[open]").count() == 1


def test_another_surface_is_looked_at_anew(explore):
    explore.visit()
    explore.choose("surface", "Rosenbrock's valley")
    explore.shows_and_links(Scenario().on("rosenbrock"))
    explore.until(lambda: explore.ranges() == [[-2, 2], [-1, 3]])
    explore.until(lambda: explore.ranges(BACKDROP) == [[-2, 2], [-1, 3]])
    explore.choose("surface", "Anisotropic bowl")
    explore.shows_and_links(Scenario())
    explore.until(lambda: explore.ranges(BACKDROP) == explore.ranges() == [[-2, 2], [-2, 2]])


def test_two_quick_keys_lose_nothing(explore):
    explore.visit()
    explore.drawer(1)
    handle = explore.slider("r1.momentum.alpha")
    for _ in range(2):
        handle.press("ArrowLeft", no_wait_after=True)
    explore.shows_and_links(with_momentum(alpha=0.88))
    for _ in range(5):
        handle.press("ArrowLeft", no_wait_after=True)
    explore.shows_and_links(with_momentum(alpha=0.83))
    explore.until(lambda: handle.get_attribute("aria-valuetext") in ("0.83", None))


def test_two_quick_clicks_lose_nothing(explore):
    explore.visit("run=gd")
    explore.press("Add run")
    explore.press("Add run")
    unused = [key for key in OPTIMIZERS if key != "gd"]
    added = tuple(RunSpec.on("anisotropic", key) for key in unused[:2])
    expected = replace(Scenario(), runs=(RunSpec.on("anisotropic", "gd"), *added))
    explore.shows_and_links(expected)
    explore.results(expected)


def test_a_click_right_after_a_key_loses_neither(explore):
    explore.visit("run=momentum")
    explore.drawer(0)
    explore.slider("r0.momentum.alpha").press("ArrowLeft", no_wait_after=True)
    explore.press("Add run")
    runs = RunSpec.of("momentum", alpha=0.89), RunSpec.on("anisotropic", "gd")
    explore.shows_and_links(replace(Scenario(), runs=runs))


def test_six_runs_and_back_to_one(explore):
    explore.visit("run=gd&run=gd&run=gd&run=gd&run=gd&run=momentum")
    assert explore.page.get_by_role("button", name="Add run").is_disabled()
    assert len(explore.lines()) == len(RUN_STYLES)
    for left in range(5, 0, -1):
        explore.drawer(0).get_by_role("button", name="delete").click()
        explore.until(lambda left=left: len(explore.lines()) == left)
    explore.shows_and_links(replace(Scenario(), runs=(RunSpec.on("anisotropic", "momentum"),)))
    explore.until(lambda: explore.trace("loss 1", CURVE)["x"] == [])
    assert len(explore.trace("ends")["x"]) == 1
