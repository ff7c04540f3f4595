"""The loss surfaces: value, gradient, Hessian, window and minima."""

from surfaces.base import Surface, Window, drawable
from surfaces.beale import Beale
from surfaces.booth import Booth
from surfaces.bowls import Anisotropic, Isotropic
from surfaces.camels import SixHumpCamel, ThreeHumpCamel
from surfaces.cliff import Cliff
from surfaces.custom import Custom
from surfaces.data import DataSurface
from surfaces.goldstein_price import GoldsteinPrice
from surfaces.himmelblau import Himmelblau
from surfaces.least_squares import Linear, Sparse
from surfaces.logistic import Logistic
from surfaces.neuron import Neuron
from surfaces.ravine import Ravine
from surfaces.ripples import Ackley, Rastrigin
from surfaces.rosenbrock import Rosenbrock
from surfaces.saddle import MonkeySaddle, Saddle
from surfaces.sharp_flat import SharpFlat
from surfaces.styblinski_tang import StyblinskiTang

#: Every surface by its key, in teaching order: bowls, valleys, saddles, a cliff, many minima, data,
#: and one's own.
SURFACES: dict[str, type[Surface]] = {
    surface.key: surface
    for surface in (
        Isotropic,
        Anisotropic,
        Booth,
        Rosenbrock,
        Ravine,
        Beale,
        Saddle,
        MonkeySaddle,
        Cliff,
        SharpFlat,
        ThreeHumpCamel,
        SixHumpCamel,
        Himmelblau,
        StyblinskiTang,
        GoldsteinPrice,
        Rastrigin,
        Ackley,
        Linear,
        Logistic,
        Sparse,
        Neuron,
        Custom,
    )
}

__all__ = [
    "SURFACES",
    "Ackley",
    "Anisotropic",
    "Beale",
    "Booth",
    "Cliff",
    "Custom",
    "DataSurface",
    "GoldsteinPrice",
    "Himmelblau",
    "Isotropic",
    "Linear",
    "Logistic",
    "MonkeySaddle",
    "Neuron",
    "Rastrigin",
    "Ravine",
    "Rosenbrock",
    "Saddle",
    "SharpFlat",
    "SixHumpCamel",
    "Sparse",
    "StyblinskiTang",
    "Surface",
    "ThreeHumpCamel",
    "Window",
    "drawable",
]
