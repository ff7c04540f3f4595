"""A run as a script that reproduces its path: plain NumPy, PyTorch, Keras or Optax.

The surface's value and gradient are those that ran, so that what differs is the optimizer alone.
Schedules, noise and clipping appear in the script where the scenario has them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine import Conditions, Scenario
from exports import templates as parts
from exports.libraries import LIBRARIES, Recipe, recipes
from exports.source import standalone
from plots.labels import labels


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


def whole_code(scenario: Scenario) -> str:
    """A NumPy script for all runs of `scenario`."""
    return _numpy_code(scenario, range(len(scenario.runs)))


def _numpy_code(scenario: Scenario, indices: Sequence[int], note: str = "") -> str:
    values, names = _values(scenario), labels(scenario)
    conditioned = any(_conditioned(scenario, index) for index in indices)
    sources: dict[str, str] = {}
    _add_surface(scenario, sources)
    rules = {}
    for index in indices:
        made = _added(scenario.runs[index].build(), ("init", "step"), index, sources)
        if conditioned:
            conditions = scenario.runs[index].conditions
            made = f"({made}, {_added(conditions, ('factors', 'limit'), index, sources)})"
        rules[names[index]] = made
    listed = "{" + ", ".join(f"{name!r}: {made}" for name, made in rules.items()) + "}"
    loop = parts.CONDITIONED if conditioned else parts.PLAIN
    noise = parts.NOISE if conditioned else ""
    head = parts.HEAD.format(
        needs="NumPy only", imports=_comment(note), label=", ".join(rules), **values
    )
    tail = parts.NUMPY.format(
        rules=listed,
        passed=loop.given,
        noise=noise.format(**values),
        fixed=scenario.noise == 0,
        **loop._replace(step=loop.step.format(**values))._asdict(),
        **values,
    )
    return head + "\n\n\n".join(sources.values()) + tail


def _library_code(scenario: Scenario, index: int, target: str, recipe: Recipe) -> str:
    values, label = _values(scenario), labels(scenario)[index]
    run, library = scenario.runs[index], parts.LIBRARY_PARTS[target]
    sources: dict[str, str] = {}
    _add_surface(scenario, sources)
    gradient, conditions, rate = parts.EXACT_GRADIENT, "", ""
    if _conditioned(scenario, index):
        standalone(run.conditions, ("factors", "limit"), Conditions.__name__, sources)
        gradient = parts.CONDITIONED_GRADIENT
        conditions = parts.LIBRARY_CONDITIONS.format(**values)
        rate = library.rate.format(lr=repr(run["lr"]))
    begin = library.begin.format(
        call=recipe.call, gradient=gradient.format(w=library.array), rate=rate, **values
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
    return scenario.noise > 0 or scenario.runs[index].conditions != Conditions()


def _added(thing: Any, methods: tuple[str, ...], index: int, sources: dict[str, str]) -> str:
    """Add the class of `thing` to `sources`; returns the call that makes it there."""
    name = type(thing).__name__
    if name in sources:  # the same with other values
        name += str(index + 1)
    standalone(thing, methods, name, sources)
    return f"{name}()"


def _add_surface(scenario: Scenario, sources: dict[str, str]) -> None:
    surface = scenario.surface.build()
    standalone(surface, ("value", "gradient"), type(surface).__name__, sources)


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
