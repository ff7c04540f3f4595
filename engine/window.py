"""The part of the plane that is looked at."""

import numpy as np

from parameters import Array
from surfaces import Surface, Window


def window_for(surface: Surface, start: Array) -> Window:
    """The surface's own window, widened where the start point of shape (2,) lies outside."""
    return surface.domain.including(np.reshape(start, (2, 1)))
