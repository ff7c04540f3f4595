"""What the Step page looks at."""

from dataclasses import dataclass

from engine.scenario import MOST_RUNS, MOST_STEPS
from parameters import Declared, Interval, flag, parameter


@dataclass(frozen=True)
class StepView(Declared):
    """Which step of which run the Step page looks into."""

    slot: int = parameter(
        1,
        symbol="",
        valid=Interval(1, MOST_RUNS, "both"),
        slider=(1, MOST_RUNS),
        meaning="The run that is looked into.",
    )
    step: int = parameter(
        0,
        symbol="k",
        valid=Interval(0, MOST_STEPS, "both"),
        slider=(0, MOST_STEPS),
        meaning="The step that is shown, counted from 0.",
    )
    beside: bool = flag(
        False,
        symbol="",
        meaning="Momentum beside Nesterov: the step that each would take from the same point with"
        " the same velocity.",
    )
