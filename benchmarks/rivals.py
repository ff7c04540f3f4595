"""Adam's way down Rosenbrock's valley under many settings at once, as others would write it.

Each is told learning rates and β₁, shape (n,), and the steps. It returns what a sweep tells of
every lane: the step of arrival, the step of divergence (-1 where there is none), and the best loss.
"""

import importlib
import importlib.util
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parameters import Array, Bools
from surfaces import Rosenbrock

START = Rosenbrock.start
TOLERANCE, BEYOND, BETA2, EPS = 1e-3, 1e6, 0.999, 1e-8

Outcome = tuple[NDArray[Any], NDArray[Any], Array]
Rival = Callable[[Array, Array, int], Outcome]


def naive(lr: Array, beta1: Array, steps: int) -> Outcome:
    """NumPy as it comes to mind: a row a run, arrays of shape (n, 2)."""
    count = len(lr)
    w, m, v = np.tile(START, (count, 1)), np.zeros((count, 2)), np.zeros((count, 2))
    lr, beta1 = lr[:, None], beta1[:, None]
    reached, diverged, best = np.full(count, -1), np.full(count, -1), np.full(count, np.inf)
    inside: Bools = np.full(count, False)
    limit = BEYOND * (1 + (1 - w[:, 0]) ** 2 + 100 * (w[:, 1] - w[:, 0] ** 2) ** 2)
    for k in range(1, steps + 1):
        off = w[:, 1] - w[:, 0] ** 2
        g = np.stack([-2 * (1 - w[:, 0]) - 400 * w[:, 0] * off, 200 * off], axis=1)
        m = beta1 * m + (1 - beta1) * g
        v = BETA2 * v + (1 - BETA2) * g**2
        w = w - lr * (m / (1 - beta1**k)) / (np.sqrt(v / (1 - BETA2**k)) + EPS)
        loss = (1 - w[:, 0]) ** 2 + 100 * (w[:, 1] - w[:, 0] ** 2) ** 2
        lost = ~(loss <= limit) | ~np.isfinite(w).all(axis=1)
        diverged[lost & (diverged < 0)] = k
        now = loss <= TOLERANCE
        reached[now & ~inside] = k
        inside = now
        best = np.where(lost, best, np.minimum(best, loss))
    return np.where(inside, reached, -1), diverged, best


def bare(lr: Array, beta1: Array, steps: int) -> Outcome:
    """A hand-written loop over arrays of shape (2, n) that knows what is cheap in NumPy."""
    count, surface = len(lr), Rosenbrock()
    w = np.repeat(np.array(START)[:, np.newaxis], count, axis=1)
    m, v, beta1_t, beta2_t = np.zeros_like(w), np.zeros_like(w), np.ones(count), 1.0
    reached, diverged, best = np.full(count, -1), np.full(count, -1), np.full(count, np.inf)
    inside: Bools = np.full(count, False)
    limit = BEYOND * (1 + surface.value(w))
    for k in range(1, steps + 1):
        g = surface.gradient(w)
        m = beta1 * m + (1 - beta1) * g
        v = BETA2 * v + (1 - BETA2) * (g * g)
        beta1_t, beta2_t = beta1_t * beta1, beta2_t * BETA2
        w = w - lr * (m / (1 - beta1_t)) / (np.sqrt(v / (1 - beta2_t)) + EPS)
        loss = surface.value(w)
        lost = ~(loss <= limit)
        np.copyto(diverged, k, where=lost & (diverged < 0))
        now = loss <= TOLERANCE
        np.copyto(reached, k, where=now & ~inside)
        inside = now
        np.fmin(best, loss, out=best)
    return np.where(inside, reached, -1), diverged, best


def torch_batch(lr: Array, beta1: Array, steps: int) -> Outcome:
    """One batch of tensors, gradients by autograd, on one thread.

    `torch.optim.Adam` has one learning rate for a whole batch, so the rule is written out.
    """
    torch: Any = importlib.import_module("torch")
    torch.set_num_threads(1)
    surface: Any = Rosenbrock()
    rate, beta = torch.tensor(lr), torch.tensor(beta1)
    w = torch.tensor(START, dtype=torch.float64)[:, None].repeat(1, len(lr))
    m, v, beta1_t, beta2_t = torch.zeros_like(w), torch.zeros_like(w), torch.ones_like(rate), 1.0
    reached, diverged = torch.full_like(rate, -1), torch.full_like(rate, -1)
    best, inside = torch.full_like(rate, np.inf), torch.zeros_like(rate, dtype=torch.bool)
    limit = BEYOND * (1 + surface.value(w))
    for k in range(1, steps + 1):
        w.requires_grad_(True)
        (g,) = torch.autograd.grad(surface.value(w).sum(), w)
        with torch.no_grad():
            m = beta * m + (1 - beta) * g
            v = BETA2 * v + (1 - BETA2) * (g * g)
            beta1_t, beta2_t = beta1_t * beta, beta2_t * BETA2
            w = w - rate * (m / (1 - beta1_t)) / ((v / (1 - beta2_t)).sqrt() + EPS)
            loss = surface.value(w)
            diverged = torch.where(~(loss <= limit) & (diverged < 0), k, diverged)
            now = loss <= TOLERANCE
            reached = torch.where(now & ~inside, k, reached)
            inside, best = now, torch.fmin(best, loss)
    arrived = torch.where(inside, reached, -1.0)
    return arrived.numpy(), diverged.numpy(), best.numpy()


def jax_scan(lr: Array, beta1: Array, steps: int) -> Outcome:
    """A `scan` over the steps under `vmap` over the lanes, compiled, gradients by `grad`."""
    found = _compiled(steps)(lr, beta1)
    reached, diverged, best = (np.asarray(each) for each in found)
    return reached, diverged, best


@lru_cache(maxsize=4)
def _compiled(steps: int) -> Callable[[Array, Array], Any]:
    jax: Any = importlib.import_module("jax")
    jax.config.update("jax_enable_x64", True)
    jnp, surface = jax.numpy, Rosenbrock()
    gradient = jax.grad(surface.value)

    def lane(lr: Any, beta1: Any) -> Any:
        w = jnp.array(START)
        limit = BEYOND * (1 + surface.value(w))

        def step(carried: Any, k: Any) -> tuple[Any, None]:
            w, m, v, beta1_t, beta2_t, reached, diverged, best, inside = carried
            g = gradient(w)
            m = beta1 * m + (1 - beta1) * g
            v = BETA2 * v + (1 - BETA2) * (g * g)
            beta1_t, beta2_t = beta1_t * beta1, beta2_t * BETA2
            w = w - lr * (m / (1 - beta1_t)) / (jnp.sqrt(v / (1 - beta2_t)) + EPS)
            loss = surface.value(w)
            diverged = jnp.where(~(loss <= limit) & (diverged < 0), k, diverged)
            now = loss <= TOLERANCE
            reached = jnp.where(now & ~inside, k, reached)
            return (w, m, v, beta1_t, beta2_t, reached, diverged, jnp.fmin(best, loss), now), None

        zero = jnp.zeros(2)
        begin = (w, zero, zero, 1.0, 1.0, -1, -1, jnp.inf, False)
        end, _ = jax.lax.scan(step, begin, jnp.arange(1, steps + 1))
        *_, reached, diverged, best, inside = end
        return jnp.where(inside, reached, -1), diverged, best

    return jax.jit(jax.vmap(lane))


def installed() -> dict[str, Rival]:
    """Those whose library is here, by what they are called."""
    found: dict[str, Rival] = {"naive (n, 2)": naive, "bare (2, n)": bare}
    if importlib.util.find_spec("torch"):
        found["torch batch"] = torch_batch
    if importlib.util.find_spec("jax"):
        found["jax compiled"] = jax_scan
    return found
