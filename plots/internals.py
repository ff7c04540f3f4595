"""Every recorded quantity of a run over its steps, drawn small, one chart each."""

import numpy as np

from engine import Trajectory
from languages import _
from parameters import Array
from plots.curvature import eigenvalues, sharpness
from plots.player.payload import Payload, float32
from plots.style import AXIS, GRID, INK, MUTE, SECOND
from plots.traces import hover_label
from symbols import plain

COLUMNS = 3
_GAP = (0.085, 0.17)  # of the figure's width, for numbers like 2×10⁵, and of a row's height
_DECADES = 1e3  # what spans more is drawn on a logarithmic axis


def rows_of(path: Trajectory) -> int:
    """How many rows of charts there are."""
    return -(-len(_charts(path)) // COLUMNS)


def internals(path: Trajectory) -> Payload:
    """A chart for each internal of a single run, w₁ solid and w₂ dashed, on one axis of steps.

    On a quadratic the last two show the move in the directions of curvature, where the steep part
    cancels and the flat part adds up. As Plotly's JSON: it is made at every move of a slider, and
    objects of Plotly's take ten times as long.
    """
    charts, rows = _charts(path), rows_of(path)
    data: list[dict[str, object]] = []
    titles: list[dict[str, object]] = []
    axes: dict[str, object] = {}
    for i, (title, names, values) in enumerate(charts):
        suffix = "" if i == 0 else str(i + 1)
        lines = zip(names, values.T, strict=False)
        data += [_line(suffix, title, *line, second) for second, line in enumerate(lines)]
        titles.append(_title(suffix, title))
        x, y = _axes(suffix, *divmod(i, COLUMNS), rows, values, len(path.w) - 1)
        lowest = {"showticklabels": i + COLUMNS >= len(charts)}  # of its column
        axes |= {f"xaxis{suffix}": x | lowest, f"yaxis{suffix}": y}
    layout = {
        "template": "none",
        "margin": {"l": 46, "r": 14, "t": 20, "b": 24},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "hovermode": "closest",
        "hoverlabel": hover_label(),
        "dragmode": False,
        "annotations": titles,
    }
    return {"data": data, "layout": layout | axes}


def _line(suffix: str, title: str, name: str, values: Array, second: int) -> dict[str, object]:
    dash = {"dash": "dash"} if second else {}
    at = _("step {step}").format(step="%{x}")
    return {
        "type": "scatter",
        "y": {"dtype": "f4", "bdata": float32(values)},  # what is infinite is a gap in the line
        "name": name,
        "mode": "lines",
        "xaxis": f"x{suffix}",
        "yaxis": f"y{suffix}",
        "line": {"color": SECOND if second else INK, "width": 1.5} | dash,
        "hovertemplate": f"{at}<br>{title}, {name}: %{{y:.5g}}<extra></extra>",
        "showlegend": False,
    }


def _title(suffix: str, text: str) -> dict[str, object]:
    return {
        "text": text,
        "xref": f"x{suffix} domain",
        "yref": f"y{suffix} domain",
        "x": 0,
        "y": 1,
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"color": INK},
    }


def _charts(path: Trajectory) -> list[tuple[str, tuple[str, str], Array]]:
    """Titles, names of the two lines and their values, (steps, 2)."""
    axes = ("w₁", "w₂")
    found = [
        (plain(path.optimizer.symbols[name]), axes, rows) for name, rows in _moving(path).items()
    ]
    if len(path.w) < 2:
        return found
    edge = sharpness(path)
    if edge is not None and not np.allclose(edge[0], edge[0][0]):
        rate, limit, formula = edge
        both = np.column_stack([rate, np.full(len(rate), limit)])
        bound = _("bound {formula}").format(formula=formula)
        found.append((_("η·λₘₐₓ and its bound (dashed)"), ("η·λₘₐₓ", bound), both))
    if not path.surface.quadratic:
        return found
    values, vectors = eigenvalues(path)
    flat, steep = (f"λ = {value:.3g}" for value in values[0])
    names = (
        _("flat, {curvature}").format(curvature=flat),
        _("steep, {curvature}").format(curvature=steep),
    )
    along = path.internals["update"] @ vectors[0]
    return [
        *found,
        (_("ΔW along flat and steep"), names, along),
        (_("their sum so far"), names, np.cumsum(along, axis=0)),
    ]


def _moving(path: Trajectory) -> dict[str, Array]:
    """The internals that change, each once: a velocity is the move itself in some rules.

    What both coordinates share is one column.
    """
    found: dict[str, Array] = {}
    for name, rows in path.internals.items():
        known = any(np.array_equal(rows, other) for other in found.values())
        if not known and np.any(rows != rows[:1]):
            found[name] = rows[:, :1] if name in path.optimizer.shared else rows
    return found


def _axes(
    suffix: str, row: int, column: int, rows: int, values: Array, last: int
) -> tuple[dict[str, object], dict[str, object]]:
    across, down = (1 + _GAP[0]) / COLUMNS, 1 / rows
    gap = _GAP[1] * down
    top = 1 - row * down
    axis = {
        "color": MUTE,
        "gridcolor": GRID,
        "linecolor": AXIS,
        "zeroline": False,
        "nticks": 4,
        "ticklen": 2,
        "fixedrange": True,
    }
    log = bool(np.all(values > 0)) and float(values.max()) > _DECADES * float(values.min())
    x = {
        "domain": [column * across, (column + 1) * across - _GAP[0]],
        "anchor": f"y{suffix}",
        "range": [0, max(1, last)],
    }
    y = {
        "domain": [max(0.0, top - down + gap / 2), top - gap],
        "anchor": f"x{suffix}",
        "type": "log" if log else "linear",
        "exponentformat": "power",
    }
    return axis | x, axis | y
