"""Streams of gradients, and that the averages over them are those of the rules."""

import numpy as np
import pytest

from engine import Scenario
from engine.streams import (
    SOURCES,
    Averages,
    Stream,
    StreamOracle,
    coefficient,
    fed,
    memory,
    weight,
)
from optimizers import OPTIMIZERS, AdaGrad, Adam, RMSProp

GAMMAS = (0.0, 0.1, 0.9, 0.99)
sources = pytest.mark.parametrize("key", SOURCES)


def made(key: str, length: int = 200, seed: int = 0) -> Stream:
    return SOURCES[key].make(length, np.random.default_rng(seed))


@sources
@pytest.mark.parametrize("length", [1, 2, 7, 200])
def test_a_stream_has_its_length_and_a_mean_for_every_step(key, length):
    stream = made(key, length)
    assert stream.g.shape == stream.mean.shape == stream.mean_square.shape == (length,)
    assert stream.mean_name == "true mean"


@sources
def test_the_expectations_are_what_many_gradients_come_to(key):
    stream = made(key, 40_000)
    for values, expected in [(stream.g, stream.mean), (stream.g**2, stream.mean_square)]:
        np.testing.assert_allclose(np.mean(values), np.mean(expected), atol=0.03)


@sources
def test_only_a_random_source_follows_the_seed(key):
    np.testing.assert_array_equal(made(key).g, made(key).g)
    assert SOURCES[key].random == (not np.array_equal(made(key).g, made(key, seed=1).g))


@pytest.mark.parametrize("key", [key for key, source in SOURCES.items() if source.random])
def test_a_longer_random_stream_begins_with_the_shorter(key):
    np.testing.assert_array_equal(made(key, 300).g[:200], made(key, 200).g)


def test_the_default_is_that_of_the_sources():
    g = made("normal", 40_000).g
    np.testing.assert_allclose([g.mean(), g.std()], 1, atol=0.02)


def test_the_jump_is_in_the_middle():
    assert made("jump", 5).g.tolist() == [3, 3, 3, 0.3, 0.3]
    assert made("alternating", 3).g.tolist() == [1, -1, 1]


def test_what_was_recorded_has_the_mean_of_what_came():
    stream = Stream.recorded(np.array([2.0, 4.0, -3.0]))
    assert stream.mean.tolist() == [2, 3, 1]
    np.testing.assert_allclose(stream.mean_square, [4, 10, 29 / 3])
    assert stream.mean_name == "mean so far"


@pytest.mark.parametrize("rule", OPTIMIZERS.values(), ids=OPTIMIZERS)
def test_any_rule_takes_a_stream(rule):
    g = made("normal", 20).g
    made_of_it = fed(rule(), g)
    assert made_of_it.keys() == rule.symbols.keys()
    assert all(values.shape == (20,) for values in made_of_it.values())
    np.testing.assert_array_equal(made_of_it["g"][0], g[0])


def test_the_oracle_gives_the_gradient_of_its_loss():
    oracle = StreamOracle(np.array([2.0, -5.0]))
    oracle.begin(1)
    w = np.ones((1, 3))
    np.testing.assert_array_equal(oracle.gradient(w), np.full((1, 3), -5.0))
    np.testing.assert_array_equal(oracle.loss(w + 1) - oracle.loss(w), np.full(3, -5.0))


@sources
def test_adagrad_adds_up_what_rmsprop_forgets(key):
    g = made(key).g
    averages = Averages.of(made(key), GAMMAS, 0.9, 0.999)
    with np.errstate(divide="ignore"):
        summed = 1 / (np.sqrt(np.cumsum(g * g)) + AdaGrad().eps)
    come = ~np.isnan(averages.adagrad)
    assert come.tolist() == np.logical_or.accumulate(g != 0).tolist()
    np.testing.assert_allclose(averages.adagrad[come], summed[come], rtol=1e-12)
    assert averages.rmsprop.shape == (200, len(GAMMAS))
    for gamma, lane in zip(GAMMAS, averages.rmsprop.T, strict=True):
        np.testing.assert_array_equal(lane, coefficient(RMSProp(gamma=gamma), g))
        h = 0.0
        for each, found in zip(g, lane, strict=True):
            h = gamma * h + (1 - gamma) * each * each
            expected = 1 / (np.sqrt(h) + RMSProp().eps)
            assert np.isnan(found) or np.isclose(found, expected, rtol=1e-9)


def test_the_coefficient_does_not_depend_on_the_learning_rate():
    g = made("normal").g
    np.testing.assert_array_equal(coefficient(RMSProp(lr=3), g), coefficient(RMSProp(lr=0.01), g))


def test_the_correction_finds_a_constant_at_once():
    m, v, m_hat, v_hat = (
        fed(Adam(beta1=0.8, beta2=0.99), made("constant").g)[name]
        for name in ("m", "v", "m_hat", "v_hat")
    )
    np.testing.assert_allclose([m_hat, v_hat], 1, rtol=1e-12)
    step = np.arange(1, 201)
    np.testing.assert_allclose(m, 1 - 0.8**step, rtol=1e-12)
    np.testing.assert_allclose(v, 1 - 0.99**step, rtol=1e-12)


@pytest.mark.parametrize("beta", [0.0, 0.1, 0.9, 0.999])
def test_the_weights_are_what_a_rule_keeps_of_a_single_gradient(beta):
    single, ages = np.eye(1, 300)[0], np.arange(300)
    np.testing.assert_allclose(fed(RMSProp(gamma=beta), single)["h"], weight(beta, ages))
    np.testing.assert_allclose(fed(Adam(beta1=beta), single)["m"], weight(beta, ages))


@pytest.mark.parametrize("beta", [0.5, 0.9, 0.99, 0.999])
def test_about_two_thirds_of_the_weight_lie_within_the_memory(beta):
    reach = round(float(memory(beta)))
    assert 0.63 < weight(beta, np.arange(reach)).sum() <= 0.75


def test_a_run_of_a_scenario_is_a_stream():
    gradient = Scenario().path(3).gradient[:, 1]
    averages = Averages.of(Stream.recorded(gradient), GAMMAS, 0.9, 0.999)
    path = Scenario().path(3)  # Adam's own averages, for it is Adam that recorded them
    np.testing.assert_array_equal(averages.adam["m"], path.internals["m"][:, 1])
    np.testing.assert_array_equal(averages.adam["v_hat"], path.internals["v_hat"][:, 1])


@pytest.mark.parametrize(
    "g", [[], [0.0, 0.0], [1e200, -1e300], [0.0, 1e-200, 1.0]], ids=["none", "0", "huge", "tiny"]
)
def test_nothing_in_a_stream_is_too_odd(g):
    averages = Averages.of(Stream.recorded(np.array(g)), GAMMAS, 0.0, 0.999)
    assert averages.adagrad.shape == (len(g),)
    assert averages.rmsprop.shape == (len(g), len(GAMMAS))
    assert not np.any(averages.adagrad < 0)


def test_a_coefficient_stays_when_its_average_has_faded_to_nothing():
    g = np.append([1.0], np.zeros(800))
    assert coefficient(RMSProp(gamma=0.1), g)[-1] == 1 / RMSProp().eps
