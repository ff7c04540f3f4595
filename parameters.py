"""One declaration of a tunable value: what it is called, what it may be, how it is moved.

Optimizers and surfaces declare their hyperparameters as dataclass fields built by `parameter`,
`flag`, `choice` and `text`. The check, the error message, the widget, the URL text, the reference
card and the tests are all read from that one declaration.
"""

import dataclasses
import operator
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from languages import N_, _
from symbols import plain

Array = NDArray[np.float64]
Bools = NDArray[np.bool_]
ArrayLike = float | Array
Value = float | int | bool | str
Scale = Literal["linear", "log", "complement"]
Closed = Literal["both", "left", "right", "neither"]

#: Renard's series: ten even steps to a factor of ten, with 1, 2 and 5 among them.
RENARD = (1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.3, 8)

_TRUE = {"on", "true", "yes", "1"}
_FALSE = {"off", "false", "no", "0"}

_NO_NUMBER = N_("{name} = {value} is not a number")


@dataclass(frozen=True)
class Interval:
    """A range of real numbers; an end is included where `closed` says so."""

    low: float = -np.inf
    high: float = np.inf
    closed: Closed = "neither"

    def contains(self, value: ArrayLike) -> bool:
        """Whether every element of `value` lies inside. NaN never does."""
        above = operator.ge if self.closed in ("both", "left") else operator.gt
        below = operator.le if self.closed in ("both", "right") else operator.lt
        number = value if isinstance(value, float | int) else np.asarray(value)  # most are one
        inside = above(number, self.low) & below(number, self.high)
        return inside if isinstance(inside, bool) else bool(np.all(inside))

    def __str__(self) -> str:
        left = "[" if self.closed in ("both", "left") else "("
        right = "]" if self.closed in ("both", "right") else ")"
        return f"{left}{_number(self.low)}, {_number(self.high)}{right}"


POSITIVE = Interval(low=0)
NON_NEGATIVE = Interval(low=0, closed="left")
FRACTION = Interval(0, 1, closed="left")  # decay rates: 0 forgets at once, 1 would never forget
REAL = Interval()


@dataclass(frozen=True)
class Parameter:
    """A tunable value of an optimizer, a surface or a view.

    Attributes:
        default: the value when none is given; its type is the parameter's type.
        symbol: LaTeX, as the papers write it.
        meaning: one short sentence for a student.
        valid: an `Interval` for numbers, the allowed words for a choice, None for a flag; for a
            text, what raises a ValueError unless it is one.
        slider: the range that a slider offers; it lies within `valid`.
        scale: how a slider is divided: evenly, on a 1-2-5 ladder, or on a ladder of 1 - value.
        name: the field's name in code and in links.
    """

    default: Value
    symbol: str
    meaning: str
    valid: Interval | tuple[str, ...] | Callable[[str], object] | None = None
    slider: tuple[float, float] = (0, 1)
    scale: Scale = "linear"
    name: str = ""

    @property
    def letter(self) -> str:
        """The symbol in plain text: α, β₁."""
        return plain(self.symbol)

    @property
    def sweepable(self) -> bool:
        """Only real numbers may be given as arrays; rules may branch on the others."""
        return isinstance(self.default, float)

    def check(self, value: Any, owner: str = "") -> Any:
        """Return `value` converted to this parameter's type.

        A number becomes a `float`, an array of numbers a read-only float64 array.

        Raises:
            ValueError: naming the owner, the parameter, the value and what is allowed.
        """
        subject = f"{owner}.{self.name}" if owner else self.name
        if isinstance(self.default, bool):
            if isinstance(value, bool | np.bool_):
                return bool(value)
            raise _refused(N_("{name} = {value} is not true or false"), subject, repr(value))
        if isinstance(self.default, str):
            if self.free:
                return self._checked_text(value, subject)
            if value in self.words:
                return str(value)
            reason = N_("{name} = {value} is not one of {words}")
            raise _refused(reason, subject, repr(value), words=", ".join(self.words))
        try:
            given = np.asarray(value)
            if given.dtype.kind not in "iufO":  # NumPy would read flags, texts and bytes too
                raise TypeError
            number = np.array(given, dtype=np.float64)
        except (TypeError, ValueError, OverflowError):
            raise _refused(_NO_NUMBER, subject, repr(value)) from None
        whole = isinstance(self.default, int)
        if whole and (number.ndim or number != np.floor(number)):
            raise _refused(N_("{name} = {value} is not a whole number"), subject, repr(value))
        if not self._interval.contains(number):
            reason = N_("{name} = {value} is outside {range}")
            raise _refused(reason, subject, _number(value), range=self._interval)
        if number.ndim:
            number.flags.writeable = False
            return number
        return int(number) if whole else float(number)

    def _checked_text(self, value: Any, subject: str) -> str:
        if not isinstance(value, str):
            raise _refused(N_("{name} = {value} is not a text"), subject, repr(value))
        if callable(self.valid):
            self.valid(value)
        return str(value)

    def parse(self, text: str) -> Value:
        """The value that `text` stands for in a link.

        Raises:
            ValueError: as `check`.
        """
        if isinstance(self.default, bool):
            word = text.lower()
            return self.check(word in _TRUE if word in _TRUE | _FALSE else text)
        if isinstance(self.default, str):
            return self.check(text)
        try:
            number = float(text)
        except ValueError:
            raise _refused(_NO_NUMBER, self.name, repr(text)) from None
        return self.check(number)

    def text(self, value: Value) -> str:
        """`value` as it stands in a link; `parse` gives the same value back."""
        return ("on" if value else "off") if isinstance(value, bool) else _number(value)

    @property
    def _interval(self) -> Interval:
        return self.valid if isinstance(self.valid, Interval) else REAL

    @property
    def whole(self) -> range:
        """The allowed whole numbers of an integer, whose interval includes both its ends."""
        return range(int(self._interval.low), int(self._interval.high) + 1)

    @property
    def free(self) -> bool:
        """Whether it is a text that a person writes, rather than one of some words."""
        return callable(self.valid)

    @property
    def words(self) -> tuple[str, ...]:
        """The allowed words of a choice."""
        return self.valid if isinstance(self.valid, tuple) else ()


def _refused(reason: str, name: str, value: str, **allowed: object) -> ValueError:
    """What is wrong with a value, for whoever gave it; `reason` is a message with braces."""
    return ValueError(_(reason).format(name=name, value=value, **allowed))


def _number(value: Any) -> str:
    """The shortest text that reads back as the same number."""
    if isinstance(value, float):
        if np.isinf(value):
            return "∞" if value > 0 else "-∞"
        return repr(float(value)).removesuffix(".0")
    return str(value)


def parameter(
    default: float,
    *,
    symbol: str,
    valid: Interval,
    slider: tuple[float, float],
    meaning: str,
    scale: Scale = "linear",
) -> Any:
    """Declare a number as a dataclass field: a real one, or a whole one if `default` is an int."""
    return _declare(Parameter(default, symbol, meaning, valid, slider, scale))


def flag(default: bool, *, symbol: str, meaning: str) -> Any:
    """Declare a switch as a dataclass field."""
    return _declare(Parameter(default, symbol, meaning))


def choice(default: str, words: tuple[str, ...], *, symbol: str, meaning: str) -> Any:
    """Declare a choice between words as a dataclass field."""
    return _declare(Parameter(default, symbol, meaning, words))


def text(default: str, check: Callable[[str], object], *, symbol: str, meaning: str) -> Any:
    """Declare a text that a person writes as a dataclass field.

    `check` raises a ValueError that names place and reason where it is no such text.
    """
    return _declare(Parameter(default, symbol, meaning, check))


def _declare(declared: Parameter) -> Any:
    return field(default=declared.default, metadata={"parameter": declared})


def parameters(declared: Any) -> dict[str, Parameter]:
    """The parameters of a dataclass (or of an instance), by name, in order of declaration."""
    return dict(_parameters(declared if isinstance(declared, type) else type(declared)))


@cache
def _parameters(kind: type) -> dict[str, Parameter]:
    return {
        item.name: dataclasses.replace(item.metadata["parameter"], name=item.name)
        for item in dataclasses.fields(kind)
        if "parameter" in item.metadata
    }


class Declared:
    """A base for frozen dataclasses whose fields are parameters: checked and converted once."""

    def __post_init__(self) -> None:
        for name, declared in parameters(self).items():
            value = declared.check(getattr(self, name), owner=type(self).__name__)
            object.__setattr__(self, name, value)
