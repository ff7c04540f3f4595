"""A run as a script that reproduces its path: plain NumPy, PyTorch, Keras or Optax.

The surface's value and gradient are those that ran, so that what differs is the optimizer alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from engine import Scenario
from exports.libraries import LIBRARIES, Recipe, recipes
from exports.source import standalone
from plots.labels import labels

_HEAD = '''"""{title}: {label}, {steps} steps from ({start}).

Made with Descent. Needs {needs}. A path has shape (steps + 1, 2); row 0 is the start.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
{imports}

'''

_TAIL = '''


class Oracle:
    """What the rule may ask: the loss and its gradient."""

    def __init__(self, surface):
        self.surface = surface

    def loss(self, w, active=None):
        return self.surface.value(w)

    def gradient(self, w, active=None):
        return self.surface.gradient(w)


def run(rule, steps):
    oracle = Oracle({surface}())
    w = np.array([{start}])
    state = rule.init(w)
    path = [w]
    with np.errstate(all="ignore"):  # a run that overflows is a result
        for _ in range(steps):
            w, state, _internals = rule.step(w, state, oracle)
            if not (np.all(np.isfinite(w)) and np.isfinite(oracle.loss(w))):
                break
            path.append(w)
    return np.array(path)


rules = {rules}
paths = {{name: run(rule, {steps}) for name, rule in rules.items()}}
for name, path in paths.items():
    print(name, path[-1])
'''

# What differs between the libraries: imports, how w is made, one step, and w as an array.
_IMPORTS = {
    "torch": "import torch",
    "keras": "import keras",
    "optax": "import jax\nimport optax\n\njax.config.update('jax_enable_x64', True)",
}
_BEGIN = {
    "torch": """w = torch.tensor([{start}], dtype=torch.float64, requires_grad=True)
optimizer = {call}


def step():
    w.grad = torch.from_numpy(surface.gradient(w.detach().numpy()))
    optimizer.step()""",
    "keras": """keras.config.set_floatx("float64")
w = keras.Variable(np.array([{start}]), dtype="float64")
optimizer = {call}
optimizer.build([w])


def step():
    gradient = surface.gradient(keras.ops.convert_to_numpy(w))
    optimizer.apply([keras.ops.convert_to_tensor(gradient, dtype="float64")], [w])""",
    "optax": """w = jax.numpy.array([{start}])
optimizer = {call}
state = optimizer.init(w)


def step():
    global w, state
    gradient = jax.numpy.array(surface.gradient(np.array(w)))
    updates, state = optimizer.update(gradient, state, w)
    w = optax.apply_updates(w, updates)""",
}
_POINT = {
    "torch": "w.detach().numpy().copy()",
    "keras": "np.array(keras.ops.convert_to_numpy(w))",
    "optax": "np.array(w)",
}
_LIBRARY_TAIL = """


surface = {surface}()
{note}{begin}


path = [np.array([{start}])]
for _ in range({steps}):
    step()
    path.append({point})
paths = {{{label!r}: np.array(path)}}
print(path[-1], surface.value(path[-1]))
"""


def code(scenario: Scenario, index: int, target: str = "numpy") -> str:
    """A script for run `index` that runs as pasted and leaves its path in `paths`.

    Args:
        scenario: what is run.
        index: which of its runs.
        target: "numpy", "torch", "keras" or "optax". Where a library has no such rule the script
            is the one in NumPy, and a comment says so.
    """
    recipe = recipes(scenario.runs[index].build()).get(target, Recipe())
    if recipe.call:
        return _library_code(scenario, index, target, recipe)
    return _numpy_code(scenario, (index,), recipe.note)


def whole_code(scenario: Scenario) -> str:
    """A NumPy script for all runs of `scenario`."""
    return _numpy_code(scenario, range(len(scenario.runs)))


def _numpy_code(scenario: Scenario, indices: Sequence[int], note: str = "") -> str:
    values, names = _values(scenario), labels(scenario)
    sources: dict[str, str] = {}
    _add_surface(scenario, sources)
    rules = {}
    for index in indices:
        rule = scenario.runs[index].build()
        name = type(rule).__name__
        if name in sources:  # the same rule with other hyperparameters
            name += str(index + 1)
        standalone(rule, ("init", "step"), name, sources)
        rules[names[index]] = name
    label = ", ".join(rules)
    listed = "{" + ", ".join(f"{each!r}: {name}()" for each, name in rules.items()) + "}"
    head = _HEAD.format(needs="NumPy only", imports=_comment(note), label=label, **values)
    return head + "\n\n\n".join(sources.values()) + _TAIL.format(rules=listed, **values)


def _library_code(scenario: Scenario, index: int, target: str, recipe: Recipe) -> str:
    values, label = _values(scenario), labels(scenario)[index]
    needs, imports = f"NumPy and {LIBRARIES[target]}", _IMPORTS[target] + "\n"
    head = _HEAD.format(needs=needs, imports=imports, label=label, **values)
    sources: dict[str, str] = {}
    _add_surface(scenario, sources)
    begin = _BEGIN[target].format(call=recipe.call, **values)
    point, note = recipe.point or _POINT[target], _comment(recipe.note)
    tail = _LIBRARY_TAIL.format(begin=begin, note=note, point=point, label=label, **values)
    return head + "\n\n\n".join(sources.values()) + tail


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
    }


def _comment(note: str) -> str:
    return f"# {note}\n" if note else ""
