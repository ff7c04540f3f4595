"""The paths of the study notes' program, which ours must retrace."""

import json
from pathlib import Path

import numpy as np
import pytest

import optimizers
from engine import run
from surfaces import SURFACES

NOTES = json.loads(Path(__file__).with_name("seed_paths.json").read_text(encoding="utf-8"))


def _id(each):
    hyper = "-".join(f"{name}={value:g}" for name, value in each["hyper"].items())
    return f"{each['surface']}-{each['optimizer']}-{hyper}"


@pytest.mark.parametrize("each", NOTES["runs"], ids=_id)
def test_the_path_of_the_study_notes(each):
    rule = getattr(optimizers, each["optimizer"])
    path = run(rule(**each["hyper"]), SURFACES[each["surface"]](), NOTES["start"], NOTES["steps"])
    expected = np.array(each["path"])
    assert expected.shape == (NOTES["steps"] + 1, 2)
    np.testing.assert_allclose(path.w, expected, rtol=0, atol=1e-12)


def test_the_notes_hold_every_rule_and_surface_they_had():
    held = {(each["surface"], each["optimizer"]) for each in NOTES["runs"]}
    rules = ("GradientDescent", "Momentum", "RMSProp")
    assert held == {(bowl, rule) for bowl in ("isotropic", "anisotropic") for rule in rules}
