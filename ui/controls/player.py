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
def _run(scenario: Scenario, look_ahead: bool = False) -> tuple[Trajectory, Payload]:
    """The one run of `scenario`. What is returned is shared, so nobody changes it."""
    path = scenario.path(0)
    return path, run_payload(path, look_ahead)


def paths(scenario: Scenario) -> list[Trajectory]:
    """The trajectories of all runs; only what changed is computed."""
    return [_run(scenario.only(index))[0] for index in range(len(scenario.runs))]


@st.cache_resource(max_entries=64, show_spinner=False)
def _scene_of(surface: SurfaceSpec, window: Window, view: View) -> Payload:
    return scene_payload(surface.build(), window, view)


def player(
    scenario: Scenario,
    view: View,
    pick: Callable[[float, float], None] | None = None,
    *,
    stage: str = "explore",
    height: int | None = None,
) -> None:
    """The linked plots with their transport.

    Args:
        scenario: what is run.
        view: how it is looked at.
        pick: told where a person clicked on the contour.
        stage: players and curves of one stage show the same runs at the same step.
        height: of the plots in pixels; as much as the window leaves where None is given.
    """
    found, parts = zip(
        *(_run(scenario.only(i), view.nesterov == "look-ahead") for i in range(len(scenario.runs))),
        strict=True,
    )
    window = framed(scenario.surface.build(), found, view.frame == "paths")
    scene = _scene_of(scenario.surface, window, view)
    on = {"stage": stage}
    with st.container(key=f"{stage} parts"):
        _part(key=f"{stage} scene", data=scene | on)
        for slot, part in enumerate(parts):
            _part(key=f"{stage} run {slot}", data=part | on)
    said = {"description": description(scenario, found), "height": height}
    _player(
        key=f"{stage} player",
        data=cast_payload(scene, parts, labels(scenario)) | on | said,
        on_start_change=lambda: _picked(f"{stage} player", pick),
    )


def curve(stage: str = "explore") -> None:
    """The loss curve of what the player of that stage shows."""
    _curve(key=f"{stage} curve", data={"stage": stage})


def _picked(key: str, pick: Callable[[float, float], None] | None) -> None:
    start = st.session_state[key].start
    if start and pick:
        pick(float(start[0]), float(start[1]))


def warm_up() -> None:
    """Compute what the first visitor will see."""
    scenario, view = Scenario(), View()
    found = [scenario.path(index) for index in range(len(scenario.runs))]
    window = framed(scenario.surface.build(), found, view.frame == "paths")
    scene_payload(scenario.surface.build(), window, view)
