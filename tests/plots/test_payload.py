"""What the player is sent: exact, named by its content, and small."""

import base64
import json
from dataclasses import replace

import numpy as np
import pytest

from engine import RunSpec, Scenario, SurfaceSpec, run
from languages import LANGUAGES
from optimizers import GradientDescent, Momentum
from plots.framing import framed
from plots.player.payload import (
    cast_payload,
    player_files,
    plotly_js,
    run_payload,
    scene_payload,
    shown_run,
)
from plots.view import View
from surfaces import SURFACES, Rosenbrock, Saddle
from tests.helpers import drawn


def paths_of(scenario):
    return [scenario.path(index) for index in range(len(scenario.runs))]


def scene_of(scenario, view=None):
    view, surface = view or View(), scenario.surface.build()
    window = framed(surface, paths_of(scenario), view.frame == "paths")
    return scene_payload(surface, window, view)


def floats(text):
    return np.frombuffer(base64.b64decode(text), "<f4")


@pytest.mark.parametrize("surface", SURFACES)
def test_points_arrive_as_they_are(surface):
    for path in paths_of(Scenario(SurfaceSpec.of(surface))):
        sent = json.loads(json.dumps(run_payload(path)))
        np.testing.assert_array_equal(
            floats(sent["w"]).reshape(-1, 2), path.w.astype(np.float32), strict=True
        )


def test_losses_arrive_above_the_infimum():
    surface = Rosenbrock()
    path = run(GradientDescent(lr=1e-3), surface, surface.start, 20)
    np.testing.assert_array_equal(floats(run_payload(path)["loss"]), path.loss.astype("<f4"))
    saddle = Saddle()
    path = run(GradientDescent(lr=0.1), saddle, saddle.start, 50)
    assert path.loss.min() < -1
    np.testing.assert_array_equal(floats(run_payload(path)["loss"]), path.loss.astype("<f4"))


def test_points_too_large_for_the_browser_arrive_as_infinite():
    path = drawn([(1, 1), (1e38, 1), (1e39, 1)], Saddle())
    sent = run_payload(path)
    np.testing.assert_array_equal(floats(sent["w"])[::2], np.array([1, 1e38, np.inf], "<f4"))


def test_evaluations_travel_only_where_they_are_not_the_step():
    path = drawn([(1, 1), (0.5, 1), (0.2, 1)], Saddle())
    assert run_payload(path)["evaluations"] is None
    twice = replace(path, evaluations=2 * path.evaluations)
    assert json.loads(json.dumps(run_payload(twice)))["evaluations"] == [0, 2, 4]


def test_the_same_run_has_the_same_id_and_another_has_another():
    surface = Rosenbrock()
    one, again, other = (
        run_payload(run(Momentum(lr=lr), surface, surface.start, 20))["id"]
        for lr in (1e-4, 1e-4, 2e-4)
    )
    assert one == again != other


def test_hyperparameters_do_not_change_the_scene():
    scenario = Scenario(SurfaceSpec.of("rosenbrock"))
    moved = scenario.with_run(1, RunSpec.on("rosenbrock", "momentum", alpha=0.5))
    fewer = replace(scenario, runs=scenario.runs[:2], steps=50)
    elsewhere = replace(scenario, start=(0.5, 1.5))
    for other in (moved, fewer, elsewhere):
        assert scene_of(other)["id"] == scene_of(scenario)["id"]


@pytest.mark.parametrize(
    "other",
    [
        Scenario(SurfaceSpec.of("isotropic")),
        Scenario(SurfaceSpec.of("anisotropic", ratio=8.5)),
        Scenario(SurfaceSpec.of("anisotropic", rotation=1)),
        replace(Scenario(), start=(5.0, 5.0)),
    ],
)
def test_another_surface_or_window_is_another_scene(other):
    assert scene_of(other)["id"] != scene_of(Scenario())["id"]


@pytest.mark.parametrize(
    "view",
    [
        View(layout="panes"),
        View(frame="paths"),
        View(height="log"),
        View(curve="linear"),
        View(against="evaluations"),
    ],
)
def test_another_view_is_another_scene(view):
    assert scene_of(Scenario(), view)["id"] != scene_of(Scenario())["id"]


def test_the_cast_names_scene_and_runs_in_their_order():
    scene = scene_of(Scenario())
    runs = [run_payload(path)["id"] for path in paths_of(Scenario())]
    cast = cast_payload(scene["id"], dict(enumerate(runs)), ["a", "b", "c", "d"])
    assert cast["scene"] == scene["id"]
    assert [each["id"] for each in cast["runs"]] == runs
    assert [each["label"] for each in cast["runs"]] == ["a", "b", "c", "d"]
    assert [each["slot"] for each in cast["runs"]] == [0, 1, 2, 3]


def test_six_runs_of_three_hundred_steps_weigh_little():
    specs = tuple(RunSpec.of("momentum", alpha=0.1 * k) for k in range(6))
    scenario = replace(Scenario(), steps=300, runs=specs)
    runs = [run_payload(path) for path in paths_of(scenario)]
    names = [f"Momentum α 0.{k}" for k in range(6)]
    ids = {slot: run["id"] for slot, run in enumerate(runs)}
    cast = cast_payload(scene_of(scenario)["id"], ids, names)
    sent = len(json.dumps([*runs, cast]))
    assert 6 * 300 * 3 * 4 < sent < 40_000


@pytest.mark.parametrize("surface", SURFACES)
def test_a_scene_weighs_what_its_grids_weigh(surface):
    assert len(json.dumps(scene_of(Scenario(SurfaceSpec.of(surface))))) < 200_000


def test_scripts_styles_and_words_are_served_and_nothing_else():
    files = player_files()
    assert {"player.js", "player.css", "stage.js"} <= set(files)
    words = {f"words.{code}.json" for code in LANGUAGES if code != "en"}
    assert {name for name in files if not name.endswith((".js", ".css"))} == words
    assert all(files.values())


def test_plotly_comes_from_the_installed_package():
    assert b"plotly.js v" in plotly_js()[:200]


def test_of_many_seeds_the_quartiles_travel():
    noisy = replace(Scenario(), noise=1.0, steps=40)
    path, sent = shown_run(noisy, 0, View(seeds="20"))
    losses = np.sort(noisy.spread(0, 20).loss, axis=1)
    for packed, place in zip(sent["band"], (5, 9, 14), strict=True):
        found = np.frombuffer(base64.b64decode(packed), "<f4")
        assert np.all(losses[:, place] * (1 - 1e-6) <= found)
        assert np.all(losses[:, place + 1] * (1 + 1e-6) >= found)
    assert np.array_equal(path.w, noisy.path(0).w)
    assert shown_run(noisy, 0, View())[1]["band"] is None
    assert shown_run(replace(noisy, noise=0.0), 0, View(seeds="20"))[1]["band"] is None


def test_seeds_that_explode_count_as_infinite():
    wild = replace(Scenario(), noise=1.0, steps=400, runs=(RunSpec.of("gd", lr=0.2),))
    with np.errstate(over="ignore"):
        _, sent = shown_run(wild, 0, View(seeds="20"))
    assert np.isinf(np.frombuffer(base64.b64decode(sent["band"][1]), "<f4")[-1])


def test_clipped_steps_are_told():
    clipped = replace(Scenario(), runs=(RunSpec.of("gd", clip=True, max_norm=4.0),))
    path, sent = shown_run(clipped, 0, View())
    assert sent["clipped"] == np.flatnonzero(path.clipped).tolist() != []
