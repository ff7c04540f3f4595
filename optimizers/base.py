"""What every update rule is: frozen hyperparameters and two pure methods.

Axis 0 is the coordinate and every other axis is a lane, an independent run: a point has shape
(2,), a batch of runs (2, n). A hyperparameter is a number, or an array of shape (n,) that gives
each lane its own. Rules are elementwise, so the same lines serve both.
"""

import copy
from typing import Any, ClassVar, NamedTuple, Protocol, Self

from parameters import POSITIVE, Array, ArrayLike, Declared, Interval, parameter


class Oracle(Protocol):
    """All that a rule sees of the world. Every call of `gradient` is counted."""

    def loss(self, w: Array) -> Array:
        """The loss at `w`: shape (2, ...) to shape (...)."""

    def gradient(self, w: Array) -> Array:
        """The gradient at `w`, of the shape of `w`."""


class Step(NamedTuple):
    """What one step gives.

    Attributes:
        w: the next point, of the shape of the point that the step left.
        state: what the next step needs.
        internals: the quantities that this step used, named as in the paper.
    """

    w: Array
    state: Any
    internals: dict[str, Array]


class Stateless(NamedTuple):
    """The state of a rule that remembers nothing."""


class Optimizer(Declared):
    """An update rule. Subclasses are frozen dataclasses whose fields are hyperparameters.

    Class attributes:
        key: the name in links and registries.
        title: the name on the screen.
        formula: the rule in LaTeX, one line a statement.
        reference: the paper.
        symbols: LaTeX of each recorded internal, by its name in code.
        scale_free: whether a step's size does not follow the gradient's, so that one learning
            rate suits steep and flat surfaces alike.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    formula: ClassVar[tuple[str, ...]]
    reference: ClassVar[str]
    symbols: ClassVar[dict[str, str]]
    scale_free: ClassVar[bool] = False

    lr: ArrayLike

    def init(self, w0: Array) -> Any:
        """The state before the first step from `w0`, shape (2, ...)."""
        raise TypeError(f"{type(self).__name__} does not define init")

    def step(self, w: Array, state: Any, oracle: Oracle) -> Step:
        """One step from `w`. Pure: neither `w` nor `state` is changed."""
        raise TypeError(f"{type(self).__name__} does not define step")

    def with_lr(self, lr: ArrayLike) -> Self:
        """A copy with another learning rate, unchecked: a schedule makes one a step."""
        other = copy.copy(self)
        object.__setattr__(other, "lr", lr)
        return other

    def stability_bound(self) -> "StabilityBound | None":
        """On a quadratic, the largest lr·λ for which the rule converges; None if it has none."""
        return None


class StabilityBound(NamedTuple):
    """lr·λ must stay below `limit` along every eigen-direction of a quadratic.

    Attributes:
        limit: the number, of the shape of the hyperparameters.
        formula: how it comes about, in plain text.
    """

    limit: ArrayLike
    formula: str


def learning_rate(default: float) -> Any:
    """Declare `lr`, which every rule has; only its default differs."""
    return parameter(
        default,
        symbol=r"\eta",
        valid=POSITIVE,
        slider=(1e-5, 10),
        scale="log",
        meaning="Learning rate: how far a step goes for a given gradient.",
    )


def epsilon(default: float) -> Any:
    """Declare `eps`, the small number that keeps a division away from zero."""
    return parameter(
        default,
        symbol=r"\epsilon",
        valid=Interval(1e-30, closed="left"),  # 0/0 where a gradient has always been zero
        slider=(1e-12, 1),
        scale="log",
        meaning="Added to the root in the divisor, so that nothing is divided by zero.",
    )
