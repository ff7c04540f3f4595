"""Runs a rule on a surface: steps, trajectories, scenarios and their links. NumPy only."""

from engine.basins import Basins, basins
from engine.conditions import SCHEDULES, Conditions
from engine.lanes import Sweep
from engine.run import run
from engine.scenario import Scenario
from engine.specs import RunSpec, SurfaceSpec
from engine.stability import Breach, breach
from engine.steps import steps
from engine.sweep import sweep
from engine.trajectory import Status, Trajectory
from engine.window import window_for

__all__ = [
    "SCHEDULES",
    "Basins",
    "Breach",
    "Conditions",
    "RunSpec",
    "Scenario",
    "Status",
    "SurfaceSpec",
    "Sweep",
    "Trajectory",
    "basins",
    "breach",
    "run",
    "steps",
    "sweep",
    "window_for",
]
