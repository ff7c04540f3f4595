"""What a run was: its points, losses and internals, and in one word how it went."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from engine.conditions import Conditions
from engine.window import window_for
from languages import N_, _
from optimizers import Optimizer
from parameters import Array, Bools, parameters
from surfaces import DataSurface, Surface

if TYPE_CHECKING:
    import pandas

Outcome = Literal["diverged", "reached", "left", "stalled", "going"]

DIVERGED_BEYOND = 1e6  # times (1 + the loss at the start above the infimum)
STALLED_WITHIN = 1e-3  # of the window, over the last tenth of the steps

_SAID: dict[Outcome, str] = {
    "diverged": N_("diverged at step {step}"),
    "reached": N_("reached at step {step}"),
    "left": N_("left the window at step {step}"),
    "stalled": N_("stalled"),
    "going": N_("going"),
}


@dataclass(frozen=True)
class Status:
    """How a run went.

    Attributes:
        outcome: diverged, reached, left (the window), stalled or going, in this precedence.
        step: when it happened; None where the outcome has no moment.
    """

    outcome: Outcome
    step: int | None = None

    def __str__(self) -> str:
        return _(_SAID[self.outcome]).format(step=self.step)


@dataclass(frozen=True, eq=False)
class Trajectory:
    """A recorded run, or a batch of runs in the lanes of the last axis.

    Attributes:
        optimizer, surface: what ran on what.
        w: (steps + 1, 2) or (steps + 1, 2, n): row 0 is the start. A single run is shorter if
            it stopped being finite; in a batch the rest of its lane is NaN.
        loss: (steps + 1,) or (steps + 1, n): the true full loss at every point.
        internals: by name, (steps, 2) or (steps, 2, n): row k holds what step k used.
        evaluations: (steps + 1,) or (steps + 1, n): gradient evaluations so far.
        rates: (steps,) or (steps, n): the learning rate of every step.
        clipped: (steps,) or (steps, n): whether the step's gradient has been shortened.
        noise: (steps, 2) or (steps, 2, n): what was added to the step's gradient; None if nothing.
        conditions: the schedule, the clipping and the batch size.
        tolerance: how far above the infimum counts as arrived.
        steps: how many steps were asked for.
        seed: the seed of the run's noise and batches; with many seeds, one a lane.
        examples: (steps + 1,) or (steps + 1, n): the examples that its gradients have seen so far;
            None on a surface without data.
    """

    optimizer: Optimizer
    surface: Surface
    w: Array
    loss: Array
    internals: dict[str, Array]
    evaluations: NDArray[np.int_]
    rates: Array
    clipped: Bools
    noise: Array | None
    conditions: Conditions
    tolerance: float
    steps: int
    seed: int | NDArray[np.int_] = 0
    examples: NDArray[np.int_] | None = None

    @classmethod
    def ended_where_finite(cls, *, w: Array, loss: Array, **recorded: object) -> Trajectory:
        """A trajectory whose lanes end at their last finite point."""
        finite = np.isfinite(loss) & np.all(np.isfinite(w), axis=1)
        alive = np.logical_and.accumulate(finite, axis=0)
        whole = cls(w=w, loss=loss, **recorded)  # type: ignore[arg-type]
        if bool(alive.all()):
            return whole
        if w.ndim == 2:
            return whole._first(max(1, int(alive.sum())))
        taken = alive[1:, np.newaxis]
        alive[0] = True  # the start is the start, whatever its loss
        return replace(
            whole,
            w=np.where(alive[:, np.newaxis], w, np.nan),
            loss=np.where(alive, loss, np.nan),
            internals={k: np.where(taken, rows, np.nan) for k, rows in whole.internals.items()},
        )

    def lane(self, index: int) -> Trajectory:
        """One run of a batch, as if it had been run alone."""
        own = {
            name: np.broadcast_to(getattr(self.optimizer, name), self.w.shape[2:])[index]
            for name, declared in parameters(self.optimizer).items()
            if declared.sweepable
        }
        single = replace(
            self,
            optimizer=replace(self.optimizer, **own),  # type: ignore[type-var]
            w=self.w[:, :, index],
            loss=self.loss[:, index],
            internals={k: rows[:, :, index] for k, rows in self.internals.items()},
            evaluations=self.evaluations[:, index],
            rates=self.rates[:, index] if self.rates.ndim > 1 else self.rates,
            clipped=self.clipped[:, index],
            noise=None if self.noise is None else self.noise[:, :, index],
            examples=None if self.examples is None else self.examples[:, index],
            seed=int(self.seed[index]) if isinstance(self.seed, np.ndarray) else self.seed,
        )
        return single._first(max(1, int(np.isfinite(single.loss).sum())))

    def _first(self, count: int) -> Trajectory:
        """The first `count` points of a single run."""
        return replace(
            self,
            w=self.w[:count],
            loss=self.loss[:count],
            internals={k: rows[: count - 1] for k, rows in self.internals.items()},
            evaluations=self.evaluations[:count],
            rates=self.rates[: count - 1],
            clipped=self.clipped[: count - 1],
            noise=None if self.noise is None else self.noise[: count - 1],
            examples=None if self.examples is None else self.examples[:count],
        )

    @property
    def gradient(self) -> Array:
        """(steps, 2): the gradient as the rule saw it, noise and look-ahead included."""
        return self.internals.get("g", np.zeros((0, *self.w.shape[1:])))

    @property
    def look_ahead(self) -> Array | None:
        """(steps + 1, 2): W + αv at every point, which is what libraries call Nesterov's path.

        None for rules that do not look ahead.
        """
        if "look_ahead" not in self.internals:
            return None
        carried = self.optimizer.alpha * self.internals["v"][-1:]  # type: ignore[attr-defined]
        last = self.w[len(self.w) - len(carried) :] + carried
        return np.concatenate([self.internals["look_ahead"], last])

    @property
    def epochs(self) -> Array | None:
        """How many times as many examples as there are its gradients have seen so far.

        Of the shape of `examples`; None on a surface without data.
        """
        if self.examples is None or not isinstance(self.surface, DataSurface):
            return None
        return np.asarray(self.examples / self.surface.y.size)

    @property
    def gradient_evaluations(self) -> int:
        """How often the rule asked for a gradient, in the lane that asked most."""
        return int(np.max(self.evaluations[-1]))

    @cached_property
    def diverged_at(self) -> int | None:
        """The first step not finite, or with a loss a million times that of the start.

        Raises:
            TypeError: for a batch; ask one of its lanes.
        """
        self._require_single("diverged_at")
        if not np.isfinite(self.loss[0]):
            return 0
        infimum = self.surface.infimum
        floor = self.loss[0] if infimum is None else infimum
        with np.errstate(over="ignore"):  # nothing finite lies beyond an infinite limit
            beyond = self.loss - floor > DIVERGED_BEYOND * (1 + self.loss[0] - floor)
        if beyond.any():
            return int(np.argmax(beyond))
        return len(self.w) if len(self.w) <= self.steps else None

    @cached_property
    def status(self) -> Status:
        """How the run went.

        Raises:
            TypeError: for a batch; ask one of its lanes.
        """
        if self.diverged_at is not None:
            return Status("diverged", self.diverged_at)
        infimum = self.surface.infimum
        if infimum is not None:
            arrived = last_true_stretch(self.loss - infimum <= self.tolerance)
            if arrived is not None:
                return Status("reached", arrived)
        outside = last_true_stretch(~window_for(self.surface, self.w[0]).contains(self.w.T))
        if outside is not None:
            return Status("left", outside)
        tail = self.w[-(-(-self.steps // 10) + 1) :]
        moved = float(np.linalg.norm(np.diff(tail, axis=0), axis=1).sum())
        if self.steps and moved < STALLED_WITHIN * self.surface.domain.size:
            return Status("stalled")
        return Status("going")

    @property
    def steps_to_tolerance(self) -> int | None:
        """The step from which the loss stays within the tolerance, or None."""
        return self.status.step if self.status.outcome == "reached" else None

    @property
    def distance(self) -> float:
        """From the last point to the nearest global minimum; NaN where there is none."""
        minima = self.surface.minima
        if minima.shape[1] == 0:
            return float("nan")
        return float(np.linalg.norm(minima - self.w[-1][:, np.newaxis], axis=0).min())

    def to_frame(self) -> pandas.DataFrame:
        """One row a point: w1, w2, loss, evaluations, examples seen, and what the step there used.

        That is its learning rate `lr`, whether its gradient was `clipped` and the `noise` in it,
        where there is such a thing, and every internal, a column a coordinate. No step leaves the
        last point.

        Raises:
            TypeError: for a batch; ask one of its lanes.
        """
        import pandas  # half a second that only those who want a frame should pay

        self._require_single("to_frame")
        columns: dict[str, Any] = {
            "w1": self.w[:, 0],
            "w2": self.w[:, 1],
            "loss": self.loss,
            "evaluations": self.evaluations,
            "lr": np.append(self.rates, np.nan),
        }
        if self.examples is not None:
            columns["examples"] = self.examples
        if self.conditions.clip:
            columns["clipped"] = pandas.array([*self.clipped.tolist(), None], dtype="boolean")
        noise = {} if self.noise is None else {"noise": self.noise}
        for name, rows in (noise | self.internals).items():
            columns[f"{name}_1"], columns[f"{name}_2"] = np.vstack([rows, [np.nan, np.nan]]).T
        return pandas.DataFrame(columns, index=pandas.RangeIndex(len(self.w), name="step"))

    def _require_single(self, name: str) -> None:
        if self.w.ndim != 2:
            raise TypeError(f"{name} belongs to one run: use .lane(i).{name}")


def last_true_stretch(holds: Bools) -> int | None:
    """Where the stretch begins that holds up to the end; None if the end does not hold."""
    if not holds[-1]:
        return None
    broken = np.flatnonzero(~holds)
    return int(broken[-1]) + 1 if broken.size else 0
