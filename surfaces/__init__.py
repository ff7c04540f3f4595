"""The loss surfaces: value, gradient, Hessian, window and minima."""

from surfaces.base import Surface, Window
from surfaces.bowls import Anisotropic, Isotropic
from surfaces.rosenbrock import Rosenbrock
from surfaces.saddle import Saddle

#: Every surface by its key, in teaching order.
SURFACES: dict[str, type[Surface]] = {
    surface.key: surface
    for surface in (
        Isotropic,
        Anisotropic,
        Rosenbrock,
        Saddle,
    )
}

__all__ = ["SURFACES", "Anisotropic", "Isotropic", "Rosenbrock", "Saddle", "Surface", "Window"]
