"""The paper that the plane is drawn on: title, legend, axes with ticks, and a counter of steps."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from exports.marks import stamp
from exports.pixels import Colour, Plane, channels
from parameters import Array
from plots.scale import round_step
from plots.style import AXIS, INK, MUTE, PAGE, RUN_STYLES

# Lengths in the browser's pixels; the sheet is as much larger as the picture is wider.
WIDTH = 600
MARGINS = 62  # beside the plane, left and right together
_LEFT, _BOTTOM = 48, 40
_ROW, _MARK, _GAP, _TICK = 24, 10, 16, 4
_TEXT, _TITLE = 13, 15
_REGULAR, _STRONG = 400, 600  # weights of the letters
_PARTS = 5  # of an axis, about

Letters = ImageFont.FreeTypeFont | ImageFont.ImageFont


class Sheet:
    """A sheet with a hole for the plane.

    Attributes:
        corner: the upper left corner of the plane, in pixels.
    """

    def __init__(self, plane: Plane, title: str, names: Sequence[str], font: Path | None) -> None:
        """The sheet around `plane`, with the `names` of the runs, in the letters of a font file."""
        self._plane, self._unit = plane, plane.width / (WIDTH - MARGINS)
        self._text = self._letters(font, _TEXT, _REGULAR)
        strong = self._letters(font, _TITLE, _STRONG)
        places = self._places(names)
        self.corner = self._long(_LEFT), self._long(_ROW * (places[-1][1] + 2.3))
        (left, top), (across, down) = self.corner, plane.size
        size = self._long(WIDTH), top + down + self._long(_BOTTOM)
        self._paper = Image.new("RGB", size, self._colour(PAGE))
        self._pen = ImageDraw.Draw(self._paper)
        self._pen.text((left, self._row(0)), title, self._colour(INK), strong, "lm")
        for slot, ((x, row), name) in enumerate(zip(places, names, strict=True)):
            self._name(slot, left + x, self._row(row + 1), name)
        frame = (left - 1, top - 1, left + across, top + down)
        self._pen.rectangle(frame, None, self._colour(AXIS))
        self._ticks()

    def picture(self, area: Image.Image, step: int, last: int) -> Image.Image:
        """The sheet with a picture of the plane at a step."""
        picture = self._paper.copy()
        picture.paste(area, self.corner)
        right = self.corner[0] + self._plane.width
        text, colour = f"step {step} / {last}", self._colour(MUTE)
        ImageDraw.Draw(picture).text((right, self._row(0)), text, colour, self._text, "rm")
        return picture

    def _places(self, names: Sequence[str]) -> list[tuple[float, int]]:
        """Where each name stands: pixels from the left, and its row."""
        places: list[tuple[float, int]] = []
        x, row = 0.0, 0
        for name in names:
            width = self._long(_MARK + _GAP) + self._text.getlength(name)
            if x and x + width > self._plane.width:
                x, row = 0.0, row + 1
            places.append((x, row))
            x += width + self._long(_GAP)
        return places

    def _name(self, slot: int, x: float, y: float, name: str) -> None:
        """A run's mark and name in the legend."""
        style = RUN_STYLES[slot]
        size = self._unit * _MARK * style.scale
        middle = np.array([x + self._unit * _MARK / 2, y])
        stamp(self._paper, style.symbol, middle, size, self._colour(style.light))
        self._pen.text((x + self._unit * _GAP, y), name, self._colour(INK), self._text, "lm")

    def _ticks(self) -> None:
        """Round numbers along both axes, and the axes' names."""
        (left, top), (across, down) = self.corner, self._plane.size
        tick, ink, muted = self._long(_TICK), self._colour(AXIS), self._colour(MUTE)
        low, high = self._plane.corners
        for axis in range(2):
            for value in _round(low[axis], high[axis]):
                point = np.where(np.arange(2) == axis, value, low)
                x, y = (self._plane.pixels(point) + self.corner).tolist()
                end, anchor = ((x, y + tick), "mt") if axis == 0 else ((x - tick, y), "rm")
                self._pen.line((x, y, *end), ink)
                at = (end[0], end[1] + 3) if axis == 0 else (end[0] - 4, end[1])
                self._pen.text(at, _short(value), muted, self._text, anchor)
        bottom = top + down + self._long(_BOTTOM) - 3
        self._pen.text((left + across / 2, bottom), "w₁", muted, self._text, "mb")
        self._pen.text((self._long(4), top + down / 2), "w₂", muted, self._text, "lm")

    def _row(self, row: int) -> float:
        """The middle of a row of text."""
        return self._unit * _ROW * (row + 0.6)

    def _long(self, length: float) -> int:
        return round(self._unit * length)

    def _colour(self, light: str) -> Colour:
        return channels(light, self._plane.dark)[0]

    def _letters(self, font: Path | None, size: float, weight: int) -> Letters:
        if font is None:
            return ImageFont.load_default(size * self._unit)
        letters = ImageFont.truetype(font, size * self._unit)
        letters.set_variation_by_axes([weight])
        return letters


def _round(low: float, high: float) -> Array:
    """Round numbers from `low` to `high`."""
    step = round_step((high - low) / _PARTS)
    return step * np.arange(np.ceil(low / step - 1e-9), np.floor(high / step + 1e-9) + 1)


def _short(value: float) -> str:
    """A round number in at most six characters."""
    return f"{value + 0.0:.4g}".replace("e+0", "e").replace("e-0", "e−").replace("-", "−")
