"""Runs in words."""

from dataclasses import replace

import pytest
from hypothesis import given

from engine import Conditions, RunSpec, Scenario, SurfaceSpec
from optimizers import OPTIMIZERS
from parameters import parameters
from plots.labels import description, labels
from surfaces import SURFACES
from tests.strategies import scenarios


def of(*runs):
    return Scenario(runs=runs)


def test_a_run_without_a_twin_has_its_title():
    assert labels(of(RunSpec.of("gd", lr=0.3), RunSpec.of("momentum", alpha=0.5))) == [
        "Gradient descent",
        "Momentum",
    ]


def test_twins_are_told_apart_by_what_differs_alone():
    assert labels(
        of(RunSpec.of("momentum", alpha=0.9), RunSpec.of("adam"), RunSpec.of("momentum", alpha=0.5))
    ) == ["Momentum α 0.9", "Adam", "Momentum α 0.5"]


def test_twins_that_differ_twice_say_both():
    found = labels(of(RunSpec.of("gd", lr=0.1), RunSpec.of("gd", lr=0.2)))
    assert found == ["Gradient descent η 0.1", "Gradient descent η 0.2"]
    found = labels(of(RunSpec.of("momentum"), RunSpec.of("momentum", lr=0.2, alpha=0.0)))
    assert found == ["Momentum η 0.1 α 0.9", "Momentum η 0.2 α 0"]


def test_a_switch_tells_twins_apart():
    found = labels(of(RunSpec.of("adam"), RunSpec.of("adam", bias_correction=False)))
    assert len(set(found)) == 2
    assert all(name.startswith("Adam ") for name in found)


def test_what_stands_beside_the_name_is_left_out():
    twins = of(RunSpec.of("momentum"), RunSpec.of("momentum", lr=0.2, alpha=0.0))
    assert labels(twins, but="lr") == ["Momentum α 0.9", "Momentum α 0"]
    assert labels(of(RunSpec.of("gd"), RunSpec.of("gd", lr=0.2)), but="lr") == [
        "Gradient descent",
        "Gradient descent",
    ]


def what_matters(run: RunSpec, surface: str) -> tuple:
    """A drop without a schedule that drops is no difference, nor a batch without data."""
    unused = set(parameters(Conditions)) - set(run.conditions.used_on(SURFACES[surface]))
    return (run.key, *(pair for pair in run.values if pair[0] not in unused))


def test_schedules_and_clipping_are_always_said():
    assert labels(of(RunSpec.of("gd", schedule="cosine", clip=True, max_norm=0.5))) == [
        "Gradient descent, cosine, ‖g‖ ≤ 0.5"
    ]
    twins = of(*(RunSpec.of("adam", schedule="step", drop=drop) for drop in (0.5, 0.1)))
    assert labels(twins) == ["Adam, step d 0.5", "Adam, step d 0.1"]
    assert labels(of(RunSpec.of("adam", drop=0.1), RunSpec.of("adam"))) == ["Adam", "Adam"]


@given(scenarios())
def test_runs_that_differ_have_names_that_differ(scenario):
    found = labels(scenario)
    assert len(set(found)) == len(
        {what_matters(run, scenario.surface.key) for run in scenario.runs}
    )
    for name, run in zip(found, scenario.runs, strict=True):
        assert name.startswith(OPTIMIZERS[run.key].title)


def test_the_description_says_where_what_and_how_it_went():
    scenario = replace(Scenario(), runs=(RunSpec.of("gd", lr=0.1), RunSpec.of("gd", lr=0.13)))
    text = description(scenario, [scenario.path(0), scenario.path(1)])
    assert text == (
        "Anisotropic bowl, from (-1.8, 1), 100 steps. "
        "Gradient descent η 0.1: reached at step 19, last loss 1.34e-19; "
        "Gradient descent η 0.13: diverged at step 93, last loss 3.87e+07."
    )


@pytest.mark.parametrize("surface", ["rosenbrock", "saddle"])
def test_the_description_names_the_surface_and_every_run(surface):
    scenario = Scenario(SurfaceSpec.of(surface))
    paths = [scenario.path(index) for index in range(len(scenario.runs))]
    text = description(scenario, paths)
    assert all(f"{name}: " in text for name in labels(scenario))
    assert text.startswith(type(paths[0].surface).title)
