"""Marks in pixels: the symbols that the browser draws, with soft edges."""

from functools import lru_cache

import numpy as np
from PIL import Image, ImageDraw

from exports.pixels import Colour
from parameters import Array

_FINE = 8  # marks are drawn this many times as large
_PLACES = 4  # in a pixel at which a mark may stand

# Outlines of Plotly's symbols, a marker of size 2 around the origin; y points down.
_ROUND = [(np.cos(turn), np.sin(turn)) for turn in np.linspace(0, 2 * np.pi, 48, endpoint=False)]
_X = 0.8 / np.sqrt(2)
_STAR = [
    (1.4 * radius * np.sin(k * np.pi / 5), -1.4 * radius * np.cos(k * np.pi / 5))
    for k, radius in zip(range(10), (1, 0.382) * 5, strict=True)
]
SYMBOLS: dict[str, list[tuple[float, float]]] = {
    "circle": _ROUND,
    "square": [(-1, -1), (1, -1), (1, 1), (-1, 1)],
    "diamond": [(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)],
    "triangle-up": [(-2 / np.sqrt(3), 0.5), (2 / np.sqrt(3), 0.5), (0, -1)],
    "triangle-down": [(-2 / np.sqrt(3), -0.5), (2 / np.sqrt(3), -0.5), (0, 1)],
    "pentagon": [(np.sin(turn), -np.cos(turn)) for turn in np.arange(5) * 2 * np.pi / 5],
    "star": _STAR,
    "x": [
        (x * _X, y * _X)
        for x, y in (
            *((0, 1), (1, 2), (2, 1), (1, 0), (2, -1), (1, -2)),
            *((0, -1), (-1, -2), (-2, -1), (-1, 0), (-2, 1), (-1, 2)),
        )
    ],
}


def outlined(
    symbol: str, where: Array, size: float, width: float = 0
) -> tuple[Image.Image, tuple[int, int]]:
    """What a mark covers, filled or as an outline of `width` pixels, and its upper left corner."""
    reach = int(np.ceil(0.75 * size + width)) + 1
    near = np.round(np.asarray(where) * _PLACES) / _PLACES
    corner = np.floor(near).astype(int) - reach
    x, y = (near - corner).tolist()
    return _mask(symbol, x, y, size, width, 2 * reach + 1), (int(corner[0]), int(corner[1]))


@lru_cache(maxsize=1024)
def _mask(symbol: str, x: float, y: float, size: float, width: float, side: int) -> Image.Image:
    points = (np.array([x, y]) + size / 2 * np.array(SYMBOLS[symbol])) * _FINE
    outline = [(float(right), float(down)) for right, down in points]
    large = Image.new("L", (side * _FINE, side * _FINE))
    if width:
        around = [*outline, *outline[:2]]
        ImageDraw.Draw(large).line(around, 255, round(width * _FINE), joint="curve")
    else:
        ImageDraw.Draw(large).polygon(outline, 255)
    return large.reduce(_FINE)


def stamp(
    picture: Image.Image,
    symbol: str,
    where: Array,
    size: float,
    fill: Colour | None,
    rim: Colour | None = None,
    width: float = 0,
) -> None:
    """Put a mark on a picture: filled, with a rim of `width` pixels, or both."""
    for colour, thick in ((fill, 0.0), (rim, width)):
        if colour is not None:
            mask, corner = outlined(symbol, where, size, thick)
            picture.paste(colour, corner, mask)
