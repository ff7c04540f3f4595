"""What of a run can be swept, and the values that an axis of a map gives to it."""

from dataclasses import replace
from typing import NamedTuple, cast

import numpy as np

from engine.scenario import START, Scenario
from engine.specs import default_lr
from languages import N_
from optimizers import OPTIMIZERS
from parameters import FRACTION, Parameter, Scale, parameters
from surfaces import SURFACES

COORDINATES = ("w1", "w2")
_START = N_("Where the run starts.")

#: Whatever any run on any surface can be swept over.
EVERY = (
    tuple(
        dict.fromkeys(
            name
            for kind in (*OPTIMIZERS.values(), *SURFACES.values())
            for name, declared in parameters(kind).items()
            if declared.sweepable
        )
    )
    + COORDINATES
)

_REACH = 1.5  # powers of ten from the default to the ends of a narrow logarithmic axis


class Axis(NamedTuple):
    """The values that one setting takes.

    Attributes:
        name: of a hyperparameter, a parameter of the surface, or a coordinate of the start.
        scale: on which they are evenly spaced: their own, their logarithm's, or that of 1 − β.
        values: from low to high.
    """

    name: str
    scale: Scale
    values: tuple[float, ...]


def settings(scenario: Scenario) -> dict[str, Parameter]:
    """What can be swept of the only run of `scenario`, by name.

    The rule's numbers come first, then the start's coordinates and the surface's parameters.
    """
    spec, surface = scenario.runs[0], scenario.surface.build()
    rule = {name: p for name, p in parameters(OPTIMIZERS[spec.key]).items() if p.sweepable}
    rule["lr"] = replace(rule["lr"], default=default_lr(scenario.surface.key, spec.key))
    sides = surface.domain.w1, surface.domain.w2
    start = {
        name: Parameter(default, f"w_{name[1]}", _START, START, side, name=name)
        for name, default, side in zip(COORDINATES, surface.start, sides, strict=True)
    }
    return rule | start | _of_surface(scenario)


def _of_surface(scenario: Scenario) -> dict[str, Parameter]:
    """What can be swept of the surface, as its other parameters are."""
    surface = scenario.surface.build()
    declared = parameters(surface)
    return {name: declared[name] for name in surface.used if declared[name].sweepable}


def usual(scenario: Scenario) -> tuple[str, str]:
    """The learning rate, and against it the first decay, or what comes nearest to one."""
    every = settings(scenario)
    decays = [name for name, declared in every.items() if declared.valid == FRACTION]
    return "lr", next(iter([*decays, *_of_surface(scenario), *list(every)[1:]]))


def axis(declared: Parameter, count: int, wide: bool = False) -> Axis:
    """`count` values over a slider's range, or if not `wide` those around a logarithmic default."""
    low, high = (position(declared.scale, end) for end in declared.slider)
    if declared.scale == "log" and not wide:
        middle = position("log", cast(float, declared.default))
        low, high = middle - _REACH, middle + _REACH
    values = (_value(declared.scale, at) for at in np.linspace(low, high, count))
    return Axis(declared.name, declared.scale, tuple(values))


def position(scale: Scale, value: float) -> float:
    """Where a value lies on its axis."""
    if scale == "log":
        return float(np.log10(value))
    return -float(np.log10(1 - value)) if scale == "complement" else value


def _value(scale: Scale, at: float) -> float:
    """The value at a position, in few digits."""
    if scale == "linear":
        return float(f"{at:.4f}")
    power = float(f"{10.0 ** (at if scale == 'log' else -at):.3g}")
    return power if scale == "log" else float(f"{1 - power:.9f}")


def with_setting(scenario: Scenario, values: dict[str, float]) -> Scenario:
    """The scenario with some settings of its only run changed."""
    spec, surface, start = scenario.runs[0], scenario.surface, list(scenario.start)
    for name, value in values.items():
        if name in COORDINATES:
            start[COORDINATES.index(name)] = value
        elif name in parameters(OPTIMIZERS[spec.key]):
            spec = spec.with_value(name, value)
        else:
            surface = surface.with_value(name, value)
    return replace(scenario, runs=(spec,), surface=surface, start=(start[0], start[1]))
