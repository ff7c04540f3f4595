"""The player's scripts and the figures that Python builds agree on every name."""

import base64
import re

import numpy as np
import pytest

from engine import run
from optimizers import GradientDescent
from plots.curve import curve
from plots.inside import inside_payload
from plots.player.payload import cast_payload, player_files, run_payload, scene_payload
from plots.style import DARK
from plots.view import View
from surfaces import SURFACES
from tests.plots.scripts import every_script, filled, script

SURFACE = SURFACES["rosenbrock"]()
EXAMPLES = SURFACES["regression"]()
# A page that looks into a run is sent a close-up, one with examples these and the models.
SCENE = scene_payload(EXAMPLES, EXAMPLES.domain, View()) | scene_payload(
    SURFACE, SURFACE.domain, View(), "step"
)
PATH = run(GradientDescent(lr=1e-3), SURFACE, SURFACE.start, 3)
# Beside the traces that the scripts fill, the two that arrive complete.
COMPLETE = {"space": {"surface"}, "plane": set(), "curve": set(), "contour": {"field"}}


def traces(figure: str) -> set[str]:
    names = [trace["name"] for trace in SCENE[figure]["data"]]
    assert len(set(names)) == len(names)
    return set(names)


@pytest.mark.parametrize("panel", ["space", "plane", "curve"])
def test_a_panel_fills_exactly_the_traces_of_its_figure(panel):
    assert filled(f"{panel}.js") == traces(panel) - COMPLETE[panel]


def test_traces_that_the_scripts_do_not_fill_arrive_complete():
    for figure, names in COMPLETE.items():
        for trace in SCENE[figure]["data"]:
            assert ("z" in trace) == (trace["name"] in names)


def test_the_traces_that_scripts_look_up_are_there():
    looked_up = {
        (name, found)
        for name, text in every_script().items()
        for found in re.findall(r'trace\.name === "([^"]+)"', text)
    }
    assert looked_up == {("drape.js", "surface"), ("views.js", "local minima")}
    assert "surface" in traces("space")


def test_local_minima_are_on_the_contour_of_a_surface_that_has_any():
    for kind in SURFACES.values():
        surface = kind()
        contour = scene_payload(surface, surface.domain, View())["contour"]
        marks = [trace for trace in contour["data"] if trace["name"] == "local minima"]
        assert len(marks) == (surface.local_minima.size > 0)
        for trace in marks:
            drawn = [np.frombuffer(base64.b64decode(trace[axis]["bdata"])) for axis in "xy"]
            np.testing.assert_array_equal(drawn, surface.local_minima)


def test_every_panel_has_its_figure():
    named = {
        found
        for text in every_script().values()
        for found in re.findall(r'get name\(\) {\s*return "(\w+)"', text)
    }
    assert named == {*COMPLETE, "closeup", "fit"} <= set(SCENE)


def test_a_scene_holds_what_the_scripts_read_from_it():
    read = set()
    for text in every_script().values():
        read.update(re.findall(r"\bstage\.scene\.(\w+)", text))
        for names in re.findall(r"const \{([^}]*)\} = (?:this\.)?stage\.scene;", text):
            read.update(names.replace(" ", "").split(","))
    assert {"window", "top", "minima", "infimum", "styles", "dark", "against", "layout"} <= read
    assert read <= set(SCENE)


def test_a_run_holds_what_the_scripts_read_from_it():
    read = set(re.findall(r"\bsent\.(\w+)", script("stage.js")))
    assert {"w", "loss", "evaluations", "examples", "clipped", "band"} == read
    assert read <= set(run_payload(PATH))


def test_the_cast_holds_what_the_scripts_read_from_it():
    cast = cast_payload(SCENE["id"], {2: run_payload(PATH)["id"]}, ["", "", "Gradient descent"])
    (read,) = re.findall(r"const \{ ([\w, ]+) \} = this\.#cast", script("stage.js"))
    assert read.split(", ") == [*cast, "inside", "step", "fan"]
    assert cast["runs"] == [{"id": run_payload(PATH)["id"], "slot": 2, "label": "Gradient descent"}]


def test_the_inside_holds_what_the_scripts_read_from_it():
    read = set()
    for text in every_script().values():
        read.update(re.findall(r"\binside\.(\w+)", text))
        taken = r"(?:const |constructor\()\{([^}]*)\}(?: = inside|, step\))"
        for names in re.findall(taken, text):
            read.update(names.replace(" ", "").split(","))
    assert read == set(inside_payload(PATH)) - {"id"}


def test_the_styles_hold_what_the_scripts_read_from_them():
    read = set()
    for panel in ("space", "plane", "sketch", "curve", "closeup"):
        text = script(f"{panel}.js")
        read.update(re.findall(r"\b(?:style|styles\[runs?(?:\[0\])?\.slot\])\.(\w+)", text))
    assert read == set(SCENE["styles"][0])


def test_the_curve_has_the_line_that_the_script_moves():
    assert "layout.shapes.map" in script("curve.js")
    assert [shape["name"] for shape in curve(SURFACE, True, "step").layout.shapes] == ["now"]
    assert "layout.yaxis.type" in script("curve.js")
    assert SCENE["curve"]["layout"]["yaxis"]["type"] == "log"


def test_colours_in_scripts_have_a_dark_counterpart():
    written = {
        colour
        for text in every_script().values()
        for colour in re.findall(r'"(#[0-9A-Fa-f]{3,8}|(?:rgb|hsl)a?\([^)]*\))"', text)
    }
    assert written
    assert written <= set(DARK)


def test_no_style_asks_about_the_whole_page():
    styles = player_files()["player.css"].decode()
    assert '[class*="' not in styles  # any change of a class would have everything styled again
    asked = re.findall(r"([^\s,{}]*):has\(([^)]*)\)", styles)
    assert asked == [('[data-testid="stLayoutWrapper"]', "> .st-key-parts")]
