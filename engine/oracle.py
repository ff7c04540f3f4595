"""What a rule is allowed to ask of the world, with every question counted."""

from parameters import Array
from surfaces import Surface


class SurfaceOracle:
    """The exact loss and gradient of a surface, for all lanes at once.

    Attributes:
        evaluations: gradient evaluations so far, the same in every lane.
    """

    def __init__(self, surface: Surface) -> None:
        self.surface = surface
        self.evaluations = 0

    def loss(self, w: Array) -> Array:
        """The loss at `w`: (2, ...) to (...)."""
        return self.surface.value(w)

    def gradient(self, w: Array) -> Array:
        """The gradient at `w`: (2, ...) to (2, ...). Counted."""
        self.evaluations += 1
        return self.surface.gradient(w)
