"""The figure of the Compare page: curves with gaps, bands, marks, and what a click means."""

import json

import numpy as np
import pytest

from engine import RunSpec, Scenario
from engine.tuning import LEAST, RATES, Sensitivity, Trial, apart, sensitivity
from plots.compare import Entry, at, sensitivities
from plots.style import DARK, END, RUN_STYLES

SCENARIO = Scenario(runs=(RunSpec.of("gd", lr=0.05), RunSpec.of("adam"), RunSpec.of("lbfgs")))
TRIAL = Trial(budget=40, criterion="final", starts=5, spread=0.2)


def entry(slot: int, trial: Trial = TRIAL, rate: float | None = None) -> Entry:
    alone = apart(SCENARIO, slot)
    own = SCENARIO.runs[slot]["lr"] if rate is None else rate
    return Entry(slot, f"run {slot}", sensitivity(alone, trial), sensitivity(alone, trial, (own,)))


@pytest.fixture(scope="module")
def entries():
    return [entry(slot) for slot in range(3)]


def scatters(entries):
    return [t for t in sensitivities(entries, "L").data if t.type == "scatter"]


def traces(entries, kind="lines+markers"):
    return [t for t in scatters(entries) if t.mode == kind]


def test_a_curve_is_the_scores_with_gaps_where_there_is_none(entries):
    for one, trace in zip(entries, traces(entries), strict=True):
        scores = np.array([np.inf if y is None else y for y in trace.y])
        np.testing.assert_array_equal(scores, np.maximum(one.curve.score, LEAST))
        np.testing.assert_array_equal(trace.x, RATES)
    assert np.isinf(entries[0].curve.score[-1])  # gradient descent diverges at 100


def test_the_strip_shows_the_share_that_diverges(entries):
    strip = next(t for t in sensitivities(entries, "L").data if t.type == "heatmap")
    shares = np.nan_to_num(strip.z)
    for row, one in enumerate(entries):
        np.testing.assert_allclose(shares[row], one.curve.diverged, rtol=1e-6)


def test_the_best_is_ringed_and_the_present_hollow(entries):
    marks = traces(entries, "markers")
    ringed = [mark for mark in marks if mark.marker.line.color == END]
    assert [mark.x[0] for mark in ringed] == [one.best.rates[0] for one in entries]
    hollow = [mark for mark in marks if mark.marker.line.color != END]
    assert [mark.x[0] for mark in hollow] == [0.05, 0.1, 1.0]
    assert [mark.marker.color for mark in ringed] == [style.light for style in RUN_STYLES[:3]]


def test_a_rate_of_its_own_may_be_the_best():
    tried = Sensitivity(*np.array([[0.1, 0.2], [2.0, 1.0], [1, 1], [3, 3], [0, 0]]))
    own = Sensitivity(*np.array([[0.15], [0.5], [0.5], [0.5], [0.0]]))
    assert Entry(0, "", tried, own).best is own
    assert Entry(0, "", tried, tried.best).best.rates == [0.2]


def test_a_click_on_a_point_finds_its_run_and_rate(entries):
    for one, trace in zip(entries, traces(entries), strict=True):
        index = int(np.argmin(one.curve.score))
        slot, rate = at(entries, float(np.float32(trace.x[index])), trace.y[index])
        assert rate == one.curve.rates[index]
        assert np.fmax(entries[slot].curve.score[index], LEAST) == trace.y[index]
    assert at(entries, RATES[-1], -1) is None  # the strip


def test_bands_run_between_the_quartiles_within_the_figure(entries):
    bands = [t for t in scatters(entries) if t.fill == "toself"]
    for one, band in zip(entries, bands, strict=True):
        drawn = np.array([y for y in band.y if y is not None])
        assert len(drawn) == 2 * np.isfinite(one.curve.score).sum()
        assert np.isfinite(drawn).all()


@pytest.mark.parametrize("criterion", ["best", "evaluations"])
def test_other_criteria_and_one_start_can_be_drawn(criterion):
    found = [entry(1, Trial(40, criterion, 1, 0.0)), entry(2, Trial(40, criterion, 1, 0.0))]
    figure = sensitivities(found, "what").to_plotly_json()
    assert "quartiles" not in json.dumps(figure["data"][2]["customdata"])
    assert all(np.isfinite(figure["layout"]["yaxis"]["range"]))


def test_nobody_arriving_can_be_drawn_too():
    figure = sensitivities([entry(1, Trial(1, "evaluations", 1, 0.0))], "evaluations")
    assert all(y is None for y in figure.data[1].y)


def test_every_colour_has_one_for_the_dark(entries):
    for trace in traces(entries):
        assert trace.line.color in DARK
