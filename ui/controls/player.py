"""The player mounted as Streamlit components, and the computations behind it, cached."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Literal

import streamlit as st

from engine import Scenario, SurfaceSpec, Trajectory
from languages import per_language
from plots.framing import framed
from plots.inside import inside_payload
from plots.labels import description, labels
from plots.player.payload import Payload, cast_payload, scene_payload, shown_run
from plots.view import View
from surfaces import Window
from ui.controls.component import component
from ui.controls.fans import choose, fanned, use
from ui.controls.parts import Part, send
from ui.controls.state import hold

_player = component("player", '<div class="descent-player"></div>')
_curve = component("curve", '<div class="descent-curve"></div>')
_numbers = component("numbers", '<div class="descent-inside"></div>')

# Not Streamlit's cache: the keys are values already, and hashing them its way took a tenth of every
# move. What these return is shared, so nobody changes it.


@lru_cache(maxsize=1024)  # a class of thirty holds 180 runs and makes 30 a second
def _run(scenario: Scenario, view: View) -> tuple[Trajectory, Part]:
    """The one run of `scenario`."""
    path, payload = shown_run(scenario, 0, view)
    return path, Part.of(payload)


@per_language(maxsize=64)
def _scene_of(surface: SurfaceSpec, window: Window, view: View, layout: str) -> Part:
    return Part.of(scene_payload(surface.build(), window, view, layout))


@per_language(maxsize=64)
def _inside_of(scenario: Scenario) -> Part:
    return Part.of(inside_payload(_run(scenario, View())[0]))


def player(
    scenario: Scenario,
    view: View,
    pick: Callable[[float, float], None] | None = None,
    *,
    stage: str = "explore",
    height: int | Literal["fill"] | None = None,
    layout: str = "",
    more: Payload | None = None,
) -> Sequence[Trajectory]:
    """The linked plots with their transport; returns the trajectories of the runs.

    Args:
        scenario: what is run.
        view: how it is looked at.
        pick: told where a person clicked on the contour.
        stage: players and curves of one stage show the same runs at the same step.
        height: of the plots in pixels; where None is given, what Explore leaves of the window, and
            with "fill" what a page that shows nothing else does.
        layout: "contour" or "surface" for that one alone, else that of the view.
        more: what else the player is told, or is told instead.
    """
    of_run = _of_run(view)
    shown = {slot: _run(scenario.only(slot), of_run) for slot in range(len(scenario.runs))}
    paths = [path for path, _ in shown.values()]
    window = framed(scenario.surface.build(), paths, view.frame == "paths")
    scene = _scene_of(scenario.surface, window, _of_scene(view), layout)
    parts = {slot: part for slot, (_, part) in shown.items()}
    fan, offered = fanned(scenario, view) if pick else ((), {})
    send(stage, scene, *parts.values(), *fan)
    cast = cast_payload(scene.id, {slot: each.id for slot, each in parts.items()}, labels(scenario))
    said = offered | {"description": description(scenario, paths), "height": height}
    _mount(stage, cast | said | (more or {}), pick)
    return paths


def step_player(
    scenario: Scenario,
    slot: int,
    layout: str,
    step: int,
    pick: Callable[[float, float], None],
    tell: Callable[[int], None],
) -> Trajectory:
    """One run with the arrows of its steps, whole and from close by; returns its trajectory.

    Args:
        scenario: what is run.
        slot: which of its runs.
        layout: "step", or "beside" for Momentum and Nesterov from the same point.
        step: the step at which it opens.
        pick: told where a person clicked on the contour.
        tell: told the step at which a person has come to rest.
    """
    alone, view = scenario.only(slot), View()
    path, part = _run(alone, view)
    scene = _scene_of(
        scenario.surface, framed(scenario.surface.build(), [path], False), view, layout
    )
    inside = _inside_of(alone)
    send("step", scene, part, inside)
    cast = cast_payload(scene.id, {slot: part.id}, labels(scenario))
    said = {"description": description(alone, [path]), "inside": inside.id, "step": step}
    _mount("step", cast | said, pick, tell)
    return path


def _of_run(view: View) -> View:
    """What of the view matters to the points of a run, so that all else finds it in the cache."""
    return View(nesterov=view.nesterov, seeds=view.seeds)


def _of_scene(view: View) -> View:
    return replace(view, nesterov=View().nesterov, seeds=View().seeds, frame=View().frame)


def _mount(
    stage: str,
    said: Payload,
    pick: Callable[[float, float], None] | None,
    tell: Callable[[int], None] | None = None,
) -> None:
    key = f"{stage} player"

    def picked() -> None:
        start = st.session_state[key].start
        if start and pick:
            pick(float(start[0]), float(start[1]))

    def rested() -> None:
        step = st.session_state[key].step
        if step is not None and tell:
            tell(int(step))

    def chosen() -> None:
        which = st.session_state[key].fan
        if which is not None:
            choose(str(which))

    def let_go() -> None:
        value = st.session_state[key].value
        if value is not None:
            use(float(value))

    _player(
        key=key,
        data=said | {"stage": stage},
        on_start_change=picked,
        on_step_change=rested,
        on_fan_change=chosen,
        on_value_change=let_go,
        on_theme_change=hold,
    )


def numbers(stage: str = "step") -> None:
    """The working of the step that the player of that stage shows, in numbers."""
    _numbers(key=f"{stage} numbers", data={"stage": stage})


def curve(stage: str = "explore", height: int | None = None) -> None:
    """The loss curve of what the player of that stage shows; `height` in pixels."""
    _curve(key=f"{stage} curve", data={"stage": stage, "height": height})


def warm_up() -> None:
    """Compute what the first visitor will see."""
    scenario, view = Scenario(), View()
    found = [scenario.path(index) for index in range(len(scenario.runs))]
    window = framed(scenario.surface.build(), found, view.frame == "paths")
    scene_payload(scenario.surface.build(), window, view)
