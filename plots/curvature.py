"""The surface close to a point in words: its curvature, and how far a step may go there."""

import numpy as np

from engine import Trajectory
from languages import _
from parameters import Array
from plots.axes import number


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
    return _preconditioned(path), float(frozen.limit), frozen.formula


def _preconditioned(path: Trajectory) -> Array:
    """The largest eigenvalue of the Hessian under the effective rates of each step, (steps,)."""
    root = np.sqrt(np.abs(path.internals["effective_lr"]))
    hessian = np.moveaxis(path.surface.hessian(path.w[:-1].T), -1, 0)
    scaled = root[:, :, np.newaxis] * hessian * root[:, np.newaxis]
    return np.asarray(np.linalg.eigvalsh(scaled)[:, 1], dtype=np.float64)


def remarks(path: Trajectory) -> list[str]:
    """For every step: the curvature where it begins, and whether its rate is a stable one there."""
    values, vectors = eigenvalues(path)
    alike = np.isclose(values[:, 0], values[:, 1], rtol=1e-9)
    each = zip(values, vectors, alike, _allowed(path, values[:, 1]), strict=True)
    said = ((_shape(*curved), _held(curved[0], allowed)) for *curved, allowed in each)
    return [" ".join(filter(None, sentences)) for sentences in said]


def _held(values: Array, allowed: str) -> str:
    """What keeps a step back where the curvatures are `values`, if anything does."""
    if values[1] <= 0:
        return _("Nothing holds a step back here: the loss falls away on both sides.")
    if values[0] < 0:
        saddle = _("The negative one is a way down on both sides.")
        return f"{saddle} {allowed}".rstrip()
    return allowed


def _shape(values: Array, vectors: Array, alike: bool) -> str:
    """The curvature itself."""
    if alike:
        everywhere = _("Curvature λ = {curvature} in every direction.")
        return everywhere.format(curvature=number(values[1]))
    return _(
        "Curvature λ = {steep} along {steep_direction} and {flat} along {flat_direction}."
    ).format(
        steep=number(values[1]),
        steep_direction=_direction(vectors[:, 1]),
        flat=number(values[0]),
        flat_direction=_direction(vectors[:, 0]),
    )


def _allowed(path: Trajectory, steepest: Array) -> list[str]:
    """What a step of this rule is allowed to be where the curvatures are `steepest`, (steps,)."""
    bound = path.optimizer.stability_bound()
    if bound is not None:
        limit = float(bound.limit)
        most = number(limit)
        formula = most if bound.formula == most else f"{bound.formula} = {most}"
        below = _("η·λ = {product} is below {bound}: η may be up to {rate} here.")
        above = _("η·λ = {product} is not below {bound}: η may be up to {rate} here.")
        with np.errstate(divide="ignore"):  # nothing is said where there is no curvature
            rates = limit / steepest
        return [
            (below if product < limit else above).format(
                product=number(product), bound=formula, rate=number(rate)
            )
            for product, rate in zip(path.rates * steepest, rates, strict=True)
        ]
    if "effective_lr" not in path.internals:
        return [""] * len(steepest)
    below = _(
        "Divided as this rule does, the largest rate × curvature is {largest}, below the 2 that"
        " plain gradient descent could take."
    )
    above = _(
        "Divided as this rule does, the largest rate × curvature is {largest}, not below the 2 that"
        " plain gradient descent could take."
    )
    return [
        (below if largest < 2 else above).format(largest=number(largest))
        for largest in _preconditioned(path)
    ]


def _direction(vector: Array) -> str:
    """A direction as an axis, or as two numbers."""
    for axis, name in enumerate(("w₁", "w₂")):
        if abs(vector[axis]) > 1 - 1e-6:
            return name
    vector = vector if vector[0] >= 0 else -vector
    return f"({vector[0]:.2f}, {vector[1]:.2f})".replace("-", "−")
