"""What a rule is allowed to ask of the world, with every question counted."""

import numpy as np
from numpy.typing import NDArray

from parameters import Array, Bools
from surfaces import Surface


class SurfaceOracle:
    """The exact loss and gradient of a surface, for all lanes at once.

    Attributes:
        evaluations: gradient evaluations so far: one number as long as all lanes have asked as
            often, else one a lane.
    """

    def __init__(self, surface: Surface) -> None:
        self.surface = surface
        self.evaluations: int | NDArray[np.int_] = 0

    def loss(self, w: Array) -> Array:
        """The loss at `w`: (2, ...) to (...)."""
        return self.surface.value(w)

    def gradient(self, w: Array, active: Bools | None = None) -> Array:
        """The gradient at `w`: (2, ...) to (2, ...). Counted in `active` lanes, or in all."""
        self.evaluations = self.evaluations + (1 if active is None else active)
        return self.surface.gradient(w)
