"""The results of a scenario: a table, and a sentence for what went wrong."""

import math
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from engine import Scenario, Trajectory, breach
from engine.theory import escape
from plots.labels import labels
from plots.style import RUN_STYLES, picture

_MARKS = {
    "diverged": "✕ diverged at {}",
    "reached": "✓ reached",
    "left": "× left at {}",
    "stalled": "– stalled",
    "going": "– going",
}
_ROW, _HEADER = 27, 34  # pixels


def table(scenario: Scenario, paths: Sequence[Trajectory]) -> None:
    """One row a run."""
    dark = st.context.theme.type == "dark"
    frame = pd.DataFrame(
        {
            " ": [picture(style, dark) for style in RUN_STYLES[: len(paths)]],
            "Run": labels(scenario, but="lr"),
            "η": [f"{run['lr']:g}" for run in scenario.runs],
            "Status": [_MARKS[path.status.outcome].format(path.status.step) for path in paths],
            "Steps": pd.array([path.steps_to_tolerance for path in paths], dtype="Int64"),
            "Final L": [f"{path.loss[-1]:.3g}" for path in paths],
            "Distance": [_distance(path.distance) for path in paths],
            **_cost(paths),
        }
    )
    st.dataframe(
        frame,
        hide_index=True,
        row_height=_ROW,
        height=_ROW * len(paths) + _HEADER,
        placeholder="–",
        column_config={
            " ": st.column_config.ImageColumn(width=26),
            "Run": st.column_config.Column(width=112),
            "η": st.column_config.Column(width=52, alignment="right", help="Learning rate."),
            "Status": st.column_config.Column(width=100),
            "Steps": st.column_config.Column(
                width=44,
                help=f"The step from which the loss stays within {scenario.tolerance:g} of the"
                " lowest possible. Touching it and bouncing out again does not count.",
            ),
            "Final L": st.column_config.Column(width=68, alignment="right"),
            "Distance": st.column_config.Column(
                width=62,
                alignment="right",
                help="From the last point to the nearest global minimum.",
            ),
            "∇ calls": st.column_config.Column(width=48, help="Gradient evaluations."),
            "Epochs": st.column_config.Column(
                width=48,
                alignment="right",
                help="How many times a run's gradients have gone through as many examples as there"
                " are.",
            ),
        },
    )


def _cost(paths: Sequence[Trajectory]) -> dict[str, Sequence[int | str]]:
    """What the runs have cost: epochs where there are examples, else gradient evaluations."""
    epochs = [path.epochs[-1] for path in paths if path.epochs is not None]
    if epochs:
        return {"Epochs": [f"{each:.3g}" for each in epochs]}
    return {"∇ calls": [path.gradient_evaluations for path in paths]}


def explanations(scenario: Scenario, paths: Sequence[Trajectory]) -> list[str]:
    """Why runs diverged or left, a sentence each."""
    return [
        f"**{label}** {path.status}{_foretold(path)}{_why(path)}."
        for label, path in zip(labels(scenario), paths, strict=True)
        if path.status.outcome in ("diverged", "left")
    ]


def _foretold(path: Trajectory) -> str:
    """When theory has a run leave a saddle."""
    step = escape(path) if path.status.outcome == "left" else None
    return "" if step is None else f" (theory: step {step})"


def _why(path: Trajectory) -> str:
    broken = breach(path)
    if broken:
        bound = f"{broken.limit:.4g}"
        if broken.formula != bound:
            bound = f"{broken.formula} = {bound}"
        return f": lr·λₘₐₓ = {broken.product:.4g} is not below {bound}"
    return f": {path.surface.no_infimum}" if path.surface.infimum is None else ""


def _distance(distance: float) -> str:
    return "–" if math.isnan(distance) else f"{distance:.3g}"
