"""What the player is sent: a scene, the points of every run, and which of them to show.

They travel apart. Streamlit sends a message that it has sent before as a reference only, so a
moved slider costs the points of one run. Points travel raw as float32: the player drapes, ages and
indexes them.
"""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from plotly.graph_objects import Figure as Figure

from engine import Scenario, Trajectory
from engine.batches import batches_of
from parameters import Array
from plots.closeup import ARROWS, closeup
from plots.curve import curve
from plots.fit import fit, model
from plots.plane import PLANE_GRID, contour, plane
from plots.player.words import word_files
from plots.scale import LossScale
from plots.space import SPACE_GRID, space
from plots.style import DARK, RUN_STYLES, head_size
from plots.view import OF_EXAMPLES, View
from surfaces import DataSurface, Surface, Window, drawable

Payload = dict[str, Any]

_MOST_PLACES = 20_000  # of examples in the batches of a run


def scene_payload(surface: Surface, window: Window, view: View, layout: str = "") -> Payload:
    """The figures without runs, and how a run is drawn on them.

    `layout` is "step" or "beside" where a page looks into a run, else that of the view.
    """
    log = surface.log_height if view.height == "auto" else view.height == "log"
    coarse, fine = (
        drawable(surface.value(window.grid(count))) for count in (SPACE_GRID, PLANE_GRID)
    )
    scale = LossScale.of(surface, np.append(coarse, fine), log)
    counted = isinstance(surface, DataSurface) or view.against not in OF_EXAMPLES
    against = view.against if counted else View().against
    payload: Payload = {
        "space": space(surface, window, scale, scale.height(coarse)).to_plotly_json(),
        "contour": contour(
            window, scale, scale.field(fine), surface.local_minima, bar=not layout
        ).to_plotly_json(),
        "plane": plane(window, bar=not layout).to_plotly_json(),
        "curve": curve(surface, view.curve == "log", against).to_plotly_json(),
        "layout": layout or view.layout,
        "against": against,
        "window": {"w1": window.w1, "w2": window.w2},
        "top": scale.top,
        "minima": surface.minima.T.tolist(),
        "infimum": surface.infimum,
        "styles": [
            {
                "colour": style.light,
                "symbol": style.symbol,
                "head": style.head,
                "outline": style.outline,
                "size": head_size(style),
                "scale": style.scale,
            }
            for style in RUN_STYLES
        ],
        "dark": DARK,
    }
    if isinstance(surface, DataSurface) and not layout:
        payload |= {"fit": fit(surface).to_plotly_json(), "model": model(surface)}
    if layout:
        payload |= {"closeup": closeup().to_plotly_json(), "arrows": ARROWS}
    return named(payload)


def run_payload(
    path: Trajectory, look_ahead: bool = False, spread: Trajectory | None = None
) -> Payload:
    """The points and losses of one run and, where they are not the step, gradient evaluations.

    With `look_ahead` a rule that looks ahead is drawn where it looks. `spread` is the same run
    under many seeds: of its losses the quartiles and the median are sent.
    """
    infimum = path.surface.infimum
    w, loss = path.w, path.loss
    if look_ahead and path.look_ahead is not None:
        w = path.look_ahead
        with np.errstate(all="ignore"):  # beyond the end of a run that overflows
            loss = path.surface.value(w.T)
    one_a_step = np.array_equal(path.evaluations, np.arange(len(path.w)))
    return named(
        {
            "w": float32(w),
            "loss": float32(loss - (0 if infimum is None else infimum)),
            "evaluations": None if one_a_step else path.evaluations.tolist(),
            "examples": _examples(path),
            "clipped": np.flatnonzero(path.clipped).tolist(),
            "band": None if spread is None else _quartiles(spread),
        }
    )


def _examples(path: Trajectory) -> Payload | None:
    """How many examples there are, how many a step sees, and their places, epoch after epoch.

    Without places where a step sees all of them, or where there would be very many.
    """
    if not isinstance(path.surface, DataSurface):
        return None
    count, batches = path.surface.y.size, batches_of(path.surface, path.conditions, path.seed)
    if batches is None:
        return {"all": count, "batch": count, "places": None}
    epochs = -(-path.steps // -(-count // batches.size))
    few = epochs * count <= _MOST_PLACES
    places = np.concatenate([batches.order(epoch) for epoch in range(epochs)]) if few else None
    found = None if places is None else float32(places)
    return {"all": count, "batch": batches.size, "places": found}


def _quartiles(spread: Trajectory) -> list[str]:
    """The quartiles and, between them, the median of the losses; a run that ended counts as ∞."""
    infimum = spread.surface.infimum
    losses = np.where(np.isnan(spread.loss), np.inf, spread.loss) - (infimum or 0)
    found = np.quantile(losses, (0.25, 0.5, 0.75), axis=1, method="nearest")
    return [float32(each) for each in found]


def shown_run(scenario: Scenario, index: int, view: View) -> tuple[Trajectory, Payload]:
    """A run and its payload; with chance in it and more seeds than one, also how those spread."""
    path, seeds = scenario.path(index), int(view.seeds)
    spread = scenario.spread(index, seeds) if scenario.chancy(index) and seeds > 1 else None
    return path, run_payload(path, view.nesterov == "look-ahead", spread)


def cast_payload(scene: str, runs: Mapping[int, str], labels: Sequence[str]) -> Payload:
    """Which runs, by their slots and ids, are shown on which scene, and what all are called."""
    cast = [{"id": run, "slot": slot, "label": labels[slot]} for slot, run in runs.items()]
    return {"scene": scene, "runs": cast}


def figure_payload(figure: Figure | Payload) -> Payload:
    """A whole figure, Plotly's object or its JSON, and its colours in the dark."""
    drawn = figure if isinstance(figure, dict) else figure.to_plotly_json()
    return named({"figure": drawn, "dark": DARK})


def named(payload: Payload) -> Payload:
    """`payload` with an id made from its content."""
    digest = hashlib.blake2b(json.dumps(payload).encode(), digest_size=8).hexdigest()
    return payload | {"id": digest}


def float32(values: Array) -> str:
    """Little-endian float32 in base64; what is too large for it becomes infinite."""
    with np.errstate(over="ignore"):
        return base64.b64encode(values.astype("<f4").tobytes()).decode("ascii")


_FOLDER = Path(__file__).parent


@lru_cache(maxsize=1)
def player_files() -> dict[str, bytes]:
    """The player's own scripts and styles by name, and its words in other languages."""
    own = (file for file in sorted(_FOLDER.iterdir()) if file.suffix in (".js", ".css"))
    return {file.name: file.read_bytes() for file in own} | word_files()


@lru_cache(maxsize=1)
def plotly_js() -> bytes:
    """Plotly's own script, from the installed package: no network is needed."""
    import plotly

    return (Path(plotly.__file__).parent / "package_data" / "plotly.min.js").read_bytes()
