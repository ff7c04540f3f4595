"""The fan as the player is sent it."""

import base64
import json
import re
from dataclasses import replace

import numpy as np
import pytest

from engine import RunSpec, Scenario
from optimizers import OPTIMIZERS
from plots.player.fan import MOST, fan_payload, offers
from plots.player.payload import run_payload
from tests.plots.scripts import script

ALONE = Scenario(runs=(RunSpec.on("anisotropic", "momentum"),))


def floats(text):
    return np.frombuffer(base64.b64decode(text), dtype="<f4")


@pytest.mark.parametrize("steps", [1, 100, 250, 500, 2000])
@pytest.mark.parametrize("key", ["momentum", "lbfgs"])
def test_a_fan_fits(key, steps):
    alone = replace(ALONE, runs=(RunSpec.on("anisotropic", key),), steps=steps)
    sent = fan_payload(alone, "lr")
    assert len(json.dumps(sent)) <= MOST
    assert 28 <= len(sent["values"]) <= 64
    assert sent["every"] == (1 if steps <= 250 else 5)


def test_a_value_is_drawn_as_its_run_is():
    sent = fan_payload(ALONE, "alpha")
    lane = 20
    spec = ALONE.runs[0].with_value("alpha", sent["values"][lane])
    path = ALONE.with_run(0, spec).path(0)
    single = run_payload(path)
    for name, size in (("w", 2), ("loss", 1)):
        rows = floats(sent[name]).reshape(len(sent["values"]), -1, size)
        np.testing.assert_allclose(rows[lane].ravel(), floats(single[name]), rtol=1e-5, atol=1e-7)
    assert sent["said"][lane] == str(path.status)
    assert sent["evaluations"] is None
    assert sent["letter"] == "α"


def test_long_runs_keep_every_fifth_step_and_the_last():
    alone = replace(ALONE, steps=1002)
    sent = fan_payload(alone, "alpha")
    assert sent["every"] == 5
    rows = floats(sent["w"]).reshape(len(sent["values"]), -1, 2)
    spec = alone.runs[0].with_value("alpha", sent["values"][3])
    steps = [*range(0, 1002, 5), 1002]
    expected = alone.with_run(0, spec).path(0).w[steps]
    np.testing.assert_allclose(rows[3], expected, rtol=1e-5, atol=1e-7)


def test_a_rule_that_looks_ahead_may_be_drawn_there():
    alone = replace(ALONE, runs=(RunSpec.on("anisotropic", "nesterov"),))
    sent = fan_payload(alone, "alpha", look_ahead=True)
    path = alone.with_run(0, alone.runs[0].with_value("alpha", sent["values"][9])).path(0)
    rows = floats(sent["w"]).reshape(len(sent["values"]), -1, 2)
    np.testing.assert_allclose(rows[9], path.look_ahead, rtol=1e-5, atol=1e-7)


def test_every_run_offers_what_can_be_spread():
    offered = [(each["slot"], each["name"]) for each in offers(Scenario())]
    assert (0, "lr") in offered
    assert (1, "alpha") in offered
    assert (3, "beta2") in offered
    assert len(offered) == len(set(offered))
    for key in OPTIMIZERS:
        assert offers(replace(ALONE, runs=(RunSpec.on("anisotropic", key),)))


def test_the_fan_holds_what_the_script_reads_from_it():
    text = script("fan.js")
    read = set(re.findall(r"\bsent\.(\w+)", text))
    for names in re.findall(r"const \{([^}]*)\} = (?:this\.)?sent;", text):
        read.update(names.replace(" ", "").split(","))
    assert read == set(fan_payload(ALONE, "alpha"))
