"""The surface close to a point in words: its curvature, and how far a step may go there."""

import numpy as np

from engine import Trajectory
from languages import _
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
    said = [_shape(values, vectors)]
    if values[1] <= 0:
        said.append(_("Nothing holds a step back here: the loss falls away on both sides."))
        return " ".join(said)
    if values[0] < 0:
        said.append(_("The negative one is a way down on both sides."))
    return " ".join(filter(None, [*said, _allowed(path, k, values[1])]))


def _shape(values: Array, vectors: Array) -> str:
    """The curvature itself."""
    if np.isclose(values[0], values[1], rtol=1e-9):
        everywhere = _("Curvature λ = {curvature} in every direction.")
        return everywhere.format(curvature=_number(values[1]))
    return _(
        "Curvature λ = {steep} along {steep_direction} and {flat} along {flat_direction}."
    ).format(
        steep=_number(values[1]),
        steep_direction=_direction(vectors[:, 1]),
        flat=_number(values[0]),
        flat_direction=_direction(vectors[:, 0]),
    )


def _allowed(path: Trajectory, k: int, steepest: float) -> str:
    """What a step of this rule is allowed to be where the curvature is `steepest`."""
    bound, rate = path.optimizer.stability_bound(), path.rates[k]
    if bound is not None:
        limit = float(bound.limit)
        number = _number(limit)
        below = _("η·λ = {product} is below {bound}: η may be up to {rate} here.")
        above = _("η·λ = {product} is not below {bound}: η may be up to {rate} here.")
        return (below if rate * steepest < limit else above).format(
            product=_number(rate * steepest),
            bound=number if bound.formula == number else f"{bound.formula} = {number}",
            rate=_number(limit / steepest),
        )
    effective = path.internals.get("effective_lr")
    if effective is None:
        return ""
    scale = np.sqrt(np.abs(effective[k]))
    hessian = path.surface.hessian(path.w[k])
    largest = float(np.linalg.eigvalsh(scale[:, np.newaxis] * hessian * scale)[-1])
    below = _(
        "Divided as this rule does, the largest rate × curvature is {largest}, below the 2 that"
        " plain gradient descent could take."
    )
    above = _(
        "Divided as this rule does, the largest rate × curvature is {largest}, not below the 2 that"
        " plain gradient descent could take."
    )
    return (below if largest < 2 else above).format(largest=_number(largest))


def _direction(vector: Array) -> str:
    """A direction as an axis, or as two numbers."""
    for axis, name in enumerate(("w₁", "w₂")):
        if abs(vector[axis]) > 1 - 1e-6:
            return name
    vector = vector if vector[0] >= 0 else -vector
    return f"({vector[0]:.2f}, {vector[1]:.2f})".replace("-", "−")


def _number(value: float) -> str:
    return f"{value:.3g}".replace("-", "−")
