"""What a rule is allowed to ask of the world, with every question counted."""

import numpy as np
from numpy.typing import NDArray

from engine.batches import Batches
from parameters import Array, Bools
from surfaces import DataSurface, Surface
from surfaces.averages import Batch


class SurfaceOracle:
    """The loss and gradient of a surface, for all lanes at once.

    Batches, noise and clipping enter here.

    Noise ξ belongs to a step, not to a question, so a line search sees one and the same function:
    the loss is tilted by it too, L(w) + ξ·w. A batch belongs to a step as well.

    Attributes:
        fixed: whether every step sees the same function: without noise and batches.
        evaluations: gradient evaluations so far: one number as long as all lanes have asked as
            often, else one a lane.
        examples: the examples in those gradients; 0 on a surface without data.
        clipped: whether a gradient of this step has been shortened: False, or one truth a lane.
    """

    def __init__(
        self,
        surface: Surface,
        noise: Array | None = None,
        limit: float = np.inf,
        batches: Batches | None = None,
    ) -> None:
        """An oracle for `surface`; `noise` has a row a step, (steps, 2) or (steps, 2, n)."""
        self.surface, self.noise, self.limit, self.batches = surface, noise, limit, batches
        self.fixed = noise is None and batches is None
        self.evaluations: int | NDArray[np.int_] = 0
        self.examples: int | NDArray[np.int_] = 0
        self.clipped: bool | Bools = False
        self._tilt: Array | None = None
        self._seen: Surface | Batch = surface
        self._size = surface.y.size if isinstance(surface, DataSurface) else 0

    def begin(self, step: int) -> None:
        """What is asked from now on belongs to `step`, counted from 0."""
        self.clipped = False
        if self.noise is not None:
            self._tilt = self.noise[step]
        if self.batches is not None:
            self._seen = batch = self.batches.at(step)
            self._size = batch.y.shape[-1]

    def loss(self, w: Array) -> Array:
        """The loss at `w`: (2, ...) to (...)."""
        loss = self._seen.value(w)
        return loss if self._tilt is None else loss + (self._tilt * w).sum(axis=0)

    def gradient(self, w: Array, active: Bools | None = None) -> Array:
        """The gradient at `w`: (2, ...) to (2, ...). Counted in `active` lanes, or in all."""
        asked = 1 if active is None else active
        self.evaluations = self.evaluations + asked
        self.examples = self.examples + self._size * asked
        gradient = self._seen.gradient(w)
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
