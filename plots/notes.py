"""The notes on the paths of a scenario, in words."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from engine import Scenario, Trajectory
from engine.notes import Kind, Note, notes
from plots.labels import labels
from plots.style import RUN_STYLES

#: What a note says, by its kind. Those along an axis say which.
SAID: dict[Kind, str] = {
    "overshoot": "step {step}: beyond the minimum along {axis}",
    "zigzag": "step {step}: zigzags along {axis}",
    "jitter": "step {step}: jumps to and fro along {axis}, no nearer",
    "woken": "step {step}: {axis} is no longer 0",
    "clipped": "step {step}: its gradient is shortened",
    "escape": "step {step}: has escaped",
    "left": "step {step}: leaves the window",
    "diverged": "step {step}: has diverged",
    "stalled": "step {step}: is at rest",
    "reached": "step {step}: has arrived",
}
AXES = {(None,): "", (0,): "w₁", (1,): "w₂", (0, 1): "w₁ and w₂"}


class Told(NamedTuple):
    """A note as the browser shows it.

    Attributes:
        step: when it can first be seen.
        slot, glyph, label: whose it is.
        said: what happens.
    """

    step: int
    slot: int
    glyph: str
    label: str
    said: str


def told(scenario: Scenario, paths: Sequence[Trajectory]) -> list[Told]:
    """Every note of every run, in the order of the steps."""
    found = []
    for slot, (label, path) in enumerate(zip(labels(scenario), paths, strict=True)):
        for (step, kind), alike in groupby(notes(path), key=_what):
            said = SAID[kind].format(step=step, axis=AXES[tuple(each.axis for each in alike)])
            found.append(Told(step, slot, RUN_STYLES[slot].glyph, label, said))
    return sorted(found, key=lambda each: each.step)


def _what(note: Note) -> tuple[int, Kind]:
    return note.step, note.kind
