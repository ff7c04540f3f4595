"""The only loop: a rule, asked for one step after another."""

from collections.abc import Iterator

from optimizers import Optimizer, Oracle, Step
from parameters import Array


def steps(optimizer: Optimizer, oracle: Oracle, w0: Array) -> Iterator[Step]:
    """Endless steps of `optimizer` from `w0`, shape (2, ...).

    Whoever consumes them decides what to keep and when to stop. Learning-rate schedules,
    gradient noise and batches enter here, as that step's copy of the optimizer and as that
    step's oracle.
    """
    w, state = w0, optimizer.init(w0)
    while True:
        step = optimizer.step(w, state, oracle)
        yield step
        w, state = step.w, step.state
