"""What a lesson says of its runs, as text that is checked and filled in on the runs themselves.

A quantity is written `run.name` or `run.name.more`, runs counted from 1, and may be divided by
another: `2.reached`, `1.crossings.w2`, `4.loss.3`, `2.move.1 / 1.move.1`. A claim compares two:
`2.reached < 3.reached`, `1.outcome = going`, `2.move.1 / 1.move.1 ~ 3.16`, where ~ is equality
to within 2 %. In a lesson's text a quantity in braces stands for its value: `{2.reached}`.
"""

import operator
import re
from collections.abc import Callable, Sequence

import numpy as np

from engine import Trajectory
from engine.notes import KINDS, notes, target

Quantity = float | str
Paths = Sequence[Trajectory]

AXES = {"w1": 0, "w2": 1}
NEAR = 0.02  # relative: what "~" allows
ROUNDS = 10  # points at the end, over which a swing is averaged

_NAMED = re.compile(r"(\d)\.([a-z_]+\d?)(?:\.(\w+))?")
_CLAIM = re.compile(r"(.+?) ([=<>~]) (.+)")
_PLACE = re.compile(r"\{(\d\.[a-z][^{}]*)\}")  # and not the {0.1} of a formula
_COMPARED: dict[str, Callable[..., bool]] = {
    "=": operator.eq,
    "<": operator.lt,
    ">": operator.gt,
    "~": lambda left, right: abs(left - right) <= NEAR * abs(right),
}


def holds(claim: str, paths: Paths) -> bool:
    """Whether a claim is true of these runs.

    Raises:
        ValueError: for what is no claim, or names no run or no quantity.
    """
    read = _CLAIM.fullmatch(claim)
    if read is None:
        raise ValueError(f"{claim!r} is no claim")
    left, compared, right = read.groups()
    return bool(_COMPARED[compared](quantity(left, paths), quantity(right, paths)))


def filled(text: str, paths: Paths) -> str:
    """`text` with the values of the quantities in braces. Raises ValueError as `holds` does."""
    return _PLACE.sub(lambda place: written(quantity(place[1], paths)), text)


def written(value: Quantity) -> str:
    """A whole number as it is, any other to three digits; with a true minus sign."""
    if isinstance(value, str):
        return value
    return (f"{value:.3g}" if value % 1 else f"{value:.0f}").replace("-", "−")


def quantity(text: str, paths: Paths) -> Quantity:
    """The value of a quantity, a number or a word. Raises ValueError as `holds` does."""
    above, divided, below = text.partition(" / ")
    if divided:
        return float(quantity(above, paths)) / float(quantity(below, paths))
    named = _NAMED.fullmatch(text)
    if named is None:
        return _constant(text)
    run, name, more = named.groups()
    if not 1 <= int(run) <= len(paths):
        raise ValueError(f"{text!r}: there is no run {run}")
    path = paths[int(run) - 1]
    if name in KINDS:
        return _first(path, name, more)
    if name not in QUANTITIES:
        raise ValueError(f"{text!r}: {name} is not {', '.join((*KINDS, *QUANTITIES))}")
    return QUANTITIES[name](path, more)


def _constant(text: str) -> Quantity:
    if re.fullmatch(r"[a-z]+", text):
        return text
    return float(text)


def _first(path: Trajectory, kind: str, axis: str | None) -> float:
    """The step of the first such note; infinite where there is none."""
    steps = (
        note.step
        for note in notes(path)
        if note.kind == kind and (axis is None or note.axis == AXES[axis])
    )
    return next(steps, np.inf)


def _at(step: str | None) -> int:
    return -1 if step is None else int(step)


def _crossings(path: Trajectory, axis: str | None) -> float:
    """How often a run goes from one side of its minimum to the other along an axis."""
    end, along = target(path), AXES[str(axis)]
    side = path.w[:, along] - (0 if end is None else end[along])
    return int(np.sum(side[1:] * side[:-1] < 0))


def _swing(path: Trajectory, axis: str | None) -> float:
    """How far a run's last points are from its minimum along an axis, on average."""
    end, along = target(path), AXES[str(axis)]
    return float(np.mean(np.abs(path.w[-ROUNDS:, along] - (0 if end is None else end[along]))))


#: What can be said of a run beside the steps of its notes; `more` is an axis or a step.
QUANTITIES: dict[str, Callable[[Trajectory, str | None], Quantity]] = {
    "outcome": lambda path, more: path.status.outcome,
    "loss": lambda path, more: float(path.loss[_at(more)]),
    "excess": lambda path, more: float(path.loss[_at(more)] - (path.surface.infimum or 0)),
    "w1": lambda path, more: float(path.w[_at(more), 0]),
    "w2": lambda path, more: float(path.w[_at(more), 1]),
    "move": lambda path, more: float(
        np.linalg.norm(path.w[int(str(more))] - path.w[int(str(more)) - 1])
    ),
    "crossings": _crossings,
    "swing": _swing,
    "rate": lambda path, more: float(path.internals["effective_lr"][-1, AXES[str(more)]]),
    "evaluations": lambda path, more: path.gradient_evaluations,
    "examples": lambda path, more: (
        int(np.max(path.examples[-1])) if path.examples is not None else 0
    ),
}
