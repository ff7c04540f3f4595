"""What every update rule is: frozen hyperparameters and two pure methods.

Axis 0 is the coordinate and every other axis is a lane, an independent run: a point has shape
(2,), a batch of runs (2, n). A hyperparameter is a number, or an array of shape (n,) that gives
each lane its own. Rules are elementwise, so the same lines serve both.
"""

import copy
from typing import Any, ClassVar, NamedTuple, Protocol, Self

import numpy as np

from parameters import (
    NON_NEGATIVE,
    POSITIVE,
    Array,
    ArrayLike,
    Bools,
    Declared,
    Interval,
    parameter,
)


class Oracle(Protocol):
    """All that a rule sees of the world. Every call of `gradient` is counted in every lane.

    A rule that asks again for some lanes only gives a mask, and only those are counted; what it
    gets for the others is of no use to it.

    Attributes:
        fixed: whether every step asks of the same function. Where it does not, because of noise or
            batches, what a rule was told in an earlier step is no longer so.
    """

    fixed: bool

    def loss(self, w: Array) -> Array:
        """The loss at `w`: shape (2, ...) to shape (...)."""

    def gradient(self, w: Array, active: Bools | None = None) -> Array:
        """The gradient at `w`, of the shape of `w`; `active` has the shape of the lanes."""


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


class Line(NamedTuple):
    """One line of the working of a step: what is computed, from what, and what that means.

    `text` is plain notation with the operators · + − / ^ √( ) |x| sign( ) max( , ), and names in
    braces stand for numbers: hyperparameters (`lr` is that of this step), `t` (the step, from 1),
    recorded internals, `w_before`, and of the state `X_before`, the X that this step found. A text
    without names is not worked out; it says where the value comes from.

    Attributes:
        name: the recorded internal that the line gives, or "w", the next point.
        text: how it is computed.
        says: a short sentence, or nothing. Here {X.1} and {X.2} are the coordinates of an X,
            {X.norm} its length and {X.ratio} the larger of its two sizes over the smaller.
        when: a recorded internal; the line is for coordinates in which that is not 0, or is 0 if
            the name stands behind a "not ".
    """

    name: str
    text: str
    says: str = ""
    when: str = ""


#: The lines that most rules begin and end with.
GRADIENT = Line(
    "g", "∇L(W)", "It says how steeply the loss rises along each axis; its length is {g.norm}."
)
NEXT_POINT = Line("w", "{w_before} + {update}")

#: What there is to say of rates that differ from coordinate to coordinate.
RATES = "Where gradients were smaller the rate is larger: {effective_lr.ratio} times the other's."


class Stateless(NamedTuple):
    """The state of a rule that remembers nothing."""


class Optimizer(Declared):
    """An update rule. Subclasses are frozen dataclasses whose fields are hyperparameters.

    Class attributes:
        key: the name in links and registries.
        title: the name on the screen.
        formula: the rule in LaTeX at the defaults, one line a statement.
        reference: the paper.
        symbols: LaTeX of each recorded internal, by its name in code.
        shared: the internals that are one number for both coordinates.
        scale_free: whether a step's size does not follow the gradient's, so that one learning
            rate suits steep and flat surfaces alike.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    formula: ClassVar[tuple[str, ...]]
    reference: ClassVar[str]
    symbols: ClassVar[dict[str, str]]
    shared: ClassVar[tuple[str, ...]] = ()
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

    def current_formula(self) -> tuple[str, ...]:
        """`formula` as this instance's switches and choices have it."""
        return self.formula

    def work(self) -> tuple[Line, ...]:
        """The lines by which one step of this instance is worked out; the last gives "w"."""
        raise TypeError(f"{type(self).__name__} does not define work")

    def carried_over(self, internals: dict[str, Array], rates: Array) -> Array | None:
        """The share of each move that earlier moves gave, shape (steps, 2); None without momentum.

        The rest of the move is the gradient's. `rates` has shape (steps, 1).
        """
        return None

    def optimum(self, flattest: float, steepest: float) -> dict[str, float] | None:
        """The hyperparameters that converge fastest on a quadratic of these two curvatures.

        Both are above 0; of all curvatures between, these are the slowest. None if not known.
        """
        return None

    def frozen_bound(self) -> "StabilityBound | None":
        """As `stability_bound`, for λ of the effective rates times the Hessian, were both to stay.

        J. Cohen et al., "Adaptive gradient methods at the edge of stability" (2022), section 3.
        """
        return None

    def stability_bound(self) -> "StabilityBound | None":
        """On a quadratic, the largest lr·λ for which the rule converges; None if it has none."""
        return None


def both(value: ArrayLike, w: Array) -> Array:
    """What both coordinates share, in the shape of the point `w`: recorded internals have it."""
    # For one point a copy is four times as fast as a view; for thousands of lanes it would be slow.
    return np.full(w.shape, value) if w.ndim == 1 else np.broadcast_to(value, w.shape)


class StabilityBound(NamedTuple):
    """lr·λ must stay below `limit` along every eigen-direction of a quadratic.

    Attributes:
        limit: the number, of the shape of the hyperparameters.
        formula: how it comes about, in plain text.
    """

    limit: ArrayLike
    formula: str


#: Of a rule that steps straight against its gradient, and of one that averages it by β₁ first.
PLAIN_BOUND = StabilityBound(2.0, "2")


def averaged_bound(beta1: ArrayLike) -> StabilityBound:
    """That of `Momentum` as an average, lr·λ being one number."""
    return StabilityBound(2 * (1 + beta1) / (1 - beta1), "2(1 + β₁)/(1 − β₁)")


def learning_rate(
    default: float, meaning: str = "Learning rate: how far a step goes for a given gradient."
) -> Any:
    """Declare `lr`, which every rule has."""
    return parameter(
        default,
        symbol=r"\eta",
        valid=POSITIVE,
        slider=(1e-5, 10),
        scale="log",
        meaning=meaning,
    )


def epsilon(
    default: float,
    meaning: str = "Added to the root in the divisor, so that nothing is divided by zero.",
) -> Any:
    """Declare `eps`, the small number that keeps a division away from zero."""
    return parameter(
        default,
        symbol=r"\epsilon",
        valid=Interval(1e-30, closed="left"),  # 0/0 where a gradient has always been zero
        slider=(1e-12, 1),
        scale="log",
        meaning=meaning,
    )


DECAY = Line(
    "decay",
    "{lr}·{weight_decay}·{w_before}",
    "Taken off W whatever the gradient: a pull towards 0.",
)


def decoupled_decay(default: float) -> Any:
    """Declare `weight_decay`, the share of W that is taken off beside the gradient's step."""
    return parameter(
        default,
        symbol=r"\lambda",
        valid=NON_NEGATIVE,
        slider=(0, 1),
        meaning="Weight decay: each step also takes off ηλW, whatever the slope.",
    )
