"""The HTML file holds everything that it needs, and says what was run."""

import base64
import json
import re
import tomllib
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from engine import RunSpec, Scenario, SurfaceSpec
from engine.link import encode, to_text
from exports.staged import staged
from exports.standalone import page
from plots.player.payload import player_files, plotly_js
from plots.style import MUTE
from plots.view import View

SCENARIO = Scenario(
    SurfaceSpec.of("anisotropic", ratio=3),
    start=(0.5, -1.25),
    runs=(
        RunSpec.of("momentum", alpha=0.7),
        RunSpec.of("adam", clip=True, max_norm=0.5),
        RunSpec.of("adam", clip=True, max_norm=0.5),
    ),
    steps=40,
    noise=0.2,
)
VIEW = View(curve="linear", seeds="20")
IN_ENGLISH = {"language": "en", "words": {}}
PAGE = page(SCENARIO, VIEW, "en")
OWN = PAGE.replace(plotly_js().decode(), "")  # Plotly's script is full of addresses
MODULES = json.loads(re.search(r'<script type="importmap">(.*?)</script>', PAGE)[1])["imports"]
THEME = tomllib.loads((Path(__file__).parents[2] / ".streamlit/config.toml").read_text())["theme"]


def source(name: str) -> str:
    kind, _, text = MODULES[f"player/{name}"].partition(";base64,")
    assert kind == "data:text/javascript"
    return base64.b64decode(text).decode()


def test_nothing_is_fetched():
    assert len(OWN) < len(PAGE) - 4_000_000
    assert not re.search(r"https?:|<link|<img|@import|\bsrc=|url\(", OWN)


def test_every_script_is_inside_and_knows_the_others_by_their_names_here():
    scripts = {name for name in player_files() if name.endswith(".js")}
    assert {f"player/{name}" for name in scripts} == set(MODULES)
    for name in scripts:
        text = source(name)
        imported = re.findall(r'\b(?:from|import) "([^"]+)"', text)
        assert set(imported) <= set(MODULES), name
        assert text.replace('"player/', '"./') == player_files()[name].decode()


def test_scripts_end_where_they_should():
    assert OWN.count("<script") == PAGE.count("</script>") == 4 + 3  # three parts
    kinds = re.findall(r"<script(?: type=\"([\w/]+)\")?", OWN)
    assert kinds.index("importmap") < kinds.index("module")


def test_it_brings_what_a_player_is_sent():
    shown = staged(SCENARIO, VIEW)
    parts = re.findall(r'class="part">file (\w+)\n(.*?)</script>', PAGE)
    sent = {name: json.loads(text) for name, text in parts}
    assert sent == {part["id"]: json.loads(json.dumps(part)) for part in (shown.scene, *shown.runs)}
    assert len(sent) == 3  # two of the runs are the same
    cast = json.loads(re.search(r'id="cast">(.*?)</script>', PAGE)[1])
    assert cast == json.loads(json.dumps(shown.cast)) | {"stage": "file"} | IN_ENGLISH


@pytest.mark.parametrize(
    "said",
    [
        "lr 0.1, alpha 0.7",
        "clip on, max_norm 0.5",
        "ratio 3",
        "start (0.5, -1.25)",
        "steps 40",
        "noise 0.2",
        "‖g‖ ≤ 0.5",
        "<title>Anisotropic bowl – Descent</title>",
        f"<code>?{to_text(encode(SCENARIO, VIEW))}</code>",
    ],
)
def test_it_says_what_was_run(said):
    assert said in unescape(OWN)


def test_names_are_text_and_not_markup():
    assert "&amp;run=adam" in OWN
    run = replace(SCENARIO, runs=SCENARIO.runs[:1])
    assert "&#x27;" in page(run.on("rosenbrock"), VIEW, "en").replace(plotly_js().decode(), "")


def test_both_themes_are_the_apps():
    for name, variable in (("textColor", "text-color"), ("primaryColor", "primary-color")):
        light, dark = (THEME[theme][name] for theme in ("light", "dark"))
        assert f"--st-{variable}: light-dark({light}, {dark});" in OWN
    used = set(re.findall(r"var\((--st-[\w-]+)", player_files()["player.css"].decode()))
    assert {name for name in used if f"{name}:" not in OWN} == set()
    assert MUTE in OWN
