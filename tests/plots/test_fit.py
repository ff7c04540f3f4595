"""The panel of examples and models: what it is sent, and what its script makes of that."""

import numpy as np
import pytest

from engine import Conditions, run
from engine.batches import batches_of
from optimizers import LBFGS, GradientDescent
from plots.fit import fit, model
from plots.player.payload import run_payload, scene_payload
from plots.style import RUN_STYLES
from plots.view import View
from surfaces import SURFACES, Anisotropic, DataSurface, Linear, Logistic, Neuron, Sparse
from tests.plots.scripts import filled

KINDS = [kind for kind in SURFACES.values() if issubclass(kind, DataSurface)]
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)


@every_kind
@pytest.mark.parametrize("data", ["synthetic", "penguins"])
def test_every_example_is_drawn_once_and_within_the_frame(kind, data):
    surface = kind(data=data)
    figure = fit(surface)
    drawn = [trace for trace in figure.data if "example" in trace.name]
    x, y = (np.concatenate([trace[axis] for trace in drawn]) for axis in "xy")
    assert sorted(zip(x, y, strict=True)) == sorted(zip(surface.a[0], surface.y, strict=True))
    for values, axis in ((x, figure.layout.xaxis), (y, figure.layout.yaxis)):
        low, high = axis.range
        assert low < values.min() < values.max() < high


def test_of_very_many_examples_a_thousand_are_drawn_and_the_figure_says_so():
    surface = Linear(size=2000)
    figure = fit(surface)
    drawn = next(trace for trace in figure.data if trace.name == "examples")
    assert len(drawn.x) == 1000
    assert figure.layout.annotations[0].text == "1,000 of 2,000 examples"
    assert len(model(surface)["examples"]["x"]) == 2000
    assert not fit(Linear()).layout.annotations


def test_a_rare_feature_has_marks_and_a_line_of_its_own():
    surface = Sparse(share=0.2)
    rare = next(trace for trace in fit(surface).data if trace.name == "rare examples")
    assert len(rare.x) == 12
    assert model(surface)["levels"] == (0, 1)
    assert [trace.name for trace in fit(Linear()).data if "example" in trace.name] == ["examples"]


def test_the_script_fills_a_line_a_run_and_the_rings_of_the_batch():
    traces = {trace.name for trace in fit(Linear()).data} - {"examples"}
    assert filled("fit.js") == traces == {"batch", *(f"fit {i}" for i in range(len(RUN_STYLES)))}


def test_the_scene_holds_the_panel_only_where_there_are_examples_and_room():
    data, bowl = Linear(), Anisotropic()
    assert "fit" in scene_payload(data, data.domain, View())
    assert "fit" not in scene_payload(data, data.domain, View(), "step")
    assert "fit" not in scene_payload(bowl, bowl.domain, View())


def test_the_axes_say_what_is_drawn():
    def titles(surface):
        layout = fit(surface).layout
        return layout.xaxis.title.text, layout.yaxis.title.text

    assert titles(Linear()) == ("x", "y")
    assert titles(Linear(data="penguins", scale=2)) == (
        "flipper_length_mm, standardised × 2",
        "body_mass_g, standardised",
    )
    assert titles(Logistic(data="penguins"))[1] == "Gentoo"
    assert titles(Sparse())[0] == "x₁"


@pytest.mark.parametrize("surface", [Linear(), Logistic(), Sparse(), Neuron()], ids=lambda s: s.key)
def test_the_links_are_the_models_whose_loss_it_is(surface):
    # What fit.js draws, and from it the loss, must be what the surface says.
    w1, w2 = w = np.array([0.7, -0.4])
    a1, a2 = surface.a
    predicted = {
        "identity": w1 * a1 + w2 * a2,
        "logistic": 1 / (1 + np.exp(-(w1 * a1 + w2 * a2))),
        "neuron": w2 * np.tanh(w1 * a1),
    }[surface.link]
    if surface.classes:
        losses = -np.log(np.where(surface.y == 1, predicted, 1 - predicted))
    else:
        losses = (predicted - surface.y) ** 2
    penalty = surface.losses(w) - losses
    np.testing.assert_allclose(penalty, penalty[0], atol=1e-12)


def decoded(text: str) -> np.ndarray:
    import base64

    return np.frombuffer(base64.b64decode(text), "<f4")


def test_a_run_is_sent_with_the_places_of_its_batches():
    surface, conditions = Linear(size=20), Conditions(batch=6)
    sent = run_payload(run(GradientDescent(), surface, surface.start, 9, conditions=conditions))
    drawn = batches_of(surface, conditions, 0)
    assert (sent["examples"]["all"], sent["examples"]["batch"]) == (20, 6)
    places = decoded(sent["examples"]["places"])
    for step in range(9):
        epoch, place = divmod(step, 4)
        start = 20 * epoch + 6 * place
        there = places[start : min(start + 6, 20 * (epoch + 1))]
        np.testing.assert_array_equal(there, drawn.places(step))


def test_nothing_is_sent_of_batches_that_are_none_or_very_many():
    surface = Linear(size=2000)
    full = run_payload(run(LBFGS(), surface, surface.start, 5))["examples"]
    assert full == {"all": 2000, "batch": 2000, "places": None}
    many = run(GradientDescent(), surface, surface.start, 30, conditions=Conditions(batch=1500))
    assert run_payload(many)["examples"]["places"] is None
    assert run_payload(run(GradientDescent(), Anisotropic(), (1, 1), 2))["examples"] is None
