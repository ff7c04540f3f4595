"""The figures of the Averages page, and what is said of them."""

import re

import numpy as np
import pytest

from engine.streams import SOURCES, Averages, Stream, memory, weight
from plots.averages import coefficients, first_moment, second_moment
from plots.axes import log_axis, number, powers
from plots.memory import decays, memories
from plots.player.payload import figure_payload
from plots.remarks import on_coefficients, on_first_moment, on_memories, on_second_moment
from plots.style import DARK

REMARKS = on_coefficients, on_first_moment, on_second_moment, on_memories


def averages(key="normal", length=200, gammas=(0.1, 0.9, 0.99), beta1=0.9, beta2=0.999):
    stream = SOURCES[key].make(length, np.random.default_rng(0))
    return Averages.of(stream, gammas, beta1, beta2)


def recorded(*g):
    return Averages.of(Stream.recorded(np.array(g)), (0.1, 0.9, 0.99), 0.9, 0.999)


NORMAL = averages()
ODD = {
    "a single gradient": averages(length=1),
    "only zeros": recorded(0.0, 0.0),
    "zeros in front": averages("sparse"),
    "beyond numbers": recorded(1e200, -1e250, 3.0),
    "no memory": averages(gammas=(0.0, 0.0, 0.0), beta1=0.0, beta2=0.0),
    "the longest memory": averages(gammas=(0.1, 0.9, float(np.nextafter(1, 0)))),
    "all alike": averages(gammas=(0.9, 0.9, 0.9), beta2=0.9),
    "the most": averages(length=2000),
} | {key: averages(key) for key in SOURCES}
odd = pytest.mark.parametrize("found", ODD.values(), ids=ODD)


def figures(found):
    return [
        coefficients(found, "log"),
        coefficients(found, "linear"),
        first_moment(found),
        second_moment(found),
        memories(found),
    ]


def trace(figure, name):
    return next(trace for trace in figure.data if trace.name == name)


@odd
def test_every_figure_can_be_sent_and_every_colour_has_a_dark_counterpart(found):
    for figure in figures(found):
        text = str(figure_payload(figure)["figure"])
        assert set(re.findall(r"#\w{6}\b|rgba?\([^)]*\)", text)) <= {*DARK, "rgba(0,0,0,0)"}


@odd
def test_axes_are_finite_and_hold_the_marks(found):
    for figure in figures(found):
        for axis in (figure.layout.xaxis, figure.layout.yaxis):
            if axis.range:
                low, high = axis.range
                assert np.isfinite([low, high]).all()
                assert low < high
            assert axis.tickvals is None or len(axis.tickvals) <= 12
    figure = memories(found)
    marks = trace(figure, "memory")
    for axis, values in ((figure.layout.xaxis, marks.x), (figure.layout.yaxis, marks.y)):
        assert axis.range[0] < np.log10(min(values)) <= np.log10(max(values)) < axis.range[1]


@odd
@pytest.mark.parametrize("remark", REMARKS, ids=lambda remark: remark.__name__)
def test_a_remark_is_one_or_two_sentences_in_plain_words(found, remark):
    said = remark(found)
    assert 20 < len(said) < 260
    assert said.endswith(".")
    assert not re.search(r"nan|inf|e\+|-| ,", said), said


def test_the_figures_draw_what_the_rules_gave():
    figure = coefficients(NORMAL, "log")
    assert [trace.name for trace in figure.data] == [
        "RMSProp γ = 0.1",
        "γ = 0.9",
        "γ = 0.99",
        "AdaGrad",
    ]
    np.testing.assert_allclose(trace(figure, "AdaGrad").y, NORMAL.adagrad, rtol=1e-6)
    np.testing.assert_allclose(trace(figure, "γ = 0.9").y, NORMAL.rmsprop[:, 1], rtol=1e-6)
    assert figure.layout.yaxis.type == "log"
    assert coefficients(NORMAL, "linear").layout.yaxis.type is None
    for figure, plain, corrected in [
        (first_moment(NORMAL), "m", "m̂"),
        (second_moment(NORMAL), "v", "v̂"),
    ]:
        adam = NORMAL.adam
        without = trace(figure, f"{plain}, not corrected").y
        np.testing.assert_allclose(without, adam[plain], rtol=1e-6)
        with_it = trace(figure, f"{corrected}, corrected").y
        np.testing.assert_allclose(with_it, adam[f"{plain}_hat"], rtol=1e-6)
    assert set(trace(first_moment(NORMAL), "true mean").y) == {1}
    assert set(trace(second_moment(NORMAL), "true mean").y) == {2}
    np.testing.assert_allclose(trace(first_moment(NORMAL), "g").y, NORMAL.stream.g, rtol=1e-6)
    assert trace(first_moment(recorded(1.0, 3.0)), "mean so far").y.tolist() == [1, 2]


def test_first_values_stand_at_step_one():
    for figure in figures(NORMAL)[:-1]:
        assert all(trace.x0 == 1 for trace in figure.data)


def test_the_memory_is_marked_on_the_curve_of_weights():
    marks = trace(memories(NORMAL), "memory")
    assert list(marks.text) == ["1.11", "10", "100", "1,000"]
    betas = np.array([0.1, 0.9, 0.99, 0.999])
    np.testing.assert_allclose(marks.x, memory(betas))
    np.testing.assert_allclose(marks.y, weight(betas, memory(betas) - 1))
    curve = trace(memories(NORMAL), "γ = 0.99")
    np.testing.assert_array_equal(curve.x, np.round(curve.x))
    np.testing.assert_allclose(curve.y, 0.01 * 0.99 ** (curve.x - 1))


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ({}, ["γ = 0.1", "γ = β₁ = 0.9", "γ = 0.99", "β₂ = 0.999"]),
        ({"beta1": 0.8}, ["γ = 0.1", "γ = 0.9", "γ = 0.99", "β₁ = 0.8", "β₂ = 0.999"]),
        ({"gammas": (0.9, 0.9, 0.9), "beta2": 0.9}, ["γ = β₁ = β₂ = 0.9"]),
        ({"beta1": 0.999}, ["γ = 0.1", "γ = 0.9", "γ = 0.99", "β₁ = β₂ = 0.999"]),
    ],
)
def test_equal_decays_are_one_curve(given, names):
    found = averages(**given)
    assert [str(each) for each in decays(found)] == names
    assert [trace.name for trace in memories(found).data] == [*names, "memory"]


def test_remarks_give_the_numbers_of_the_stream():
    assert on_coefficients(NORMAL).startswith(
        "After 200 steps AdaGrad's coefficient is 0.0506, RMSProp's 0.661 with γ = 0.1,"
        " 0.773 with γ = 0.9 and 0.781 with γ = 0.99."
    )
    assert on_first_moment(averages("constant")).startswith(
        "m starts at 0, so after step 1 it is (1 − β₁)·g = 0.1, though g = 1."
    )
    assert "from step 44 on it changes less than 1%" in on_first_moment(NORMAL)
    assert on_second_moment(averages("constant")).startswith(
        "After 200 steps v = 0.181 and v̂ = 1; the true mean is 1. v still has 82% of its weight"
    )
    assert "the mean so far is 5" in on_second_moment(recorded(1.0, 3.0))
    assert "10 with γ = β₁ = 0.9, 100 with γ = 0.99 and 1,000 with β₂" in on_memories(NORMAL)


def test_the_correction_is_over_from_the_step_that_is_said():
    for beta in (0.1, 0.5, 0.9, 0.99, 0.999):
        said = on_first_moment(averages(beta1=beta))
        step = int(re.search(r"from step ([\d,]+) on", said)[1].replace(",", ""))
        assert 1 / (1 - beta**step) <= 1.01 < 1 / (1 - beta ** (step - 1))


def test_remarks_follow_what_happens():
    assert "not so many have come yet" in on_memories(NORMAL)
    assert "not so many" not in on_memories(averages(length=1000))
    assert "until only ε is left" in on_coefficients(averages("sparse"))
    assert "until only ε is left" not in on_coefficients(NORMAL)
    assert "next to no weight" in on_second_moment(averages(beta2=0.9))
    assert "after step 3 it is" in on_first_moment(recorded(0.0, 0.0, 2.0))
    assert "nothing to correct" in on_first_moment(averages(beta1=0.0))
    assert on_coefficients(recorded(0.0)).startswith("Every gradient is 0")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (1.0, "1"),
        (-0.1234, "−0.123"),
        (0.00123, "0.00123"),
        (1234.0, "1,230"),
        (9999.0, "10⁴"),
        (1e8, "10⁸"),
        (1.234e-7, "1.23·10⁻⁷"),
        (-2e30, "−2·10³⁰"),
        (float("inf"), "∞"),
        (float("-inf"), "−∞"),
    ],
)
def test_numbers_are_written_as_by_hand(value, text):
    assert number(value) == text


def test_a_logarithmic_axis_has_round_ticks():
    assert log_axis(-1.2, 1.3)["ticktext"] == ["0.01", "0.1", "1", "10", "100"]
    assert log_axis(-0.3, 0.6)["ticktext"][2:6] == ["0.5", "1", "2", "5"]
    assert log_axis(-1, 14)["tickvals"] == [10.0**k for k in range(-1, 15, 2)]
    assert powers(np.array([0.0, np.nan, np.inf, 1.0, 100.0])) == pytest.approx((-0.15, 2.15))
