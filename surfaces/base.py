"""What every loss surface is: value, gradient, Hessian, a window to look through, its minima.

Axis 0 of `w` is the coordinate; all other axes are lanes: value maps (2, ...) to (...),
gradient (2, ...) to (2, ...), Hessian (2, ...) to (2, 2, ...).
"""

from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np

from languages import N_
from parameters import Array, Bools, Declared, parameters

LARGEST = 1e30  # a larger loss is not drawn: heights and colours are in single precision


@dataclass(frozen=True)
class Window:
    """A rectangle of the plane: the range of w1 and the range of w2."""

    w1: tuple[float, float]
    w2: tuple[float, float]

    @property
    def low(self) -> Array:
        """The lower left corner, shape (2,)."""
        return np.array([self.w1[0], self.w2[0]])

    @property
    def high(self) -> Array:
        """The upper right corner, shape (2,)."""
        return np.array([self.w1[1], self.w2[1]])

    @property
    def size(self) -> float:
        """The longer side."""
        return float(np.max(self.high - self.low))

    def contains(self, w: Array) -> Bools:
        """Which points of shape (2, ...) lie inside, edges included: booleans of shape (...)."""
        w1, w2 = w
        return np.asarray(
            (w1 >= self.w1[0]) & (w1 <= self.w1[1]) & (w2 >= self.w2[0]) & (w2 <= self.w2[1])
        )

    def including(self, points: Array, margin: float = 0.06) -> "Window":
        """The window, widened where a point of shape (2, n) lies outside, by `margin` beyond it."""
        low = np.minimum(self.low, np.min(points, axis=1, initial=np.inf))
        high = np.maximum(self.high, np.max(points, axis=1, initial=-np.inf))
        room = margin * (high - low)
        low = np.where(low < self.low, low - room, self.low)
        high = np.where(high > self.high, high + room, self.high)
        return Window((float(low[0]), float(high[0])), (float(low[1]), float(high[1])))

    def grid(self, count: int) -> Array:
        """`count` × `count` points, shape (2, count, count); rows run along w2, as Plotly's do."""
        return np.array(
            np.meshgrid(np.linspace(*self.w1, count), np.linspace(*self.w2, count), indexing="xy")
        )


class Surface(Declared):
    """A loss L(w1, w2). Subclasses are frozen dataclasses whose fields are its parameters.

    Class attributes:
        key: the name in links and registries.
        title: the name on the screen.
        formula: L in LaTeX.
        reference: where it comes from.
        start: a start point that shows something.
        infimum: the greatest lower bound of L, or None where L is unbounded below.
        no_infimum: what to say where there is no infimum.
        quadratic: whether the Hessian is the same everywhere.
        smooth: whether the slope dies away towards every minimum. Where it does not, the loss has a
            kink there: the gradient at the kink is 0, the Hessian that of the smooth part.
        log_height: whether heights span so many decades that they are drawn as logarithms.
        steepness: how many times the gradient is larger than a bowl's; the default learning rate
            of rules whose step follows the gradient is divided by it.
        constants: what value and gradient need beside the parameters: exported code has it too.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    formula: ClassVar[str]
    reference: ClassVar[str]
    start: ClassVar[tuple[float, float]]
    infimum: ClassVar[float | None]
    no_infimum: ClassVar[str] = N_("the surface has no bottom")
    quadratic: ClassVar[bool] = False
    smooth: ClassVar[bool] = True
    log_height: ClassVar[bool] = False
    steepness: ClassVar[float] = 1.0
    constants: ClassVar[tuple[str, ...]] = ()

    @property
    def used(self) -> tuple[str, ...]:
        """The names of the parameters that matter as the others are."""
        return tuple(parameters(self))

    @property
    def domain(self) -> Window:
        """The window that shows what matters."""
        return Window((-2.0, 2.0), (-2.0, 2.0))

    @property
    def minima(self) -> Array:
        """The global minima, shape (2, n); n is 0 where there is none."""
        return np.zeros((2, 0))

    @property
    def local_minima(self) -> Array:
        """The minima in the window that are not global, shape (2, n)."""
        return np.zeros((2, 0))

    def value(self, w: Array) -> Array:
        """The loss."""
        raise TypeError(f"{type(self).__name__} does not define value")

    def gradient(self, w: Array) -> Array:
        """∂L/∂w."""
        raise TypeError(f"{type(self).__name__} does not define gradient")

    def hessian(self, w: Array) -> Array:
        """∂²L/∂w²."""
        raise TypeError(f"{type(self).__name__} does not define hessian")

    def source(self, name: str) -> str:
        """Value and gradient as a class of that name; nothing where the methods say it all."""
        return ""

    def carried(self, start: tuple[float, float], to: Self) -> tuple[float, float]:
        """Where `start` goes when it moves along while this surface's parameters become `to`'s."""
        return start


def drawable(losses: Array) -> Array:
    """`losses`, NaN where there is none or one too large to be drawn."""
    return np.where(np.abs(losses) <= LARGEST, losses, np.nan)


def constant_hessian(rows: tuple[tuple[float, float], tuple[float, float]], w: Array) -> Array:
    """A quadratic's Hessian, repeated for every lane of `w`: shape (2, 2, ...)."""
    matrix = np.array(rows, dtype=np.float64)
    lanes = w.shape[1:]
    return np.array(np.broadcast_to(matrix.reshape(2, 2, *(1,) * len(lanes)), (2, 2, *lanes)))


def symmetric(h11: Array, h12: Array, h22: Array) -> Array:
    """A Hessian from its three entries, each of shape (...): shape (2, 2, ...)."""
    return np.array([[h11, h12], [h12, h22]])
