"""The loss curve, still empty.

Every trace that a run fills is here already, with its style and without points: the player adds
only coordinates. Traces are found by their names.
"""

import plotly.graph_objects as go

from languages import _, pgettext
from plots.style import AXIS, GRID, MUTE, RUN_STYLES
from plots.traces import AGE, HIDDEN, hover_label, lines2d, markers2d
from surfaces import Surface


def _across(against: str) -> tuple[str, str]:
    """The title of the horizontal axis, and what a point says of its place on it."""
    if against == "evaluations":
        return _("gradient evaluations"), _("evaluation {evaluation}").format(evaluation="%{x}")
    if against == "epochs":
        return _("epochs"), _("epoch {epoch}").format(epoch="%{x:.4~g}")
    if against == "examples":
        return _("examples seen"), _("examples {examples}").format(examples="%{x}")
    return pgettext("axis", "step"), _("step {step}").format(step="%{x}")


def curve(surface: Surface, log: bool, against: str) -> go.Figure:
    """The empty loss curve; logarithms need a bottom, so a surface without one is linear."""
    log = log and surface.infimum is not None
    over = "" if not surface.infimum else " − L<sub>min</sub>"
    title, at = _across(against)
    traces = [
        *(
            go.Scatter(
                name=f"band {slot}",
                mode="lines",
                fill="toself",
                fillcolor=style.light,
                opacity=0.16,
                line={"width": 0},
                **HIDDEN,
            )
            for slot, style in enumerate(RUN_STYLES)
        ),
        *(
            lines2d(f"median {slot}", 0.9, color=style.light, width=1.4, dash="dot")
            for slot, style in enumerate(RUN_STYLES)
        ),
        *(
            go.Scatter(
                name=f"loss {slot}",
                mode="lines",
                line={"color": style.light, "width": 1.8},
                hovertemplate=f"<b>%{{meta}}</b><br>{at}<br>L{over} = %{{y:.4g}}<extra></extra>",
                showlegend=False,
            )
            for slot, style in enumerate(RUN_STYLES)
        ),
        markers2d("ends", color=[], size=[], symbol=[], line={"color": [], "width": 1.6}, **AGE),
    ]
    axis = {
        "gridcolor": GRID,
        "zeroline": False,
        "linecolor": AXIS,
        "showline": True,
        "color": MUTE,
        "nticks": 6,
    }
    return go.Figure(
        traces,
        {
            "template": "none",
            "margin": {"l": 62, "r": 10, "t": 8, "b": 39},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "showlegend": False,
            "hovermode": "closest",
            "hoverlabel": hover_label(),
            "dragmode": "pan",
            "xaxis": axis | {"title": {"text": title, "standoff": 7}},
            "yaxis": axis
            | {
                "title": {"text": f"L{over}", "standoff": 6},
                "type": "log" if log else "linear",
                "exponentformat": "power",
            },
            "shapes": [
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
        },
    )
