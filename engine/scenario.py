"""A scenario: everything a link restores, as registry keys and plain numbers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from engine.batches import batches_of
from engine.run import TOLERANCE, run
from engine.specs import RunSpec, SurfaceSpec, default_lr
from engine.trajectory import Trajectory
from languages import _
from parameters import POSITIVE, Declared, Interval, parameter
from surfaces import SURFACES

MOST_RUNS = 6
MOST_STEPS = 2000
START = Interval(-1e6, 1e6, "both")  # of either coordinate: losses there can still be drawn

DEFAULT_SURFACE = "anisotropic"
DEFAULT_RUNS = ("gd", "momentum", "rmsprop", "adam")


@lru_cache(maxsize=64)  # every link is compared with them, many times a move
def _default_runs(surface: str) -> tuple[RunSpec, ...]:
    return tuple(RunSpec.on(surface, key) for key in DEFAULT_RUNS)


@dataclass(frozen=True)
class Scenario(Declared):
    """What is run, and from where: the whole state of the experiment.

    Attributes:
        surface: the surface and its parameters.
        start: the start point; the surface's own where None is given.
        runs: 1 to 6 optimizers with their hyperparameters; the default four where none is given.
        steps: how many steps each run takes.
        noise: the deviation of what is added to each coordinate of a gradient; every run has the
            same noise at the same step.
        seed: the seed of whatever is random.
        tolerance: how far above the infimum counts as arrived.

    Raises:
        ValueError: where a value is outside its range or the start is not two numbers.
    """

    surface: SurfaceSpec = field(default_factory=lambda: SurfaceSpec.of(DEFAULT_SURFACE))
    start: tuple[float, float] = cast(tuple[float, float], None)  # known once the surface is
    runs: tuple[RunSpec, ...] = ()
    steps: int = parameter(
        100,
        symbol="T",
        valid=Interval(1, MOST_STEPS, "both"),
        slider=(1, MOST_STEPS),
        meaning="Steps that every run takes.",
    )
    noise: float = parameter(
        0.0,
        symbol=r"\sigma",
        valid=Interval(0, 1e6, "both"),
        slider=(0, 5),
        meaning="Gradient noise: the deviation of what is added to each coordinate of a gradient,"
        " the same for every run at the same step.",
    )
    seed: int = parameter(
        0,
        symbol="s",
        valid=Interval(0, 2**31 - 1, "both"),
        slider=(0, 99),
        meaning="The seed of noise and batches: another number, other noise, other batches.",
    )
    tolerance: float = parameter(
        TOLERANCE,
        symbol=r"\tau",
        valid=POSITIVE,
        slider=(1e-9, 1),
        scale="log",
        meaning="A run has arrived when its loss stays this close to the lowest possible.",
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        start = SURFACES[self.surface.key].start if self.start is None else self.start
        if len(start) != 2 or not START.contains(np.asarray(start, dtype=np.float64)):
            wrong = _("start = {start} is not two numbers in {range}")
            raise ValueError(wrong.format(start=start, range=START))
        object.__setattr__(self, "start", (float(start[0]), float(start[1])))
        if not self.runs:
            object.__setattr__(self, "runs", _default_runs(self.surface.key))
        if len(self.runs) > MOST_RUNS:
            raise ValueError(f"{len(self.runs)} runs are more than {MOST_RUNS}")

    def on(self, surface: str) -> Scenario:
        """The same runs on another surface, from its own start.

        A learning rate that is still the default becomes the other surface's default; one that
        was chosen stays.
        """
        runs = tuple(
            each.with_value("lr", default_lr(surface, each.key))
            if each["lr"] == default_lr(self.surface.key, each.key)
            else each
            for each in self.runs
        )
        return replace(
            self, surface=SurfaceSpec.of(surface), start=SURFACES[surface].start, runs=runs
        )

    def with_run(self, index: int, spec: RunSpec) -> Scenario:
        """The same with one run replaced."""
        return replace(self, runs=(*self.runs[:index], spec, *self.runs[index + 1 :]))

    def only(self, index: int) -> Scenario:
        """The same with one run alone."""
        return replace(self, runs=(self.runs[index],))

    def path(self, index: int) -> Trajectory:
        """The trajectory of one run."""
        return self._run(index, self.seed)

    def spread(self, index: int, seeds: int) -> Trajectory:
        """The trajectories of one run under `seeds` seeds, this scenario's and those after it."""
        return self._run(index, self.seed + np.arange(seeds))

    def chancy(self, index: int) -> bool:
        """Whether a run depends on the seed: noise or batches are drawn with it."""
        conditions = self.runs[index].conditions
        return self.noise > 0 or batches_of(self.surface.build(), conditions, 0) is not None

    def _run(self, index: int, seed: int | NDArray[np.int_]) -> Trajectory:
        return run(
            self.runs[index].build(),
            self.surface.build(),
            self.start,
            self.steps,
            **self.given(index) | {"seed": seed},
        )

    def given(self, index: int) -> dict[str, Any]:
        """What `run`, `sweep` and `basins` are told beside rule, surface, start and steps."""
        return {
            "conditions": self.runs[index].conditions,
            "noise": self.noise,
            "seed": self.seed,
            "tolerance": self.tolerance,
        }
