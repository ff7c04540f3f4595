"""Runs and results in words."""

from collections.abc import Sequence

from engine import Conditions, RunSpec, Scenario, Trajectory
from languages import _, per_language, pgettext
from optimizers import OPTIMIZERS
from parameters import parameters
from surfaces import SURFACES


def labels(scenario: Scenario, but: str = "") -> list[str]:
    """A name for every run; runs of one optimizer are told apart by what differs between them.

    Batches, a schedule and clipping are always said. A parameter called `but` is left out: it
    stands beside the name already.
    """
    return list(_labels(scenario, but))


@per_language(maxsize=256)  # asked for by every part of a page
def _labels(scenario: Scenario, but: str) -> tuple[str, ...]:
    names = []
    for run in scenario.runs:
        twins = [other for other in scenario.runs if other.key == run.key]
        differing = [
            name
            for name in run.declared(run.key)
            if name != but and len({twin[name] for twin in twins}) > 1
        ]
        rule = " ".join([_(OPTIMIZERS[run.key].title), *_hyperparameters(run, differing)])
        used = run.conditions.used_on(SURFACES[scenario.surface.key])
        names.append(", ".join([rule, *_conditions(run.conditions, used, differing)]))
    return tuple(names)


def _hyperparameters(run: RunSpec, differing: list[str]) -> list[str]:
    return [
        f"{declared.letter} {declared.text(run[name])}"
        for name, declared in parameters(OPTIMIZERS[run.key]).items()
        if name in differing
    ]


def _conditions(conditions: Conditions, used: Sequence[str], differing: list[str]) -> list[str]:
    """Batches, schedule and clipping, where they are on, and of their numbers those that differ."""
    words = []
    if conditions.batch and "batch" in used:
        said = _("batch {size} drawn anew") if conditions.replacement else _("batch {size}")
        words.append(said.format(size=conditions.batch))
    if conditions.scheduled:
        numbers = [
            f"{declared.letter} {declared.text(getattr(conditions, name))}"
            for name, declared in parameters(Conditions).items()
            if name in differing and name in used and name in ("drop", "every", "rise")
        ]
        words.append(" ".join([pgettext("schedule", conditions.schedule), *numbers]))
    return words + ([f"‖g‖ ≤ {conditions.max_norm:g}"] if conditions.clip else [])


def description(scenario: Scenario, paths: Sequence[Trajectory]) -> str:
    """What the plots show, for those who do not see them."""
    w1, w2 = scenario.start
    run = _("{label}: {status}, last loss {loss}")
    runs = "; ".join(
        run.format(label=label, status=path.status, loss=f"{path.loss[-1]:.3g}")
        for label, path in zip(labels(scenario), paths, strict=True)
    )
    return _("{surface}, from ({w1}, {w2}), {steps} steps. {runs}.").format(
        surface=_(SURFACES[scenario.surface.key].title),
        w1=f"{w1:g}",
        w2=f"{w2:g}",
        steps=scenario.steps,
        runs=runs,
    )
