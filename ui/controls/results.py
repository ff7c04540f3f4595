"""The results of a scenario: a table, and a sentence for what went wrong."""

import math
from collections.abc import Sequence

from engine import Scenario, Trajectory, breach
from engine.theory import escape
from languages import N_, _
from plots.labels import labels
from ui.controls.grid import MARKS, Column, grid, marks, room

_MARKS = {
    "diverged": N_("✕ diverged at {step}"),
    "reached": N_("✓ reached"),
    "left": N_("× left at {step}"),
    "stalled": N_("– stalled"),
    "going": N_("– going"),
}


def table(scenario: Scenario, paths: Sequence[Trajectory]) -> None:
    """One row a run."""
    names = labels(scenario, but="lr")
    ended = [_(_MARKS[path.status.outcome]).format(step=path.status.step) for path in paths]
    steps = [path.steps_to_tolerance for path in paths]
    rates, losses = (run["lr"] for run in scenario.runs), (path.loss[-1] for path in paths)
    arrived = _(
        "The step from which the loss stays within {tolerance:g} of the lowest possible. Touching"
        " it and bouncing out again does not count."
    ).format(tolerance=scenario.tolerance)
    nearest = _("From the last point to the nearest global minimum.")
    grid(
        {
            MARKS: marks(range(len(paths))),
            _("Run"): Column(names, room(names, 112, 158)),
            "η": Column([f"{rate:g}" for rate in rates], 52, "right", _("Learning rate.")),
            _("Status"): Column(ended, 100),
            _("Steps"): Column(steps, 44, help=arrived),
            _("Final L"): Column([f"{loss:.3g}" for loss in losses], 68, "right"),
            _("Distance"): Column([_distance(p.distance) for p in paths], 62, "right", nearest),
            **_cost(paths),
        }
    )


def _cost(paths: Sequence[Trajectory]) -> dict[str, Column]:
    """What the runs have cost: epochs where there are examples, else gradient evaluations."""
    epochs = [f"{path.epochs[-1]:.3g}" for path in paths if path.epochs is not None]
    if epochs:
        seen = _(
            "How many times a run's gradients have gone through as many examples as there are."
        )
        return {_("Epochs"): Column(epochs, 48, "right", seen)}
    asked = [path.gradient_evaluations for path in paths]
    return {_("∇ calls"): Column(asked, 48, help=_("Gradient evaluations."))}


def explanations(scenario: Scenario, paths: Sequence[Trajectory]) -> list[str]:
    """Why runs diverged or left, a sentence each."""
    return [
        _explained(label, path)
        for label, path in zip(labels(scenario), paths, strict=True)
        if path.status.outcome in ("diverged", "left")
    ]


def _explained(label: str, path: Trajectory) -> str:
    status, why = _foretold(path), _why(path)
    if why:
        return _("**{label}** {status}: {why}.").format(label=label, status=status, why=why)
    return _("**{label}** {status}.").format(label=label, status=status)


def _foretold(path: Trajectory) -> str:
    """How the run ended, and when theory has it leave a saddle."""
    step = escape(path) if path.status.outcome == "left" else None
    if step is None:
        return str(path.status)
    return _("{status} (theory: step {step})").format(status=path.status, step=step)


def _why(path: Trajectory) -> str:
    broken = breach(path)
    if broken:
        bound = f"{broken.limit:.4g}"
        if broken.formula != bound:
            bound = f"{broken.formula} = {bound}"
        beyond = _("lr·λₘₐₓ = {product:.4g} is not below {bound}")
        return beyond.format(product=broken.product, bound=bound)
    return _(path.surface.no_infimum) if path.surface.infimum is None else ""


def _distance(distance: float) -> str:
    return "–" if math.isnan(distance) else f"{distance:.3g}"
