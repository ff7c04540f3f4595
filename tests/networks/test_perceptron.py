"""The network: its shapes, and its gradient against finite differences."""

import numpy as np
import pytest

from networks import ACTIVATIONS, Perceptron
from networks.perceptron import cross_entropy

NETWORK = {key: Perceptron(5, 4, 3, key) for key in ACTIVATIONS}
RNG = np.random.default_rng(1)
X, LABELS = RNG.normal(size=(7, 5)), RNG.integers(0, 3, size=7)
activations = pytest.mark.parametrize("network", NETWORK.values(), ids=NETWORK)


@activations
def test_the_gradient_is_that_of_the_loss(network):
    w = network.start(0) + 0.1 * RNG.normal(size=network.size)  # the biases as well
    loss, gradient = network.gradient(w, X, LABELS)
    h = 1e-6
    nudges = h * np.eye(network.size)
    differences = (network.loss(w + nudges, X, LABELS) - network.loss(w - nudges, X, LABELS)) / (
        2 * h
    )
    np.testing.assert_allclose(gradient, differences, atol=1e-8)
    assert loss == network.loss(w, X, LABELS)


@activations
def test_many_networks_are_one_after_another(network):
    many = np.stack([network.start(seed) for seed in range(6)]).reshape(2, 3, -1)
    losses, gradients = network.gradient(many, X, LABELS)
    assert losses.shape == (2, 3)
    assert gradients.shape == many.shape
    for place in np.ndindex(2, 3):
        loss, gradient = network.gradient(many[place], X, LABELS)
        np.testing.assert_array_equal(gradients[place], gradient)
        assert losses[place] == loss
    read = network.reading(many, X)
    assert read.shape == (2, 3, len(X))
    np.testing.assert_array_equal(read[1, 2], network.reading(many[1, 2], X))


def test_every_weight_belongs_to_one_layer():
    network = NETWORK["relu"]
    w = np.zeros((2, network.size))
    for number, part in enumerate(network.layers(w)):
        part += 1 + number  # a view: the row changes
    assert sorted(set(w[1])) == [1, 2, 3, 4]
    sizes = {1 + number: part[1].size for number, part in enumerate(network.layers(w))}
    assert {number: int((w[1] == number).sum()) for number in sizes} == sizes


@activations
def test_it_starts_from_random_weights_that_the_seed_decides(network):
    wide = Perceptron(200, 300, 10, network.activation)
    w = wide.start(3)
    np.testing.assert_array_equal(w, wide.start(3))
    assert not np.array_equal(w, wide.start(4))
    layers = wide.layers(w)
    spread = ACTIVATIONS[network.activation].spread
    assert np.var(layers.w1) == pytest.approx(spread(200, 300), rel=0.05)
    assert np.var(layers.w2) == pytest.approx(spread(300, 10), rel=0.1)
    assert not np.any(layers.b1)
    assert not np.any(layers.b2)


def test_the_loss_is_minus_the_logarithm_of_the_right_digits_probability():
    scores = np.log([[0.7, 0.2, 0.1], [0.25, 0.5, 0.25]])
    expected = -(np.log(0.7) + np.log(0.25)) / 2
    np.testing.assert_allclose(cross_entropy(scores, np.array([0, 2])), expected)


def test_large_scores_do_not_overflow():
    scores = np.array([[1000.0, 0.0, -1000.0]])
    assert cross_entropy(scores, np.array([0])) == 0
    assert cross_entropy(scores, np.array([2])) == 2000
