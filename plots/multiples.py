"""The maps of all optimizers side by side, on one scale of colours."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from engine.axes import settings
from engine.lanes import NEVER
from engine.maps import Map
from engine.multiples import decay, of
from engine.scenario import Scenario
from languages import _
from optimizers import OPTIMIZERS
from plots.axes import MODEBAR, log_axis
from plots.cells import CLEAR, cells, present
from plots.maps import LEAST
from plots.sides import FRAME, Side
from plots.style import HEAT, INK, LOST, MUTE, even_stops
from plots.traces import hover_label

_COLUMNS = 5
_SMALL, _TICKS = 11, 4  # pixels of text, and how many powers of ten have room
_STRIP = [0.0]  # where a map without decays lies


def multiples_figure(
    found: Mapping[str, Map], scenario: Scenario, metric: str, what: str
) -> go.Figure:
    """Every optimizer's map coloured by `metric`, called `what`.

    A circle is where the optimizer's run is, or where its defaults are. Over each map stands the
    share of its settings that arrive. A trace is named by its optimizer's key, so that a click
    tells whose map it is on.
    """
    rows = -(-len(found) // _COLUMNS)
    figure = make_subplots(
        rows,
        _COLUMNS,
        subplot_titles=[
            "  ".join([_(OPTIMIZERS[key].title), f"{share(each):.0%}"])
            for key, each in found.items()
        ],
        horizontal_spacing=0.06,
        vertical_spacing=0.1,
    )
    for place, (key, each) in enumerate(found.items()):
        row, column = divmod(place, _COLUMNS)
        at = {"row": row + 1, "col": column + 1}
        across, up = sides(scenario, key, each)
        traces = _traces(key, each, across, up, metric, what)
        for trace in [*traces, *_now(scenario, key, across, up)]:
            figure.add_trace(trace, **at)
        figure.update_xaxes(_small(across), **at)
        figure.update_yaxes(_small(up) if up else FRAME | {"tickvals": []}, **at)
    figure.update_annotations(font={"color": INK, "size": 13})
    figure.update_layout(_layout(found, metric, what))
    return figure


def share(found: Map) -> float:
    """The share of the settings that arrive."""
    return float(np.mean(found.reached != NEVER))


def sides(scenario: Scenario, key: str, found: Map) -> tuple[Side, Side | None]:
    """What runs across and upwards on the map of `key`; nothing upwards where there is no decay."""
    every, other = settings(of(scenario, key)), decay(key)
    up = None if other is None else Side(found.up, every[other])
    return Side(found.across, every["lr"]), up


def _traces(
    key: str, found: Map, across: Side, up: Side | None, metric: str, what: str
) -> list[Any]:
    """Cells with a value, and cells that did not arrive or diverged."""
    x = across.drawn(found.across.values)
    y = up.drawn(found.up.values) if up else _STRIP
    grid = {"name": key, "x": x, "y": y}
    place = f"{across.hover} = %{{x:.4~g}}<br>" + (f"{up.hover} = %{{y:.4~g}}<br>" if up else "")
    values = found.metric(metric)
    heat = go.Heatmap(
        **grid,
        z=_logarithms(found, metric).astype(np.float32),
        customdata=values.astype(np.float32),
        coloraxis="coloraxis",
        hovertemplate=f"{place}{what}: %{{customdata:.4~g}}<extra></extra>",
        hoverongaps=False,
    )
    said = _("diverged at step {step}").format(step="%{z}")
    lost = cells(found.diverged, found.diverged_at, LOST, grid, f"{place}{said}<extra></extra>")
    said = _("not arrived, {excess}").format(excess="L − L<sub>min</sub> = %{z:.3~g}")
    empty = np.isnan(values) & ~found.diverged
    never = cells(empty, found.loss, CLEAR, grid, f"{place}{said}<extra></extra>")
    return [heat, never, lost]


def _now(scenario: Scenario, key: str, across: Side, up: Side | None) -> list[go.Scatter]:
    own = (run for run in scenario.runs if run.key == key)
    run = next(own, of(scenario, key).runs[0])
    x, y = (float(side.drawn(run[side.axis.name])) if side else _STRIP[0] for side in (across, up))
    return present(x, y)


def _logarithms(found: Map, metric: str) -> Any:
    return np.log10(np.maximum(found.metric(metric), LEAST[metric]))


def _small(side: Side) -> dict[str, Any]:
    """The axis of a side, in little room."""
    title = {"text": side.declared.letter, "standoff": 0, "font": {"size": _SMALL}}
    found = side.layout
    thinned: dict[str, Any] = {}
    if side.axis.scale == "log":
        low, high = sorted(found["range"])
        thinned = log_axis(low, high, _TICKS) | {"range": found["range"]}
    elif side.axis.scale == "complement":
        thinned = {"tickvals": [1, 0.1, 0.01, 0.001], "ticktext": ["0", "0.9", "0.99", "0.999"]}
    return found | thinned | {"title": title, "tickfont": {"size": _SMALL}, "ticklen": 2}


def _layout(found: Mapping[str, Map], metric: str, what: str) -> dict[str, Any]:
    every = np.concatenate([_logarithms(each, metric).ravel() for each in found.values()])
    known = every[np.isfinite(every)] if np.isfinite(every).any() else np.zeros(1)
    low, high = float(known.min()), max(float(known.max()), float(known.min()) + 0.1)
    ticks = log_axis(low, high)
    return {
        "template": "none",
        "margin": {"l": 44, "r": 8, "t": 28, "b": 40},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": hover_label(),
        "modebar": MODEBAR,
        "dragmode": "pan",
        "coloraxis": {
            "cmin": low,
            "cmax": high,
            "colorscale": even_stops(HEAT),
            "colorbar": {
                "thickness": 9,
                "outlinewidth": 0,
                "xpad": 6,
                "tickvals": np.log10(ticks["tickvals"]).tolist(),
                "ticktext": ticks["ticktext"],
                "tickfont": {"color": MUTE},
                "title": {"text": what, "side": "right", "font": {"color": MUTE}},
            },
        },
    }
