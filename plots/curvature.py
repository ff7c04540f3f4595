"""The surface close to a point in words: its curvature, and how far a step may go there."""

import numpy as np

from engine import Trajectory
from parameters import Array


def eigenvalues(path: Trajectory) -> tuple[Array, Array]:
    """Of the Hessian at every point that a step leaves: (steps, 2) ascending, and directions.

    The directions have shape (steps, 2, 2); column i belongs to eigenvalue i.
    """
    hessian = np.moveaxis(path.surface.hessian(path.w[:-1].T), -1, 0)
    values, vectors = np.linalg.eigh(hessian)
    return values, vectors


def sharpness(path: Trajectory) -> tuple[Array, float, str] | None:
    """The largest rate × curvature where each step begins, (steps,), its bound and the formula.

    Beyond the bound the rule would not settle if the surface went on as it is there: runs that
    hover about it are at the edge of stability. None for rules without such a bound.
    """
    bound, frozen = path.optimizer.stability_bound(), path.optimizer.frozen_bound()
    if bound is not None:
        return path.rates * eigenvalues(path)[0][:, 1], float(bound.limit), bound.formula
    if frozen is None or "effective_lr" not in path.internals:
        return None
    root = np.sqrt(np.abs(path.internals["effective_lr"]))
    hessian = np.moveaxis(path.surface.hessian(path.w[:-1].T), -1, 0)
    scaled = root[:, :, np.newaxis] * hessian * root[:, np.newaxis]
    largest = np.asarray(np.linalg.eigvalsh(scaled)[:, 1], dtype=np.float64)
    return largest, float(frozen.limit), frozen.formula


def remarks(path: Trajectory) -> list[str]:
    """For every step: the curvature where it begins, and whether its rate is a stable one there."""
    values, vectors = eigenvalues(path)
    return [_remark(path, k, values[k], vectors[k]) for k in range(len(values))]


def _remark(path: Trajectory, k: int, values: Array, vectors: Array) -> str:
    flat, steep = (
        f"{_number(v)} along {_direction(d)}" for v, d in zip(values, vectors.T, strict=True)
    )
    if np.isclose(values[0], values[1], rtol=1e-9):
        shape = f"Curvature λ = {_number(values[1])} in every direction."
    else:
        shape = f"Curvature λ = {steep} and {flat}."
    if values[1] <= 0:
        return f"{shape} Nothing holds a step back here: the loss falls away on both sides."
    saddle = " The negative one is a way down on both sides." if values[0] < 0 else ""
    return f"{shape}{saddle} {_allowed(path, k, values[1])}"


def _allowed(path: Trajectory, k: int, steepest: float) -> str:
    """What a step of this rule is allowed to be where the curvature is `steepest`."""
    bound, rate = path.optimizer.stability_bound(), path.rates[k]
    if bound is not None:
        limit = float(bound.limit)
        verdict = "below" if rate * steepest < limit else "not below"
        return (
            f"η·λ = {_number(rate * steepest)} is {verdict} {bound.formula} = {_number(limit)}:"
            f" η may be up to {_number(limit / steepest)} here."
        )
    effective = path.internals.get("effective_lr")
    if effective is None:
        return ""
    scale = np.sqrt(np.abs(effective[k]))
    hessian = path.surface.hessian(path.w[k])
    largest = float(np.linalg.eigvalsh(scale[:, np.newaxis] * hessian * scale)[-1])
    verdict = "below" if largest < 2 else "not below"
    return (
        f"Divided as this rule does, the largest rate × curvature is {_number(largest)}, {verdict}"
        " the 2 that plain gradient descent could take."
    )


def _direction(vector: Array) -> str:
    """A direction as an axis, or as two numbers."""
    for axis, name in enumerate(("w₁", "w₂")):
        if abs(vector[axis]) > 1 - 1e-6:
            return name
    vector = vector if vector[0] >= 0 else -vector
    return f"({vector[0]:.2f}, {vector[1]:.2f})".replace("-", "−")


def _number(value: float) -> str:
    return f"{value:.3g}".replace("-", "−")
