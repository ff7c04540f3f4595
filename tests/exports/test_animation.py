"""The animated GIF: the browser's picture, point for point, in few enough bytes."""

import io
import re
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from PIL import Image

from engine import RunSpec, Scenario, SurfaceSpec
from exports.animation import FRAMES, SIZES, Film, animation
from exports.pixels import Plane, channels, floats
from exports.staged import staged
from optimizers import OPTIMIZERS
from plots.style import END, INK, RUN_STYLES, SURFACE
from plots.view import View
from surfaces import SURFACES
from tests.plots.scripts import script

MOST_BYTES = 2_000_000
ALONE = replace(Scenario(steps=30), runs=(RunSpec.of("gd"),))


@cache
def shown(surface: str):
    return staged(Scenario(SurfaceSpec.of(surface)), View())


def film(scenario: Scenario, size: int = 600, dark: bool = False) -> Film:
    return Film(staged(scenario, View()), "Title", size, dark, None)


def frames_of(file: bytes) -> list[Image.Image]:
    with Image.open(io.BytesIO(file)) as picture:
        found = []
        for k in range(picture.n_frames):
            picture.seek(k)
            found.append(picture.convert("RGB"))
        return found


def near(one: tuple[int, ...], other: tuple[int, ...], within: int = 12) -> bool:
    return bool(np.abs(np.subtract(one, other)).max() <= within)


@pytest.mark.parametrize("surface", SURFACES)
def test_the_window_is_the_browsers(surface):
    scene = shown(surface).scene
    plane = Plane(scene, 500, dark=False)
    layout, (width, height) = scene["plane"]["layout"], plane.size
    (left, right), (low, high) = layout["xaxis"]["range"], layout["yaxis"]["range"]
    np.testing.assert_allclose(plane.pixels(np.array([left, low])), (0, height))
    np.testing.assert_allclose(plane.pixels(np.array([right, high])), (width, 0), atol=1e-9)
    assert width / (right - left) == pytest.approx(height / (high - low), rel=0.01)


@pytest.mark.parametrize("surface", ["anisotropic", "rosenbrock", "six_hump_camel"])
def test_every_pixel_of_the_ground_has_the_colour_of_its_loss(surface):
    trace = shown(surface).scene["contour"]["data"][0]
    rows, columns = (int(count) for count in trace["z"]["shape"].split(", "))
    z = floats(trace["z"]["bdata"]).reshape(rows, columns)
    plane = Plane(shown(surface).scene, 640, dark=False)
    ground = np.asarray(plane.ground(), dtype=float)
    part = (z - trace["zmin"]) / (trace["zmax"] - trace["zmin"])
    stops = np.array([channels(colour, False)[0] for colour in SURFACE])
    iso = np.array(channels(trace["line"]["color"], False)[0])
    across, down = plane.size
    for row, column in np.random.default_rng(1).integers(5, rows - 5, (200, 2)):
        x, y = column / (columns - 1) * across, (1 - row / (rows - 1)) * down
        found = ground[int(y), int(x)]
        at = np.linspace(0, 1, len(stops))
        expected = np.array([np.interp(part[row, column], at, stops[:, i]) for i in range(3)])
        toward_line = np.clip((found - expected) @ (iso - expected), 0, None)
        share = toward_line / ((iso - expected) @ (iso - expected))
        assert share <= 0.4
        assert near(found, expected + share * (iso - expected), within=4)


def test_level_lines_of_a_round_bowl_are_circles_at_the_browsers_levels():
    scene = shown("isotropic").scene
    contours = scene["contour"]["data"][0]["contours"]
    plane = Plane(scene, 800, dark=False)
    row = np.asarray(plane.ground(), dtype=float)[plane.size[1] // 2, :, 0]
    slope = np.convolve(row, [-0.5, 1, -0.5], "same")  # a line is darker than both its sides
    dark = np.flatnonzero(slope < -4)
    radii = np.arange(contours["start"], contours["end"] + 1e-9, contours["size"])[1:]
    expected = plane.pixels(np.stack([radii, np.zeros_like(radii)], axis=-1))[:, 0]
    for x in expected[expected < 795]:
        assert np.abs(dark - x).min() <= 1.5


def test_a_path_is_cut_at_the_window():
    plane = Plane(shown("anisotropic").scene, 400, dark=False)
    random = np.random.default_rng(3)
    w = random.normal(0, 2, (300, 2))
    w[50:60] = random.uniform(-2, 2, (10, 2))
    w[100:103] = [[-2, 1], [-2, -1], [1, -1]]  # along an edge
    w[200:203] = [[1e38, 1], [-1e38, 1], [0, 0]]
    parts = plane.clip(w)
    low, high = plane.corners
    for (t0, t1), start, end in zip(parts, w[:-1], w[1:], strict=True):
        t = np.linspace(0, 1, 2001)[:, None]
        points = start + t * (end - start)
        inside = np.flatnonzero(np.all((points >= low) & (points <= high), axis=1))
        if np.isnan(t0):
            assert len(inside) < 3 or np.abs(start).max() > 1e30
        else:
            assert t0 == pytest.approx(t[inside[0], 0], abs=1e-3)
            assert t1 == pytest.approx(t[inside[-1], 0], abs=1e-3)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("step", [0, 3, 30])
def test_marks_are_where_the_path_is(step, dark):
    made = film(ALONE, size=800, dark=dark)
    picture, path = made.picture(step), ALONE.path(0).w
    style = RUN_STYLES[0]

    def colour_at(point, right: float = 0.0):
        x, y = made.plane.pixels(point) + made.sheet.corner + (right, 0)
        return picture.getpixel((int(x), int(y)))

    assert near(colour_at(path[step]), channels(style.dark if dark else style.light, False)[0])
    ring = 14 / 2 * 800 / 600
    if step:
        assert near(colour_at(path[0], -ring), channels(INK, dark)[0])
    rim = 14.5 / 2 * 800 / 600
    assert near(colour_at(path[step], rim), channels(END, dark)[0], 40) == (step == 30)


def test_a_run_that_leaves_is_marked_at_the_edge_while_it_is_outside():
    scenario = replace(Scenario(steps=40), runs=(RunSpec.of("gd", lr=0.13),))
    made, path = film(scenario), scenario.path(0).w
    outside = np.abs(path).max(axis=1) > 2
    first = int(outside.argmax())
    before, after = made.picture(first - 1), made.picture(first)
    assert not outside[first - 1]
    left, top = made.sheet.corner
    edge = (left, top, left + made.plane.size[0], top + made.plane.size[1])
    reds = [
        (np.abs(np.asarray(p.crop(edge)) - channels(END, False)[0]).max(axis=2) < 9).sum()
        for p in (before, after)
    ]
    assert reds[0] == 0 < reds[1]


def test_the_picture_grows_as_if_it_were_drawn_at_once():
    grown, at_once = film(ALONE), film(ALONE)
    for step in range(31):
        picture = grown.picture(step)
    assert np.abs(np.asarray(picture, dtype=int) - np.asarray(at_once.picture(30))).max() <= 2


@pytest.mark.parametrize(("steps", "count"), [(1, 2), (30, 31), (119, 120), (500, FRAMES)])
def test_a_frame_a_step_but_not_too_many(steps, count):
    file = animation(replace(ALONE, steps=steps), View(), size=600)
    frames = frames_of(file)
    assert len(frames) == count
    assert {frame.size[0] for frame in frames} == {600}
    assert len({frame.tobytes() for frame in frames}) > min(count, 30) / 2
    with Image.open(io.BytesIO(file)) as picture:
        assert picture.info["loop"] == 0
        pause = picture.info["duration"]
        assert 0.75 * 6000 <= pause * count <= 6000


@pytest.mark.parametrize("surface", SURFACES)
def test_every_surface_gives_a_small_file(surface):
    file = animation(Scenario(SurfaceSpec.of(surface), steps=60), View(), size=SIZES[0])
    assert len(file) < MOST_BYTES / 4


def test_the_busiest_picture_in_the_largest_size_is_small_enough():
    runs = tuple(RunSpec.on("cliff", key) for key in list(OPTIMIZERS)[-6:])
    busy = Scenario(SurfaceSpec.of("cliff"), runs=runs, steps=200, noise=1.0)
    assert len(animation(busy, View(), size=SIZES[-1], dark=True)) < MOST_BYTES


@pytest.mark.parametrize(
    "scenario",
    [
        replace(ALONE, start=(1e6, 1.0)),
        replace(ALONE, runs=(RunSpec.of("gd", lr=10.0),), steps=2000),
        Scenario(SurfaceSpec.of("saddle"), start=(1e6, -1e6), steps=300),
    ],
    ids=["far", "exploding", "falling"],
)
def test_paths_beyond_all_numbers_are_drawn(scenario):
    for frame in ("surface", "paths"):
        assert animation(scenario, View(frame=frame), size=600)


def test_the_colours_of_the_runs_survive_the_palette():
    scenario = replace(
        Scenario(steps=40), runs=tuple(RunSpec.of(key) for key in list(OPTIMIZERS)[:6])
    )
    last = frames_of(animation(scenario, View(), size=800))[-1]
    colours = {colour for _, colour in last.getcolors(1 << 20)}
    for style in RUN_STYLES:
        assert any(near(colour, channels(style.light, False)[0], 1) for colour in colours)


def test_the_marks_have_the_browsers_size():
    assert "const END = 14.5;" in script("figure.js")
    assert re.search(r"size\.map\(\(s\) => s \+ 6\)", script("plane.js"))
