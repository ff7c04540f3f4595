"""The only loop: a rule, asked for one step after another."""

from collections.abc import Iterator
from typing import Any, Protocol

from engine.limits import go_on
from optimizers import Optimizer, Oracle, Step
from parameters import Array

_PERIOD = 16  # steps between two looks at the clock


class SteppedOracle(Oracle, Protocol):
    """An oracle that is told which step asks: noise and batches belong to a step."""

    def begin(self, step: int) -> None:
        """What is asked from now on belongs to `step`, counted from 0."""


def steps(
    optimizer: Optimizer,
    oracle: SteppedOracle,
    w: Array,
    factors: Array,
    *,
    state: Any = None,
    first: int = 0,
) -> Iterator[Step]:
    """One step of `optimizer` from `w`, shape (2, ...), for each of `factors` from `first` on.

    A schedule reaches the rule as that step's copy of it, with lr times the step's factor. Whoever
    consumes the steps decides what to keep and when to stop, and may go on later from a `state`.

    Raises:
        TooMuchWorkError: as `engine.limits` has it.
    """
    state = optimizer.init(w) if state is None else state
    for k in range(first, len(factors)):
        if k % _PERIOD == 0:
            go_on()
        oracle.begin(k)
        factor = float(factors[k])
        rule = optimizer if factor == 1 else optimizer.with_lr(optimizer.lr * factor)
        step = rule.step(w, state, oracle)
        yield step
        w, state = step.w, step.state
        del step  # at many lanes what it recorded would crowd the next one out of the cache
