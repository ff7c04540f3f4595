"""Runs come and go."""

from engine import RunSpec, Scenario
from engine.scenario import DEFAULT_RUNS, MOST_RUNS
from optimizers import OPTIMIZERS
from tests.app.page import assert_link_is_the_page, opened

GD = RunSpec.of("gd", lr=0.05)


def test_added_runs_are_those_that_do_not_run_yet():
    unused = [key for key in OPTIMIZERS if key not in DEFAULT_RUNS]
    page = opened().press("Add run").press("Add run")
    assert page.scenario.runs == (
        *Scenario().runs,
        *(RunSpec.on("anisotropic", key) for key in unused[:2]),
    )
    assert_link_is_the_page(page)
    assert len(page.runs) == 6


def test_a_run_that_was_removed_can_be_added_again():
    page = opened("run=gd&run=gd").press("Add run")
    assert [run.key for run in page.scenario.runs] == ["gd", "gd", list(OPTIMIZERS)[1]]
    page.press("r2.delete").press("Add run")
    assert page.scenario.runs[2].key == list(OPTIMIZERS)[1]


def test_six_runs_are_the_most():
    page = opened("run=gd&" * MOST_RUNS)
    assert page.button("Add run").disabled
    assert "6" in page.button("Add run").help
    assert all(page.button(f"r{slot}.content_copy").disabled for slot in range(MOST_RUNS))
    page.press("r5.delete")
    assert len(page.scenario.runs) == 5
    assert not page.button("Add run").disabled
    assert not page.button("r0.content_copy").disabled


def test_a_duplicate_stands_beside_its_original():
    page = opened("run=gd+lr+0.05&run=adam").press("r0.content_copy")
    assert page.scenario.runs == (GD, GD, RunSpec.on("anisotropic", "adam"))
    page.slide("r1.gd.lr", 0.08)
    assert page.table["Run"] == ["Gradient descent", "Gradient descent", "Adam"]
    assert page.table["η"] == ["0.05", "0.08", "0.1"]
    assert_link_is_the_page(page)


def test_removing_a_run_keeps_the_others_values():
    page = opened("run=gd&run=momentum+alpha+0.5&run=adam+beta1+0.8").press("r0.delete")
    assert page.link == {"run": ["momentum alpha 0.5", "adam beta1 0.8"]}
    assert page.app.slider(key="r0.momentum.alpha").value == 0.5
    assert page.app.select_slider(key="r1.adam.beta1").value == 0.8


def test_the_last_run_cannot_be_removed():
    page = opened("run=gd&run=adam")
    assert not page.button("r0.delete").disabled
    page.press("r0.delete")
    assert page.button("r0.delete").disabled
    assert page.table["Run"] == ["Adam"]


def test_back_to_the_defaults():
    page = opened("surface=rosenbrock&run=momentum+alpha+0.5+lr+0.002&run=gd").press(
        "r0.restart_alt"
    )
    assert page.scenario.runs == tuple(RunSpec.on("rosenbrock", key) for key in ("momentum", "gd"))
    assert page.app.slider(key="r0.momentum.alpha").value == 0.9
    assert page.app.select_slider(key="r0.momentum.lr").value == 5e-4


def test_twins_are_told_apart_in_legend_and_table():
    page = opened("run=momentum&run=momentum+alpha+0.5+lr+0.2&run=adam")
    assert page.table["Run"] == ["Momentum α 0.9", "Momentum α 0.5", "Adam"]
    assert page.table["η"] == ["0.1", "0.2", "0.1"]
    legend = next(text.value for text in page.app.main.markdown if "&ensp;" in text.value)
    assert all(name in legend for name in ("Momentum η 0.1 α 0.9", "Momentum η 0.2 α 0.5"))


def test_a_run_that_moved_up_shows_its_own_values():
    """Widgets belong to a place, not to a run: values must follow the runs."""
    page = opened("run=gd+lr+0.01&run=gd+lr+0.02&run=gd+lr+0.03").press("r1.delete")
    shown = [page.app.select_slider(key=f"r{slot}.gd.lr").value for slot in (0, 1)]
    exact = [page.app.number_input(key=f"r{slot}.gd.lr.exact").value for slot in (0, 1)]
    assert shown == exact == [0.01, 0.03]
