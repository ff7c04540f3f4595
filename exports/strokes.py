"""Runs on the plane in pixels, drawn step by step: a stroke is drawn once, not in every frame."""

import numpy as np
from PIL import Image, ImageDraw

from exports.marks import outlined
from exports.pixels import Box, Colour, Plane, Size, channels, floats
from parameters import Array
from plots.player.payload import Payload
from plots.style import AGE_SCALE, LINE_COLOURS, RUN_STYLES

_EDGE = 20  # pixels of a dot that may stick out of the picture
_FINE = 3  # strokes are drawn this many times as large
_MOST_DOTS = 120  # a run, as in the browser
_APART = 2000  # a part of the window, less than a pixel


class Layer:
    """What strokes cover of a picture."""

    def __init__(self, size: Size, width: float) -> None:
        """An empty layer for strokes of `width` pixels."""
        self.mask = Image.new("L", size)
        self._large = Image.new("L", (size[0] * _FINE, size[1] * _FINE))
        self._pen, self._width = ImageDraw.Draw(self._large), width * _FINE

    def add(self, strokes: Array) -> None:
        """Draw strokes, shape (n, 2, 2): both ends of each, in pixels. They end round."""
        if not len(strokes):
            return
        for ends in (strokes * _FINE).tolist():
            self._pen.line([tuple(end) for end in ends], 255, round(self._width))
            for end in ends:
                self._pen.circle(end, self._width / 2, 255)
        room = self._width / _FINE + 1
        low = np.maximum(strokes.min(axis=(0, 1)) - room, 0)
        high = np.minimum(strokes.max(axis=(0, 1)) + room, self.mask.size)
        left, top, right, bottom = np.concatenate([low, high]).astype(int).tolist()
        box = (left * _FINE, top * _FINE, right * _FINE, bottom * _FINE)
        self.mask.paste(self._large.reduce(_FINE, box), (left, top))


class Dots:
    """Dots of any colour over one another."""

    def __init__(self, size: Size) -> None:
        """No dots, over a picture of a size."""
        self._all = Image.new("RGBA", (size[0] + 2 * _EDGE, size[1] + 2 * _EDGE))

    def add(self, where: Array, size: float, colour: Colour, width: float = 0) -> None:
        """Put a dot, or a ring of a `width`, at a point within the picture."""
        mask, corner = outlined("circle", where + _EDGE, size, width)
        dot = Image.new("RGB", mask.size, colour)
        dot.putalpha(mask)
        self._all.alpha_composite(dot, corner)

    def onto(self, tile: Image.Image, box: Box) -> None:
        """Draw the dots on the part of the picture that lies in the box."""
        left, top, right, bottom = (each + _EDGE for each in box)
        dots = self._all.crop((left, top, right, bottom))
        tile.paste(dots, None, dots)


class Drawn:
    """One run, drawn up to a step.

    Attributes:
        slot: its place among the runs.
        w: its points, (n, 2).
        step: up to which it is drawn.
        clipped: the steps whose gradients have been shortened.
        line: what its line covers.
        colour: of the line.
    """

    def __init__(self, slot: int, payload: Payload, plane: Plane, width: float) -> None:
        """The run of a payload, drawn at its start; its line is `width` pixels wide."""
        w = floats(payload["w"]).reshape(-1, 2)
        finite = np.isfinite(w).all(axis=1)
        self.slot, self.step, self.clipped = slot, 0, set(payload["clipped"])
        self.w = w if finite.all() else w[: max(1, int(finite.argmin()))]
        self.line = Layer(plane.size, width)
        self.colour = channels(LINE_COLOURS[slot], plane.dark)[0]
        early, late = AGE_SCALE[2 * slot][1], RUN_STYLES[slot].light
        self._shades = np.array([channels(str(shade), plane.dark)[0] for shade in (early, late)])
        parts = plane.clip(self.w)
        start, move = self.w[:-1, np.newaxis], np.diff(self.w, axis=0)[:, np.newaxis]
        self._plane, self._ends = plane, start + move * parts[..., np.newaxis]
        self._strokes = plane.pixels(self._ends)
        self._leaves = parts[:, 1] < 1

    @property
    def ended(self) -> bool:
        """Whether it is drawn to its end."""
        return self.step == len(self.w) - 1

    def advance(self, step: int) -> Array:
        """Go on to `step`, or to the end before it; returns the strokes that lead there."""
        new = self._strokes[self.step : step]
        new = new[~np.isnan(new).any(axis=(1, 2))]
        self.line.add(new)
        self.step = min(step, len(self.w) - 1)
        return new

    def exit(self) -> Array | None:
        """Where it left the window, if it is outside now."""
        left = np.flatnonzero(self._leaves[: self.step])
        if self._plane.shows(self.w[self.step]) or not left.size:
            return None
        return self._ends[left[-1], 1]

    def shade(self, age: int) -> Colour:
        """Its colour at a step: pale when early, strong when late."""
        early, late = self._shades
        mixed = early + (late - early) * age / max(1, len(self.w) - 1)
        red, green, blue = mixed.round().astype(int).tolist()
        return red, green, blue

    def dotted(self, last: int, window: Array) -> list[int]:
        """The steps that get a dot, as in the browser: every k-th, and none on the one before.

        With k in 1, 2, 5, 10, ... the longest run, of `last` steps, has at most 120; `window` holds
        the sides of what is seen.
        """
        rungs = (m * 10**k for k in range(9) for m in (1, 2, 5))
        every = next(rung for rung in rungs if last / rung <= _MOST_DOTS)
        steps = [0]
        for k in range(every, len(self.w), every):
            if np.any(np.abs(self.w[k] - self.w[steps[-1]]) >= window / _APART):
                steps.append(k)
        return steps
