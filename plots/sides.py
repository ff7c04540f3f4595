"""The two sides of a map: how the values of a setting are laid out on a Plotly axis."""

from typing import Any, NamedTuple

import numpy as np

from engine.axes import COORDINATES, Axis, position
from parameters import Array, Parameter
from plots.axes import log_axis
from plots.style import AXIS, MUTE

_DECAYS = (1.0, 0.1, 0.01, 0.001, 0.0001)  # 1 − β

FRAME: dict[str, Any] = {
    "showgrid": False,
    "zeroline": False,
    "showline": True,
    "mirror": True,
    "linecolor": AXIS,
    "tickcolor": AXIS,
    "ticks": "outside",
    "ticklen": 4,
    "color": MUTE,
}


def called(declared: Parameter) -> str:
    """The letter of a setting, and its name in code where that is another."""
    letter, name = declared.letter, declared.name
    return letter if name in (letter, *COORDINATES) else f"{letter} {name}"


class Side(NamedTuple):
    """An axis of a map, and what its values are values of.

    Decays are drawn as 1 − β on a logarithmic axis that runs the other way.
    """

    axis: Axis
    declared: Parameter

    def drawn(self, values: Any) -> Array:
        """Where values lie in Plotly's data."""
        given = np.asarray(values, dtype=np.float64)
        return 1 - given if self.axis.scale == "complement" else given

    @property
    def notes(self) -> Array:
        """Where annotations beside the values are set."""
        places = self.drawn(self.axis.values)
        return places if self.axis.scale == "linear" else np.log10(places)

    @property
    def edges(self) -> Array:
        """The edges of the cells, one more than there are values, as they are drawn."""
        return self._laid(self._edges)

    def around(self, index: int, more: float) -> tuple[float, float]:
        """From edge to edge of a cell, and by a share of its width beyond both, as it is drawn."""
        first, last = self._edges[index : index + 2]
        low, high = self._laid(np.array([first, last]) + more * (last - first) * np.array([-1, 1]))
        return float(low), float(high)

    @property
    def _edges(self) -> Array:
        at = np.array([position(self.axis.scale, value) for value in self.axis.values])
        half = (at[1] - at[0]) / 2
        return np.concatenate([[at[0] - half], (at[1:] + at[:-1]) / 2, [at[-1] + half]])

    def _laid(self, positions: Array) -> Array:
        if self.axis.scale == "linear":
            return positions
        return np.power(10.0, positions if self.axis.scale == "log" else -positions)

    @property
    def layout(self) -> dict[str, Any]:
        """The Plotly axis: frame, title, range and ticks."""
        found = FRAME | {"title": {"text": called(self.declared), "standoff": 6}}
        first, last = (float(edge) for edge in self.edges[[0, -1]])
        if self.axis.scale == "linear":
            return found | {"range": [first, last], "nticks": 7}
        first, last = float(np.log10(first)), float(np.log10(last))
        found |= log_axis(min(first, last), max(first, last)) | {"range": [first, last]}
        if self.axis.scale == "complement":
            found |= {"tickvals": _DECAYS, "ticktext": [f"{1 - tick:g}" for tick in _DECAYS]}
        return found

    @property
    def hover(self) -> str:
        """What the mouse says before the number."""
        return ("1 − " if self.axis.scale == "complement" else "") + self.declared.letter

    def nearest(self, drawn: float) -> float:
        """The value of the cell that a point lies in."""
        places = self.drawn(self.axis.values)
        away = places - drawn if self.axis.scale == "linear" else np.log(places / drawn)
        return self.axis.values[int(np.argmin(np.abs(away)))]
