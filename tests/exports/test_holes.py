"""A surface with holes, and made-up links: figures that a browser can read, code, pictures."""

import json

import numpy as np
import pytest

from benchmarks.fuzz import drawn
from benchmarks.hostile import links
from engine import RunSpec, Scenario, SurfaceSpec
from exports.code import whole_code
from exports.pixels import Plane, channels, floats
from exports.staged import staged
from plots.inside import inside_payload
from plots.style import PAGE
from plots.view import View


def scenario(f: str, start: tuple[float, float], *rules: str) -> Scenario:
    """A few steps on a function of one's own."""
    runs = tuple(RunSpec.of(rule) for rule in rules)
    return Scenario(SurfaceSpec.of("custom", f=f), start, runs, steps=20)


def test_nothing_is_drawn_in_a_hole():
    scene = staged(scenario("log(w1)**2 + w2**2", (1.5, 1.0), "gd"), View()).scene
    for name in ("contour", "space"):
        trace = scene[name]["data"][0]
        rows = floats(trace["z"]["bdata"]).reshape(*map(int, trace["z"]["shape"].split(",")))
        assert np.isnan(rows[:, : rows.shape[1] // 2]).all()
        assert np.isfinite(rows[:, rows.shape[1] // 2 + 1 :]).all()
    for dark in (False, True):
        ground = np.asarray(Plane(scene, 200, dark).ground())
        assert (ground[:, :90] == channels(PAGE, dark)[0]).all()
        assert not (ground[:, 120:] == channels(PAGE, dark)[0]).all(axis=2).any()


@pytest.mark.parametrize(
    ("f", "start"),
    [
        ("sqrt(w1**2 + w2**2)", (0.0, 0.0)),
        ("abs(w1) + abs(w2)", (1.0, 0.0)),
        ("log(w1)**2 + w2**2", (-0.5, 1.0)),
        ("sqrt(w1) + w2**2", (0.0, 1.0)),
        ("1/w1 + w2**2", (0.5, 1.0)),
        ("exp(exp(w1**2)) + w2", (1.0, 1.0)),
        ("3", (1.0, 1.0)),
        ("1e25*w1**2 + 3e25", (1.0, 1.0)),
        ("1e-200*w1**2 + 1e-190*w2**2", (1.0, 1.0)),
    ],
)
def test_kinks_poles_and_plains_give_strict_json_and_code(f, start):
    each = scenario(f, start, "gd", "nesterov", "adagrad", "adam", "lion", "lbfgs")
    shown = staged(each, View())
    insides = [inside_payload(path) for path in shown.paths]
    json.dumps([shown.scene, shown.runs, shown.cast, insides], allow_nan=False)
    compile(whole_code(each), "exported", "exec")


def test_made_up_links_give_figures():
    for query in links(10, seed=3):
        drawn(query)
