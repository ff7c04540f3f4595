"""Every optimizer's map is the map of that optimizer."""

import numpy as np
import pytest

from engine import RunSpec, Scenario
from engine.axes import axis, settings
from engine.maps import settings_map
from engine.multiples import decay, multiples, of
from optimizers import OPTIMIZERS

SCENARIO = Scenario(runs=(RunSpec.on("anisotropic", "gd"),), steps=30)
COUNT = 6


@pytest.fixture(scope="module")
def found():
    return multiples(SCENARIO, COUNT)


def test_there_is_a_map_for_every_optimizer_in_teaching_order(found):
    assert list(found) == list(OPTIMIZERS)
    for key, each in found.items():
        assert each.loss.shape == ((1 if decay(key) is None else COUNT), COUNT)


@pytest.mark.parametrize("key", ["gd", "momentum", "adam", "lbfgs"])
def test_it_is_the_map_of_settings(found, key):
    alone, other = of(SCENARIO, key), decay(key)
    every = settings(alone)
    up = axis(every[other], COUNT) if other else found[key].up
    expected = settings_map(alone, axis(every["lr"], COUNT), up)
    np.testing.assert_array_equal(found[key].reached, expected.reached)
    np.testing.assert_array_equal(found[key].loss, expected.loss)


def test_decays():
    assert decay("momentum") == "alpha"
    assert decay("rmsprop") == "gamma"
    assert decay("adam") == "beta1"
    assert decay("gd") is None


def test_progress_is_told_and_may_end_the_work():
    told = []
    multiples(SCENARIO, 3, progress=told.append)
    assert told[-1] == 1
    assert told == sorted(told)
    assert len(told) >= len(OPTIMIZERS)
