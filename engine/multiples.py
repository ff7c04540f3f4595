"""Small multiples: the map of learning rate and first decay, for every optimizer there is."""

from dataclasses import replace

from engine.axes import COORDINATES, Axis, axis, settings
from engine.maps import Map, settings_map
from engine.scenario import Scenario
from engine.specs import RunSpec
from engine.sweep import Progress, part_of
from optimizers import OPTIMIZERS
from parameters import FRACTION, parameters


def of(scenario: Scenario, key: str) -> Scenario:
    """The scenario with one run alone: `key` at its defaults."""
    return replace(scenario, runs=(RunSpec.on(scenario.surface.key, key),))


def decay(key: str) -> str | None:
    """The first of an optimizer's decays: its momentum, or what it forgets by."""
    declared = parameters(OPTIMIZERS[key]).items()
    return next((name for name, each in declared if each.valid == FRACTION), None)


def multiples(
    scenario: Scenario, count: int, wide: bool = False, progress: Progress | None = None
) -> dict[str, Map]:
    """A map for every optimizer, by its key: `count` learning rates, and as many decays.

    All else of a rule is at its default, and the runs of `scenario` do not matter. A rule without
    decay has one row.

    Args:
        scenario: surface, start, steps and what else is no rule's own.
        count: values on a side.
        wide: whether learning rates are those of the slider, or those around each rule's default.
        progress: told now and then which share is done; what it raises ends the work.
    """
    found = {}
    for done, key in enumerate(OPTIMIZERS):
        alone, other = of(scenario, key), decay(key)
        every = settings(alone)
        single = Axis(COORDINATES[1], "linear", (scenario.start[1],))
        up = single if other is None else axis(every[other], count)
        part = part_of(progress, done, len(OPTIMIZERS))
        found[key] = settings_map(alone, axis(every["lr"], count, wide), up, part)
    return found
