"""Run a rule on a surface and record everything it used."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.batches import batches_of
from engine.conditions import Conditions
from engine.oracle import SurfaceOracle, gaussian
from engine.steps import steps as steps_of
from engine.trajectory import Trajectory
from optimizers import Optimizer
from parameters import Array, parameters
from surfaces import DataSurface, Surface

TOLERANCE = 1e-3
CONSTANT = Conditions()


def run(
    optimizer: Optimizer,
    surface: Surface,
    start: Any,
    steps: int = 100,
    *,
    conditions: Conditions = CONSTANT,
    noise: float = 0.0,
    seed: int | NDArray[np.int_] = 0,
    tolerance: float = TOLERANCE,
) -> Trajectory:
    """The path of `optimizer` on `surface`, nothing clamped, clipped or sanitised.

    Args:
        optimizer: the rule; hyperparameters of shape (n,) make n lanes.
        surface: what it descends.
        start: the first point, shape (2,), or (2, n) for n lanes.
        steps: how many steps to take; 0 or more.
        conditions: the schedule of the learning rate, gradient clipping, and the batch size.
        noise: the deviation of the normal noise that is added to every coordinate of a gradient.
        seed: of noise and batches; n seeds make n lanes.
        tolerance: how far above the infimum still counts as arrived.

    Returns:
        A `Trajectory`. A single run ends at its last finite point; in a batch the rest of a
        lane that diverged is NaN.

    Raises:
        ValueError: where `start` is not finite or has no such shape, or `steps` is negative.
    """
    w0 = starts(start, optimizer, steps, np.shape(seed))
    drawn, factors = gaussian(noise, seed, steps, w0), conditions.factors(steps)
    batches = batches_of(surface, conditions, seed)
    oracle = SurfaceOracle(surface, drawn, conditions.limit, batches)
    points, internals = [w0], []
    asked: list[Any] = [0]
    seen: list[Any] = [0]
    clipped: list[Any] = []
    with np.errstate(all="ignore"):  # a run that overflows is a result, not a mistake
        for step in steps_of(optimizer, oracle, w0, factors):
            points.append(step.w)
            asked.append(oracle.evaluations)
            seen.append(oracle.examples)
            clipped.append(oracle.clipped)
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
        evaluations=_a_lane(asked, loss.shape[1:]),
        examples=_a_lane(seen, loss.shape[1:]) if isinstance(surface, DataSurface) else None,
        rates=np.multiply.outer(factors, optimizer.lr),
        clipped=_a_lane(clipped, loss.shape[1:]).astype(bool),
        noise=drawn,
        conditions=conditions,
        tolerance=tolerance,
        steps=steps,
        seed=seed,
    )


def _a_lane(noted: list[Any], lanes: tuple[int, ...]) -> NDArray[Any]:
    """What the oracle noted, a row a step and one a lane: it may say one thing for all lanes."""
    return np.array([np.broadcast_to(each, lanes) for each in noted] if lanes else noted)


def starts(start: Any, optimizer: Optimizer, steps: int, seeds: tuple[int, ...] = ()) -> Array:
    """The first point of every lane, as a fresh float64 array. Raises ValueError as `run` does."""
    if steps < 0:
        raise ValueError(f"steps = {steps} is negative")
    w0 = np.array(start, dtype=np.float64)
    if w0.ndim not in (1, 2) or w0.shape[0] != 2:
        raise ValueError(f"start has shape {w0.shape}; it must be (2,) or (2, n)")
    if not np.all(np.isfinite(w0)):
        raise ValueError(f"start = {w0.tolist()} is not finite")
    values = [getattr(optimizer, name) for name, p in parameters(optimizer).items() if p.sweepable]
    lanes = np.broadcast_shapes(w0.shape[1:], seeds, *(np.shape(value) for value in values))
    if len(lanes) > 1:
        raise ValueError(f"lanes have shape {lanes}; they must be (n,)")
    if lanes and w0.ndim == 1:
        w0 = w0[:, np.newaxis]
    return np.array(np.broadcast_to(w0, (2, *lanes)))
