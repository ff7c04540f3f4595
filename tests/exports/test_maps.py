"""Maps as CSV: one row a cell, which reads back to what was found."""

import io

import numpy as np
import pandas as pd

from engine import RunSpec, Scenario, basins
from engine.axes import axis, settings
from engine.lanes import NEVER
from engine.maps import settings_map
from exports.maps import basins_table, settings_table
from exports.tables import csv
from surfaces import SURFACES


def test_a_map_of_settings_reads_back():
    scenario = Scenario(runs=(RunSpec.of("momentum"),), steps=40)
    every = settings(scenario)
    found = settings_map(scenario, axis(every["lr"], 9), axis(every["alpha"], 7))
    table = pd.read_csv(io.StringIO(csv(settings_table(found))))
    assert list(table)[:2] == ["lr", "alpha"]
    assert len(table) == 63
    np.testing.assert_array_equal(table["lr"][:9], found.across.values)
    np.testing.assert_array_equal(table["loss_above_lowest"], found.loss.ravel())
    for column, values in (
        ("steps_to_tolerance", found.reached),
        ("diverged_at", found.diverged_at),
    ):
        np.testing.assert_array_equal(table[column].fillna(NEVER), values.ravel())


def test_a_map_of_starts_reads_back():
    surface = SURFACES["himmelblau"]()
    found = basins(RunSpec.of("gd", lr=0.012).build(), surface, surface.domain, 8, 60)
    table = pd.read_csv(io.StringIO(csv(basins_table(found, surface.domain))))
    np.testing.assert_array_equal(table["end"] == "minimum", found.ends.ravel() >= 0)
    ended = table[table["end"] == "minimum"]
    places = found.minima[:, found.ends[found.ends >= 0]]
    np.testing.assert_array_equal(ended[["minimum_w1", "minimum_w2"]].T, places)
    np.testing.assert_array_equal(table["start_w1"][:8], np.linspace(*surface.domain.w1, 8))


def test_a_surface_without_minima_has_a_table_too():
    surface = SURFACES["saddle"]()
    found = basins(RunSpec.of("gd").build(), surface, surface.domain, 4, 30)
    table = basins_table(found, surface.domain)
    assert set(table["end"]) == {"left the window"}
    assert table["minimum_w1"].isna().all()
