"""A fan is the run itself at every value."""

from dataclasses import replace

import numpy as np
import pytest

from engine import RunSpec, Scenario
from engine.fan import fan, spread_of, wide
from engine.specs import SurfaceSpec
from optimizers import OPTIMIZERS

ALONE = Scenario(runs=(RunSpec.on("anisotropic", "momentum"),), steps=40)


def with_value(alone, name, value):
    return alone.with_run(0, alone.runs[0].with_value(name, value))


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_a_lane_is_the_run_at_that_value(key):
    alone = replace(ALONE, runs=(RunSpec.on("anisotropic", key),), noise=0.1)
    for name in spread_of(key):
        found = fan(alone, name, 4, wide=True)
        for lane, value in enumerate(getattr(found.optimizer, name)):
            single, batched = with_value(alone, name, float(value)).path(0), found.lane(lane)
            assert batched.status == single.status
            np.testing.assert_allclose(batched.w, single.w, rtol=1e-9, atol=1e-12)


def test_only_numbers_are_spread():
    assert spread_of("momentum") == ("lr", "alpha")
    assert "bias_correction" not in spread_of("adam")


def test_learning_rates_lie_around_the_default_unless_the_run_is_beyond():
    assert wide(ALONE, "alpha")
    assert not wide(ALONE, "lr")
    assert wide(with_value(ALONE, "lr", 9.0), "lr")
    default = float(ALONE.runs[0]["lr"])
    rates = fan(ALONE, "lr", 64, wide=False).optimizer.lr
    assert rates[0] == pytest.approx(default / 10**1.5, rel=0.01)
    assert rates[-1] == pytest.approx(default * 10**1.5, rel=0.01)


def test_a_value_of_its_own_does_not_matter():
    other = fan(with_value(ALONE, "alpha", 0.3), "alpha", 8, wide=True)
    np.testing.assert_array_equal(other.w, fan(ALONE, "alpha", 8, wide=True).w)


def test_what_diverges_is_drawn_as_far_as_it_is_finite():
    steep = replace(ALONE, surface=SurfaceSpec.of("rosenbrock"), steps=300)
    found = fan(with_value(steep, "lr", 1.0), "lr", 16, wide=True)
    ends = [found.lane(index).status.outcome for index in range(16)]
    assert {"going", "diverged"} <= set(ends)
    assert all(np.isfinite(found.lane(index).w).all() for index in range(16))
