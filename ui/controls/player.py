"""The player mounted as Streamlit components, and the computations behind it, cached."""

from collections.abc import Callable

import streamlit as st

from engine import Scenario, SurfaceSpec, Trajectory
from plots.framing import framed
from plots.labels import description, labels
from plots.player.payload import Payload, cast_payload, run_payload, scene_payload
from plots.view import View
from surfaces import Window
from ui.server import base

_STAGE = "explore"

_LOADER = """
const folder = new URL("%s", document.baseURI);
const module = import(new URL("player.js", folder));
export default async (component) => (await module).%s(component);
"""


def _component(name: str, html: str = "") -> Callable[..., object]:
    """A component of the player; scripts and styles are fetched once, not sent at every change."""
    return st.components.v2.component(
        f"descent_{name}",
        html=html or None,
        js=_LOADER % (base(), name),
        isolate_styles=False,
    )


_part = _component("part")
_player = _component("player", '<div class="descent-player"></div>')
_curve = _component("curve", '<div class="descent-curve"></div>')


@st.cache_resource(max_entries=256, show_spinner=False)
def _run(scenario: Scenario) -> tuple[Trajectory, Payload]:
    """The one run of `scenario`. What is returned is shared, so nobody changes it."""
    path = scenario.path(0)
    return path, run_payload(path) | {"stage": _STAGE}


def paths(scenario: Scenario) -> list[Trajectory]:
    """The trajectories of all runs; only what changed is computed."""
    return [_run(scenario.only(index))[0] for index in range(len(scenario.runs))]


@st.cache_resource(max_entries=64, show_spinner=False)
def _scene_of(surface: SurfaceSpec, window: Window, view: View) -> Payload:
    return scene_payload(surface.build(), window, view) | {"stage": _STAGE}


def player(scenario: Scenario, view: View, pick: Callable[[float, float], None]) -> None:
    """The linked plots with their transport. `pick` is told where a person clicked."""
    found, parts = zip(*(_run(scenario.only(i)) for i in range(len(scenario.runs))), strict=True)
    window = framed(scenario.surface.build(), found, view.frame == "paths")
    scene = _scene_of(scenario.surface, window, view)
    with st.container(key="parts"):
        _part(key="scene", data=scene)
        for slot, part in enumerate(parts):
            _part(key=f"run part {slot}", data=part)
    said = {"stage": _STAGE, "description": description(scenario, found)}
    _player(
        key="player",
        data=cast_payload(scene, parts, labels(scenario)) | said,
        on_start_change=lambda: _picked(pick),
    )


def curve() -> None:
    """The loss curve of what the player shows."""
    _curve(key="curve", data={"stage": _STAGE})


def _picked(pick: Callable[[float, float], None]) -> None:
    start = st.session_state["player"].start
    if start:
        pick(float(start[0]), float(start[1]))


def warm_up() -> None:
    """Compute what the first visitor will see."""
    scenario, view = Scenario(), View()
    found = [scenario.path(index) for index in range(len(scenario.runs))]
    window = framed(scenario.surface.build(), found, view.frame == "paths")
    scene_payload(scenario.surface.build(), window, view)
