"""What each surface is there to show: tips, ripples, walls, ravines, widths."""

import numpy as np
import pytest

from surfaces import Ackley, Cliff, MonkeySaddle, Rastrigin, Ravine, SharpFlat


@pytest.mark.parametrize("surface", [Rastrigin(), Ackley()], ids=lambda each: each.key)
def test_the_ripples_have_a_minimum_near_every_whole_number(surface):
    whole = {(i, j) for i in range(-4, 5) for j in range(-4, 5)} - {(0, 0)}
    assert {(int(i), int(j)) for i, j in np.rint(surface.local_minima).T} == whole


@pytest.mark.parametrize(("ripple", "count"), [(0.01, 0), (0.1, 0), (0.25, 8), (1000.0, 80)])
def test_a_low_ripple_has_few_minima(ripple, count):
    # There is a dip near k as long as πA exceeds it, about.
    assert Rastrigin(ripple=ripple).local_minima.shape[1] == count


def test_ackleys_tip_has_a_slope_of_its_own_in_every_direction():
    angle = np.linspace(0, 2 * np.pi, 13)
    outward = np.stack([np.cos(angle), np.sin(angle)])
    slope = np.sum(outward * Ackley().gradient(1e-12 * outward), axis=0)
    np.testing.assert_allclose(slope, 20 * 0.2 / np.sqrt(2), rtol=1e-9)
    assert Ackley().value(np.zeros(2)) == 0
    np.testing.assert_array_equal(Ackley().gradient(np.zeros(2)), 0)


def test_the_monkey_saddle_is_flat_and_has_three_valleys():
    saddle = MonkeySaddle()
    assert not saddle.gradient(np.zeros(2)).any()
    assert not saddle.hessian(np.zeros(2)).any()
    angle = np.radians([60, 180, 300])
    np.testing.assert_allclose(saddle.value(np.stack([np.cos(angle), np.sin(angle)])), -1)


@pytest.mark.parametrize("wall", [1.0, 10.0, 50.0])
def test_the_cliffs_wall_is_as_steep_as_it_says(wall):
    w = np.zeros((2, 10_000))
    w[0] = np.linspace(0, 5 / wall, 10_000)
    slope = Cliff(wall=wall).gradient(w)[0] - 0.5 * w[0]
    assert slope.max() == pytest.approx(2.14 * wall, rel=0.01)


def test_the_ravines_curvature_across_is_that_of_its_walls():
    bottom = np.array([np.pi / 2, 1.5])  # where it runs along w₁
    hessian = Ravine(bend=1.5, walls=30).hessian(bottom)
    np.testing.assert_allclose(hessian, [[0.4, 0], [0, 60]], rtol=0, atol=1e-12)


@pytest.mark.parametrize(("sharp", "flat"), [(0.1, 1.0), (0.3, 2.0), (0.6, 4.0)])
def test_both_widths_are_those_of_their_minima(sharp, flat):
    surface = SharpFlat(sharp=sharp, flat=flat)
    local = surface.local_minima
    assert local.shape == (2, 1)
    inside = (0.2 + 2.7**2 / (2 * flat**2)) / sharp**2  # the paraboloid's height over s²
    np.testing.assert_allclose(
        np.linalg.eigvalsh(surface.hessian(surface.minima[:, 0])), inside, rtol=1e-12
    )
    np.testing.assert_allclose(
        np.linalg.eigvalsh(surface.hessian(local[:, 0])), 1 / flat**2, rtol=2e-2
    )
    assert surface.value(local[:, 0]) == pytest.approx(0.2, rel=1e-4)
    if sharp <= 0.3:
        np.testing.assert_allclose(local[:, 0], (1.5, 0), rtol=0, atol=1e-15)
