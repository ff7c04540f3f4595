"""The working of every rule: what is printed can be worked out by hand, at every step."""

import ast
import base64
import itertools
import math
import re

import numpy as np
import pytest

from engine import Conditions, RunSpec, Scenario, run
from exports.code import code
from optimizers import OPTIMIZERS
from parameters import parameters
from plots.working import working, written
from surfaces import SURFACES, Anisotropic, Isotropic
from tests.helpers import at_the_edges

STEPS = 25
PLACES = ("rosenbrock", "anisotropic", "beale", "saddle")
NAME = re.compile(r"\{([\w.]+)\}")
DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
NOTATION = {"inf": math.inf, "abs": abs, "max": max, "sign": np.sign, "sqrt": math.sqrt}
ARRAYS = {"abs": np.abs, "max": np.maximum, "sign": np.sign, "sqrt": np.sqrt}

# Beside the defaults: quick forgetting and none, odd digits, the other formulas, large ε, decay.
OTHERWISE = {
    "gd": [{"lr": 0.123456789}],
    "momentum": [{"form": "average", "lr": 0.3}, {"alpha": 0}, {"form": "average", "alpha": 0.5}],
    "nesterov": [{"alpha": 0}, {"alpha": 0.99}],
    "adagrad": [{"eps": 1.0}, {"lr": 3}],
    "rmsprop": [{"gamma": 0}, {"gamma": 0.9999, "eps": 0.1}],
    "adadelta": [{"rho": 0}, {"eps": 0.01, "lr": 0.3}],
    "adam": [{"bias_correction": False}, {"beta1": 0, "beta2": 0}, {"beta2": 0.97531, "eps": 1}],
    "adamw": [{"weight_decay": 0}, {"weight_decay": 1, "lr": 0.3}],
    "amsgrad": [{"beta2": 0.5}, {"beta2": 0, "lr": 1}],
    "nadam": [{"momentum_decay": 1}, {"momentum_decay": 0, "beta1": 0.5}, {"beta1": 0}],
    "radam": [{"beta2": 0.5}, {"beta2": 0.9}, {"beta2": 0}],
    "adamax": [{"beta2": 0.5, "beta1": 0}, {"eps": 1}],
    "lion": [{"weight_decay": 0.5}, {"beta1": 0, "beta2": 0}],
    "ftrl": [{"centre": "origin"}, {"l1": 3, "l2": 1}, {"beta": 0}, {"beta": 0, "l1": 1}],
    "lbfgs": [{"history": 1}, {"lr": 0.3}],
}
FORMS = [
    pytest.param(key, given, id="-".join([key, *map(str, given.values())]))
    for key in OPTIMIZERS
    for given in ({}, *OTHERWISE[key])
]
every_form = pytest.mark.parametrize(("key", "given"), FORMS)


def paths(key, given, steps=STEPS):
    """Runs on several surfaces, some along an axis or from the minimum, one with all conditions."""
    for place in PLACES:
        surface = SURFACES[place]()
        yield run(RunSpec.on(place, key, **given).build(), surface, surface.start, steps)
    rule = RunSpec.on("anisotropic", key, **given).build()
    yield run(rule, Anisotropic(), (1.5, 0.0), steps)
    yield run(rule, Isotropic(), (1.0, 1.0), steps)
    yield run(rule, Anisotropic(), (0.0, 0.0), steps)
    hard = Conditions(schedule="one-cycle", clip=True, max_norm=0.7)
    yield run(rule, Anisotropic(), (1.5, 1.0), steps, conditions=hard, noise=0.3, seed=3)


def code_of(text):
    """An expression as a person reads it, in Python."""
    text = re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda found: "^" + found[0].translate(DIGITS), text)
    text = re.sub(r"√([\d.e−]+)", r"√(\1)", text)
    text = re.sub(r"\|(.+?)\|", r"abs(\1)", text).replace("∞", "inf")
    for sign, ours in {"·": "*", "−": "-", "^": "**", "√": "sqrt"}.items():
        text = text.replace(sign, ours)
    return text


def worth(text):
    return float(eval(code_of(text), dict(NOTATION)))


def largest_term(text):
    def terms(tree):
        outer = isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Add | ast.Sub)
        return [*terms(tree.left), *terms(tree.right)] if outer else [tree]

    found = terms(ast.parse(code_of(text), mode="eval").body)
    return max(abs(eval(ast.unparse(term), dict(NOTATION))) for term in found)


def magnitude(value):
    return math.floor(math.log10(abs(value)))


def check(text, value, count):
    """A row that prints `count` digits of `value` can be worked out."""
    worked, _, result = re.sub("^w[₁₂]: ", "", text).rpartition(" = ")
    if value == 0 or count == 0:
        assert result == "0", text
        return
    unit = 10.0 ** (magnitude(worth(result)) + 1 - count)
    assert abs(worth(result) - value) <= 0.6 * unit, text  # rounded twice, by float32 first
    if worked:
        assert abs(worth(worked) - worth(result)) <= 1.000001 * unit, text


def values_of(path, name):
    return path.w[1:] if name == "w" else path.internals[name]


def axes_of(path, line, step):
    """The coordinates that a line is for."""
    own = range(1 if line["name"] in path.optimizer.shared else 2)
    if not line["when"]:
        return list(own)
    flags = path.internals[line["when"].removeprefix("not ")][step]
    return [axis for axis in own if (flags[axis] == 0) == line["when"].startswith("not ")]


def unpacked(packed):
    rows = np.frombuffer(base64.b64decode(packed["data"]), packed["type"])
    return rows.reshape(-1, packed["size"])


def check_path(path):
    """Check every row of every step, and that every step leads to the next point."""
    sent = working(path)
    counts = [line["digits"] and unpacked(line["digits"]) for line in sent["lines"]]
    for step in range(len(path.w) - 1):
        shown, reached = iter(written(sent, step)), []
        for line, count in zip(sent["lines"], counts, strict=True):
            axes = axes_of(path, line, step)
            each = next(shown) if axes else None
            for axis, text in zip(axes, each.numbers if each else (), strict=True):
                value = values_of(path, line["name"])[step, axis]
                check(text, value, 6 if count is None else count[step, axis])
                reached += [axis] * (line["name"] == "w")
        assert next(shown, None) is None
        assert sorted(reached) == [0, 1]


@every_form
def test_whoever_works_out_what_is_printed_gets_the_printed_result(key, given):
    for path in paths(key, given):
        check_path(path)


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_also_at_the_ends_of_the_sliders(key):
    for given in at_the_edges(OPTIMIZERS[key]):
        check_path(run(OPTIMIZERS[key](**given), Anisotropic(), (1.5, -0.7), 3))


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_results_have_five_digits_of_their_largest_term(key):
    surface = SURFACES["rosenbrock"]()
    sent = working(run(RunSpec.on("rosenbrock", key).build(), surface, surface.start, STEPS))
    for step in range(STEPS):
        for row in itertools.chain.from_iterable(each.numbers for each in written(sent, step)):
            worked, _, result = re.sub("^w[₁₂]: ", "", row).rpartition(" = ")
            if worked:
                error, largest = abs(worth(worked) - worth(result)), largest_term(worked)
                assert error <= (largest and 10.0 ** (magnitude(largest) - 4)), row


def exact(path, line, name):
    """The value of a name in a template, unrounded, with a row a step."""
    rule, own = path.optimizer, name.removesuffix("_before")
    if name == "t":
        return np.arange(1.0, len(path.w))[:, np.newaxis]
    if name == "lr":
        return path.rates[:, np.newaxis]
    if name in parameters(rule):
        return getattr(rule, name)
    rows = path.w[1:] if own == "w" else path.internals[own]
    if own == name:
        return rows
    first = path.w[0] if own == "w" else getattr(rule.init(path.w[0]), own)
    return np.vstack([np.broadcast_to(first, (1, 2)), rows[:-1]])


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_the_lines_are_exact(key):
    forms = [*OTHERWISE[key], *at_the_edges(OPTIMIZERS[key])]
    found = [path for given in ({}, *OTHERWISE[key]) for path in paths(key, given)]
    found += [run(OPTIMIZERS[key](**given), Anisotropic(), (1.5, -0.7), 30) for given in forms]
    for path in found:
        for line in path.optimizer.work():
            names = NAME.findall(line.text)
            if not names:
                continue
            given = {name: exact(path, line, name) for name in names}
            value = values_of(path, line.name)
            with np.errstate(all="ignore"):
                code = compile(code_of(NAME.sub(r"\1", line.text)), "line", "eval")
                worked = eval(code, {**ARRAYS, **given}) + 0 * value
                scale = np.max([np.nanmax(np.abs(each), initial=0) for each in given.values()])
            when = path.internals[line.when.removeprefix("not ")] if line.when else 1.0 + 0 * value
            held = ((when == 0) == line.when.startswith("not ")) & np.isfinite(worked)
            np.testing.assert_allclose(worked[held], value[held], rtol=1e-9, atol=1e-12 * scale)


@every_form
def test_lines_name_what_there_is_and_end_with_the_next_point(key, given):
    rule = OPTIMIZERS[key](**given)
    state = rule.init(np.array([1.0, 2.0]))._fields
    known = {*parameters(rule), *rule.symbols, "t", "w_before"}
    known |= {f"{name}_before" for name in rule.symbols if name in state}
    lines = rule.work()
    assert lines[-1].name == "w"
    for line in lines:
        assert line.text
        assert set(NAME.findall(line.text)) <= known
        assert line.name in {*rule.symbols, "w"}
        assert not line.when or line.when.removeprefix("not ") in rule.symbols
        assert not line.says or line.says.endswith(".")
        for name in NAME.findall(line.says):
            own, _, part = name.partition(".")
            one = name in rule.shared or name in parameters(rule)
            assert one or (own in rule.symbols and part in ("1", "2", "norm", "ratio")), name


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_what_both_coordinates_share_is_one_number(key):
    rule = OPTIMIZERS[key]
    assert set(rule.shared) <= set(rule.symbols)
    path = run(rule(), Anisotropic(), (1.5, -0.7), STEPS)
    equal = {
        name
        for name, rows in path.internals.items()
        if np.ptp(rows, axis=1).max() == 0 < rows.max()
    }
    assert equal == set(rule.shared)


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_exported_code_does_without_it(key):
    scenario = Scenario(runs=(RunSpec.of(key),))
    assert "work" not in code(scenario, 0)
