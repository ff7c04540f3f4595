"""Results and paths as tables, and those as CSV that reads back to the same floats.

They are data: English whoever reads, so that a program finds in them what it looks for.
"""

import pandas as pd

from engine import Conditions, RunSpec, Scenario
from languages import speaking
from optimizers import OPTIMIZERS
from parameters import parameters
from plots.labels import labels
from surfaces import SURFACES


def settings(run: RunSpec, surface: str) -> str:
    """The hyperparameters of a run, and of its conditions on a surface what is not as usual."""
    declared, place = run.declared(run.key), SURFACES[surface]
    switches = Conditions().used_on(place)
    conditions = (
        name
        for name in run.conditions.used_on(place)
        if name not in switches or run[name] != declared[name].default
    )
    names = (*parameters(OPTIMIZERS[run.key]), *conditions)
    return ", ".join(f"{name} {declared[name].text(run[name])}" for name in names)


@speaking("en")
def results(scenario: Scenario) -> pd.DataFrame:
    """One row a run: how it went, where it ended, what it cost."""
    rows = []
    for index, name in enumerate(_names(scenario)):
        path, run = scenario.path(index), scenario.runs[index]
        row = {
            "run": name,
            "optimizer": run.key,
            "settings": settings(run, scenario.surface.key),
            "status": path.status.outcome,
            "status_step": path.status.step,
            "steps_to_tolerance": path.steps_to_tolerance,
            "final_w1": path.w[-1, 0],
            "final_w2": path.w[-1, 1],
            "final_loss": path.loss[-1],
            "distance": path.distance,
            "gradient_evaluations": path.gradient_evaluations,
        }
        rows.append(row)
    return pd.DataFrame(rows).astype(dict.fromkeys(("status_step", "steps_to_tolerance"), "Int64"))


@speaking("en")
def trajectories(scenario: Scenario) -> pd.DataFrame:
    """One row a run and step: the point, the loss, and what the step taken there used.

    Runs of different rules fill different columns.
    """
    frames = []
    for index, name in enumerate(_names(scenario)):
        frame = scenario.path(index).to_frame().reset_index()
        frame.insert(0, "run", name)
        frames.append(frame)
    return pd.concat(frames, ignore_index=True)


def csv(table: pd.DataFrame) -> str:
    """`table` as CSV. Floats have as many digits as it takes to read the same ones back."""
    return table.to_csv(index=False, lineterminator="\n")


def _names(scenario: Scenario) -> list[str]:
    """The labels of the runs; from the second on, one that is there already is numbered."""
    found = labels(scenario)
    before = [found[:index].count(name) for index, name in enumerate(found)]
    return [f"{name} ({n + 1})" if n else name for name, n in zip(found, before, strict=True)]
