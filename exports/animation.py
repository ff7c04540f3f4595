"""The contour as an animated GIF, for slides: drawn from what the player is sent, in its style."""

import io
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from engine import Scenario
from exports.marks import stamp
from exports.palette import Palette
from exports.pixels import Box, Colour, Plane, channels, floats
from exports.sheet import MARGINS, WIDTH, Sheet
from exports.staged import Staged, staged
from exports.strokes import Dots, Drawn, Layer
from languages import speaking
from parameters import Array, ArrayLike
from plots.style import END, HALO, INK, RUN_STYLES
from plots.view import View
from surfaces import SURFACES

SIZES = (600, 800, 1000)
FRAMES = 120  # at most
_DURATION = 6000  # milliseconds for a whole path, as the player takes at speed 1
_HOLD = 2000  # and for its end
_END, _HALO, _RIM = 14.5, 6.0, 2.2  # the marks of ends in the browser: size, halo around it, rim


@speaking("en")  # its letters have no other script
def animation(
    scenario: Scenario, view: View, *, size: int = 800, dark: bool = False, font: Path | None = None
) -> bytes:
    """The GIF: every run from start to end, with axes, legend and a counter of steps.

    Args:
        scenario: what is run.
        view: how it is looked at.
        size: the width in pixels.
        dark: the theme.
        font: a variable font with the letters that the names need; Pillow's own has no Greek.
    """
    film = Film(staged(scenario, view), SURFACES[scenario.surface.key].title, size, dark, font)
    steps = np.linspace(0, film.last, min(film.last + 1, FRAMES)).round().astype(int).tolist()
    palette = Palette(film.scene, len(scenario.runs), dark)
    frames = [palette.picture(film.picture(step)) for step in steps]
    pause = max(20, _DURATION // len(frames) // 10 * 10)  # GIF counts in hundredths of a second
    pauses = [pause] * (len(frames) - 1) + [_HOLD]
    file = io.BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:], duration=pauses, loop=0)
    return file.getvalue()


class Film:
    """Pictures of a scenario at one step after another; none goes back.

    Attributes:
        plane: where the points lie.
        sheet: what stands around it.
        last: the last step of the longest run.
    """

    def __init__(self, shown: Staged, title: str, size: int, dark: bool, font: Path | None) -> None:
        """A film `size` pixels wide, at its start."""
        self._unit = size / WIDTH
        self.plane = Plane(shown.scene, round(size * (1 - MARGINS / WIDTH)), dark)
        self.sheet = Sheet(self.plane, title, [run["label"] for run in shown.cast["runs"]], font)
        self._traces = {trace["name"]: trace for trace in shown.scene["plane"]["data"]}
        halo, line = (self._traces[name]["line"]["width"] for name in ("halos", "line 0"))
        self._halo = Layer(self.plane.size, halo * self._unit)
        self._runs = [
            Drawn(slot, run, self.plane, line * self._unit) for slot, run in enumerate(shown.runs)
        ]
        self.last = max(len(run.w) - 1 for run in self._runs)
        sides = self.plane.corners[1] - self.plane.corners[0]
        self._dotted = [run.dotted(self.last, sides) for run in self._runs]
        self._dots = Dots(self.plane.size)
        self.scene, self._ground = shown.scene, self.plane.ground()
        for trace in shown.scene["contour"]["data"]:
            if trace["name"] != "local minima":
                continue
            points = np.stack([floats(trace[axis]["bdata"], "<f8") for axis in "xy"], axis=-1)
            for point in points:
                self._still(self._ground, trace, point)
        self._paths = self._ground.copy()

    def picture(self, step: int) -> Image.Image:
        """The sheet at a step, which is not before that of the last picture."""
        boxes = [self._advance(run, step) for run in self._runs]
        for box in filter(None, boxes):
            self._paths.paste(self._tile(box), box)
        area = self._paths.copy()
        self._marks(area)
        return self.sheet.picture(area, step, self.last)

    def _advance(self, run: Drawn, step: int) -> Box | None:
        """Take a run to a step; returns where that changes the picture, if anywhere."""
        strokes, dotted = run.advance(step), self._dotted[run.slot]
        self._halo.add(strokes)
        changed = list(strokes.reshape(-1, 2))
        while dotted and dotted[0] <= run.step:
            k = dotted.pop(0)
            if self.plane.shows(run.w[k]):
                where = self.plane.pixels(run.w[k])
                changed.append(where)
                self._dot(where, "dots", run.shade(k))
                if k in run.clipped:
                    self._dot(where, "clipped", self._colour(INK))
        if not changed:
            return None
        room = 1 + self._traces["clipped"]["marker"]["size"] * self._unit  # the widest of them
        low = np.maximum(np.min(changed, axis=0) - room, 0)
        high = np.minimum(np.max(changed, axis=0) + room, self.plane.size)
        left, top, right, bottom = np.concatenate([low, high]).astype(int).tolist()
        return left, top, right, bottom

    def _dot(self, where: Array, name: str, colour: Colour) -> None:
        marker = self._traces[name]["marker"]
        size, width = marker["size"] * self._unit, marker["line"]["width"] * self._unit
        self._dots.add(where, size, colour, width)

    def _tile(self, box: Box) -> Image.Image:
        """What is in a box: the ground, all halos, then all lines, then all dots."""
        tile, opacity = self._ground.crop(box), self._traces["halos"]["opacity"]
        halo = self._halo.mask.crop(box).point(lambda part: part * opacity)
        tile.paste(self._colour(HALO), None, halo)
        for run in self._runs:
            tile.paste(run.colour, None, run.line.mask.crop(box))
        self._dots.onto(tile, box)
        return tile

    def _marks(self, area: Image.Image) -> None:
        """Minima, the start, where runs left, and where they are."""
        for point in self.scene["minima"]:
            self._still(area, self._traces["minima"], point)
        for name in ("start halo", "start"):
            self._still(area, self._traces[name], self._runs[0].w[0])
        for run in self._runs:
            if (left := run.exit()) is not None:
                self._still(area, self._traces["exits"], left)
        halo, end = self._colour(HALO), self._colour(END)
        inside = [run for run in self._runs if self.plane.shows(run.w[run.step])]
        for run in inside:
            self._end(area, run, _HALO, halo)
        for run in inside:
            self._end(area, run, 0, run.shade(len(run.w) - 1), end if run.ended else halo, _RIM)

    def _end(
        self,
        area: Image.Image,
        run: Drawn,
        more: float,
        fill: Colour,
        rim: Colour | None = None,
        width: float = 0,
    ) -> None:
        """The mark of where a run is, larger by `more`."""
        style, where = RUN_STYLES[run.slot], self.plane.pixels(run.w[run.step])
        size = (_END * style.scale + more) * self._unit
        stamp(area, style.symbol, where, size, fill, rim, width * self._unit)

    def _still(self, area: Image.Image, trace: dict[str, Any], point: ArrayLike) -> None:
        """A mark of the figure itself, in its own style."""
        marker = trace["marker"]
        symbol, hollow, _ = marker["symbol"].partition("-open")
        colour = self._colour(marker["color"])
        rim = colour if hollow else self._colour(marker["line"]["color"])
        width, size = marker["line"]["width"] * self._unit, marker["size"] * self._unit
        where = self.plane.pixels(np.asarray(point))
        stamp(area, symbol, where, size, None if hollow else colour, rim, width)

    def _colour(self, light: str) -> Colour:
        return channels(light, self.plane.dark)[0]
