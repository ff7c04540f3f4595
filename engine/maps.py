"""Maps: how one run ends, over two of its settings at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.axes import COORDINATES, Axis, with_setting
from engine.basins import nearest
from engine.conditions import Conditions
from engine.lanes import NEVER, Counts
from engine.scenario import Scenario
from engine.sweep import Progress, part_of, sweep
from engine.theory import applies, curvatures, discriminant
from optimizers import Optimizer
from parameters import Array, Bools, parameters
from surfaces import Surface

METRICS = ("steps", "loss", "distance")


@dataclass(frozen=True, eq=False)
class Map:
    """How a run ended for every pair of values.

    Attributes:
        across, up: the axes, of m and n values.
        reached: (n, m), the first step from which the loss stays within the tolerance, or -1.
        diverged_at: (n, m), the step at which the run diverged, or -1.
        loss: (n, m), the last loss above the lowest possible; that before the run diverged.
        distance: (n, m), from the last point to the nearest global minimum.
        excess: (n, m), on quadratics the logarithm of lr·λmax over the rule's stability bound:
            where it is above 0 the theory says that the run diverges. None where it says nothing.
        damping: (n, m) along the flattest direction, and along the steepest: below 0 theory has
            the run swing there. None where it says nothing, or there is nothing to swing.
    """

    across: Axis
    up: Axis
    reached: Counts
    diverged_at: Counts
    loss: Array
    distance: Array
    excess: Array | None
    damping: tuple[Array, Array] | None = None

    @property
    def diverged(self) -> Bools:
        """(n, m), whether the run diverged."""
        return self.diverged_at != NEVER

    def metric(self, name: str) -> Array:
        """One of `METRICS`, (n, m): NaN where the run diverged or, for steps, did not arrive."""
        steps = np.where(self.reached == NEVER, np.nan, self.reached)
        values = {"steps": steps, "loss": self.loss, "distance": self.distance}[name]
        return np.where(self.diverged, np.nan, values)

    def best(self, name: str) -> tuple[int, int] | None:
        """Row and column of the least, of equal ones the one with the least loss; None if none."""
        values = self.metric(name)
        if np.isnan(values).all():
            return None
        least = np.where(values == np.nanmin(values), self.loss, np.inf)
        row, column = np.unravel_index(int(np.argmin(least)), values.shape)
        return int(row), int(column)


def settings_map(
    scenario: Scenario, across: Axis, up: Axis, progress: Progress | None = None
) -> Map:
    """How the only run of `scenario` ends for every pair of values.

    Args:
        scenario: the run and all else; what the axes sweep does not matter.
        across: any setting but one of the surface's.
        up: any other setting. A surface is made for each value of one of its own parameters.
        progress: told now and then which share is done; what it raises ends the work.
    """
    if across.name in parameters(scenario.surface.build()):
        raise ValueError(f"{across.name} belongs to the surface: it must be the upper axis")
    if up.name not in parameters(scenario.surface.build()):
        first, second = (x.ravel() for x in np.meshgrid(across.values, up.values))
        parts = [_swept(scenario, {across.name: first, up.name: second}, progress)]
    else:
        parts = []
        for row, value in enumerate(up.values):
            each = with_setting(scenario, {up.name: value})
            part = part_of(progress, row, len(up.values))
            parts.append(_swept(each, {across.name: np.array(across.values)}, part))
    grid = len(up.values), len(across.values)
    reached, diverged_at, loss, distance, excess, flat, steep = (
        np.concatenate(each).reshape(grid) for each in zip(*parts, strict=True)
    )
    known = None if np.isnan(excess).any() else excess
    damping = None if np.isnan(flat).any() else (flat, steep)
    return Map(across, up, reached, diverged_at, loss, distance, known, damping)


def _swept(
    scenario: Scenario, lanes: dict[str, Array], progress: Progress | None = None
) -> tuple[NDArray[Any], ...]:
    """What a map needs to know of every lane."""
    spec, surface = scenario.runs[0], scenario.surface.build()
    hyper = {name: values for name, values in lanes.items() if name not in COORDINATES}
    rule: Optimizer = replace(spec.build(), **hyper)  # type: ignore[type-var]
    count = len(next(iter(lanes.values())))
    w1, w2 = (
        lanes.get(name, np.full(count, at))
        for name, at in zip(COORDINATES, scenario.start, strict=True)
    )
    given = scenario.given(0) | {"progress": progress}
    found = sweep(rule, surface, np.array([w1, w2]), scenario.steps, **given)
    loss = found.final_loss - (surface.infimum or 0.0)
    distance = nearest(found.end, surface.minima)[1]
    theory = _theory(rule, surface, spec.conditions, count)
    return found.reached, found.diverged_at, loss, distance, *theory


def _theory(
    rule: Optimizer, surface: Surface, conditions: Conditions, count: int
) -> Sequence[Array]:
    """log(lr·λmax/bound) and both discriminants in every lane; NaN where theory says nothing."""
    bound = rule.stability_bound()
    nothing = [np.full(count, np.nan)] * 3
    if bound is None or not applies(rule, surface, conditions):
        return nothing
    flattest, steepest = curvatures(surface)
    if steepest <= 0:  # level ground, where any learning rate will do
        return nothing
    excess = np.broadcast_to(np.log10(rule.lr * steepest / bound.limit), count)
    return [excess, *(discriminant(rule, each, count) for each in (flattest, steepest))]
