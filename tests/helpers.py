"""What several tests need: values at and beyond the edges, paths drawn by hand, comparisons."""

import itertools
from typing import Any

import numpy as np

from engine import Conditions, Trajectory
from optimizers import GradientDescent
from parameters import Parameter, parameters
from surfaces import SURFACES, Surface


def just_outside(declared: Parameter) -> list[float]:
    """The nearest values that a number's range excludes, and infinity."""
    valid, outside = declared.valid, [float("inf"), float("-inf")]
    for end, beyond in ((valid.low, -np.inf), (valid.high, np.inf)):
        if np.isinf(end):
            continue
        inside = valid.contains(end)
        nearest = end + np.sign(beyond) if isinstance(declared.default, int) else None
        if nearest is None:
            nearest = float(np.nextafter(end, beyond))
        outside.append(nearest if inside else end)
    return outside


def at_the_edges(kind: type) -> list[dict[str, Any]]:
    """The default and both ends of the slider of each number, in every combination."""
    ends = {
        name: sorted({*declared.slider, declared.default})
        for name, declared in parameters(kind).items()
        if isinstance(declared.default, float)
    }
    return [dict(zip(ends, each, strict=True)) for each in itertools.product(*ends.values())]


def surfaces_at_the_edges() -> list[Surface]:
    """Every surface at every combination of `at_the_edges`."""
    return [kind(**given) for kind in SURFACES.values() for given in at_the_edges(kind)]


def name_of(surface: Surface) -> str:
    """A surface with its parameters, as a test's id."""
    given = [f"{name}={p.text(getattr(surface, name))}" for name, p in parameters(surface).items()]
    return "-".join([surface.key, *given])


def points_of(surface: Surface, count: int = 200) -> np.ndarray:
    """Points in the surface's window, shape (2, count), always the same."""
    window, rng = surface.domain, np.random.default_rng(7)
    return window.low[:, None] + rng.random((2, count)) * (window.high - window.low)[:, None]


def drawn(points: Any, surface: Surface, tolerance: float = 1e-3) -> Trajectory:
    """A single run that visits exactly `points`, shape (steps + 1, 2)."""
    w = np.array(points, dtype=np.float64)
    with np.errstate(all="ignore"):
        loss = surface.value(w.T)
    return Trajectory.ended_where_finite(
        optimizer=GradientDescent(),
        surface=surface,
        w=w,
        loss=loss,
        internals={"g": surface.gradient(w[:-1].T).T},
        evaluations=np.arange(len(w)),
        rates=np.full(len(w) - 1, 0.1),
        clipped=np.zeros(len(w) - 1, dtype=bool),
        noise=None,
        conditions=Conditions(),
        tolerance=tolerance,
        steps=len(w) - 1,
    )


def assert_same_run(one: Trajectory, other: Trajectory) -> None:
    """Two single runs are the same bit for bit."""
    np.testing.assert_array_equal(one.w, other.w)
    np.testing.assert_array_equal(one.loss, other.loss)
    np.testing.assert_array_equal(one.evaluations, other.evaluations)
    assert one.internals.keys() == other.internals.keys()
    for name, rows in one.internals.items():
        np.testing.assert_array_equal(rows, other.internals[name], err_msg=name)
    assert one.status == other.status
