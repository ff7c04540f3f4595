"""What happens along a path, found in its numbers: overshoot, zigzag, jitter, escape, the rest."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from engine.trajectory import STALLED_WITHIN, Trajectory, last_true_stretch
from engine.window import window_for
from parameters import Array, Bools

Kind = Literal[
    "overshoot",
    "zigzag",
    "jitter",
    "woken",
    "clipped",
    "escape",
    "left",
    "diverged",
    "stalled",
    "reached",
]
KINDS: tuple[Kind, ...] = get_args(Kind)

SEEN = 5e-3  # of the window's side: a smaller move is not noticed
TURNS = 4  # in a row: fewer are no zigzag
STEADY = 0.1  # a jitter's moves are alike up to this part of the last ones
LAST = 10  # moves, whose median says how long a jitter's moves are


@dataclass(frozen=True, order=True)
class Note:
    """Something that happens at a step of a path.

    Attributes:
        step: when it can first be seen.
        kind: what happens.
        axis: along which coordinate, 0 or 1; None where it concerns both.
    """

    step: int
    kind: Kind
    axis: int | None = None


def notes(path: Trajectory) -> tuple[Note, ...]:
    """What happens along a single run, in the order of the steps.

    With the minimum that is nearest to the last point, global or local, as where it was going, and
    along the axes only while it is in the window:

    - overshoot: the first point beyond the minimum along an axis, as seen from the start.
    - zigzag: the path has turned back along an axis at `TURNS` steps in a row.
    - jitter: from here to the end it turns back at every step, by moves of one length.
    - woken: a coordinate that a step had left at exactly 0 is no longer 0.
    - clipped: the first gradient that is shortened.
    - escape: it is outside the window from here on, on a surface without a lowest loss; left: on
      any other.
    - diverged, reached: as the run's status has it.
    - stalled: the status says so, and from here on the path is as short as it says.

    Raises:
        TypeError: for a batch; ask one of its lanes.
    """
    status = path.status
    window = window_for(path.surface, path.w[0])
    outside = last_true_stretch(~window.contains(path.w.T))
    inside = len(path.w) if outside is None else outside
    found = [note for axis in range(2) for note in _along(path, axis) if note.step < inside]
    if path.clipped.any():
        found.append(Note(int(np.argmax(path.clipped)), "clipped"))
    if outside is not None:
        found.append(Note(outside, "escape" if path.surface.infimum is None else "left"))
    if status.outcome == "stalled":
        moves = np.linalg.norm(np.diff(path.w, axis=0), axis=1)
        ahead = np.append(np.cumsum(moves[::-1])[::-1], 0)  # how long the path still is
        short = ahead < STALLED_WITHIN * path.surface.domain.size
        found.append(Note(int(np.argmax(short)), "stalled"))
    if status.step is not None and status.outcome in ("diverged", "reached"):
        found.append(Note(status.step, status.outcome))
    return tuple(sorted(found, key=lambda note: (note.step, KINDS.index(note.kind))))


def target(path: Trajectory) -> Array | None:
    """The minimum nearest to the last point, shape (2,); None where the surface has none."""
    minima = np.hstack([path.surface.minima, path.surface.local_minima])
    if minima.shape[1] == 0:
        return None
    nearest = np.argmin(np.linalg.norm(minima - path.w[-1][:, np.newaxis], axis=0))
    return np.asarray(minima[:, nearest])


def _along(path: Trajectory, axis: int) -> Iterator[Note]:
    """What happens along one axis."""
    w, end = path.w[:, axis], target(path)
    sides = path.surface.domain.high - path.surface.domain.low
    least = SEEN * float(sides[axis])
    if end is not None:
        beyond = (w - end[axis]) * np.sign(end[axis] - w[0]) > least
        if beyond.any():
            yield Note(int(np.argmax(beyond)), "overshoot", axis)
    with np.errstate(over="ignore"):  # of a run that explodes
        moves = np.diff(w)
    turns = _turns(moves, least)
    jitter = _jitter(moves, turns)
    if jitter is not None:
        yield Note(jitter, "jitter", axis)
    zigzag = _zigzag(turns)
    if zigzag is not None and (jitter is None or zigzag < jitter):
        yield Note(zigzag, "zigzag", axis)
    woken = (w[2:] != 0) & np.logical_and.accumulate(w[1:-1] == 0)
    if woken.any():
        yield Note(int(np.argmax(woken)) + 2, "woken", axis)


def _turns(moves: Array, least: float) -> Bools:
    """Whether each move but the first goes back on the one before it, and both can be seen."""
    seen = np.abs(moves) > least
    signs = np.sign(moves)
    return np.asarray((signs[1:] * signs[:-1] < 0) & seen[1:] & seen[:-1])


def _zigzag(turns: Bools) -> int | None:
    """The step at which the path has turned back often enough, if it ever has."""
    if len(turns) < TURNS:
        return None
    often = sliding_window_view(turns, TURNS).all(axis=1)
    return int(np.argmax(often)) + TURNS + 1 if often.any() else None


def _jitter(moves: Array, turns: Bools) -> int | None:
    """The step from which every move turns back and is as long as the last ones, if any."""
    if len(turns) < LAST or not np.isfinite(moves).all():
        return None
    sizes = np.abs(moves[1:])
    usual = float(np.median(sizes[-LAST:]))
    first = last_true_stretch(turns & (np.abs(sizes - usual) <= STEADY * usual))
    return None if first is None or len(turns) - first < LAST else first + 1
