"""The stage on which runs are drawn: the surface in space, its contour, the empty loss curve.

Every trace that a run fills is here already, with its style and without points: the player adds
only coordinates. Traces are found by their names.
"""

from typing import Any

import numpy as np
import plotly.graph_objects as go

from parameters import Array
from plots.scale import LossScale
from plots.style import (
    AGE_SCALE,
    AXIS,
    END,
    GRID,
    HALO,
    HOVER,
    INK,
    ISO_PLANE,
    ISO_SPACE,
    LINE_COLOURS,
    MUTE,
    RUN_STYLES,
    SURFACE,
    even_stops,
)
from surfaces import Surface, Window

SPACE_GRID = 65  # points a side, which Plotly doubles; more cost time and bytes and show nothing
PLANE_GRID = 161  # fewer break up the level lines of a narrow valley

# From −w₂ and above; into a bowl one looks more steeply, past its near wall.
_VALLEY = {"eye": {"x": -0.40, "y": -1.50, "z": 1.32}, "center": {"x": 0.03, "y": 0, "z": -0.19}}
_BOWL = {"eye": {"x": -0.40, "y": -1.30, "z": 1.65}, "center": {"x": 0.03, "y": 0, "z": -0.12}}
_AGE: dict[str, Any] = {"colorscale": AGE_SCALE, "cmin": 0, "cmax": len(RUN_STYLES)}
_HIDDEN: dict[str, Any] = {"hoverinfo": "skip", "showlegend": False}
_POINT = "w₁ = %{x:.4g}<br>w₂ = %{y:.4g}<br>"


def space(surface: Surface, window: Window, scale: LossScale, heights: Array) -> go.Figure:
    """The surface in space with `heights`, shape (n, n), over `window`."""
    top, count = scale.top, heights.shape[0]
    traces = [
        go.Surface(
            name="surface",
            x=np.linspace(*window.w1, count).astype(np.float32),
            y=np.linspace(*window.w2, count).astype(np.float32),
            z=heights.astype(np.float32),
            colorscale=even_stops(SURFACE),
            cmin=0,
            cmax=top,
            showscale=False,
            lighting={
                "ambient": 0.86,
                "diffuse": 0.32,
                "specular": 0.03,
                "roughness": 0.95,
                "fresnel": 0.02,
            },
            lightposition={"x": -2000, "y": -4000, "z": 9000},
            contours={
                "x": {"highlight": False},
                "y": {"highlight": False},
                "z": {
                    "highlight": False,
                    "show": True,
                    "start": top / 14,
                    "end": top,
                    "size": top / 14,
                    "color": ISO_SPACE,
                    "width": 1,
                },
            },
            **_HIDDEN,
        ),
        _lines3d("lines", width=6.5, color=[], **_AGE),
        go.Scatter3d(
            name="dots",
            mode="markers",
            marker={"size": 3, "color": [], "opacity": 1, "line": {"width": 0}, **_AGE},
            hovertemplate=_hover("%{customdata[0]}", "%{customdata[1]}", "%{customdata[2]:.4g}"),
            showlegend=False,
        ),
        _lines3d("stems", width=3.5, color=[], **_AGE),
        _markers3d("rims", color=END, size=[], symbol=[]),
        _markers3d("heads", color=[], size=[], symbol=[], **_AGE),
        _markers3d("start", color=INK, size=8, symbol="circle-open", line={"width": 3}),
        _lines3d("minimum stems", width=2.5, color=INK),
        _text3d("minima", "★", 22, INK, "middle center"),
        _text3d("exits", "×", 30, END, "middle center"),
    ]
    ticks = scale.ticks
    axis = {
        "showbackground": False,
        "gridcolor": GRID,
        "gridwidth": 1,
        "zeroline": False,
        "showspikes": False,
        "nticks": 5,
        "color": MUTE,
    }
    figure = go.Figure(traces)
    figure.update_layout(
        template="none",
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        paper_bgcolor="rgba(0,0,0,0)",
        showlegend=False,
        uirevision="space",
        hoverlabel=_hover_label(),
        scene={
            "xaxis": axis | {"title": {"text": "w₁"}, "range": list(window.w1)},
            "yaxis": axis | {"title": {"text": "w₂"}, "range": list(window.w2)},
            "zaxis": axis
            | {
                "title": {"text": scale.name},
                "range": [0, top * 1.02],
                "tickvals": scale.height(ticks).tolist(),
                "ticktext": scale.tick_texts(ticks),
            },
            "aspectmode": "manual",
            "aspectratio": {"x": 1.24, "y": 1.14, "z": 0.6},
            "camera": _VALLEY if scale.log else _BOWL,
            "dragmode": "turntable",
            "uirevision": "space",
        },
    )
    return figure


def contour(window: Window, scale: LossScale, field: Array) -> go.Figure:
    """The contour of `field`, shape (n, n), over `window`: what lies under the runs."""
    start, end, step = scale.levels
    ticks = scale.ticks
    trace = go.Contour(
        name="field",
        x0=window.w1[0],
        dx=(window.w1[1] - window.w1[0]) / (field.shape[1] - 1),
        y0=window.w2[0],
        dy=(window.w2[1] - window.w2[0]) / (field.shape[0] - 1),
        z=field.astype(np.float32),
        colorscale=even_stops(SURFACE),
        zmin=-1 if scale.log else float(field.min()),
        zmax=float(field.max()),
        contours={"start": start, "end": end, "size": step, "coloring": "heatmap"},
        line={"color": ISO_PLANE, "width": 1},
        colorbar={
            "thickness": 9,
            "len": 0.86,
            "y": 0.5,
            "outlinewidth": 0,
            "xpad": 4,
            "tickvals": scale.field(ticks).tolist(),
            "ticktext": scale.tick_texts(ticks),
            "tickfont": {"color": MUTE},
            "title": {"text": scale.name, "font": {"color": MUTE}},
        },
        **_HIDDEN,
    )
    return _plane(window, [trace], "rgba(0,0,0,0)")


def plane(window: Window) -> go.Figure:
    """The runs over `window`, on a figure that one sees through."""
    traces = [
        _lines2d("halos", color=HALO, width=5, opacity=0.8),
        *(
            go.Scatter(
                name=f"line {slot}",
                mode="lines",
                line={"color": colour, "width": 2.2},
                hovertemplate=_hover("%{meta}", "%{pointNumber}", "%{customdata:.4g}"),
                showlegend=False,
            )
            for slot, colour in enumerate(LINE_COLOURS)
        ),
        _markers2d("dots", color=[], size=5, line={"width": 0}, **_AGE),
        _markers2d("minima", color=INK, size=17, symbol="star", line={"color": HALO, "width": 1.5}),
        _markers2d("start halo", color=HALO, size=14, symbol="circle-open", line={"width": 6}),
        _markers2d("start", color=INK, size=14, symbol="circle-open", line={"width": 2.5}),
        _markers2d("exits", color=END, size=13, symbol="x", line={"color": HALO, "width": 1.5}),
        _markers2d("end halos", color=HALO, size=[], symbol=[]),
        _markers2d("ends", color=[], size=[], symbol=[], line={"color": [], "width": 2.2}, **_AGE),
    ]
    return _plane(window, traces, MUTE)


def _plane(window: Window, traces: list[Any], axes: str) -> go.Figure:
    """Both layers of the plane have the same frame; only the upper one shows its axes."""
    axis = {
        "showgrid": False,
        "zeroline": False,
        "showline": True,
        "mirror": True,
        "linecolor": AXIS if axes == MUTE else axes,
        "tickcolor": AXIS if axes == MUTE else axes,
        "ticks": "outside",
        "ticklen": 4,
        "color": axes,
        "constrain": "domain",
        "nticks": 6,
    }
    figure = go.Figure(traces)
    figure.update_layout(
        template="none",
        margin={"l": 46, "r": 64, "t": 8, "b": 42, "autoexpand": False},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        showlegend=False,
        hovermode="closest",
        hoverlabel=_hover_label(),
        dragmode="pan",
        uirevision=f"{window}",
        clickanywhere=True,
        xaxis=axis | {"title": {"text": "w₁", "standoff": 6}, "range": list(window.w1)},
        yaxis=axis
        | {
            "title": {"text": "w₂", "standoff": 4},
            "range": list(window.w2),
            "scaleanchor": "x",
        },
    )
    return figure


def curve(surface: Surface, log: bool, against: str) -> go.Figure:
    """The empty loss curve; logarithms need a bottom, so a surface without one is linear."""
    log = log and surface.infimum is not None
    over = "" if not surface.infimum else " − L<sub>min</sub>"
    traces = [
        *(
            go.Scatter(
                name=f"loss {slot}",
                mode="lines",
                line={"color": style.light, "width": 1.8},
                hovertemplate="<b>%{meta}</b><br>"
                + against.removesuffix("s")
                + " %{x}<br>L"
                + over
                + " = %{y:.4g}<extra></extra>",
                showlegend=False,
            )
            for slot, style in enumerate(RUN_STYLES)
        ),
        _markers2d("ends", color=[], size=[], symbol=[], line={"color": [], "width": 1.6}, **_AGE),
    ]
    axis = {
        "gridcolor": GRID,
        "zeroline": False,
        "linecolor": AXIS,
        "showline": True,
        "color": MUTE,
        "nticks": 6,
    }
    figure = go.Figure(traces)
    figure.update_layout(
        template="none",
        margin={"l": 62, "r": 10, "t": 8, "b": 36},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        showlegend=False,
        hovermode="closest",
        hoverlabel=_hover_label(),
        dragmode="pan",
        xaxis=axis | {"title": {"text": _AGAINST[against], "standoff": 4}},
        yaxis=axis
        | {
            "title": {"text": f"L{over}", "standoff": 6},
            "type": "log" if log else "linear",
            "exponentformat": "power",
        },
        shapes=[
            {
                "name": "now",
                "type": "line",
                "yref": "paper",
                "x0": 0,
                "x1": 0,
                "y0": 0,
                "y1": 1,
                "line": {"color": AXIS, "width": 1.4, "dash": "dash"},
            }
        ],
    )
    return figure


_AGAINST = {"step": "step", "evaluations": "gradient evaluations"}


def _hover(run: str, step: str, loss: str) -> str:
    return f"<b>{run}</b>, step {step}<br>{_POINT}L = {loss}<extra></extra>"


def _hover_label() -> dict[str, Any]:
    return {"bgcolor": HOVER, "bordercolor": AXIS, "font": {"color": INK}, "align": "left"}


def _lines3d(name: str, **line: Any) -> go.Scatter3d:
    return go.Scatter3d(name=name, mode="lines", line=line, **_HIDDEN)


def _markers3d(name: str, **marker: Any) -> go.Scatter3d:
    marker = {"opacity": 1, "line": {"width": 0}} | marker
    return go.Scatter3d(name=name, mode="markers", marker=marker, **_HIDDEN)


def _text3d(name: str, text: str, size: float, colour: str, position: str) -> go.Scatter3d:
    font = {"size": size, "color": colour}
    return go.Scatter3d(
        name=name, mode="text", text=text, textfont=font, textposition=position, **_HIDDEN
    )


def _lines2d(name: str, opacity: float, **line: Any) -> go.Scatter:
    return go.Scatter(name=name, mode="lines", opacity=opacity, line=line, **_HIDDEN)


def _markers2d(name: str, **marker: Any) -> go.Scatter:
    marker = {"opacity": 1} | marker  # Plotly makes markers of many sizes translucent
    return go.Scatter(name=name, mode="markers", marker=marker, **_HIDDEN)
