"""Why a run on a quadratic diverged: which bound lr·λmax broke.

Along an eigen-direction of the Hessian a linear rule is a linear recurrence; it contracts while
lr·λ stays below the rule's own bound (Goh, "Why momentum really works", Distill, 2017).
"""

from dataclasses import dataclass

import numpy as np

from engine.trajectory import Trajectory


@dataclass(frozen=True)
class Breach:
    """A stability bound and what was set against it.

    Attributes:
        product: lr·λmax of the run.
        limit: what it must stay below.
        formula: how the limit comes about, in plain text.
    """

    product: float
    limit: float
    formula: str


def breach(path: Trajectory) -> Breach | None:
    """The bound that a single run broke; None where there is none or it was kept."""
    bound = path.optimizer.stability_bound()
    if bound is None or not path.surface.quadratic:
        return None
    steepest = float(np.linalg.eigvalsh(path.surface.hessian(path.w[0]))[-1])
    product, limit = float(path.optimizer.lr) * steepest, float(bound.limit)
    return Breach(product, limit, bound.formula) if product >= limit else None
