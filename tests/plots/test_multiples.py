"""Maps side by side: one scale of colours, every cell where its values are, JSON throughout."""

import json

import numpy as np
import pytest

from engine import RunSpec, Scenario, SurfaceSpec, basins
from engine.maps import METRICS
from engine.multiples import decay, multiples
from optimizers import OPTIMIZERS
from plots.multiples import multiples_figure, share, sides
from plots.player.payload import figure_payload
from plots.shares import shares_figure
from plots.style import DARK

SCENARIO = Scenario(runs=(RunSpec.on("anisotropic", "gd"),), steps=40)


@pytest.fixture(scope="module")
def found():
    return multiples(SCENARIO, 8)


@pytest.mark.parametrize("metric", METRICS)
def test_all_maps_share_one_scale(found, metric):
    figure = multiples_figure(found, SCENARIO, metric, "what")
    heats = [trace for trace in figure.data if trace.type == "heatmap" and trace.coloraxis]
    assert [heat.name for heat in heats] == list(OPTIMIZERS)
    for heat in heats:
        np.testing.assert_allclose(
            heat.customdata, found[heat.name].metric(metric), rtol=1e-6, atol=1e-30
        )
        assert len(heat.y) == len(heat.z)
    drawn = np.concatenate([np.ravel(heat.z) for heat in heats])
    scale = figure.layout.coloraxis
    assert scale.cmin <= np.nanmin(drawn) <= np.nanmax(drawn) <= scale.cmax
    json.dumps(figure_payload(figure))


def test_titles_say_how_many_arrive(found):
    titles = [
        note.text for note in multiples_figure(found, SCENARIO, "steps", "w").layout.annotations
    ]
    assert titles == [f"{OPTIMIZERS[key].title}  {share(found[key]):.0%}" for key in OPTIMIZERS]
    assert 0 < share(found["momentum"]) < 1


def test_a_rule_without_decay_has_nothing_upwards(found):
    for key, each in found.items():
        across, up = sides(SCENARIO, key, each)
        assert across.axis.name == "lr"
        assert (None if up is None else up.axis.name) == decay(key)


def test_where_nothing_arrives_there_is_still_a_figure():
    hopeless = multiples(Scenario(SurfaceSpec.of("rastrigin"), steps=1), 4)
    json.dumps(figure_payload(multiples_figure(hopeless, Scenario(), "steps", "w")))


@pytest.mark.parametrize("count", [1, 4, 5])
def test_basins_of_runs_side_by_side(count):
    surface = SurfaceSpec.of("himmelblau").build()
    rule = OPTIMIZERS["gd"](lr=0.01)
    each = basins(rule, surface, surface.domain, 8, 30)
    names = [f"run {index}" for index in range(count)]
    figure = shares_figure([each] * count, names, 4, surface.domain, (1.0, 1.0))
    assert [note.text for note in figure.layout.annotations] == names
    heats = [trace for trace in figure.data if trace.type == "heatmap" and trace.text is not None]
    assert len({heat.xaxis for heat in heats}) == count
    json.dumps(figure_payload(figure))


def test_colours_have_a_dark_counterpart(found):
    text = json.dumps(multiples_figure(found, SCENARIO, "loss", "w").to_plotly_json(), default=str)
    colours = {part[:7] for part in text.split('"') if part.startswith("#")}
    assert colours <= set(DARK)
