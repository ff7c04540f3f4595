"""What every surface must be, at its defaults and at the ends of its sliders."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import run
from optimizers import GradientDescent, Momentum, Nesterov
from surfaces import SURFACES, Surface
from tests.helpers import name_of, points_of, surfaces_at_the_edges
from tests.strategies import possible

every_surface = pytest.mark.parametrize("surface", surfaces_at_the_edges(), ids=name_of)
every_kind = pytest.mark.parametrize("kind", SURFACES.values(), ids=SURFACES)

# Differences over four points: h⁴ against ε/h; a wall or a pit 1/50 wide needs the fourth order.
H = 1e-4


def differences(function, w: np.ndarray) -> np.ndarray:
    """∂function/∂w by differences of fourth order; the new axis comes first."""
    moves = H * np.eye(2)[:, :, np.newaxis]
    return np.stack(
        [
            (8 * (function(w + h) - function(w - h)) - (function(w + 2 * h) - function(w - 2 * h)))
            / (12 * H)
            for h in moves
        ]
    )


def places(surface: Surface) -> np.ndarray:
    """Points all over the window and, lest something narrow be missed, around the minima."""
    rng, everywhere = np.random.default_rng(3), points_of(surface)
    minima = np.concatenate([surface.minima, surface.local_minima], axis=1)
    centres = np.repeat(minima[:, :5], 20, axis=1)
    offsets = rng.choice([-1, 1], centres.shape) * rng.uniform(0.03, 0.3, centres.shape)
    return np.concatenate([everywhere, centres + offsets], axis=1)


def assert_close_on_its_scale(found: np.ndarray, expected: np.ndarray) -> None:
    """Equal to 8 digits of the largest: differences cancel, so small entries keep fewer."""
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-8 * np.abs(expected).max())


@every_surface
def test_the_gradient_is_the_slope_of_the_value(surface: Surface):
    w = places(surface)
    assert_close_on_its_scale(surface.gradient(w), differences(surface.value, w))


@every_surface
def test_the_hessian_is_the_slope_of_the_gradient_and_symmetric(surface: Surface):
    w = places(surface)
    hessian = surface.hessian(w)
    assert_close_on_its_scale(hessian, differences(surface.gradient, w))
    np.testing.assert_array_equal(hessian, hessian.swapaxes(0, 1))


@every_surface
def test_the_hessian_is_constant_exactly_where_it_says_so(surface: Surface):
    hessian = surface.hessian(points_of(surface))
    varies = float(np.ptp(hessian, axis=-1).max())
    assert (varies == 0) is surface.quadratic


@every_kind
@pytest.mark.parametrize("lanes", [(), (1,), (5,), (4, 3), (0,)])
def test_shapes_follow_the_lanes(kind, lanes):
    surface, count = kind(), int(np.prod(lanes))
    w = points_of(surface, count).reshape(2, *lanes)
    w.flags.writeable = False  # writing to it would raise
    value, gradient, hessian = surface.value(w), surface.gradient(w), surface.hessian(w)
    assert np.shape(value) == lanes
    assert gradient.shape == (2, *lanes)
    assert hessian.shape == (2, 2, *lanes)
    for result in (value, gradient, hessian):
        assert not np.shares_memory(result, w)
        assert np.asarray(result).dtype == np.float64


@every_kind
def test_a_lane_has_the_same_bits_as_its_point_alone(kind):
    surface = kind()
    w = points_of(surface, 12)
    for method in (surface.value, surface.gradient, surface.hessian):
        together = method(w.reshape(2, 4, 3)).reshape(*method(w).shape)
        for lane in range(12):
            np.testing.assert_array_equal(together[..., lane], method(w[:, lane]))


@every_surface
def test_nothing_in_the_window_lies_below_the_infimum(surface: Surface):
    lowest = surface.value(points_of(surface, 20_000)).min()
    if surface.infimum is not None:
        assert lowest >= surface.infimum
        assert lowest < surface.infimum + 1  # the window does show the bottom


@every_surface
def test_without_an_infimum_the_loss_falls_for_ever(surface: Surface):
    angle = np.linspace(0, 2 * np.pi, 361)
    far = [surface.value(r * np.stack([np.cos(angle), np.sin(angle)])).min() for r in (1e2, 1e4)]
    falls_for_ever = bool(far[1] < -1e6 and far[1] < 100 * far[0])
    assert falls_for_ever is (surface.infimum is None)


@every_surface
def test_the_start_is_in_the_window_and_has_a_slope(surface: Surface):
    start = np.array(surface.start)
    assert surface.domain.contains(start)
    assert np.linalg.norm(surface.gradient(start)) > 1e-3


@every_kind
@given(data=st.data())
def test_whatever_its_parameters_all_of_the_window_can_be_drawn(kind, data):
    surface = kind(**data.draw(possible(kind)))
    corners_and_between = surface.domain.grid(9)
    assert np.isfinite(corners_and_between).all()
    assert np.isfinite(surface.value(corners_and_between)).all()
    assert np.isfinite(surface.gradient(corners_and_between)).all()


@every_kind
def test_it_is_described(kind):
    assert kind.title
    assert kind.formula.startswith("L = ")
    assert kind.reference
    assert kind.steepness in {m * 10**e for e in range(6) for m in (1, 2, 5)}


@every_kind
@pytest.mark.parametrize("rule", [GradientDescent, Momentum, Nesterov], ids=lambda each: each.key)
def test_rules_that_follow_the_slope_stay_finite_at_its_learning_rate(kind, rule):
    path = run(rule(lr=rule().lr / kind.steepness), kind(), kind.start, 300)
    assert path.status.outcome != "diverged"
