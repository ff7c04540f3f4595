"""What the player is sent: a scene, the points of every run, and which of them to show.

They travel apart. Streamlit sends a message that it has sent before as a reference only, so a
moved slider costs the points of one run. Points travel raw as float32: the player drapes, ages and
indexes them.
"""

import base64
import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from engine import Trajectory
from parameters import Array
from plots.curve import curve
from plots.plane import PLANE_GRID, contour, plane
from plots.scale import LossScale
from plots.space import SPACE_GRID, space
from plots.style import DARK, RUN_STYLES, head_size
from plots.view import View
from surfaces import Surface, Window

Payload = dict[str, Any]


def scene_payload(surface: Surface, window: Window, view: View) -> Payload:
    """The figures without runs, and how a run is drawn on them."""
    log = surface.log_height if view.height == "auto" else view.height == "log"
    coarse, fine = (surface.value(window.grid(count)) for count in (SPACE_GRID, PLANE_GRID))
    scale = LossScale.of(surface, np.append(coarse, fine), log)
    payload: Payload = {
        "space": space(surface, window, scale, scale.height(coarse)).to_plotly_json(),
        "contour": contour(window, scale, scale.field(fine), surface.local_minima).to_plotly_json(),
        "plane": plane(window).to_plotly_json(),
        "curve": curve(surface, view.curve == "log", view.against).to_plotly_json(),
        "layout": view.layout,
        "against": view.against,
        "window": {"w1": window.w1, "w2": window.w2},
        "top": scale.top,
        "minima": surface.minima.T.tolist(),
        "infimum": surface.infimum,
        "styles": [
            {"symbol": s.symbol, "head": s.head, "size": head_size(s), "scale": s.scale}
            for s in RUN_STYLES
        ],
        "dark": DARK,
    }
    return _named(payload)


def run_payload(path: Trajectory, look_ahead: bool = False) -> Payload:
    """The points and losses of one run and, where they are not the step, gradient evaluations.

    With `look_ahead` a rule that looks ahead is drawn where it looks.
    """
    infimum = path.surface.infimum
    w, loss = path.w, path.loss
    if look_ahead and path.look_ahead is not None:
        w = path.look_ahead
        with np.errstate(all="ignore"):  # beyond the end of a run that overflows
            loss = path.surface.value(w.T)
    one_a_step = np.array_equal(path.evaluations, np.arange(len(path.w)))
    return _named(
        {
            "w": _float32(w),
            "loss": _float32(loss - (0 if infimum is None else infimum)),
            "evaluations": None if one_a_step else path.evaluations.tolist(),
        }
    )


def cast_payload(scene: str, runs: Sequence[str], labels: Sequence[str]) -> Payload:
    """Which runs are shown on which scene, by their ids, and what they are called."""
    cast = [{"id": run, "label": label} for run, label in zip(runs, labels, strict=True)]
    return {"scene": scene, "runs": cast}


def _named(payload: Payload) -> Payload:
    """`payload` with an id made from its content."""
    digest = hashlib.blake2b(json.dumps(payload).encode(), digest_size=8).hexdigest()
    return payload | {"id": digest}


def _float32(values: Array) -> str:
    """Little-endian float32 in base64; what is too large for it becomes infinite."""
    with np.errstate(over="ignore"):
        return base64.b64encode(values.astype("<f4").tobytes()).decode("ascii")


_FOLDER = Path(__file__).parent


@lru_cache(maxsize=1)
def player_files() -> dict[str, bytes]:
    """The player's own scripts and styles by name."""
    return {
        file.name: file.read_bytes()
        for file in sorted(_FOLDER.iterdir())
        if file.suffix in (".js", ".css")
    }


@lru_cache(maxsize=1)
def plotly_js() -> bytes:
    """Plotly's own script, from the installed package: no network is needed."""
    import plotly

    return (Path(plotly.__file__).parent / "package_data" / "plotly.min.js").read_bytes()
