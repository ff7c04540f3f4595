"""How many steps a second every rule takes: one path, and 10,000 settings at once.

    python -m benchmarks.engine

On Rosenbrock's valley, each rule at its own learning rate. Where torch is installed, its optimizer
with autograd runs the same single path in the same run.
"""

import ast
import importlib
import importlib.util
import itertools
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from engine import RunSpec, Scenario, SurfaceSpec, run, steps
from engine.oracle import SurfaceOracle
from exports.libraries import recipes
from optimizers import OPTIMIZERS, Optimizer
from surfaces import Surface

STEPS = 500
LANES = 10_000
LANE_STEPS = 20  # of all lanes; a rule such as L-BFGS asks several times a step
ROUNDS = 3


def _best(work: Callable[[], Any]) -> float:
    """The least of some seconds: what else the machine does can only add."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def _sweep(rule: Optimizer, surface: Surface, start: tuple[float, float]) -> None:
    """Steps of 10,000 learning rates, of which nothing is recorded."""
    many = rule.with_lr(np.asarray(rule.lr) * np.logspace(-1, 0, LANES))
    w = np.repeat(np.array(start)[:, np.newaxis], LANES, axis=1)
    with np.errstate(all="ignore"):
        for _ in itertools.islice(steps(many, SurfaceOracle(surface), w), LANE_STEPS):
            pass


def _torch_path(call: str, surface: Surface, start: tuple[float, float]) -> Callable[[], None]:
    """The same path by torch, with the surface written in its operations."""
    torch: Any = importlib.import_module("torch")
    parsed = ast.parse(call, mode="eval").body
    assert isinstance(parsed, ast.Call)
    assert isinstance(parsed.func, ast.Attribute)
    kind = getattr(torch.optim, parsed.func.attr)
    settings = {str(each.arg): ast.literal_eval(each.value) for each in parsed.keywords}
    loss: Callable[[Any], Any] = surface.value

    def work() -> None:
        w = torch.tensor(start, dtype=torch.float64, requires_grad=True)
        optimizer = kind([w], **settings)
        for _ in range(STEPS):
            optimizer.zero_grad()
            loss(w).backward()
            optimizer.step()

    return work


def main() -> None:
    """Measure every rule and print a line each."""
    scenario = Scenario(surface=SurfaceSpec.of("rosenbrock"))
    surface, start = scenario.surface.build(), scenario.start
    torch = importlib.util.find_spec("torch") is not None
    ratios = []
    for key in OPTIMIZERS:
        rule = RunSpec.on(scenario.surface.key, key).build()
        one = STEPS / _best(lambda rule=rule: run(rule, surface, start, STEPS))  # type: ignore[misc]
        many = LANES * LANE_STEPS / _best(lambda rule=rule: _sweep(rule, surface, start))  # type: ignore[misc]
        line = f"{key:9} one path {one:9,.0f} steps/s; {LANES:,} settings {many:12,.0f} steps/s"
        call = recipes(rule)["torch"].call if torch else ""
        if call:
            theirs = STEPS / _best(_torch_path(call, surface, start))
            ratios.append(one / theirs)
            line += f"; torch {theirs:7,.0f} steps/s, ours {one / theirs:.1f} times"
        print(line)
    against = f", {np.median(ratios):.1f} times torch in the median" if ratios else ""
    print(f"engine: {len(OPTIMIZERS)} rules{against}")


if __name__ == "__main__":
    main()
