"""Bowls full of ripples: Rastrigin's round one and Ackley's funnel, minima at every turn."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from parameters import Array, Interval, parameter
from surfaces.base import Surface, Window, symmetric
from surfaces.newton import settled

_TURN = 2 * np.pi


def _near_whole_numbers(surface: Surface) -> Array:
    """The minima near the window's whole numbers but (0, 0), by Newton's method from there."""
    low, high = np.ceil(surface.domain.low), np.floor(surface.domain.high)
    whole = np.mgrid[low[0] : high[0] + 1, low[1] : high[1] + 1].reshape(2, -1)
    return settled(surface, whole[:, np.any(whole != 0, axis=0)], within=0.5)


@dataclass(frozen=True, eq=False)
class Rastrigin(Surface):
    """A round bowl with a ripple at every whole number; plain descent stays in the first dip.

    Reference: L. A. Rastrigin, "Systems of extremal control", Nauka, Moscow (1974), in Russian.
    """

    key: ClassVar = "rastrigin"
    title: ClassVar = "Rastrigin's function"
    formula: ClassVar = r"L = \sum_{i=1}^{2} \left(w_i^2 + A\,(1 - \cos 2\pi w_i)\right)"
    reference: ClassVar = "Rastrigin (1974); Molga & Smutnicki (2005), 2.5"
    start: ClassVar = (-3.4, -1.0)
    infimum: ClassVar = 0.0
    steepness: ClassVar = 20.0

    ripple: float = parameter(
        10.0,
        symbol="A",
        valid=Interval(0, 1e3, "right"),
        slider=(0.1, 20),
        scale="log",
        meaning="How high the ripples are; 10 is the published value.",
    )

    @property
    def domain(self) -> Window:
        """Narrower than the published ±5.12, so that single dips can be seen."""
        return Window((-4.5, 4.5), (-4.5, 4.5))

    @property
    def minima(self) -> Array:
        """The centre."""
        return np.zeros((2, 1))

    @property
    def local_minima(self) -> Array:
        """Close to the whole numbers; a low ripple has none."""
        return _near_whole_numbers(self)

    def value(self, w: Array) -> Array:
        """The loss, (2, ...) to (...)."""
        one, other = w * w + self.ripple * (1 - np.cos(_TURN * w))
        return one + other

    def gradient(self, w: Array) -> Array:
        """(2, ...) to (2, ...)."""
        return 2 * w + _TURN * self.ripple * np.sin(_TURN * w)

    def hessian(self, w: Array) -> Array:
        """(2, ...) to (2, 2, ...)."""
        one, other = 2 + _TURN * _TURN * self.ripple * np.cos(_TURN * w)
        return symmetric(one, np.zeros_like(one), other)


@dataclass(frozen=True, eq=False)
class Ackley(Surface):
    """A funnel with ripples: nearly level far out, and a sharp tip at the centre.

    At the tip the slope jumps from one direction to the other: it has no gradient. The gradient
    there is given as 0, one of its subgradients, and the Hessian as that of the ripples alone.

    Reference: D. H. Ackley, "A Connectionist Machine for Genetic Hillclimbing", Kluwer (1987).
    """

    key: ClassVar = "ackley"
    title: ClassVar = "Ackley's function"
    formula: ClassVar = (
        r"L = 20\left(1 - e^{-0.2\sqrt{(w_1^2 + w_2^2)/2}}\right)"
        r" + e - e^{(\cos 2\pi w_1 + \cos 2\pi w_2)/2}"
    )
    reference: ClassVar = "Ackley (1987); Jamil & Yang (2013), no. 1"
    start: ClassVar = (3.6, 1.5)
    infimum: ClassVar = 0.0
    smooth: ClassVar = False
    steepness: ClassVar = 5.0

    @property
    def domain(self) -> Window:
        """The funnel's middle; the published square is ±35."""
        return Window((-4.5, 4.5), (-4.5, 4.5))

    @property
    def minima(self) -> Array:
        """The tip."""
        return np.zeros((2, 1))

    @property
    def local_minima(self) -> Array:
        """Close to the whole numbers, each a little towards the tip."""
        return _near_whole_numbers(self)

    def value(self, w: Array) -> Array:
        """The loss, (2, ...) to (...)."""
        w1, w2 = w
        cosines = np.cos(_TURN * w1) + np.cos(_TURN * w2)
        funnel = np.expm1(-_RATE * np.hypot(w1, w2))
        return -20 * funnel - np.e * np.expm1(cosines / 2 - 1)  # exactly 0 at the tip

    def gradient(self, w: Array) -> Array:
        """(2, ...) to (2, ...)."""
        distance = _off_the_tip(np.hypot(*w))
        slope = 20 * _RATE * np.exp(-_RATE * distance)
        one, other = np.cos(_TURN * w)
        return slope * (w / distance) + np.pi * np.exp((one + other) / 2) * np.sin(_TURN * w)

    def hessian(self, w: Array) -> Array:
        """(2, ...) to (2, 2, ...)."""
        distance = _off_the_tip(np.hypot(*w))
        n1, n2 = w / distance
        slope = 20 * _RATE * np.exp(-_RATE * distance)
        along, across = -_RATE * slope, slope / distance
        (c1, c2), (s1, s2) = np.cos(_TURN * w), np.sin(_TURN * w)
        ripple = np.pi * np.pi * np.exp((c1 + c2) / 2)
        return symmetric(
            along * n1 * n1 + across * n2 * n2 + ripple * (2 * c1 - s1 * s1),
            (along - across) * n1 * n2 - ripple * s1 * s2,
            along * n2 * n2 + across * n1 * n1 + ripple * (2 * c2 - s2 * s2),
        )


_RATE = 0.2 / np.sqrt(2)


def _off_the_tip(distance: Array) -> Array:
    """`distance`, and infinity at the tip, which makes the funnel's share of the slope 0 there."""
    return np.where(distance > 1e-300, distance, np.inf)
