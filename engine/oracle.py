"""What a rule is allowed to ask of the world, with every question counted."""

import numpy as np
from numpy.typing import NDArray

from parameters import Array, Bools
from surfaces import Surface


class SurfaceOracle:
    """The loss and gradient of a surface, for all lanes at once; noise and clipping enter here.

    Noise ξ belongs to a step, not to a question, so a line search sees one and the same function:
    the loss is tilted by it too, L(w) + ξ·w.

    Attributes:
        fixed: whether there is no noise.
        evaluations: gradient evaluations so far: one number as long as all lanes have asked as
            often, else one a lane.
        clipped: whether a gradient of this step has been shortened: False, or one truth a lane.
    """

    def __init__(self, surface: Surface, noise: Array | None = None, limit: float = np.inf) -> None:
        """An oracle for `surface`; `noise` has a row a step, (steps, 2) or (steps, 2, n)."""
        self.surface, self.noise, self.limit = surface, noise, limit
        self.fixed = noise is None
        self.evaluations: int | NDArray[np.int_] = 0
        self.clipped: bool | Bools = False
        self._tilt: Array | None = None

    def begin(self, step: int) -> None:
        """What is asked from now on belongs to `step`, counted from 0."""
        self.clipped = False
        if self.noise is not None:
            self._tilt = self.noise[step]

    def loss(self, w: Array) -> Array:
        """The loss at `w`: (2, ...) to (...)."""
        loss = self.surface.value(w)
        return loss if self._tilt is None else loss + (self._tilt * w).sum(axis=0)

    def gradient(self, w: Array, active: Bools | None = None) -> Array:
        """The gradient at `w`: (2, ...) to (2, ...). Counted in `active` lanes, or in all."""
        self.evaluations = self.evaluations + (1 if active is None else active)
        gradient = self.surface.gradient(w)
        if self._tilt is not None:
            gradient = gradient + self._tilt
        return gradient if self.limit == np.inf else self._shortened(gradient, active)

    def _shortened(self, gradient: Array, active: Bools | None) -> Array:
        norm = np.hypot(gradient[0], gradient[1])
        beyond = norm > self.limit
        self.clipped = self.clipped | (beyond if active is None else beyond & active)
        return gradient * np.where(beyond, self.limit / norm, 1.0)


def gaussian(deviation: float, seed: int | NDArray[np.int_], steps: int, w0: Array) -> Array | None:
    """Noise for every step of runs from `w0`: (steps, 2) or (steps, 2, n); None without deviation.

    The noise of a step depends on the seed and the step alone, not on how many steps follow. One
    seed gives every lane the same noise; n seeds are one a lane.
    """
    if deviation == 0:
        return None
    drawn = [np.random.default_rng(int(s)).standard_normal((steps, 2)) for s in np.ravel(seed)]
    lanes = np.stack(drawn, axis=-1) if w0.ndim > 1 else drawn[0]
    return np.broadcast_to(deviation * lanes, (steps, *w0.shape))
