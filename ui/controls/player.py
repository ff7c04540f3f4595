"""The player mounted as Streamlit components, and the computations behind it, cached."""

import json
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple, Self

import streamlit as st

from engine import Scenario, SurfaceSpec, Trajectory
from plots.framing import framed
from plots.labels import description, labels
from plots.player.payload import Payload, cast_payload, run_payload, scene_payload
from plots.view import View
from surfaces import Window
from ui.controls.state import hold
from ui.server import base

_LOADER = """
const folder = new URL("%s", document.baseURI);
const file = (name) => new URL(name, folder).href;
const soon = { rel: "preload", as: "script", href: file("plotly.min.js") }; // it takes longest
document.head.append(Object.assign(document.createElement("link"), soon));
import(file("paint.js")).then((paint) => paint.library());
const module = import(file("player.js"));
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


class Part(NamedTuple):
    """A scene or a run, ready to be sent. Text is made of it once, not at every move."""

    id: str
    text: bytes

    @classmethod
    def of(cls, payload: Payload) -> Self:
        """The part with this payload."""
        return cls(payload["id"], json.dumps(payload).encode())

    def on(self, stage: str) -> bytes:
        """What the browser gets: stage and id in a first line, so that it reads what it lacks."""
        return f"{stage} {self.id}\n".encode() + self.text


_part = _component("part")
_player = _component("player", '<div class="descent-player"></div>')
_curve = _component("curve", '<div class="descent-curve"></div>')

# Not Streamlit's cache: the keys are values already, and hashing them its way took a tenth of every
# move. What these return is shared, so nobody changes it.


@lru_cache(maxsize=1024)  # a class of thirty holds 180 runs and makes 30 a second
def _run(scenario: Scenario, look_ahead: bool = False) -> tuple[Trajectory, Part]:
    """The one run of `scenario`."""
    path = scenario.path(0)
    return path, Part.of(run_payload(path, look_ahead))


@lru_cache(maxsize=64)
def _scene_of(surface: SurfaceSpec, window: Window, view: View) -> Part:
    return Part.of(scene_payload(surface.build(), window, view))


def player(
    scenario: Scenario,
    view: View,
    pick: Callable[[float, float], None] | None = None,
    *,
    stage: str = "explore",
    height: int | None = None,
) -> Sequence[Trajectory]:
    """The linked plots with their transport; returns the trajectories of the runs.

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
    with st.container(key=f"{stage} parts"):
        for part in dict.fromkeys((scene, *parts)):  # two runs may be the same
            _part(data=part.on(stage))  # without a key: every keyed element delays every other
    said = {"stage": stage, "description": description(scenario, found), "height": height}
    _player(
        key=f"{stage} player",
        data=cast_payload(scene.id, [part.id for part in parts], labels(scenario)) | said,
        on_start_change=lambda: _picked(f"{stage} player", pick),
        on_theme_change=hold,
    )
    return found


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
