"""Which window is drawn: the surface's own, or one that holds the paths."""

from collections.abc import Sequence

import numpy as np

from engine import Trajectory, window_for
from parameters import Array
from plots.space import SPACE_GRID
from surfaces import Surface, Window, drawable

_FARTHEST = 3.0  # times the surface's own window; a path that explodes is not followed further
_NARROWEST = 0.6  # shorter side to longer side
_DIVISIONS = 16  # fitted edges fall on these parts of the own window, so that small moves keep it


def framed(surface: Surface, paths: Sequence[Trajectory], fit: bool) -> Window:
    """The window for `paths`: the surface's own, or with `fit` one around all their points.

    Where there is nothing to be seen around them it is the surface's own all the same.
    """
    own = window_for(surface, paths[0].w[0])
    if not fit:
        return own
    middle, reach = (own.low + own.high) / 2, _FARTHEST * (own.high - own.low) / 2
    points = np.vstack([*(path.w for path in paths), surface.minima.T])
    near = points[np.all(np.abs(points - middle) <= reach, axis=1)]
    unit = (own.high - own.low) / _DIVISIONS
    low = np.floor(np.min(near, axis=0) / unit - 0.5) * unit
    high = np.ceil(np.max(near, axis=0) / unit + 0.5) * unit
    short = np.maximum(_NARROWEST * np.max(high - low) - (high - low), 0)
    more = np.ceil(short / 2 / unit) * unit
    fitted = _window(low - more, high + more)
    seen = np.isfinite(drawable(surface.value(fitted.grid(SPACE_GRID)))).any()
    return fitted if seen else own  # around a few points of a function with holes there may be none


def _window(low: Array, high: Array) -> Window:
    return Window((float(low[0]), float(high[0])), (float(low[1]), float(high[1])))
