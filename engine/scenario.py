"""A scenario: everything a link restores, as registry keys and plain numbers.

Never instances: two optimizers with the same field values would share a cache entry.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any, ClassVar, Self, cast

import numpy as np
from numpy.typing import NDArray

from engine.batches import batches_of
from engine.conditions import Conditions
from engine.run import TOLERANCE, run
from engine.trajectory import Trajectory
from optimizers import OPTIMIZERS, Optimizer
from parameters import POSITIVE, Declared, Interval, Parameter, Value, parameter, parameters
from surfaces import SURFACES, Surface
from surfaces.tables import Table

MOST_RUNS = 6
MOST_STEPS = 2000
START = Interval(-1e6, 1e6, "both")  # of either coordinate: losses there can still be drawn


@dataclass(frozen=True)
class Spec:
    """A registry key and a value for every parameter that it declares, in their order."""

    key: str
    values: tuple[tuple[str, Value], ...]

    registry: ClassVar[dict[str, Any]]
    noun: ClassVar[str]

    @classmethod
    def of(cls, key: str, /, **values: Any) -> Self:
        """A checked spec; what is not given is the default.

        Raises:
            ValueError: for an unknown key or parameter, or an invalid value.
        """
        declared = cls.declared(key)
        unknown = [name for name in values if name not in declared]
        if unknown:
            known = ", ".join(declared) or "none"
            raise ValueError(f"{key} has no parameter {unknown[0]!r}; it has {known}")
        checked = {name: p.check(values.get(name, p.default)) for name, p in declared.items()}
        for name, value in checked.items():
            if isinstance(value, np.ndarray):
                raise ValueError(f"{name} = {value} is not a single number")
        return cls(key, tuple(checked.items()))

    @classmethod
    def declared(cls, key: str) -> dict[str, Parameter]:
        """The parameters behind `key`.

        Raises:
            ValueError: for an unknown key.
        """
        if key not in cls.registry:
            raise ValueError(f"{key!r} is not {cls.noun}; there are {', '.join(cls.registry)}")
        return parameters(cls.registry[key])

    def __getitem__(self, name: str) -> Value:
        return dict(self.values)[name]

    def with_value(self, name: str, value: Any) -> Self:
        """The same with one parameter changed. Raises ValueError as `of` does."""
        return self.of(self.key, **{**dict(self.values), name: value})

    def build(self) -> Any:
        """The instance itself."""
        return self.registry[self.key](**dict(self.values))


@dataclass(frozen=True)
class SurfaceSpec(Spec):
    """A surface by its key.

    Attributes:
        own: a person's own examples, for a surface of data that is told to take them.
    """

    own: Table | None = None

    registry: ClassVar = SURFACES
    noun: ClassVar = "a surface"

    @classmethod
    def of(cls, key: str, /, **values: Any) -> Self:
        """As `Spec.of`; raises ValueError also for values that are valid each but not together."""
        spec = super().of(key, **values)
        spec.build()
        return spec

    def with_value(self, name: str, value: Any) -> Self:
        """The same with one parameter changed. Raises ValueError as `of` does."""
        return replace(super().with_value(name, value), own=self.own)

    def build(self) -> Surface:
        """The surface itself: one and the same for equal specs, for nobody changes it."""
        return _built(self)


@lru_cache(maxsize=128)  # what a surface works out about its data, it works out once
def _built(spec: SurfaceSpec) -> Surface:
    own = {} if spec.own is None else {"own": spec.own}
    return SURFACES[spec.key](**dict(spec.values), **own)


class RunSpec(Spec):
    """An optimizer by its key, and the conditions that it runs under."""

    registry: ClassVar = OPTIMIZERS
    noun: ClassVar = "an optimizer"

    @classmethod
    def declared(cls, key: str) -> dict[str, Parameter]:
        """The rule's hyperparameters, and behind them the conditions it runs under."""
        return super().declared(key) | parameters(Conditions)

    @classmethod
    def on(cls, surface: str, key: str, /, **values: Any) -> RunSpec:
        """A run whose learning rate, unless given, suits the surface of that key."""
        return cls.of(key, **({"lr": default_lr(surface, key)} | values))

    def build(self) -> Optimizer:
        """The optimizer itself."""
        return cast(Optimizer, self._made(OPTIMIZERS[self.key]))

    @cached_property
    def conditions(self) -> Conditions:
        """The schedule of its learning rate, gradient clipping, and its batch size."""
        return cast(Conditions, self._made(Conditions))

    def _made(self, kind: type) -> Any:
        values = dict(self.values)
        return kind(**{name: values[name] for name in parameters(kind)})


def default_lr(surface: str, optimizer: str) -> float:
    """The rule's own default, made smaller on steep surfaces where its step follows the slope."""
    rule = RunSpec.declared(optimizer)["lr"].default
    if OPTIMIZERS[optimizer].scale_free:
        return float(rule)
    return float(rule) / SURFACES[surface].steepness


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
            raise ValueError(f"start = {start} is not two numbers in {START}")
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
