"""The 256 colours of a GIF, chosen for what is in the picture instead of found by counting pixels.

Found by counting, most would go to the ground, and thin lines would lose their hue.
"""

from collections.abc import Sequence

import numpy as np
from PIL import Image

from exports.pixels import Colour, channels
from parameters import Array
from plots.player.payload import Payload
from plots.style import AGE_SCALE, AXIS, END, HALO, INK, LINE_COLOURS, MUTE, PAGE, RUN_STYLES

_GROUND, _LINES = 112, 24  # shades of the field, and of its level lines
_MOST = 255  # one is left for what does not change from frame to frame


class Palette:
    """The colours of one film, and pictures in them."""

    def __init__(self, scene: Payload, runs: int, dark: bool) -> None:
        """The colours of a scene with so many runs."""
        trace = scene["contour"]["data"][0]
        stops = np.array([channels(colour, dark)[0] for _, colour in trace["colorscale"]])
        iso, opacity = channels(trace["line"]["color"], dark)
        page, ink, mute, axis, halo, end = (
            [channels(each, dark)[0]] for each in (PAGE, INK, MUTE, AXIS, HALO, END)
        )
        lines = _between(stops, _LINES)
        self.colours = np.vstack(
            [
                _between(stops, _GROUND),
                lines + opacity * (np.array(iso) - lines),
                _between(page + ink, 6),
                _between(page + mute, 5),
                _between(halo + end, 4),
                _between(halo + ink, 4),
                axis,
                *(_of_run(slot, stops, halo, dark) for slot in range(runs)),
            ]
        ).round()[:_MOST]
        self._index = np.full(1 << 24, -1, dtype=np.int16)  # by blue, green and red, once known

    def picture(self, picture: Image.Image) -> Image.Image:
        """The picture with every colour exchanged for the nearest of the palette."""
        packed = np.frombuffer(picture.tobytes("raw", "RGBX"), "<u4") & 0xFFFFFF
        found = self._index[packed]
        if found.min() < 0:
            new = np.unique(packed[found < 0])
            wanted = np.stack([new & 255, new >> 8 & 255, new >> 16], axis=-1)
            away = ((wanted[:, np.newaxis] - self.colours) ** 2).sum(axis=-1)
            self._index[new] = away.argmin(axis=1)
            found = self._index[packed]
        indexed = Image.frombytes("P", picture.size, found.astype(np.uint8).tobytes())
        indexed.putpalette(self.colours.astype(np.uint8).tobytes())
        return indexed


def _of_run(slot: int, ground: Array, halo: Sequence[Colour], dark: bool) -> Array:
    """A run's line and its ages, and both where they fade into their surroundings."""
    names = AGE_SCALE[2 * slot][1], RUN_STYLES[slot].light, LINE_COLOURS[slot]
    early, late, line = (channels(str(name), dark)[0] for name in names)
    middle = ground[len(ground) // 2]
    return np.vstack(
        [
            _between([early, late], 5),
            _between([line, *halo], 4)[:-1],
            _between([late, *halo], 4)[1:-1],
            _between([line, middle], 3)[1:-1],
        ]
    )


def _between(stops: Array | Sequence[Colour], count: int) -> Array:
    """`count` colours along the stops: (count, 3)."""
    colours = np.asarray(stops, dtype=np.float64)
    at = np.linspace(0, len(colours) - 1, count)
    return np.stack(
        [np.interp(at, np.arange(len(colours)), colours[:, i]) for i in range(3)], axis=-1
    )
