"""What a step is made of, as arrows from the point where it begins.

Where a rule has momentum, the move is a sum, and its parts are drawn to scale. Elsewhere it is no
sum of arrows that fit into one picture (a gradient of 30 beside a step of 0.1), so the directions
that went into it are drawn as long as the move itself.
"""

from typing import NamedTuple

import numpy as np

from engine import Trajectory
from languages import _
from optimizers import Momentum, Nesterov, Optimizer
from parameters import Array


class Arrow(NamedTuple):
    """One arrow of every step.

    Attributes:
        name: its role: "gradient", "carried", "direction" or "move".
        label: what stands at its end.
        tail: where it begins, beside the step's own point: (steps, 2).
        vector: where it leads from there: (steps, 2).
    """

    name: str
    label: str
    tail: Array
    vector: Array


def arrows(path: Trajectory) -> list[Arrow]:
    """The arrows of every step of a single run, the move last."""
    carried = path.optimizer.carried_over(path.internals, path.rates[:, np.newaxis])
    update = path.internals["update"]
    if carried is not None:
        ahead = "look_ahead" in path.internals
        return _sum_of(carried, update, from_ahead=ahead)
    still = np.zeros_like(update)
    length = np.linalg.norm(update, axis=1, keepdims=True)
    averaged = {"−m": path.internals["m"]} if "m" in path.internals else {}
    directions = {"−g": path.gradient, **averaged}
    return [
        *(
            Arrow("direction", label, still, -length * _unit(rows))
            for label, rows in directions.items()
        ),
        Arrow("move", "ΔW", still, update),
    ]


def rolls(rule: type[Optimizer]) -> bool:
    """Whether moves of a rule carry over into the next."""
    return rule.carried_over is not Optimizer.carried_over


def beside(path: Trajectory) -> list[tuple[str, list[Arrow]]]:
    """Momentum and Nesterov from the same points with the same velocity: titles and arrows.

    Empty for rules that have no velocity.
    """
    rule = path.optimizer
    carried = rule.carried_over(path.internals, path.rates[:, np.newaxis])
    if carried is None:
        return []
    pictures: list[tuple[type[Optimizer], bool]] = [(Momentum, False), (Nesterov, True)]
    found = []
    for kind, ahead in pictures:
        where = path.w[:-1] + carried if ahead else path.w[:-1]
        gradient = path.surface.gradient(where.T).T
        pushed = carried - _push(path) * gradient
        found.append((_(kind.title), _sum_of(carried, pushed, from_ahead=ahead)))
    return found


def _push(path: Trajectory) -> Array:
    """What a gradient is multiplied by in the move, (steps, 1): the rate, or its share of it."""
    rates = path.rates[:, np.newaxis]
    rule = path.optimizer
    if isinstance(rule, Momentum) and rule.form == "average":
        return rates * (1 - rule.alpha)
    return rates


def _sum_of(carried: Array, update: Array, *, from_ahead: bool) -> list[Arrow]:
    still = np.zeros_like(update)
    tail = carried if from_ahead else still
    gradient = "−η∇L(W + αv)" if from_ahead else "−η∇L(W)"
    return [
        Arrow("carried", "αv", still, carried),
        Arrow("gradient", gradient, tail, update - carried),
        Arrow("move", "ΔW", still, update),
    ]


def _unit(rows: Array) -> Array:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    finite = (length > 0) & (length < np.inf)
    return np.divide(rows, length, out=np.zeros_like(rows), where=finite)
