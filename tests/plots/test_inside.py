"""The inside of a run: arrows that add up, honest words on the curvature, charts of what moves."""

import json
from base64 import b64decode

import numpy as np
import plotly.graph_objects as go
import pytest

from engine import Conditions, RunSpec, run
from optimizers import OPTIMIZERS, Adam, GradientDescent, Momentum, Nesterov
from plots.arrows import arrows, beside, rolls
from plots.closeup import ARROWS
from plots.curvature import eigenvalues, remarks
from plots.inside import inside_payload
from plots.internals import internals, rows_of
from plots.style import DARK
from surfaces import SURFACES

BOWL, ROSENBROCK, SADDLE = (SURFACES[key]() for key in ("anisotropic", "rosenbrock", "saddle"))
ROLLING = [Momentum(lr=0.02), Momentum(lr=0.2, form="average"), Nesterov(lr=0.02)]


@pytest.mark.parametrize("rule", [*(kind() for kind in OPTIMIZERS.values()), *ROLLING])
def test_the_move_leads_to_the_next_point(rule):
    path = run(rule, BOWL, (1.5, 0.4), 15)
    *_, move = arrows(path)
    assert move.name == "move"
    np.testing.assert_allclose(path.w[:-1] + move.vector, path.w[1:], atol=1e-12)


@pytest.mark.parametrize("rule", ROLLING)
def test_with_momentum_the_move_is_the_sum_of_its_parts(rule):
    path = run(rule, ROSENBROCK, (-0.7, 2.5), 15)
    carried, gradient, move = arrows(path)
    np.testing.assert_allclose(carried.vector + gradient.vector, move.vector, rtol=1e-12)
    assert not np.any(carried.vector[0])  # at rest nothing carries over
    where = path.w[:-1] + gradient.tail
    pushed = 0.02 * ROSENBROCK.gradient(where.T).T
    if rule.key == "momentum" and rule.form == "average":
        pushed = 0.2 * (1 - 0.9) * ROSENBROCK.gradient(where.T).T
    np.testing.assert_allclose(gradient.vector, -pushed, rtol=1e-9)


@pytest.mark.parametrize("rule", OPTIMIZERS)
def test_directions_are_as_long_as_the_move(rule):
    path = run(OPTIMIZERS[rule](), ROSENBROCK, (-0.7, 2.5), 15)
    if rolls(OPTIMIZERS[rule]):
        return
    *directions, move = arrows(path)
    assert [each.label for each in directions] == ["−g", "−m"][: 1 + ("m" in path.internals)]
    for each in directions:
        lengths = [np.linalg.norm(arrow.vector, axis=1) for arrow in (each, move)]
        np.testing.assert_allclose(*lengths, rtol=1e-9)
        assert np.all(np.sum(each.vector * path.gradient, axis=1) <= 0) or each.label == "−m"


@pytest.mark.parametrize("rule", ROLLING)
def test_momentum_beside_nesterov_from_the_same_point(rule):
    path = run(rule, ROSENBROCK, (-0.7, 2.5), 15)
    pictures = dict(beside(path))
    assert list(pictures) == ["Momentum", "Nesterov"]
    own = pictures[rule.title]
    for found, expected in zip(own, arrows(path), strict=True):
        np.testing.assert_allclose(found.vector, expected.vector, rtol=1e-9, atol=1e-12)
    first = [found[-1].vector[0] for found in pictures.values()]
    np.testing.assert_allclose(*first)  # at rest there is nothing to look ahead with
    np.testing.assert_array_equal(pictures["Momentum"][0].vector, pictures["Nesterov"][0].vector)


def test_only_rules_with_a_velocity_have_a_sister():
    assert [key for key, rule in OPTIMIZERS.items() if rolls(rule)] == ["momentum", "nesterov"]
    assert beside(run(Adam(), BOWL, (1, 1), 3)) == []


def test_every_colour_of_an_arrow_is_known_in_the_dark():
    assert set(ARROWS.values()) <= set(DARK)


def test_on_a_bowl_the_curvature_is_its_own():
    values, vectors = eigenvalues(
        run(GradientDescent(), SURFACES["anisotropic"](ratio=8), (1, 1), 3)
    )
    np.testing.assert_allclose(values, [[2, 16]] * 3)
    np.testing.assert_allclose(np.abs(vectors[0]), np.eye(2))


@pytest.mark.parametrize(
    ("lr", "verdict"), [(0.1, "η·λ = 1.6 is below 2"), (0.13, "η·λ = 2.08 is not below 2")]
)
def test_what_a_step_may_be_is_said_with_the_bound(lr, verdict):
    said = remarks(run(GradientDescent(lr=lr), BOWL, (1, 1), 3))
    assert len(said) == 3
    for each in said:
        assert "16 along w₂ and 2 along w₁" in each
        assert verdict in each
        assert "up to 0.125" in each


def test_a_schedule_is_heeded():
    halved = Conditions(schedule="step", drop=0.5, every=1)
    first, second = remarks(run(GradientDescent(lr=0.2), BOWL, (1, 1), 2, conditions=halved))
    assert "3.2 is not below" in first
    assert "1.6 is below" in second


def test_a_saddle_and_a_ridge_are_said():
    (said,) = remarks(run(GradientDescent(), SADDLE, (0.1, 0.1), 1))
    assert "−2" in said
    assert "way down on both sides" in said
    peak = run(GradientDescent(), SURFACES["himmelblau"](), (-0.27, -0.92), 1)
    assert "Nothing holds a step back" in remarks(peak)[0]


def test_a_divided_rate_is_measured_against_the_divided_curvature():
    path = run(Adam(lr=0.1), BOWL, (1, 1), 2)
    scale = np.sqrt(path.internals["effective_lr"][1])
    largest = np.linalg.eigvalsh(np.diag(scale) @ BOWL.hessian(path.w[1]) @ np.diag(scale))[-1]
    assert f"rate × curvature is {largest:.3g}, below the 2" in remarks(path)[1]


@pytest.mark.parametrize("surface", ["anisotropic", "rosenbrock"])
@pytest.mark.parametrize("rule", OPTIMIZERS)
def test_a_chart_for_all_that_moves_and_each_once(rule, surface):
    suited = RunSpec.on(surface, rule).build()
    path = run(suited, SURFACES[surface](), SURFACES[surface].start, 12)
    figure = internals(path)
    go.Figure(figure)  # Plotly finds nothing wrong with it
    titles = [note["text"] for note in figure["layout"]["annotations"]]
    assert len(set(titles)) == len(titles)
    quadratic = ["ΔW along flat and steep", "their sum so far"]
    assert (titles[-2:] == quadratic) == (surface == "anisotropic")
    drawn = [np.frombuffer(b64decode(trace["y"]["bdata"]), "<f4") for trace in figure["data"]]
    for rows in path.internals.values():
        for values in rows.T:
            seen = any(np.allclose(values, line, rtol=1e-6) for line in drawn)
            assert seen or np.all(rows == rows[:1])
    assert rows_of(path) == -(-len(titles) // 3)


@pytest.mark.parametrize("steps", [1, 12])
@pytest.mark.parametrize("rule", OPTIMIZERS)
def test_the_inside_of_every_run_can_be_sent(rule, steps):
    path = run(OPTIMIZERS[rule](), ROSENBROCK, (-0.7, 2.5), steps, noise=0.1)
    sent = inside_payload(path)
    assert json.loads(json.dumps(sent, allow_nan=False)) == sent
    assert len(sent["remarks"]) == len(path.w) - 1


def test_the_inside_of_a_run_that_explodes_can_be_sent():
    path = run(GradientDescent(lr=10.0), ROSENBROCK, (-0.7, 2.5), 50)
    assert path.status.outcome == "diverged"
    json.dumps(inside_payload(path), allow_nan=False)
    internals(path)
    at_once = run(GradientDescent(lr=1e300), ROSENBROCK, (1e6, 1e6), 5)
    assert len(at_once.w) == 1
    assert inside_payload(at_once)["remarks"] == []
    internals(at_once)
