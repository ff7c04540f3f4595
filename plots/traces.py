"""Traces without points, in the styles that the figures share."""

from typing import Any

import plotly.graph_objects as go

from languages import _
from plots.style import AGE_SCALE, AXIS, HOVER, INK, RUN_STYLES

AGE: dict[str, Any] = {"colorscale": AGE_SCALE, "cmin": 0, "cmax": len(RUN_STYLES)}
HIDDEN: dict[str, Any] = {"hoverinfo": "skip", "showlegend": False}
POINT = "w₁ = %{x:.4g}<br>w₂ = %{y:.4g}<br>"


def hover(run: str, step: str, loss: str) -> str:
    """What a point of a run says under the mouse."""
    at = _("step {step}").format(step=step)
    return f"<b>{run}</b>, {at}<br>{POINT}L = {loss}<extra></extra>"


def hover_label() -> dict[str, Any]:
    """How the label under the mouse looks."""
    return {"bgcolor": HOVER, "bordercolor": AXIS, "font": {"color": INK}, "align": "left"}


def lines3d(name: str, **line: Any) -> go.Scatter3d:
    """Empty lines in space."""
    return go.Scatter3d(name=name, mode="lines", line=line, **HIDDEN)


def markers3d(name: str, **marker: Any) -> go.Scatter3d:
    """Empty marks in space."""
    marker = {"opacity": 1, "line": {"width": 0}} | marker
    return go.Scatter3d(name=name, mode="markers", marker=marker, **HIDDEN)


def text3d(name: str, text: str, size: float, colour: str, position: str) -> go.Scatter3d:
    """A text at points in space."""
    font = {"size": size, "color": colour}
    return go.Scatter3d(
        name=name, mode="text", text=text, textfont=font, textposition=position, **HIDDEN
    )


def lines2d(name: str, opacity: float, **line: Any) -> go.Scatter:
    """Empty lines on the plane."""
    return go.Scatter(name=name, mode="lines", opacity=opacity, line=line, **HIDDEN)


def markers2d(name: str, **marker: Any) -> go.Scatter:
    """Empty marks on the plane."""
    marker = {"opacity": 1} | marker  # Plotly makes markers of many sizes translucent
    return go.Scatter(name=name, mode="markers", marker=marker, **HIDDEN)
