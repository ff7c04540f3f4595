"""How many steps a second every rule takes: one path, and a sweep of 10,000 settings.

    python -m benchmarks.engine

On Rosenbrock's valley, each rule at its own learning rate. Where torch is installed, its optimizer
with autograd runs the same single path in the same run. At the end Adam's sweep stands beside the
same work written otherwise (`benchmarks.rivals`), round by round in turn.
"""

import ast
import importlib
import importlib.util
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks import rivals
from engine import RunSpec, Scenario, SurfaceSpec, run, sweep
from exports.libraries import recipes
from optimizers import OPTIMIZERS, Adam, Optimizer
from parameters import Array
from surfaces import Rosenbrock, Surface

STEPS = 500
LANES = 10_000
LANE_STEPS = 20  # of all lanes; a rule such as L-BFGS asks several times a step
ROUNDS = 3
SWEPT_STEPS, SWEPT_ROUNDS = 300, 7


def _best(work: Callable[[], Any]) -> float:
    """The least of some seconds: what else the machine does can only add."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def _sweep(rule: Optimizer, surface: Surface, start: tuple[float, float]) -> None:
    """Steps of 10,000 learning rates."""
    many = rule.with_lr(np.asarray(rule.lr) * np.logspace(-1, 0, LANES))
    sweep(many, surface, start, LANE_STEPS)


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


def _ours(lr: Array, beta1: Array, steps: int) -> rivals.Outcome:
    swept = sweep(Adam(lr=lr, beta1=beta1), Rosenbrock(), rivals.START, steps)
    return swept.reached, swept.diverged_at, swept.best_loss


def _settings(count: int) -> tuple[Array, Array, int]:
    """Learning rates and β₁ of a grid of about `count` settings, and the steps."""
    side = round(count**0.5)
    lr, beta1 = np.meshgrid(np.logspace(-4, 0.5, side), 1 - np.logspace(-3, 0, side))
    return lr.ravel(), beta1.ravel(), SWEPT_STEPS


def _beside() -> None:
    """Adam's sweep beside the same work written otherwise, in turn; a line each."""
    contenders: dict[str, rivals.Rival] = {"ours": _ours} | rivals.installed()
    given = _settings(LANES)
    with np.errstate(all="ignore"):
        found = {name: work(*given) for name, work in contenders.items()}  # and compiled
        seconds = dict.fromkeys(contenders, np.inf)
        for _ in range(SWEPT_ROUNDS):
            for name, work in contenders.items():
                began = time.perf_counter()
                work(*given)
                seconds[name] = min(seconds[name], time.perf_counter() - began)
    for name, theirs in seconds.items():
        same = np.mean(found[name][0] == found["ours"][0])
        ratio = theirs / seconds["ours"]
        print(f"{name:12} {theirs * 1e3:5.0f} ms, ours {ratio:.2f} times; {same:.1%} arrive alike")


def _memory(count: int) -> float:
    """The most that a sweep of so many settings holds at a time, in MiB, outcome included."""
    given = _settings(count)
    tracemalloc.start()
    _ours(*given)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 2**20


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
    print(f"Adam's sweep over {LANES:,} settings of η and β₁, {SWEPT_STEPS} steps")
    _beside()
    memory = (f"{_memory(count):.1f} MiB of {count:,}" for count in (LANES, 10 * LANES))
    print(f"memory of a sweep: {', '.join(memory)} settings")
    print(f"engine: {len(OPTIMIZERS)} rules{against}")


if __name__ == "__main__":
    main()
