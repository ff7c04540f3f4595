"""Under which conditions a rule runs: its learning rate's schedule, clipping, and batches.

They stand beside the rule, not in it: the same for every optimizer.
"""

from dataclasses import dataclass

import numpy as np

from parameters import POSITIVE, Array, Declared, Interval, choice, flag, parameter
from surfaces import DataSurface, Surface
from surfaces.tables import MOST_ROWS

SCHEDULES = ("constant", "step", "exponential", "cosine", "warm-up", "one-cycle")
_USED = {
    "step": ("drop", "every"),
    "exponential": ("drop", "every"),
    "warm-up": ("rise",),
    "one-cycle": ("rise",),
}


@dataclass(frozen=True)
class Conditions(Declared):
    """A schedule of the learning rate, gradient clipping, and how many examples a step sees.

    With lr as the rate at its highest, step k of T has the rate lr · f(k):

    - step: f = d^⌊k/s⌋; exponential: f = d^(k/s), the same without stairs.
    - cosine: f = (1 + cos(πk/T))/2 (Loshchilov & Hutter, "SGDR", ICLR 2017, eq. 5, one cycle).
    - warm-up: straight up over the first p·T steps, then cosine (Goyal et al., "Accurate, large
      minibatch SGD", 2017, section 2.2).
    - one-cycle: by half cosines from lr/25 up to lr over the first p·T steps and down to nearly
      nothing (Smith & Topin, "Super-convergence", 2018), as torch's `OneCycleLR` without its cycle
      of the momentum.
    """

    schedule: str = choice(
        SCHEDULES[0], SCHEDULES, symbol=r"\eta_t", meaning="How the learning rate changes."
    )
    drop: float = parameter(
        0.5,
        symbol="d",
        valid=Interval(0, 1, "right"),
        slider=(0.05, 1),
        meaning="The learning rate is multiplied by d every s steps.",
    )
    every: int = parameter(
        20,
        symbol="s",
        valid=Interval(1, 2000, "both"),
        slider=(1, 2000),
        meaning="Steps from one drop of the learning rate to the next.",
    )
    rise: float = parameter(
        0.3,
        symbol="p",
        valid=Interval(0, 1, "both"),
        slider=(0, 1),
        meaning="The share of the steps in which the learning rate rises.",
    )
    clip: bool = flag(
        False,
        symbol=r"\lVert g \rVert \le c",
        meaning="Gradient clipping: a gradient longer than c is shortened to c.",
    )
    max_norm: float = parameter(
        1.0,
        symbol="c",
        valid=POSITIVE,
        slider=(1e-3, 1e3),
        scale="log",
        meaning="The greatest length of a gradient when clipping is on.",
    )

    batch: int = parameter(
        0,
        symbol="b",
        valid=Interval(0, MOST_ROWS, "both"),
        slider=(0, MOST_ROWS),
        meaning="Batch size: how many examples a step sees. 0: all, gradient descent. 1: stochastic"
        " gradient descent. More: a mini-batch.",
    )
    replacement: bool = flag(
        False,
        symbol="R",
        meaning="Draw every example of a batch anew. Off: go through all of them once an epoch, in"
        " random order.",
    )

    @property
    def scheduled(self) -> bool:
        """Whether the learning rate changes."""
        return self.schedule != SCHEDULES[0]

    @property
    def used(self) -> tuple[str, ...]:
        """The names of the parameters that matter on every surface as the others are."""
        return (
            "schedule",
            *_USED.get(self.schedule, ()),
            "clip",
            *(("max_norm",) if self.clip else ()),
        )

    def used_on(self, surface: type[Surface]) -> tuple[str, ...]:
        """The names of the parameters that matter on that kind of surface."""
        batches = ("batch", "replacement") if self.batch else ("batch",)
        return (*batches, *self.used) if issubclass(surface, DataSurface) else self.used

    @property
    def limit(self) -> float:
        """The greatest length that a gradient may have."""
        return self.max_norm if self.clip else np.inf

    def factors(self, steps: int) -> Array:
        """What lr is multiplied by at each of `steps` steps: shape (steps,)."""
        k = np.arange(steps, dtype=np.float64)
        if self.schedule == "step":
            return np.power(self.drop, np.floor(k / self.every))
        if self.schedule == "exponential":
            return np.power(self.drop, k / self.every)
        if self.schedule == "cosine":
            return (1 + np.cos(np.pi * k / steps)) / 2
        if self.schedule == "warm-up":
            rising = np.ceil(self.rise * steps)
            fall = (k - rising) / max(1.0, steps - rising)
            return np.where(k < rising, (k + 1) / max(1.0, rising), (1 + np.cos(np.pi * fall)) / 2)
        if self.schedule == "one-cycle":
            top, low, lowest = self.rise * steps - 1, 1 / 25, 1 / 25e4
            up = np.clip(k / top, 0, 1) if top > 0 else np.ones(steps)
            down = np.clip((k - top) / max(steps - 1 - top, 1), 0, 1)
            rising = 1 + (low - 1) / 2 * (1 + np.cos(np.pi * up))
            falling = lowest + (1 - lowest) / 2 * (1 + np.cos(np.pi * down))
            return np.where(k <= top, rising, falling)
        return np.ones(steps)
