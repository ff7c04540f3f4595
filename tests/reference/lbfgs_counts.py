"""How often SciPy's L-BFGS-B and torch's LBFGS ask, on Rosenbrock's valley."""

import numpy
import torch
from scipy.optimize import minimize
from worlds import rosenbrock


def valley(w):
    return (1 - w[0]) ** 2 + 100 * (w[1] - w[0] * w[0]) ** 2


def lbfgs_counts(start, below=1e-12):
    """Iterations and gradient evaluations until Rosenbrock's loss is `below`."""
    seen = []

    def asked(w):
        seen.append(valley(w))
        return seen[-1], numpy.array(rosenbrock(*w.tolist()))

    after = []  # evaluations at the end of each iteration
    minimize(
        asked,
        numpy.array(start),
        jac=True,
        method="L-BFGS-B",
        options={"maxcor": 10, "ftol": 0, "gtol": 0, "maxls": 25},
        callback=lambda intermediate_result: after.append((intermediate_result.fun, len(seen))),
    )
    reached = next(k for k, (loss, _) in enumerate(after) if loss < below)
    counts = {"scipy": {"iterations": reached + 1, "evaluations": after[reached][1]}}

    w = torch.tensor(start, requires_grad=True)
    optimizer = torch.optim.LBFGS(
        [w],
        max_iter=1,
        max_eval=26,
        history_size=10,
        tolerance_grad=0,
        tolerance_change=0,
        line_search_fn="strong_wolfe",
    )
    evaluations, iterations = 0, 0

    def closure():
        nonlocal evaluations
        evaluations += 1
        w.grad = torch.tensor(rosenbrock(*w.tolist()))
        return torch.tensor(valley(w.tolist()))

    while valley(w.tolist()) >= below:
        optimizer.step(closure)
        iterations += 1
    counts["torch"] = {"iterations": iterations, "evaluations": evaluations}
    return {"start": list(start), "below": below, "history": 10, **counts}
