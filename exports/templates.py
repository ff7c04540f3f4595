"""The parts of an exported script that are the same for every rule and surface."""

from typing import NamedTuple

HEAD = '''"""{title}: {label}, {steps} steps from ({start}).

Made with Descent. Needs {needs}. A path has shape (steps + 1, 2); row 0 is the start.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
{imports}

'''

NUMPY = '''


class Oracle:
    """What the rule may ask: the loss and its gradient."""

    fixed = {fixed}

    def __init__(self, surface):
        self.surface = surface
{asked}

def run({given}):
    oracle = Oracle({surface}())
    w = np.array([{start}])
    state = rule.init(w)
    path = [w]
    with np.errstate(all="ignore"):  # a run that overflows is a result
        for {step}:
{begin}            w, state, _internals = rule.step(w, state, oracle)
            if not (np.all(np.isfinite(w)) and np.isfinite(oracle.surface.value(w))):
                break
            path.append(w)
    return np.array(path)


{noise}rules = {rules}
paths = {{name: run({passed}) for name, {passed_as} in rules.items()}}
for name, path in paths.items():
    print(name, path[-1])
'''


class Loop(NamedTuple):
    """How the loop of a NumPy script goes on: what it is given, asks and does at every step."""

    given: str
    passed_as: str
    step: str
    begin: str
    asked: str


PLAIN = Loop(
    "rule",
    "rule",
    "_ in range({steps})",
    "",
    """
    def loss(self, w, active=None):
        return self.surface.value(w)

    def gradient(self, w, active=None):
        return self.surface.gradient(w)
""",
)
SHORTENED = """
def shortened(gradient, limit):
    norm = np.hypot(*gradient)
    return gradient * (limit / norm) if norm > limit else gradient
"""
CONDITIONED = Loop(
    "rule, conditions",
    "(rule, conditions)",
    "k, factor in enumerate(conditions.factors({steps}))",
    """            rule.lr = type(rule).lr * factor
            oracle.begin(noise[k], conditions.limit)
""",
    """
    def begin(self, noise, limit):
        self.noise, self.limit = noise, limit

    def loss(self, w, active=None):
        return self.surface.value(w) + np.sum(self.noise * w)

    def gradient(self, w, active=None):
        return shortened(self.surface.gradient(w) + self.noise, self.limit)

"""
    + SHORTENED,
)
BATCHED = CONDITIONED._replace(
    begin="""            rule.lr = type(rule).lr * factor
            oracle.begin(seen(oracle.surface, conditions, k), noise[k], conditions.limit)
""",
    asked="""
    def begin(self, seen, noise, limit):
        self.seen, self.noise, self.limit = seen, noise, limit

    def loss(self, w, active=None):
        return self.seen.value(w) + np.sum(self.noise * w)

    def gradient(self, w, active=None):
        return shortened(self.seen.gradient(w) + self.noise, self.limit)

"""
    + SHORTENED,
)
OF_EXAMPLES = ("each_loss", "each_gradient", "batch")  # the methods of a surface that batches need
SEEN = '''def seen(surface, conditions, k):
    """What step k sees of the examples: a batch, or all."""
    if conditions.batch == 0:
        return surface
    return Batches(surface, conditions.batch, conditions.replacement, {seed}).at(k)'''
BATCH = "seen(surface, Conditions(), k)"
NOISE = "noise = {deviation!r} * np.random.default_rng({seed}).standard_normal(({steps}, 2))\n"

LIBRARY = """


{conditions}surface = {surface}()
{note}{begin}


path = [np.array([{start}])]
for k in range({steps}):
    step(k)
    path.append({point})
paths = {{{label!r}: np.array(path)}}
print(path[-1], surface.value(path[-1]))
"""
LIBRARY_CONDITIONS = (
    NOISE
    + """factors = Conditions().factors({steps})  # of the learning rate
limit = Conditions().limit

"""
    + SHORTENED
    + """

"""
)
EXACT_GRADIENT = "surface.gradient({w})"
CONDITIONED_GRADIENT = "shortened({seen}.gradient({w}) + noise[k], limit)"


class Library(NamedTuple):
    """What differs between the libraries.

    Attributes:
        imports: statements at the top.
        begin: makes w and the optimizer, and defines one step.
        array: w as an array, inside the step.
        rate: sets the rate of step k, where a schedule does not reach the library by its call.
        point: w as an array of its own.
    """

    imports: str
    begin: str
    array: str
    rate: str
    point: str


LIBRARY_PARTS = {
    "torch": Library(
        "import torch",
        """w = torch.tensor([{start}], dtype=torch.float64, requires_grad=True)
optimizer = {call}


def step(k):
{rate}    w.grad = torch.from_numpy({gradient})
    optimizer.step()""",
        "w.detach().numpy()",
        "    optimizer.param_groups[0]['lr'] = {lr} * factors[k]\n",
        "w.detach().numpy().copy()",
    ),
    "keras": Library(
        "import keras",
        """keras.config.set_floatx("float64")
w = keras.Variable(np.array([{start}]), dtype="float64")
optimizer = {call}
optimizer.build([w])


def step(k):
{rate}    gradient = {gradient}
    optimizer.apply([keras.ops.convert_to_tensor(gradient, dtype="float64")], [w])""",
        "keras.ops.convert_to_numpy(w)",
        "    optimizer.learning_rate = {lr} * factors[k]\n",
        "np.array(keras.ops.convert_to_numpy(w))",
    ),
    "optax": Library(
        "import jax\nimport optax\n\njax.config.update('jax_enable_x64', True)",
        """w = jax.numpy.array([{start}])
optimizer = {call}
state = optimizer.init(w)


def step(k):
    global w, state
    gradient = jax.numpy.array({gradient})
    updates, state = optimizer.update(gradient, state, w)
    w = optax.apply_updates(w, updates)""",
        "np.array(w)",
        "",
        "np.array(w)",
    ),
}
