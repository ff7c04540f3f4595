"""How losses become heights, level lines and round numbers."""

import re

import numpy as np
import pytest

from plots.scale import LossScale
from surfaces import Anisotropic, Isotropic, Rosenbrock, Saddle, Window

FAR = Window((-1e6, 1e6), (-1e6, 1e6))
NEAR = Window((-1e-4, 1e-4), (-1e-4, 1e-4))
ISOTROPIC, ANISOTROPIC, VALLEY, SADDLE = Isotropic(), Anisotropic(), Rosenbrock(), Saddle()
STEEP, FAR_VALLEY = Anisotropic(ratio=1e6), Rosenbrock(a=1000.0)

CASES = [
    pytest.param(surface, window, log, id=f"{name}-{'log' if log else 'loss'}")
    for name, surface, window in [
        ("isotropic", ISOTROPIC, None),
        ("isotropic far", ISOTROPIC, FAR),
        ("isotropic near", ISOTROPIC, NEAR),
        ("anisotropic", ANISOTROPIC, None),
        ("anisotropic turned", Anisotropic(rotation=30.0), None),
        ("steep", STEEP, None),
        ("valley", VALLEY, None),
        ("valley far", VALLEY, FAR),
        ("valley with a far minimum", FAR_VALLEY, None),
        ("saddle", SADDLE, None),
        ("saddle far", SADDLE, FAR),
    ]
    for log in (False, True)
    if window is not NEAR or not log  # losses under 10⁻⁷ have no decade worth a line
]


def scale_of(surface, window, log):
    return LossScale.of(surface, surface.value((window or surface.domain).grid(33)), log)


def lines(scale):
    start, end, step = scale.levels
    return np.arange(start, end + step / 1e6, step)


@pytest.mark.parametrize(("surface", "window", "log"), CASES)
def test_heights_rise_from_zero_to_the_top(surface, window, log):
    losses = surface.value((window or surface.domain).grid(33))
    scale = LossScale.of(surface, losses, log)
    heights = scale.height(np.sort(losses, axis=None))
    assert scale.height(scale.floor) == 0
    assert heights[0] >= 0
    assert heights[-1] == pytest.approx(scale.top)
    assert np.all(np.diff(heights) >= 0)
    assert np.all(np.isfinite(scale.field(losses)))


@pytest.mark.parametrize(("surface", "window", "log"), CASES)
def test_the_field_orders_points_as_the_loss_does(surface, window, log):
    scale = scale_of(surface, window, log)
    rising = scale.floor + scale.span * np.linspace(0, 1, 50)
    assert np.all(np.diff(scale.field(rising)) > 0)


@pytest.mark.parametrize(("surface", "window", "log"), CASES)
def test_a_few_level_lines_within_the_window(surface, window, log):
    scale = scale_of(surface, window, log)
    drawn = lines(scale)
    low, high = (float(scale.field(scale.floor + part * scale.span)) for part in (0, 1))
    assert 3 <= len(drawn) <= 32
    assert np.all((drawn >= low - 1e-9) & (drawn <= high * (1 + 1e-9)))


@pytest.mark.parametrize(("surface", "window", "log"), CASES)
def test_ticks_are_a_few_losses_of_the_window(surface, window, log):
    scale = scale_of(surface, window, log)
    above = scale.ticks - scale.floor
    assert np.all((above >= -1e-9 * scale.span) & (above <= scale.span * (1 + 1e-5)))
    assert 2 <= len(above) <= 9
    assert np.all(np.diff(above) > 0)


@pytest.mark.parametrize(("surface", "window", "log"), CASES)
def test_ticks_are_named_by_round_numbers(surface, window, log):
    scale = scale_of(surface, window, log)
    texts = scale.tick_texts(scale.ticks)
    assert len(set(texts)) == len(texts) == len(scale.ticks)
    for text in texts:
        number, _, _ = text.partition("<sup>")
        digits = re.sub(r"10$|[−·.]", "", number).strip("0")
        assert len(digits) <= 2, text  # neither 0.0999756 nor 3.33
        assert re.fullmatch(r"[−·.\d]+(<sup>−?\d+</sup>)?", text), text  # −3·10⁵, not -3e+05


def test_the_valley_is_read_in_decades():
    scale = scale_of(VALLEY, None, True)
    assert scale.tick_texts(scale.ticks) == ["0.1", "1", "10", "100", "1000"]
    np.testing.assert_allclose(lines(scale), np.arange(-0.5, 3.1, 0.5))


def test_a_bowl_is_read_in_even_losses():
    scale = scale_of(ANISOTROPIC, None, False)
    assert scale.tick_texts(scale.ticks) == ["0", "10", "20", "30"]
    assert scale.name == "L"


def test_large_losses_are_powers_of_ten():
    scale = scale_of(STEEP, None, False)
    assert scale.tick_texts(scale.ticks) == ["0", "2·10<sup>6</sup>", "4·10<sup>6</sup>"]


def test_small_losses_are_powers_of_ten():
    texts = scale_of(ISOTROPIC, NEAR, False).tick_texts(np.array([0.0, 5e-9, 1e-8]))
    assert texts == ["0", "5·10<sup>−9</sup>", "10<sup>−8</sup>"]


@pytest.mark.parametrize("surface", [ISOTROPIC, ANISOTROPIC, STEEP])
def test_the_level_lines_of_a_bowl_are_evenly_spaced(surface):
    scale = scale_of(surface, None, False)
    along_w1 = np.array([[0.25, 0.5, 0.75, 1.0], np.zeros(4)])
    fields = scale.field(surface.value(along_w1))
    np.testing.assert_allclose(np.diff(fields), fields[0])


@pytest.mark.parametrize("window", [None, FAR, Window((-3.0, 1.0), (-0.7, 5.0))])
def test_a_level_line_parts_the_saddle_where_its_loss_is_zero(window):
    scale = scale_of(SADDLE, window, False)
    zero = float(scale.field(0.0))
    assert np.min(np.abs(lines(scale) - zero)) < 1e-9 * scale.span


def test_losses_below_the_floor_stay_at_its_height():
    scale = scale_of(SADDLE, None, True)
    assert scale.height(scale.floor - 1) == 0
    assert scale.field(scale.floor - 1) == scale.field(scale.floor)


def test_logarithms_above_a_floor_that_is_not_zero_say_so():
    assert scale_of(SADDLE, None, True).name == "L − L<sub>min</sub>"
    assert scale_of(SADDLE, None, False).name == "L"
    assert scale_of(VALLEY, None, True).name == "L"


def test_a_flat_window_has_a_scale():
    scale = LossScale.of(ISOTROPIC, np.zeros(4), False)
    assert scale.span > 0
    assert np.all(np.isfinite([scale.top, *scale.levels]))
