"""A loss that a person writes as an expression in w1 and w2."""

from dataclasses import dataclass
from typing import Any, ClassVar

from languages import N_, _
from parameters import Array, Interval, parameter, text
from surfaces.base import Surface, Window
from surfaces.expressions import expression, latex
from surfaces.looking import Found, looked_at

_NARROWEST = 1e-3  # a side of the window, or this part of its larger end
_BACKWARDS = N_("the range of {axis} goes from {low} to {high}: it must start below")
_NARROW = N_("the range of {axis} goes from {low} to {high}: it must start farther below")


def _end(default: float, farthest: float, symbol: str, meaning: str) -> Any:
    """Declare an end of the window."""
    return parameter(
        default,
        symbol=symbol,
        valid=Interval(-1e6, 1e6, "both"),
        slider=(min(default, farthest), max(default, farthest)),
        meaning=meaning,
    )


@dataclass(frozen=True, eq=False)
class Custom(Surface):
    """A function of your own, in a window of your own.

    Gradient and Hessian are exact: the chain rule is applied to what was written. Minima are looked
    for in the window, not proven; where the lowest point lies outside, or far away something is
    lower still, there is no infimum.

    Raises:
        ValueError: saying what is wrong with the function, and where; for a window without an
            inside, or in which the function has no value.
    """

    key: ClassVar = "custom"
    title: ClassVar = "Your own function"
    formula: ClassVar = r"L = f(w_1, w_2)"
    reference: ClassVar = "Written by you."
    start: ClassVar = (1.8, 1.2)
    no_infimum: ClassVar = N_("no lowest point was found in the window")

    f: str = text(
        "w1**2 + 8*w2**2 + sin(3*w1)",
        check=expression,
        symbol="f",
        meaning="The loss: numbers, w1, w2, pi, e, `+ - * / **`, brackets, and the functions sin,"
        " cos, tan, exp, log, sqrt, tanh, abs, min and max.",
    )
    low1: float = _end(-2.0, -3.0, "a_1", "The left end of the window.")
    high1: float = _end(2.0, 3.0, "b_1", "The right end of the window.")
    low2: float = _end(-2.0, -3.0, "a_2", "The lower end of the window.")
    high2: float = _end(2.0, 3.0, "b_2", "The upper end of the window.")

    def __post_init__(self) -> None:
        super().__post_init__()
        for axis, (low, high) in zip(("w1", "w2"), self._ends, strict=True):
            if high - low < _NARROWEST * max(1, abs(low), abs(high)):
                wrong = _(_BACKWARDS if low >= high else _NARROW)
                raise ValueError(wrong.format(axis=axis, low=f"{low:g}", high=f"{high:g}"))
        if self._found.gaps == 1:
            raise ValueError(_("the function has no value anywhere in this window"))
        # What belongs to the class of other surfaces is the instance's here.
        own = {
            "formula": f"L = {latex(expression(self.f).tree)}",
            "infimum": self._found.infimum,
            "quadratic": expression(self.f).quadratic,
            "log_height": self._found.log_height,
        }
        for name, value in own.items():
            object.__setattr__(self, name, value)

    @property
    def _ends(self) -> tuple[tuple[float, float], tuple[float, float]]:
        return (self.low1, self.high1), (self.low2, self.high2)

    @property
    def used(self) -> tuple[str, ...]:
        """None: function and window are typed, not moved or swept."""
        return ()

    @property
    def domain(self) -> Window:
        """The window that was asked for."""
        return Window(*self._ends)

    @property
    def _found(self) -> Found:
        return looked_at(self.f, self.domain)

    @property
    def minima(self) -> Array:
        """The lowest that were found."""
        return self._found.minima

    @property
    def local_minima(self) -> Array:
        """The others that were found."""
        return self._found.local_minima

    @property
    def gaps(self) -> float:
        """The share of the window in which the function has no value that can be drawn."""
        return self._found.gaps

    def value(self, w: Array) -> Array:
        """The loss, (2, ...) to (...); NaN or infinite where there is none."""
        return expression(self.f).value(w)

    def gradient(self, w: Array) -> Array:
        """(2, ...) to (2, ...)."""
        return expression(self.f).gradient(w)

    def hessian(self, w: Array) -> Array:
        """(2, ...) to (2, 2, ...)."""
        return expression(self.f).hessian(w)

    def source(self, name: str) -> str:
        """Value and gradient as a class of NumPy code, written out."""
        return expression(self.f).code(name)
