"""The notes on the paths of a scenario, in words."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from engine import Scenario, Trajectory
from engine.notes import Kind, Note, notes
from languages import N_, _
from plots.labels import labels
from plots.style import RUN_STYLES

#: What a note says, by its kind. Those along an axis say which.
SAID: dict[Kind, str] = {
    "overshoot": N_("step {step}: beyond the minimum along {axis}"),
    "zigzag": N_("step {step}: zigzags along {axis}"),
    "jitter": N_("step {step}: jumps to and fro along {axis}, no nearer"),
    "woken": N_("step {step}: {axis} is no longer 0"),
    "clipped": N_("step {step}: its gradient is shortened"),
    "escape": N_("step {step}: has escaped"),
    "left": N_("step {step}: leaves the window"),
    "diverged": N_("step {step}: has diverged"),
    "stalled": N_("step {step}: is at rest"),
    "reached": N_("step {step}: has arrived"),
}
AXES = {(None,): "", (0,): "w₁", (1,): "w₂", (0, 1): N_("w₁ and w₂")}


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
            axis = AXES[tuple(each.axis for each in alike)]
            said = _(SAID[kind]).format(step=step, axis=axis and _(axis))
            found.append(Told(step, slot, RUN_STYLES[slot].glyph, label, said))
    return sorted(found, key=lambda each: each.step)


def _what(note: Note) -> tuple[int, Kind]:
    return note.step, note.kind
