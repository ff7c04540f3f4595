"""Exported code runs as pasted and gives the path that was drawn."""

import contextlib
import io
import sys
from dataclasses import replace

import numpy as np
import pytest

from engine import RunSpec, Scenario, SurfaceSpec
from exports.code import code, whole_code
from exports.libraries import LIBRARIES, RECIPES, recipes
from optimizers import OPTIMIZERS
from plots.labels import labels
from surfaces import SURFACES


def ran(script: str) -> dict[str, np.ndarray]:
    """The paths that a script leaves, run in a namespace of its own."""
    space: dict[str, object] = {"__name__": "pasted"}
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(script, "pasted", "exec"), space)
    return space["paths"]


def alone(surface: str, rule: str, steps: int = 60, **hyper: object) -> Scenario:
    run = RunSpec.on(surface, rule, **hyper)
    return Scenario(surface=SurfaceSpec.of(surface), runs=(run,), steps=steps)


@pytest.mark.parametrize("rule", OPTIMIZERS)
@pytest.mark.parametrize("surface", SURFACES)
def test_numpy_code_gives_the_drawn_path(surface, rule):
    scenario = alone(surface, rule)
    (path,) = ran(code(scenario, 0)).values()
    drawn = scenario.path(0).w
    assert path.shape == drawn.shape
    np.testing.assert_allclose(path, drawn, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(
    ("rule", "hyper"),
    [
        ("momentum", {"form": "average"}),
        ("adam", {"bias_correction": False}),
        ("ftrl", {"centre": "origin", "l1": 0.1}),
        ("gd", {"lr": 0.3}),
    ],
    ids=["average", "uncorrected", "origin", "diverging"],
)
def test_switches_and_divergence_are_exported(rule, hyper):
    scenario = alone("anisotropic", rule, 2000 if rule == "gd" else 60, **hyper)
    (path,) = ran(code(scenario, 0)).values()
    np.testing.assert_allclose(path, scenario.path(0).w, rtol=1e-12)


def test_all_runs_in_one_script():
    twins = tuple(RunSpec.of("momentum", alpha=alpha) for alpha in (0.1, 0.9, 0.99))
    scenario = replace(Scenario(steps=50), runs=(*twins, RunSpec.of("adam"), RunSpec.of("lbfgs")))
    paths = ran(whole_code(scenario))
    assert list(paths) == labels(scenario)
    for index, path in enumerate(paths.values()):
        np.testing.assert_allclose(path, scenario.path(index).w, rtol=1e-12, atol=1e-300)


def test_the_surface_is_exported_with_its_parameters():
    spec = SurfaceSpec.of("anisotropic", ratio=3, rotation=30)
    scenario = replace(Scenario(steps=30), surface=spec)
    path = ran(code(scenario, 0))["Gradient descent"]
    np.testing.assert_allclose(path, scenario.path(0).w, rtol=1e-12)


def test_nothing_of_the_project_is_imported(monkeypatch):
    scripts = [code(alone("rosenbrock", rule), 0) for rule in OPTIMIZERS]
    for name in [name for name in sys.modules if name.split(".")[0] in ("optimizers", "surfaces")]:
        monkeypatch.setitem(sys.modules, name, None)
    for script in scripts:
        assert ran(script)


@pytest.mark.parametrize("library", LIBRARIES)
def test_every_rule_has_an_entry_in_every_library(library):
    assert list(RECIPES) == list(OPTIMIZERS)
    for rule in OPTIMIZERS.values():
        recipe = recipes(rule())[library]
        assert recipe.call or recipe.note, rule.key
        assert "{" not in recipe.call + recipe.point
        assert recipe.exact or recipe.note, rule.key


def test_where_a_library_has_no_such_rule_the_script_says_so():
    script = code(alone("anisotropic", "lion"), 0, "torch")
    assert "# PyTorch has no Lion." in script
    assert "import torch" not in script
    assert "No library has Adam without bias correction." in code(
        alone("anisotropic", "adam", bias_correction=False), 0, "keras"
    )


EXACT = [
    (library, rule)
    for library in LIBRARIES
    for rule, entries in RECIPES.items()
    if entries[library].call and entries[library].exact
]


@pytest.mark.parametrize(("library", "rule"), EXACT)
@pytest.mark.parametrize("surface", ["anisotropic", "rosenbrock"])
def test_library_code_gives_the_drawn_path(library, rule, surface):
    pytest.importorskip(library, reason=f"{LIBRARIES[library]} is not installed")
    hyper = {"centre": "origin"} if rule == "ftrl" else {}
    scenario = alone(surface, rule, 30, **hyper)
    (path,) = ran(code(scenario, 0, library)).values()
    np.testing.assert_allclose(path, scenario.path(0).w, rtol=1e-9, atol=1e-9)


CONDITIONS = {"schedule": "one-cycle", "clip": True, "max_norm": 2.0}


@pytest.mark.parametrize("rule", OPTIMIZERS)
def test_schedules_noise_and_clipping_are_exported(rule):
    scenario = replace(alone("anisotropic", rule, **CONDITIONS), noise=0.2, seed=9)
    (path,) = ran(code(scenario, 0)).values()
    np.testing.assert_allclose(path, scenario.path(0).w, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(("schedule", "noise"), [("step", 0.0), ("constant", 0.5)])
def test_either_alone_is_exported(schedule, noise):
    scenario = replace(alone("anisotropic", "momentum", schedule=schedule), noise=noise)
    (path,) = ran(code(scenario, 0)).values()
    np.testing.assert_allclose(path, scenario.path(0).w, rtol=1e-12, atol=1e-12)


def test_runs_under_different_conditions_in_one_script():
    runs = (RunSpec.of("gd", schedule="cosine"), RunSpec.of("gd"), RunSpec.of("adam", clip=True))
    scenario = replace(Scenario(steps=50), runs=runs, noise=0.1)
    paths = ran(whole_code(scenario))
    for index, label in enumerate(labels(scenario)):
        np.testing.assert_allclose(paths[label], scenario.path(index).w, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize(("library", "rule"), EXACT)
def test_library_code_under_conditions(library, rule):
    pytest.importorskip(library, reason=f"{LIBRARIES[library]} is not installed")
    hyper = {"centre": "origin"} if rule == "ftrl" else {}
    scenario = replace(alone("anisotropic", rule, 30, **CONDITIONS, **hyper), noise=0.2, seed=9)
    (path,) = ran(code(scenario, 0, library)).values()
    np.testing.assert_allclose(path, scenario.path(0).w, rtol=1e-9, atol=1e-9)


BATCHED = {"batch": 7, "schedule": "cosine", "clip": True, "max_norm": 2.0}


@pytest.mark.parametrize("rule", OPTIMIZERS)
@pytest.mark.parametrize("surface", ["regression", "neuron"])
def test_numpy_code_draws_the_same_batches(surface, rule):
    scenario = replace(alone(surface, rule, 30, **BATCHED), noise=0.1, seed=3)
    (path,) = ran(code(scenario, 0)).values()
    np.testing.assert_allclose(path, scenario.path(0).w, rtol=1e-10, atol=1e-12)


def test_runs_with_and_without_batches_in_one_script():
    batches = ({"batch": 0}, {"batch": 1}, {"batch": 9, "replacement": True}, {"batch": 5000})
    runs = tuple(RunSpec.on("sparse", "gd", **each) for each in batches)
    scenario = Scenario(SurfaceSpec.of("sparse", data="penguins"), runs=runs, steps=40)
    for index, path in enumerate(ran(whole_code(scenario)).values()):
        np.testing.assert_allclose(path, scenario.path(index).w, rtol=1e-10)


def test_a_batch_leaves_no_trace_where_there_are_no_examples():
    assert "Batches" not in code(alone("anisotropic", "gd", batch=5), 0)
    assert "Batches" not in code(alone("logistic", "gd", batch=60), 0)


@pytest.mark.parametrize("library", LIBRARIES)
def test_library_code_draws_the_same_batches(library):
    pytest.importorskip(library, reason=f"{LIBRARIES[library]} is not installed")
    scenario = alone("logistic", "adam" if library != "keras" else "momentum", 30, batch=7)
    (path,) = ran(code(scenario, 0, library)).values()
    np.testing.assert_allclose(path, scenario.path(0).w, rtol=1e-9, atol=1e-9)
