"""Run a rule on a surface and record everything it used."""

import itertools
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.oracle import SurfaceOracle
from engine.steps import steps as endless
from engine.trajectory import Trajectory
from optimizers import Optimizer
from parameters import Array, parameters
from surfaces import Surface

TOLERANCE = 1e-3


def run(
    optimizer: Optimizer,
    surface: Surface,
    start: Any,
    steps: int = 100,
    *,
    seed: int = 0,
    tolerance: float = TOLERANCE,
) -> Trajectory:
    """The path of `optimizer` on `surface`, nothing clamped, clipped or sanitised.

    Args:
        optimizer: the rule; hyperparameters of shape (n,) make n lanes.
        surface: what it descends.
        start: the first point, shape (2,), or (2, n) for n lanes.
        steps: how many steps to take; 0 or more.
        seed: for noise and batches; an exact gradient does not use it.
        tolerance: how far above the infimum still counts as arrived.

    Returns:
        A `Trajectory`. A single run ends at its last finite point; in a batch the rest of a
        lane that diverged is NaN.

    Raises:
        ValueError: where `start` is not finite or has no such shape, or `steps` is negative.
    """
    if steps < 0:
        raise ValueError(f"steps = {steps} is negative")
    w0 = _start(start, optimizer)
    oracle = SurfaceOracle(surface)
    points, internals = [w0], []
    asked: list[Any] = [0]
    with np.errstate(all="ignore"):  # a run that overflows is a result, not a mistake
        for step in itertools.islice(endless(optimizer, oracle, w0), steps):
            points.append(step.w)
            asked.append(oracle.evaluations)
            internals.append(step.internals)
        w = np.array(points)
        loss = surface.value(np.moveaxis(w, 1, 0))
    names = internals[0] if internals else {}
    return Trajectory.ended_where_finite(
        optimizer=optimizer,
        surface=surface,
        w=w,
        loss=loss,
        internals={name: np.array([row[name] for row in internals]) for name in names},
        evaluations=_counts(asked, loss.shape),
        tolerance=tolerance,
        steps=steps,
        seed=seed,
    )


def _counts(asked: list[Any], shape: tuple[int, ...]) -> NDArray[np.int_]:
    """The oracle's count at each point, one a lane: lanes may have been asked unequally often."""
    lanes = shape[1:]
    return np.array([np.broadcast_to(count, lanes) for count in asked] if lanes else asked)


def _start(start: Any, optimizer: Optimizer) -> Array:
    """`start` as a fresh float64 array, one column a lane."""
    w0 = np.array(start, dtype=np.float64)
    if w0.ndim not in (1, 2) or w0.shape[0] != 2:
        raise ValueError(f"start has shape {w0.shape}; it must be (2,) or (2, n)")
    if not np.all(np.isfinite(w0)):
        raise ValueError(f"start = {w0.tolist()} is not finite")
    values = [getattr(optimizer, name) for name, p in parameters(optimizer).items() if p.sweepable]
    lanes = np.broadcast_shapes(w0.shape[1:], *(np.shape(value) for value in values))
    if len(lanes) > 1:
        raise ValueError(f"lanes have shape {lanes}; they must be (n,)")
    if lanes and w0.ndim == 1:
        w0 = w0[:, np.newaxis]
    return np.array(np.broadcast_to(w0, (2, *lanes)))
