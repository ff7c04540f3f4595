"""The figures of the Maps page: cells where their values are, marks, words, and JSON throughout."""

import json

import numpy as np
import pytest

from engine import RunSpec, Scenario, SurfaceSpec, basins
from engine.axes import axis, settings
from engine.basins import DIVERGED, LEFT
from engine.lanes import NEVER
from engine.maps import METRICS, settings_map
from plots.basins import basins_figure, letter
from plots.cells import hatching, word
from plots.maps import settings_figure
from plots.player.payload import figure_payload
from plots.shares import shares_figure
from plots.sides import Side, called
from plots.style import DARK, END
from surfaces import SURFACES

COUNT = 20


def mapped(key="momentum", across="lr", up="alpha", surface="anisotropic", steps=60):
    scenario = Scenario(SurfaceSpec.of(surface), runs=(RunSpec.on(surface, key),), steps=steps)
    every = settings(scenario)
    sides = [Side(axis(every[name], COUNT), every[name]) for name in (across, up)]
    return settings_map(scenario, *(side.axis for side in sides)), *sides


def drawn(found, across, up, metric="steps"):
    now = across.axis.values[3], up.axis.values[4]
    return settings_figure(found, across, up, metric, "what", now)


@pytest.fixture(scope="module")
def momentum():
    return mapped()


@pytest.mark.parametrize("metric", METRICS)
def test_a_cell_is_coloured_by_the_logarithm_of_its_value(momentum, metric):
    found, across, up = momentum
    heat = drawn(found, across, up, metric).data[0]
    values = found.metric(metric)
    np.testing.assert_allclose(heat.customdata, values, rtol=1e-6)
    shown = np.isfinite(values) & (values > 1e-3)
    np.testing.assert_allclose(np.power(10.0, heat.z)[shown], np.maximum(values, 1e-3)[shown], 1e-4)
    assert heat.zmin <= np.nanmin(heat.z) <= np.nanmax(heat.z) <= heat.zmax
    assert list(heat.x) == list(across.axis.values)


def test_every_cell_is_in_one_colour_only(momentum):
    found, across, up = momentum
    heat, never, lost = drawn(found, across, up).data[:3]
    layers = [np.isfinite(layer.z.astype(float)) for layer in (heat, never, lost)]
    np.testing.assert_array_equal(np.sum(layers, axis=0), 1)
    np.testing.assert_array_equal(layers[2], found.diverged)


def test_the_best_is_ringed_where_it_is(momentum):
    found, across, up = momentum
    halo, ring = drawn(found, across, up).layout.shapes
    row, column = found.best("steps")
    assert ring.line.color == END
    assert (halo.x0, halo.y1) == (ring.x0, ring.y1)
    assert across.edges[column] > ring.x0 > across.edges[max(column - 1, 0)]
    assert ring.y0 < up.axis.values[row] < ring.y1


def test_the_boundary_is_drawn_where_theory_knows_one(momentum):
    found, across, up = momentum
    lines = [t for t in drawn(found, across, up).data if t.type == "contour"]
    assert [line.line.dash for line in lines[1::2]] == ["dot", "dot", "dash"]
    assert [line.line.dash for line in lines[::2]] == [None] * 3  # halos
    np.testing.assert_allclose(lines[-1].z, found.excess, rtol=1e-6)
    stable = found.excess <= 0
    for line, damping in zip(lines[:4:2], found.damping, strict=True):
        np.testing.assert_allclose(line.z[stable], damping[stable], rtol=1e-6)
        assert np.isnan(line.z[~stable]).all()
    assert not [t for t in drawn(*mapped("adam", up="beta1")).data if t.type == "contour"]


def test_the_best_setting_in_theory_is_a_diamond():
    found, across, up = mapped()
    best = 0.1, 0.5
    figure = settings_figure(found, across, up, "steps", "what", best, best)
    (mark,) = [t for t in figure.data if t.type == "scatter" and t.marker.symbol == "diamond"]
    assert (mark.x[0], mark.y[0]) == best


def test_sides_lay_out_every_scale():
    _, lr, beta2 = mapped("adam", up="beta2")
    _, _, w2 = mapped("adam", up="w2")
    for side in (lr, beta2, w2):
        edges, places = side.edges, side.drawn(side.axis.values)
        assert len(edges) == COUNT + 1
        low, high = np.minimum(edges[1:], edges[:-1]), np.maximum(edges[1:], edges[:-1])
        assert ((low < places) & (places < high)).all()
        for value, place in zip(side.axis.values, places, strict=True):
            assert side.nearest(float(np.float32(place))) == value
    assert beta2.layout["range"][0] > beta2.layout["range"][1]  # 1 − β, the other way round
    assert beta2.layout["ticktext"][-1] == "0.9999"
    assert [called(side.declared) for side in (lr, beta2, w2)] == ["η lr", "β₂ beta2", "w₂"]
    assert beta2.hover == "1 − β₂"


def test_hatching_covers_the_cells_and_nothing_else():
    where = np.array([[True, True, False, True], [False] * 4, [False, True, True, True]])
    lines = hatching(where, np.arange(5.0), np.arange(4.0))
    area = 0.0
    x, y = (np.array([np.nan if v is None else v for v in side]) for side in (lines.x, lines.y))
    for corners in np.split(np.arange(len(x)), np.flatnonzero(np.isnan(x)) + 1):
        if len(corners):
            area += np.ptp(x[corners][:5]) * np.ptp(y[corners][:5])
    assert area == where.sum()


def test_a_word_stands_well_inside_its_cells_or_not_at_all():
    where = np.zeros((30, 30), dtype=bool)
    where[5:16, 8:19] = True
    (note,) = word("here", where, np.arange(30.0), np.arange(30.0))
    assert (note["x"], note["y"]) == (13, 10)
    where[:] = False
    where[0, 0] = True
    assert word("here", where, np.arange(30.0), np.arange(30.0)) == []


@pytest.mark.parametrize(
    "given",
    [
        ("momentum", "lr", "alpha"),
        ("gd", "lr", "ratio"),
        ("adam", "w1", "beta2"),
        ("lbfgs", "lr", "w2"),
    ],
)
@pytest.mark.parametrize("metric", METRICS)
def test_every_map_can_be_sent(given, metric):
    text = json.dumps(figure_payload(drawn(*mapped(*given), metric)))
    assert len(text) < 100_000


def test_a_map_in_which_nothing_arrives_can_be_drawn():
    found, across, up = mapped(steps=1)
    figure = drawn(found, across, up)
    assert np.isnan(figure.data[0].z).all()
    assert not figure.layout.shapes
    assert "not arrived" in [note.text for note in figure.layout.annotations]


def basin_map(surface="himmelblau", lr=0.01, key="gd", steps=60):
    made = SurfaceSpec.of(surface).build()
    found = basins(RunSpec.of(key, lr=lr).build(), made, made.domain, 24, steps)
    figure = basins_figure(found, made.minima.shape[1], made.domain, made.start)
    return found, figure


@pytest.mark.parametrize("surface", SURFACES)
def test_every_start_of_every_surface_is_drawn_once(surface):
    found, figure = basin_map(surface, lr=30.0, steps=100)  # where a loss is too large for float32
    lost, left = found.ends == DIVERGED, found.ends == LEFT
    known = [np.isfinite(trace.z) for trace in figure.data if trace.type == "heatmap"]
    for layer, where in zip(known, (found.ends >= 0, left, lost), strict=True):
        np.testing.assert_array_equal(layer, where)
    minima = SurfaceSpec.of(surface).build().minima.shape[1]
    window, start = SURFACES[surface]().domain, SURFACES[surface]().start
    for each in (figure, shares_figure([found, found], ["a", "b"], minima, window, start)):
        json.dumps(figure_payload(each))


def test_a_basin_has_the_colour_of_its_minimum_and_is_fuller_where_it_is_quick():
    found, figure = basin_map()
    z = figure.data[0].z
    inside = found.ends >= 0
    np.testing.assert_array_equal(np.floor(z[inside]), found.ends[inside] % 6)
    arrived = inside & (found.reached != NEVER)
    for end in range(4):
        cells = arrived & (found.ends == end)
        order = np.argsort(found.reached[cells], kind="stable")
        assert (np.diff(z[cells][order]) <= 1e-6).all()
    assert all(colour in DARK for _, colour in figure.data[0].colorscale)


def test_minima_are_marked_and_named():
    found, figure = basin_map()
    stars = [t for t in figure.data if t.type == "scatter" and t.marker.symbol == "star"]
    np.testing.assert_array_equal(np.array([stars[0].x, stars[0].y]), found.minima)
    assert [note.text for note in figure.layout.annotations][-4:] == [
        f"<b>{name}</b>" for name in "ABCD"
    ]
    assert letter(30) == "31"


@pytest.mark.parametrize(
    ("surface", "lr", "end"), [("saddle", 0.1, LEFT), ("anisotropic", 0.5, DIVERGED)]
)
def test_what_ends_in_no_minimum_is_said(surface, lr, end):
    found, figure = basin_map(surface, lr)
    assert found.share(end) > 0.5
    words = {LEFT: "leaves the window", DIVERGED: "diverges"}
    assert words[end] in [note.text for note in figure.layout.annotations]
    json.dumps(figure_payload(figure))


def test_many_minima_are_not_named():
    _, figure = basin_map("rastrigin", 0.002)
    assert not [note for note in figure.layout.annotations if note.text.startswith("<b>")]
    json.dumps(figure_payload(figure))
