"""How a loss becomes a height in space and a field on the plane, with round numbers to read."""

from dataclasses import dataclass

import numpy as np

from parameters import Array, ArrayLike
from surfaces import Surface

_LINES = 20  # level lines, at most
_SOFT = 10**-0.5 / 3  # so that the logarithm of a loss of zero can be drawn


@dataclass(frozen=True)
class LossScale:
    """The losses of a window, from `floor` up by `span`.

    Attributes:
        floor: the loss drawn at height 0: the infimum, or the window's lowest where there is none.
        span: from the floor to the window's highest loss.
        log: whether heights and fields are logarithms.
        bounded: whether the floor is a real bottom; level lines of a bowl are then evenly spaced.
    """

    floor: float
    span: float
    log: bool
    bounded: bool

    @classmethod
    def of(cls, surface: Surface, losses: Array, log: bool) -> "LossScale":
        """The scale for the losses of a window, of any shape; NaN is a hole."""
        lowest, highest = float(np.nanmin(losses)), float(np.nanmax(losses))
        floor = lowest if surface.infimum is None else surface.infimum
        least = max(1e-12, 1e-9 * abs(floor))  # level ground has some height too
        return cls(floor, max(highest - floor, least), log, surface.infimum is not None)

    def height(self, loss: ArrayLike) -> Array:
        """Height in space: 0 at the floor."""
        excess = np.maximum(np.subtract(loss, self.floor), 0)
        return np.log10(1 + excess) if self.log else excess

    def field(self, loss: ArrayLike) -> Array:
        """The quantity that is coloured and contoured on the plane."""
        excess = np.maximum(np.subtract(loss, self.floor), 0)
        if self.log:
            return np.log10(excess + _SOFT)
        return np.sqrt(excess) if self.bounded else excess

    @property
    def top(self) -> float:
        """The greatest height of the window."""
        return float(self.height(self.floor + self.span))

    @property
    def levels(self) -> tuple[float, float, float]:
        """Start, end and step of the level lines, in the field's units."""
        high = float(self.field(self.floor + self.span))
        if self.log:
            step = 0.5 if high < 8 else 1.0
            return -0.5, np.floor(high / step) * step, step
        step = round_step(high / _LINES)
        # L = 0 parts a saddle's valleys from its ridges, so a line runs there.
        offset = 0.0 if self.bounded else float(-self.floor % step)
        return offset, high, step

    @property
    def ticks(self) -> Array:
        """Round losses to be named beside heights and colours."""
        top = self.floor + self.span
        if self.log:
            decades = np.arange(-1, np.floor(np.log10(self.span)) + 1)
            return self.floor + 10.0 ** decades[:: max(1, len(decades) // 6)]
        step = round_step(self.span / 4)
        return np.arange(np.ceil(self.floor / step) * step, top + step / 1e6, step) + 0.0  # no −0

    def tick_texts(self, ticks: Array) -> list[str]:
        """`ticks` in words, as losses above the floor where heights are logarithms."""
        if self.log:  # powers of ten, but for the rounding beside a large floor
            ticks = np.array([float(f"{tick - self.floor:.1g}") for tick in ticks])
        return [_short(tick) for tick in ticks]

    @property
    def name(self) -> str:
        """What the tick texts are."""
        return "L − L<sub>min</sub>" if self.log and self.floor else "L"


def round_step(step: float) -> float:
    """The smallest of 1, 2, 5 × 10ᵏ that is not below `step`."""
    decade = 10.0 ** np.floor(np.log10(step))
    return float(next(m * decade for m in (1, 2, 5, 10) if m * decade >= step * (1 - 1e-9)))


def _short(value: float) -> str:
    """A number in at most six characters, with a superscript power where it is large."""
    if value == 0 or 1e-3 <= abs(value) < 1e4:
        return f"{value:.6g}".replace("-", "−")
    mantissa, exponent = f"{value:.1e}".split("e")
    mantissa = mantissa.removesuffix(".0")
    power = f"10<sup>{int(exponent)}</sup>".replace("-", "−")
    return power if mantissa == "1" else f"{mantissa}·{power}".replace("-", "−")
