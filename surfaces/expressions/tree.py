"""The syntax tree of an expression in w1 and w2."""

import math
from dataclasses import dataclass

VARIABLES = ("w1", "w2")
CONSTANTS = {"pi": math.pi, "e": math.e}

#: Every function, and how many arguments it takes at least and at most.
FUNCTIONS = {
    **dict.fromkeys(("sin", "cos", "tan", "exp", "log", "sqrt", "tanh", "abs"), (1, 1)),
    **dict.fromkeys(("min", "max"), (2, 9)),
}


@dataclass(frozen=True)
class Number:
    """A number as it was typed."""

    text: str
    value: float


@dataclass(frozen=True)
class Name:
    """A variable or a constant."""

    name: str


@dataclass(frozen=True)
class Negative:
    """−inner."""

    inner: "Tree"


@dataclass(frozen=True)
class Binary:
    """Two parts and one of + - * / ** between them; `column` is where the sign stands."""

    sign: str
    left: "Tree"
    right: "Tree"
    column: int


@dataclass(frozen=True)
class Call:
    """A function of its arguments; `column` is where its name stands."""

    name: str
    arguments: tuple["Tree", ...]
    column: int


Tree = Number | Name | Negative | Binary | Call
