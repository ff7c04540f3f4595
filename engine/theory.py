"""What theory says of a linear rule on a quadratic: how fast it converges, whether it swings.

Along an eigen-direction of the Hessian a linear rule is a linear recurrence, whose matrix is the
rule's own step from unit vectors. Its spectral radius is the factor by which the error shrinks a
step, in the long run; complex eigenvalues swing (Polyak 1964; Goh, "Why momentum really works",
Distill, 2017).
"""

from dataclasses import dataclass, replace

import numpy as np

from engine.batches import batches_of
from engine.conditions import Conditions
from engine.scenario import Scenario
from engine.trajectory import Trajectory
from optimizers import Optimizer
from parameters import Array, Bools
from surfaces import Surface

_ROUNDING = 1e-12  # of the error at the start: below it a run goes nowhere
_FEWEST = 5  # steps that a rate can be read from


class _Direction:
    """The oracle of λw²/2, for every lane."""

    fixed = True

    def __init__(self, curvature: float) -> None:
        self.curvature = curvature

    def loss(self, w: Array) -> Array:
        """Half of λw² in the first coordinate."""
        return 0.5 * self.curvature * w[0] ** 2

    def gradient(self, w: Array, active: Bools | None = None) -> Array:
        """The slope λw."""
        return self.curvature * w


def recurrence(rule: Optimizer, curvature: float, lanes: int = 1) -> Array:
    """The matrix that takes (w, state) one step on, shape (lanes, m, m), along one direction.

    `rule` must be linear, as all are that state a stability bound.
    """
    nothing = np.zeros((2, lanes))
    state = rule.init(nothing)
    columns = []
    for place in range(1 + len(state)):
        parts = [nothing + (each == place) for each in range(1 + len(state))]
        step = rule.step(parts[0], type(state)(*parts[1:]), _Direction(curvature))
        columns.append([step.w[0], *(each[0] for each in step.state)])
    return np.moveaxis(np.array(columns), 2, 0).swapaxes(1, 2)


def discriminant(rule: Optimizer, curvature: float, lanes: int = 1) -> Array:
    """Of the characteristic polynomial of a recurrence in two numbers, (lanes,).

    Below 0 the roots are complex and the run swings (it is underdamped); above it creeps. Without
    a memory there is nothing to swing: NaN.
    """
    matrix = recurrence(rule, curvature, lanes)
    if matrix.shape[1] != 2:
        return np.full(lanes, np.nan)
    return np.trace(matrix, axis1=1, axis2=2) ** 2 - 4 * np.linalg.det(matrix)


@dataclass(frozen=True)
class Theory:
    """What is known beforehand of a run on a quadratic.

    Attributes:
        curvatures: the eigenvalues of the Hessian, from flat to steep.
        factors: by which the error along each is multiplied a step, in the long run.
        swings: whether it swings there.
        best: the rule's hyperparameters that make the largest factor as small as can be.
        best_factor: that factor.
    """

    curvatures: tuple[float, ...]
    factors: tuple[float, ...]
    swings: tuple[bool, ...]
    best: dict[str, float] | None
    best_factor: float

    @property
    def factor(self) -> float:
        """The factor of the whole run: that of its slowest direction."""
        return max(self.factors)


def applies(rule: Optimizer, surface: Surface, conditions: Conditions) -> bool:
    """Whether the theory of quadratics speaks of this run."""
    plain = not conditions.clip and not conditions.scheduled
    plain = plain and batches_of(surface, conditions, 0) is None
    linear = rule.stability_bound() is not None
    return plain and linear and surface.quadratic and surface.infimum is not None


def curvatures(surface: Surface) -> Array:
    """The eigenvalues of a quadratic's Hessian, from flat to steep."""
    return np.asarray(np.linalg.eigvalsh(surface.hessian(np.zeros(2))), dtype=np.float64)


def theory(alone: Scenario) -> Theory | None:
    """Of the only run of a scenario; None where theory says nothing of it."""
    spec, surface = alone.runs[0], alone.surface.build()
    rule = spec.build()
    if not applies(rule, surface, spec.conditions) or alone.chancy(0):
        return None
    found = curvatures(surface)
    best = rule.optimum(float(found[0]), float(found[-1])) if found[0] > 0 else None
    ideal: Optimizer = replace(rule, **best or {})  # type: ignore[type-var]
    return Theory(
        tuple(found.tolist()),
        tuple(_radius(rule, each) for each in found),
        tuple(bool(discriminant(rule, each)[0] < 0) for each in found),
        best,
        max(_radius(ideal, each) for each in found),
    )


def _radius(rule: Optimizer, curvature: float) -> float:
    return float(np.abs(np.linalg.eigvals(recurrence(rule, curvature)[0])).max())


def measured(path: Trajectory) -> float | None:
    """The factor by which a run's distance to the minimum is multiplied a step.

    It is that of the second half of the steps before rounding takes over, by least squares of the
    logarithm; None where those are too few, or the surface has no minimum: level ground, a trough.
    """
    if path.surface.minima.size == 0:
        return None
    distance = np.linalg.norm(path.w - path.surface.minima[:, :1].T, axis=1)
    kept = int(np.argmax(np.append(distance, 0) <= _ROUNDING * distance[0]))
    steps = np.arange(kept // 2, kept)
    if steps.size < _FEWEST or path.diverged_at is not None:
        return None
    return float(np.exp(np.polyfit(steps, np.log(distance[steps]), 1)[0]))


def escape(path: Trajectory) -> int | None:
    """The step at which theory has a run leave the window of a quadratic that falls for ever.

    Along the direction of negative curvature the part of the start that lies on the recurrence's
    growing root ρ grows by it each step, so it is ln(window/|part|)/ln ρ steps; for gradient
    descent ρ is 1 + lr·|λ|. None where theory says nothing: a start on the ridge stays for ever.
    """
    rule, surface = path.optimizer, path.surface
    if rule.stability_bound() is None or not surface.quadratic or path.noise is not None:
        return None
    values, directions = np.linalg.eigh(surface.hessian(np.zeros(2)))
    along = directions[:, 0]
    begin = float(along @ path.w[0])
    if values[0] >= 0 or begin == 0:
        return None
    roots, vectors = np.linalg.eig(recurrence(rule, float(values[0]))[0])
    grows = int(np.argmax(np.abs(roots)))
    rest = np.zeros(len(roots))
    rest[0] = begin
    part = abs(vectors[0, grows] * np.linalg.solve(vectors, rest)[grows])
    room = np.where(along * np.sign(begin) > 0, surface.domain.high, -surface.domain.low)
    reach = float(np.min(room / np.maximum(np.abs(along), _ROUNDING)))
    return max(0, int(np.ceil(np.log(reach / part) / np.log(np.abs(roots[grows])))))
