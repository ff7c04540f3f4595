"""The strip above the curves of a comparison: at which learning rates each run diverges."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from languages import _
from parameters import Array
from plots.style import HATCH, LOST, MUTE, RUN_STYLES

_ROW = 0.022  # of the figure's height


def strip(runs: Sequence[tuple[str, Array]], rates: Array) -> go.Heatmap:
    """A row for every run's name and share of starts, shape (m,), that diverge at each rate."""
    names, shares = zip(*runs, strict=True)
    z = np.array(shares)
    lost = _("{share} diverge").format(share="%{z:.0%}")
    return go.Heatmap(
        x=rates,
        y=[-1 - row for row in range(len(runs))],
        z=np.where(z > 0, z, np.nan).astype(np.float32),
        zmin=0,
        zmax=1,
        colorscale=[[0, LOST], [1, HATCH]],
        showscale=False,
        ygap=1,
        customdata=[[name] * len(rates) for name in names],
        hovertemplate=f"<b>%{{customdata}}</b>, η = %{{x:.4~g}}<br>{lost}<extra></extra>",
        yaxis="y2",
    )


def strip_layout(slots: Sequence[int]) -> dict[str, Any]:
    """Its axis at the top of the figure, its title, and the marks of the runs beside their rows."""
    note = {"xref": "paper", "yref": "paper", "x": 0, "showarrow": False, "font": {"color": MUTE}}
    title = {"text": _("share of the starts that diverge"), "y": 1, "yanchor": "bottom"}
    marks = [
        {
            "text": RUN_STYLES[slot].glyph,
            "yref": "y2",
            "y": -1 - row,
            "xanchor": "right",
            "font": {"color": RUN_STYLES[slot].light, "size": 10},
        }
        for row, slot in enumerate(slots)
    ]
    return {
        "yaxis2": {
            "domain": [1 - _ROW * len(slots), 1],
            "range": [-len(slots) - 0.5, -0.5],
            "visible": False,
            "fixedrange": True,
        },
        "annotations": [note | {"xanchor": "left"} | title, *(note | mark for mark in marks)],
    }
