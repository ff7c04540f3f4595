"""Runs and results in words."""

from collections import Counter
from collections.abc import Sequence

from engine import Scenario, Trajectory
from optimizers import OPTIMIZERS
from parameters import parameters
from surfaces import SURFACES


def labels(scenario: Scenario, but: str = "") -> list[str]:
    """A name for every run; runs of one optimizer are told apart by what differs between them.

    A parameter called `but` is left out: it stands beside the name already.
    """
    counts = Counter(run.key for run in scenario.runs)
    names = []
    for run in scenario.runs:
        rule = OPTIMIZERS[run.key]
        twins = [other for other in scenario.runs if other.key == run.key]
        differing = [
            f"{declared.letter} {declared.text(run[name])}"
            for name, declared in parameters(rule).items()
            if name != but and len({twin[name] for twin in twins}) > 1
        ]
        names.append(" ".join([rule.title, *differing]) if counts[run.key] > 1 else rule.title)
    return names


def description(scenario: Scenario, paths: Sequence[Trajectory]) -> str:
    """What the plots show, for those who do not see them."""
    surface = SURFACES[scenario.surface.key].title
    w1, w2 = scenario.start
    runs = "; ".join(
        f"{label}: {path.status}, last loss {path.loss[-1]:.3g}"
        for label, path in zip(labels(scenario), paths, strict=True)
    )
    return f"{surface}, from ({w1:g}, {w2:g}), {scenario.steps} steps. {runs}."
