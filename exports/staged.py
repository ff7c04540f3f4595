"""A scenario as the player is sent it, for what plays without the app."""

from typing import NamedTuple

from engine import Scenario, Trajectory
from plots.framing import framed
from plots.labels import description, labels
from plots.player.payload import Payload, cast_payload, scene_payload, shown_run
from plots.view import View


class Staged(NamedTuple):
    """The runs of a scenario, and all that a player needs to show them.

    Attributes:
        paths: the trajectories.
        scene: the figures without runs.
        runs: the points of every run.
        cast: which of them to show, and under which names.
    """

    paths: tuple[Trajectory, ...]
    scene: Payload
    runs: tuple[Payload, ...]
    cast: Payload


def staged(scenario: Scenario, view: View) -> Staged:
    """Run `scenario`, and make what a player shows of it through `view`."""
    surface, count = scenario.surface.build(), range(len(scenario.runs))
    paths, runs = zip(*(shown_run(scenario, index, view) for index in count), strict=True)
    scene = scene_payload(surface, framed(surface, paths, view.frame == "paths"), view)
    ids = {slot: run["id"] for slot, run in enumerate(runs)}
    cast = cast_payload(scene["id"], ids, labels(scenario))
    return Staged(paths, scene, runs, cast | {"description": description(scenario, paths)})
