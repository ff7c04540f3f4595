"""Runs a rule on a surface: steps, trajectories, scenarios and their links. NumPy only."""

from engine.run import run
from engine.scenario import RunSpec, Scenario, SurfaceSpec
from engine.stability import Breach, breach
from engine.steps import steps
from engine.trajectory import Status, Trajectory
from engine.window import window_for

__all__ = [
    "Breach",
    "RunSpec",
    "Scenario",
    "Status",
    "SurfaceSpec",
    "Trajectory",
    "breach",
    "run",
    "steps",
    "window_for",
]
