"""The stage on which runs are drawn: complete, finite, and in colours that the dark knows."""

import base64
import re

import numpy as np
import pytest

from plots.plane import PLANE_GRID
from plots.player.payload import scene_payload
from plots.space import SPACE_GRID
from plots.style import DARK, LINE_COLOURS, RUN_STYLES
from plots.view import View
from surfaces import SURFACES, Anisotropic, Rosenbrock, Saddle, Window

FIGURES = ("space", "contour", "plane", "curve")
FAR = Window((-1e6, 1e6), (-1e6, 1e6))
VIEWS = [View(height=height) for height in ("loss", "log")]
SCENES = {
    f"{name} {view.height}": scene_payload(surface, window, view)
    for view in VIEWS
    for name, surface, window in [
        *((key, kind(), kind().domain) for key, kind in SURFACES.items()),
        ("steep", Anisotropic(ratio=1e6, rotation=30), Anisotropic().domain),
        ("far valley", Rosenbrock(a=1000.0), Rosenbrock(a=1000.0).domain),
        ("far saddle", Saddle(), FAR),
        ("far bowl", Anisotropic(), FAR),
    ]
}
scenes = pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)


def leaves(value, path=()):
    """Every value in nested lists and dictionaries, with the keys that lead to it."""
    if isinstance(value, dict) and "bdata" not in value:
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from leaves(item, path)
    else:
        yield path, value


def array(sent):
    """The numbers of an array as the browser gets them."""
    flat = np.frombuffer(base64.b64decode(sent["bdata"]), sent["dtype"])
    return flat.reshape([int(side) for side in sent.get("shape", "-1").split(",")])


def trace(scene, figure, name):
    return next(trace for trace in scene[figure]["data"] if trace["name"] == name)


@scenes
@pytest.mark.parametrize("figure", FIGURES)
def test_no_number_of_a_figure_is_missing_or_infinite(scene, figure):
    for path, value in leaves(scene[figure]):
        if isinstance(value, dict):
            assert np.all(np.isfinite(array(value))), path
        elif not isinstance(value, str):
            assert np.isfinite(value), path


@scenes
@pytest.mark.parametrize("figure", FIGURES)
def test_every_colour_is_transparent_or_has_a_dark_counterpart(scene, figure):
    known, colours = {"rgba(0,0,0,0)", *DARK}, set()
    for path, value in leaves(scene[figure]):
        if isinstance(value, str) and (path[-1].endswith("color") or re.match(r"#|rgb|hsl", value)):
            colours.add(value)
    assert colours
    assert colours <= known


@scenes
def test_surface_and_contour_lie_over_the_window(scene):
    surface, field = trace(scene, "space", "surface"), trace(scene, "contour", "field")
    (left, right), (low, high) = scene["window"]["w1"], scene["window"]["w2"]
    np.testing.assert_allclose(array(surface["x"])[[0, -1]], [left, right], rtol=1e-6)
    np.testing.assert_allclose(array(surface["y"])[[0, -1]], [low, high], rtol=1e-6)
    rows, columns = array(field["z"]).shape
    assert (field["x0"], field["y0"]) == (left, low)
    np.testing.assert_allclose(field["x0"] + (columns - 1) * field["dx"], right)
    np.testing.assert_allclose(field["y0"] + (rows - 1) * field["dy"], high)


@scenes
@pytest.mark.parametrize("figure", ["contour", "plane"])
def test_both_layers_of_the_plane_look_at_the_window(scene, figure):
    layout = scene[figure]["layout"]
    assert layout["xaxis"]["range"] == list(scene["window"]["w1"])
    assert layout["yaxis"]["range"] == list(scene["window"]["w2"])
    assert layout["yaxis"]["scaleanchor"] == "x"  # gradients look perpendicular to level lines


def test_both_layers_of_the_plane_have_the_same_frame():
    scene = SCENES["anisotropic loss"]
    lower, upper = (scene[figure]["layout"] for figure in ("contour", "plane"))
    assert lower["margin"] == upper["margin"]
    for axis in ("xaxis", "yaxis"):
        painted = {"color", "linecolor", "tickcolor"}
        for key in (lower[axis].keys() | upper[axis].keys()) - painted:
            assert lower[axis][key] == upper[axis][key], key


def test_rows_run_along_w2():
    surface, scene = Anisotropic(), SCENES["anisotropic loss"]
    drawn, field = trace(scene, "space", "surface"), trace(scene, "contour", "field")
    assert array(drawn["z"]).shape == (SPACE_GRID, SPACE_GRID)
    assert array(field["z"]).shape == (PLANE_GRID, PLANE_GRID)
    expected = surface.value(surface.domain.grid(SPACE_GRID))
    np.testing.assert_allclose(array(drawn["z"]), expected, rtol=1e-6)
    squared = surface.value(surface.domain.grid(PLANE_GRID))
    np.testing.assert_allclose(array(field["z"]) ** 2, squared, rtol=1e-6, atol=1e-12)


@scenes
def test_the_surface_fits_under_its_top(scene):
    z, top = array(trace(scene, "space", "surface")["z"]), scene["top"]
    assert z.min() >= 0
    assert 0.5 * top <= z.max() <= top * (1 + 1e-6)
    axis = scene["space"]["layout"]["scene"]["zaxis"]
    assert axis["range"][1] >= top
    assert len(axis["tickvals"]) == len(axis["ticktext"]) >= 2


def test_every_run_has_its_line_in_its_colour():
    scene = SCENES["anisotropic loss"]
    for slot, style in enumerate(RUN_STYLES):
        assert trace(scene, "curve", f"loss {slot}")["line"]["color"] == style.light
        assert trace(scene, "plane", f"line {slot}")["line"]["color"] == LINE_COLOURS[slot]
        assert DARK[LINE_COLOURS[slot]] != LINE_COLOURS[slot]


@pytest.mark.parametrize(
    ("figure", "name", "said"),
    [
        ("plane", "line 0", ("%{meta}", "step %{pointNumber}", "w₁", "w₂", "L =")),
        ("space", "dots", ("%{customdata[0]}", "step %{customdata[1]}", "w₁", "w₂", "L =")),
        ("curve", "loss 0", ("%{meta}", "step %{x}", "L =")),
    ],
)
def test_hovering_tells_run_step_place_and_loss(figure, name, said):
    template = trace(SCENES["anisotropic loss"], figure, name)["hovertemplate"]
    assert all(part in template for part in said), template


def test_the_curve_counts_what_it_is_asked_to():
    surface = Rosenbrock()
    for against, title in [("step", "step"), ("evaluations", "gradient evaluations")]:
        scene = scene_payload(surface, surface.domain, View(against=against))
        assert scene["against"] == against
        assert scene["curve"]["layout"]["xaxis"]["title"]["text"] == title


@pytest.mark.parametrize(
    ("surface", "asked", "drawn"),
    [("rosenbrock", "log", "log"), ("rosenbrock", "linear", "linear"), ("saddle", "log", "linear")],
)
def test_losses_without_a_bottom_are_never_on_a_logarithm(surface, asked, drawn):
    model = SURFACES[surface]()
    scene = scene_payload(model, model.domain, View(curve=asked))
    assert scene["curve"]["layout"]["yaxis"]["type"] == drawn


def test_auto_height_suits_the_surface():
    for kind in SURFACES.values():
        model = kind()
        auto = scene_payload(model, model.domain, View(height="auto"))
        log = scene_payload(model, model.domain, View(height="log"))
        assert (auto["top"] == log["top"]) == model.log_height
