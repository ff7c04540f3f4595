"""Surfaces of data: what they are made of, and that their short cuts add up the examples."""

import numpy as np
import pytest

from surfaces import SURFACES, DataSurface, Linear, Logistic, Neuron, Sparse
from surfaces.tables import Table
from tests.helpers import points_of

KINDS = [kind for kind in SURFACES.values() if issubclass(kind, DataSurface)]
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
every_source = pytest.mark.parametrize("data", ["synthetic", "penguins"])


@every_kind
@every_source
def test_the_loss_is_the_mean_over_the_examples_and_so_is_its_gradient(kind, data):
    surface = kind(data=data)
    w = points_of(surface, 30).reshape(2, 5, 6)
    losses, gradients = surface.losses(w), surface.gradients(w)
    assert losses.shape == (surface.y.size, 5, 6)
    assert gradients.shape == (2, surface.y.size, 5, 6)
    np.testing.assert_allclose(losses.mean(axis=0), surface.value(w), rtol=1e-12)
    np.testing.assert_allclose(
        gradients.mean(axis=1), surface.gradient(w), rtol=1e-12, atol=1e-12 * np.abs(w).max()
    )


@every_kind
def test_a_batch_of_all_examples_is_the_full_loss_and_halves_have_it_as_their_mean(kind):
    surface = kind(size=40)
    w, order = points_of(surface, 7), np.random.default_rng(1).permutation(40)
    whole, first, second = map(surface.batch, (order, order[:20], order[20:]))
    for found in (whole, None):
        value = whole.value(w) if found else (first.value(w) + second.value(w)) / 2
        slope = whole.gradient(w) if found else (first.gradient(w) + second.gradient(w)) / 2
        np.testing.assert_allclose(value, surface.value(w), rtol=1e-12)
        np.testing.assert_allclose(slope, surface.gradient(w), rtol=1e-12, atol=1e-12)


@every_kind
def test_lanes_may_have_batches_of_their_own(kind):
    surface = kind()
    w, which = points_of(surface, 4), np.random.default_rng(2).integers(60, size=(4, 5))
    together = surface.batch(which)
    for lane in range(4):
        alone = surface.batch(which[lane])
        np.testing.assert_array_equal(together.value(w)[lane], alone.value(w[:, lane]))
        np.testing.assert_array_equal(together.gradient(w)[:, lane], alone.gradient(w[:, lane]))


@every_kind
def test_many_lanes_are_taken_in_parts_that_change_nothing(kind):
    surface = kind(size=2000)
    w = points_of(surface, 300)  # 600,000 numbers, were they taken at once
    for method in (surface.value, surface.gradient, surface.hessian):
        np.testing.assert_array_equal(method(w)[..., 299], method(w[:, 299]))


@every_kind
def test_the_same_seed_makes_the_same_examples_and_another_others(kind):
    np.testing.assert_array_equal(kind(seed=3).y, kind(seed=3).y)
    assert (kind(seed=3).a != kind(seed=4).a).any()


@every_kind
def test_the_minimum_does_not_depend_on_the_units_of_ones_own_table(kind):
    random = np.random.default_rng(0)
    columns = random.standard_normal((len(kind.roles), 50)) + 3
    columns[-1] = columns[0] > 3 if kind is Logistic else columns[0] + random.random(50)
    one, other = (
        kind(data="own", own=Table.of(kind.roles, columns * units)) for units in (1.0, 250.0)
    )
    np.testing.assert_allclose(one.minima, other.minima, rtol=1e-9, atol=1e-12)
    assert one.y.size == 50
    assert one.domain.contains(one.minima).all()


@every_kind
def test_without_a_table_ones_own_are_the_made_ones(kind):
    np.testing.assert_array_equal(kind(data="own").y, kind().y)
    assert kind(data="own").used == kind().used
    assert "size" not in kind(data="penguins").used


def test_the_line_through_the_penguins_is_the_published_one():
    # lm(body_mass_g ~ flipper_length_mm) of the 342 that were measured: −5780.83 + 49.69·x
    surface = Linear(data="penguins")
    x, y = surface.columns
    slope = surface.best[0] * y.std() / x.std()
    assert surface.y.size == 342
    assert slope == pytest.approx(49.69, abs=5e-3)
    assert y.mean() - slope * x.mean() == pytest.approx(-5780.83, abs=5e-3)
    assert surface.best[0] ** 2 == pytest.approx(0.759, abs=5e-4)  # R²


@pytest.mark.parametrize("scale", [0.2, 1.0, 3.0, 5.0])
def test_the_scale_of_the_feature_is_the_bowls_anisotropy(scale):
    curvatures = np.linalg.eigvalsh(Linear(scale=scale).hessian(np.zeros(2)))
    np.testing.assert_allclose(curvatures, sorted([2, 2 * scale**2]), rtol=1e-12)


@pytest.mark.parametrize("share", [0.02, 0.1, 0.5])
def test_a_rare_feature_has_a_small_curvature(share):
    surface = Sparse(size=100, share=share)
    assert surface.a[1].sum() == 100 * share
    assert surface.hessian(np.zeros(2))[1, 1] == pytest.approx(2 * share)


@pytest.mark.parametrize("scatter", [0.0, 0.3])
def test_least_squares_finds_what_the_examples_were_made_from(scatter):
    for kind, weights in ((Linear, (1, 0.5)), (Sparse, (1, 1.5))):
        surface = kind(size=2000, scatter=scatter)
        np.testing.assert_allclose(surface.best, weights, rtol=0, atol=0.06)


def test_the_neuron_has_two_minima_that_differ_by_their_signs():
    minima = Neuron().minima
    assert minima.shape == (2, 2)
    np.testing.assert_allclose(minima[:, 0], -minima[:, 1], rtol=1e-9)


def test_classes_that_a_threshold_separates_still_have_a_minimum():
    surface = Logistic(scatter=0)
    assert (surface.y == (surface.a[0] > 0.3)).all()
    assert np.abs(surface.minima).max() < 10
