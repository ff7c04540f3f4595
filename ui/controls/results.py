"""The results of a scenario: a table, and a sentence for what went wrong."""

import math
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from engine import Scenario, Trajectory, breach
from plots.labels import labels
from plots.style import RUN_STYLES

_MARKS = {"diverged": "✕", "reached": "✓", "left": "×", "stalled": "–", "going": "–"}
_ROW = 27  # pixels


def table(scenario: Scenario, paths: Sequence[Trajectory]) -> None:
    """One row a run."""
    tolerance = f"{scenario.tolerance:g}"
    frame = pd.DataFrame(
        {
            " ": [style.glyph for style in RUN_STYLES[: len(paths)]],
            "Run": labels(scenario),
            "Status": [f"{_MARKS[path.status.outcome]} {path.status}" for path in paths],
            f"Steps to {tolerance}": [path.steps_to_tolerance for path in paths],
            "Final L": [f"{path.loss[-1]:.3g}" for path in paths],
            "‖w − w*‖": [_distance(path.distance) for path in paths],
            "∇ calls": [path.gradient_evaluations for path in paths],
        }
    )
    dark = st.context.theme.type == "dark"
    colours = [style.dark if dark else style.light for style in RUN_STYLES]
    styled = frame.style.apply(
        lambda column: [f"color: {colours[slot]}" for slot in range(len(column))], subset=[" "]
    )
    st.dataframe(
        styled,
        hide_index=True,
        row_height=_ROW,
        height=_ROW * 7 + 4,
        column_config={
            " ": st.column_config.Column(width=30),
            "Run": st.column_config.Column(width="small"),
            f"Steps to {tolerance}": st.column_config.NumberColumn(
                help="The step from which the loss stays within the tolerance of the lowest"
                " possible. Touching it and bouncing out again does not count."
            ),
            "‖w − w*‖": st.column_config.Column(help="Distance to the nearest global minimum."),
            "∇ calls": st.column_config.NumberColumn(help="Gradient evaluations."),
        },
    )


def explanations(scenario: Scenario, paths: Sequence[Trajectory]) -> list[str]:
    """Why runs diverged or left, a sentence each."""
    sentences = []
    for label, path in zip(labels(scenario), paths, strict=True):
        broken = breach(path)
        if path.status.outcome == "diverged":
            why = (
                f": lr·λmax = {broken.product:.4g} is not below {broken.formula}"
                f" = {broken.limit:.4g}"
                if broken
                else ""
            )
            sentences.append(f"**{label}** diverged at step {path.status.step}{why}.")
        elif path.status.outcome == "left":
            down = path.surface.infimum is None
            why = ": the surface has no bottom" if down else ""
            sentences.append(f"**{label}** left the window at step {path.status.step}{why}.")
    return sentences


def _distance(distance: float) -> str:
    return "–" if math.isnan(distance) else f"{distance:.3g}"
