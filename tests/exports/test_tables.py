"""CSV reads back to the very floats that were drawn."""

import csv
import io
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from engine import RunSpec, Scenario, SurfaceSpec
from exports import tables
from optimizers import OPTIMIZERS
from plots.labels import labels

NOISY = replace(
    Scenario(noise=0.3, seed=4, steps=40),
    runs=(
        RunSpec.of("adam", schedule="cosine"),
        RunSpec.of("lbfgs"),
        RunSpec.of("gd", clip=True, max_norm=0.5),
        RunSpec.of("gd", clip=True, max_norm=0.5),
    ),
)


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("rule", OPTIMIZERS)
def test_every_float_of_a_path_reads_back(rule):
    scenario = replace(Scenario(steps=60), runs=(RunSpec.on("rosenbrock", rule),))
    scenario = replace(scenario, surface=SurfaceSpec.of("rosenbrock"), start=(-0.7, 2.5))
    path, rows = scenario.path(0), read(tables.csv(tables.trajectories(scenario)))
    assert [int(row["step"]) for row in rows] == list(range(len(path.w)))
    for column, drawn in (("w1", path.w[:, 0]), ("w2", path.w[:, 1]), ("loss", path.loss)):
        assert [float(row[column]) for row in rows] == drawn.tolist()
    assert [int(row["evaluations"]) for row in rows] == path.evaluations.tolist()
    for name, recorded in path.internals.items():
        for axis in (0, 1):
            cells = [row[f"{name}_{axis + 1}"] for row in rows]
            assert cells.pop() == ""  # no step leaves the last point
            assert [float(cell) for cell in cells] == recorded[:, axis].tolist()


def test_all_runs_are_in_one_tidy_table():
    table = tables.trajectories(NOISY)
    names = list(dict.fromkeys(table["run"]))
    first, second, third = labels(NOISY)[:3]
    assert names == [first, second, third, f"{third} (2)"]
    for index, name in enumerate(names):
        path, own = NOISY.path(index), table[table["run"] == name]
        np.testing.assert_array_equal(own[["w1", "w2"]], path.w)
        np.testing.assert_array_equal(own["lr"][:-1], path.rates)
        np.testing.assert_array_equal(own[["noise_1", "noise_2"]][:-1], path.noise)
        foreign = [column for column in table if column.startswith("m_hat")]
        assert own[foreign].isna().all(axis=None) == (name != first)
    clipped = table.loc[table["run"] == third, "clipped"][:-1]
    assert clipped.tolist() == NOISY.path(2).clipped.tolist()


def test_pandas_reads_a_table_back():
    table = tables.trajectories(NOISY)
    again = pd.read_csv(io.StringIO(tables.csv(table)))
    assert list(again) == list(table)
    for column in table.select_dtypes("float"):
        np.testing.assert_array_equal(again[column], table[column], err_msg=column)


def test_a_run_that_explodes_is_whole_up_to_its_last_number():
    scenario = replace(Scenario(steps=2000), runs=(RunSpec.of("gd", lr=10.0),))
    path, rows = scenario.path(0), read(tables.csv(tables.trajectories(scenario)))
    assert len(rows) == len(path.w) < 2001
    assert float(rows[-1]["loss"]) == path.loss[-1] > 1e300


def test_the_results_have_a_row_for_every_run():
    rows = read(tables.csv(tables.results(Scenario())))
    for index, row in enumerate(rows):
        path = Scenario().path(index)
        assert row["optimizer"] == path.optimizer.key
        assert row["status"] == path.status.outcome
        assert row["status_step"] == ("" if path.status.step is None else str(path.status.step))
        assert float(row["final_loss"]) == path.loss[-1]
        assert float(row["distance"]) == path.distance
        assert int(row["gradient_evaluations"]) == path.gradient_evaluations
    assert [row["run"] for row in rows] == labels(Scenario())
    assert rows[1]["settings"].startswith("lr 0.1, alpha 0.9")


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        (NOISY.runs[1], "lr 1, history 10"),
        (NOISY.runs[2], "lr 0.1, clip on, max_norm 0.5"),
        (RunSpec.of("gd", schedule="step"), "lr 0.1, schedule step, drop 0.5, every 20"),
    ],
)
def test_settings_are_what_matters_of_a_run(run, expected):
    assert tables.settings(run, "anisotropic") == expected


def test_without_a_minimum_there_is_no_distance():
    scenario = Scenario(SurfaceSpec.of("saddle"))
    assert {row["distance"] for row in read(tables.csv(tables.results(scenario)))} == {""}
