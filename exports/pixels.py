"""The contour in pixels: where its points lie, and what lies under the runs.

Everything is read from the figures that the browser draws, so that both show the same.
"""

import base64
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from PIL import Image

from parameters import Array
from plots.player.payload import Payload
from plots.style import DARK, PAGE

Colour = tuple[int, int, int]
Size = tuple[int, int]
Box = tuple[int, int, int, int]

_SLACK = 1e-6  # windows, for rounding


def floats(text: str, kind: str = "<f4") -> Array:
    """The numbers that stand in base64."""
    return np.frombuffer(base64.b64decode(text), kind).astype(np.float64)


def channels(colour: str, dark: bool) -> tuple[Colour, float]:
    """Red, green, blue and opacity of a light colour of the figures, in the theme."""
    text = DARK[colour] if dark else colour
    if text.startswith("#"):
        red, green, blue = (int(text[i : i + 2], 16) for i in (1, 3, 5))
        return (red, green, blue), 1.0
    red, green, blue, opacity = re.findall(r"[\d.]+", text)
    return (int(red), int(green), int(blue)), float(opacity)


@dataclass(frozen=True)
class Plane:
    """The window of a scene, `width` pixels wide; one unit is as long in either direction.

    Attributes:
        scene: as the player is sent it.
        width: of the window, in pixels.
        dark: the theme.
    """

    scene: Payload
    width: int
    dark: bool

    @cached_property
    def corners(self) -> Array:
        """The lower and the upper corner of the window, shape (2, 2)."""
        window = self.scene["window"]
        return np.array([window["w1"], window["w2"]]).T

    @cached_property
    def size(self) -> Size:
        """Width and height in pixels; the sides of an extreme window are drawn less unlike."""
        across, up = self.corners[1] - self.corners[0]
        return self.width, round(self.width * float(np.clip(up / across, 0.4, 1.25)))

    def pixels(self, w: Array) -> Array:
        """Where points of shape (..., 2) lie, from the upper left corner of the window."""
        low, high = self.corners
        right, up = np.moveaxis((w - low) / (high - low), -1, 0)
        return np.stack([right * self.size[0], (1 - up) * self.size[1]], axis=-1)

    def shows(self, point: Array) -> bool:
        """Whether a point of shape (2,) lies in the window."""
        low, high = self.corners
        return bool(np.all((point >= low) & (point <= high)))

    def clip(self, w: Array) -> Array:
        """The part [t0, t1] of every step of a path (n, 2) that lies inside: (n - 1, 2), or NaN.

        Liang and Barsky. NaN too where a step is so long that its points cannot be told apart.
        """
        low, high = self.corners
        start, step = w[:-1], np.diff(w, axis=0)
        with np.errstate(all="ignore"):
            crossings = np.stack([low - start, high - start]) / step
            along = np.isnan(crossings)  # on an edge: it neither enters nor leaves there
            enters = np.where(along, -np.inf, crossings).min(axis=0).max(axis=1)
            leaves = np.where(along, np.inf, crossings).max(axis=0).min(axis=1)
            parts = np.stack([np.maximum(enters, 0), np.minimum(leaves, 1)], axis=1)
            ends = start[:, np.newaxis] + step[:, np.newaxis] * parts[..., np.newaxis]
            places = (ends - low) / (high - low)
            known = np.all((places >= -_SLACK) & (places <= 1 + _SLACK), axis=(1, 2))
        parts[~known | (parts[:, 0] > parts[:, 1])] = np.nan
        return parts

    def ground(self) -> Image.Image:
        """The field as colours, with its level lines."""
        trace = self.scene["contour"]["data"][0]
        field = self._field(trace)
        part = (field - trace["zmin"]) / (trace["zmax"] - trace["zmin"])
        stops, colours = zip(*trace["colorscale"], strict=True)
        shades = np.array([channels(colour, self.dark)[0] for colour in colours])
        paint = np.stack([np.interp(part, stops, shades[:, i]) for i in range(3)], axis=-1)
        ink, opacity = channels(trace["line"]["color"], self.dark)
        lines = opacity * np.nan_to_num(_lines(field, **trace["contours"]))[..., np.newaxis]
        paint[np.isnan(field)] = channels(PAGE, self.dark)[0]  # nothing is drawn in a hole
        return Image.fromarray((paint + lines * (np.array(ink) - paint)).round().astype(np.uint8))

    def _field(self, trace: dict[str, Any]) -> Array:
        """The contour's grid at every pixel, row 0 above."""
        z = trace["z"]
        rows, columns = (int(count) for count in z["shape"].split(", "))
        grid = floats(z["bdata"]).reshape(rows, columns)[::-1].astype(np.float32)
        box = (0.5, 0.5, columns - 0.5, rows - 0.5)  # from the middle of a corner to the next
        found = Image.fromarray(grid).resize(self.size, Image.Resampling.BICUBIC, box)
        return np.asarray(found, dtype=np.float64)


def _lines(field: Array, start: float, end: float, size: float, **_: Any) -> Array:
    """How much of every pixel is covered by a level line: the nearest one is this far away."""
    level = (field - start) / size
    last = np.floor((end - start) / size * (1 + 1e-9))
    slope = np.hypot(*np.gradient(level))
    away = np.abs(level - np.clip(np.round(level), 0, last)) / np.maximum(slope, 1e-12)
    return np.clip(1 - away, 0, 1)
