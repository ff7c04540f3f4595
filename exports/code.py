"""A run as a script that reproduces its path: plain NumPy, PyTorch, Keras or Optax.

The surface's value and gradient are those that ran, so that what differs is the optimizer alone.
Schedules, noise, clipping and batches appear in the script where the scenario has them. It is
English whoever reads, as code is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from engine import Conditions, Scenario
from engine.batches import Batches, batches_of
from exports import templates as parts
from exports.libraries import LIBRARIES, Recipe, recipes
from exports.source import standalone, whole
from languages import speaking
from plots.labels import labels


@speaking("en")
def code(scenario: Scenario, index: int, target: str = "numpy") -> str:
    """A script for run `index` that runs as pasted and leaves its path in `paths`.

    Args:
        scenario: what is run.
        index: which of its runs.
        target: "numpy", "torch", "keras" or "optax". Where a library has no such rule the script
            is the one in NumPy, and a comment says so.
    """
    run = scenario.runs[index]
    found = recipes(run.build(), scheduled=run.conditions.schedule != "constant")
    recipe = found.get(target, Recipe())
    if recipe.call:
        return _library_code(scenario, index, target, recipe)
    return _numpy_code(scenario, (index,), recipe.note)


@speaking("en")
def whole_code(scenario: Scenario) -> str:
    """A NumPy script for all runs of `scenario`."""
    return _numpy_code(scenario, range(len(scenario.runs)))


def _numpy_code(scenario: Scenario, indices: Sequence[int], note: str = "") -> str:
    values, names = _values(scenario), labels(scenario)
    conditioned = any(_conditioned(scenario, index) for index in indices)
    batched = any(_batched(scenario, index) for index in indices)
    sources: dict[str, str] = {}
    _add_surface(scenario, batched, sources)
    rules = {}
    for index in indices:
        made = _added(scenario.runs[index].build(), ("init", "step"), index, sources)
        if conditioned:
            conditions = _conditions(scenario, index)
            made = f"({made}, {_added(conditions, ('factors', 'limit'), index, sources)})"
        rules[names[index]] = made
    listed = "{" + ", ".join(f"{name!r}: {made}" for name, made in rules.items()) + "}"
    loop = parts.CONDITIONED if conditioned else parts.PLAIN
    if batched:
        loop = parts.BATCHED
        _add_batches(values, sources)
    noise = parts.NOISE if conditioned else ""
    head = parts.HEAD.format(
        needs="NumPy only", imports=_comment(note), label=", ".join(rules), **values
    )
    tail = parts.NUMPY.format(
        rules=listed,
        passed=loop.given,
        noise=noise.format(**values),
        fixed=scenario.noise == 0 and not batched,
        **loop._replace(step=loop.step.format(**values))._asdict(),
        **values,
    )
    return head + "\n\n\n".join(sources.values()) + tail


def _library_code(scenario: Scenario, index: int, target: str, recipe: Recipe) -> str:
    values, label = _values(scenario), labels(scenario)[index]
    run, library = scenario.runs[index], parts.LIBRARY_PARTS[target]
    sources: dict[str, str] = {}
    batched = _batched(scenario, index)
    _add_surface(scenario, batched, sources)
    gradient, conditions, rate = parts.EXACT_GRADIENT, "", ""
    seen = parts.BATCH if batched else "surface"
    if _conditioned(scenario, index):
        given = _conditions(scenario, index)
        standalone(given, ("factors", "limit"), Conditions.__name__, sources)
        gradient = parts.CONDITIONED_GRADIENT
        conditions = parts.LIBRARY_CONDITIONS.format(**values)
        rate = library.rate.format(lr=repr(run["lr"]))
    if batched:
        _add_batches(values, sources)
    begin = library.begin.format(
        call=recipe.call, gradient=gradient.format(w=library.array, seen=seen), rate=rate, **values
    )
    head = parts.HEAD.format(
        needs=f"NumPy and {LIBRARIES[target]}",
        imports=library.imports + "\n",
        label=label,
        **values,
    )
    tail = parts.LIBRARY.format(
        conditions=conditions,
        begin=begin,
        note=_comment(recipe.note),
        point=recipe.point or library.point,
        label=label,
        **values,
    )
    return head + "\n\n\n".join(sources.values()) + tail


def _conditioned(scenario: Scenario, index: int) -> bool:
    """Whether there is more to a run than its rule, its surface and its start."""
    return scenario.noise > 0 or _conditions(scenario, index) != Conditions()


def _conditions(scenario: Scenario, index: int) -> Conditions:
    """The conditions of a run; a batch of all that there is is none."""
    found = scenario.runs[index].conditions
    if batches_of(scenario.surface.build(), found, scenario.seed) is None:
        return replace(found, batch=0, replacement=False)
    return found


def _batched(scenario: Scenario, index: int) -> bool:
    return _conditions(scenario, index).batch > 0


def _add_batches(values: dict[str, object], sources: dict[str, str]) -> None:
    whole(Batches, sources)
    sources["seen"] = parts.SEEN.format(**values)


def _added(thing: Any, methods: tuple[str, ...], index: int, sources: dict[str, str]) -> str:
    """Add the class of `thing` to `sources`; returns the call that makes it there."""
    name = type(thing).__name__
    if name in sources:  # the same with other values
        name += str(index + 1)
    standalone(thing, methods, name, sources)
    return f"{name}()"


def _add_surface(scenario: Scenario, batched: bool, sources: dict[str, str]) -> None:
    surface = scenario.surface.build()
    name = type(surface).__name__
    written = surface.source(name)
    if written:
        sources[name] = written
    else:
        methods = ("value", "gradient", *(parts.OF_EXAMPLES if batched else ()))
        standalone(surface, methods, name, sources)


def _values(scenario: Scenario) -> dict[str, object]:
    surface = scenario.surface.build()
    return {
        "title": surface.title,
        "surface": type(surface).__name__,
        "steps": scenario.steps,
        "start": ", ".join(map(repr, scenario.start)),
        "deviation": scenario.noise,
        "seed": scenario.seed,
    }


def _comment(note: str) -> str:
    return f"# {note}\n" if note else ""
