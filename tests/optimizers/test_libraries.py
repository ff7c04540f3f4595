"""Paths of torch and keras, written by tests/reference/make_paths.py, which ours must retrace.

Whole paths are compared, each from its start: the rounding of both sides differs, but on these
surfaces no rule amplifies it beyond 1e-11 within the 40 steps (12 on the saddle).
"""

import json
from pathlib import Path

import numpy as np
import pytest

import optimizers
from engine import run
from optimizers import LBFGS, OPTIMIZERS
from surfaces import SURFACES, Rosenbrock

FILE = Path(__file__).parent.parent / "reference" / "paths.json"
CONTENT = json.loads(FILE.read_text(encoding="utf-8"))
NOT_IN_A_LIBRARY = {"LBFGS"}  # its line search differs: below, the counts are compared


def _id(each):
    values = each["hyper"].values()
    hyper = "-".join(f"{v:g}" if isinstance(v, float) else str(v) for v in values)
    return f"{each['library']}-{each['rule']}-{each['surface']}-{hyper}"


@pytest.mark.parametrize("each", CONTENT["runs"], ids=_id)
def test_the_path_of_the_library(each):
    expected = np.array(each["path"])
    rule = getattr(optimizers, each["rule"])(**each["hyper"])
    path = run(rule, SURFACES[each["surface"]](), expected[0], len(expected) - 1)
    # torch's nesterov=True shows the points W + αv, at which the gradient is taken.
    ours = path.internals.get("look_ahead", path.w)
    scale = np.abs(expected).max(axis=1, keepdims=True)  # a coordinate may pass through 0
    off = np.abs(ours - expected[: len(ours)]) / scale[: len(ours)]
    assert len(ours) >= len(expected) - 1
    assert off.max() < 1e-9


def test_every_rule_is_compared_on_four_surfaces_and_with_a_visible_epsilon():
    held = {(each["rule"], each["surface"]) for each in CONTENT["runs"]}
    surfaces = ("isotropic", "anisotropic", "rosenbrock", "saddle")
    rules = {rule.__name__ for rule in OPTIMIZERS.values()} - NOT_IN_A_LIBRARY
    assert held == {(rule, surface) for rule in rules for surface in surfaces}
    with_eps = {rule.__name__ for rule in OPTIMIZERS.values() if hasattr(rule, "eps")}
    visible = {each["rule"] for each in CONTENT["runs"] if each["hyper"].get("eps") == 0.01}
    assert visible == with_eps


@pytest.mark.parametrize("each", CONTENT["lbfgs"], ids=lambda each: str(each["start"]))
def test_lbfgs_needs_no_more_than_the_libraries_do(each):
    path = run(LBFGS(history=each["history"]), Rosenbrock(), each["start"], 60)
    reached = int(np.argmax(path.loss < each["below"]))
    assert 0 < reached <= 1.25 * each["scipy"]["iterations"]
    assert path.evaluations[reached] <= 1.25 * each["scipy"]["evaluations"]
    assert path.evaluations[reached] <= each["torch"]["evaluations"]
