"""Registry keys with plain numbers, which stand for a surface or for a run in scenarios and links.

Never instances: two optimizers with the same field values would share a cache entry.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any, ClassVar, Self, cast

import numpy as np

from engine.conditions import Conditions
from optimizers import OPTIMIZERS, Optimizer
from parameters import Parameter, Value, parameters
from surfaces import SURFACES, Surface
from surfaces.tables import Table


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
