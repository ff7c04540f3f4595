"""What the Compare page compares by."""

from dataclasses import dataclass

from engine.scenario import MOST_STEPS
from engine.tuning import CRITERIA
from parameters import Declared, Interval, choice, parameter


@dataclass(frozen=True)
class CompareView(Declared):
    """By what the Compare page compares, and at which cost."""

    budget: int = parameter(
        100,
        symbol="",
        valid=Interval(1, MOST_STEPS, "both"),
        slider=(1, MOST_STEPS),
        meaning="Gradient evaluations that every attempt may spend. Most rules need one a step,"
        " L-BFGS several.",
    )
    criterion: str = choice(
        "final",
        CRITERIA,
        symbol="",
        meaning="What counts. Evaluations to arrive are spent until the loss stays within the"
        " tolerance of the lowest possible.",
    )
    cloud: str = choice(
        "20",
        ("1", "20", "100"),
        symbol="",
        meaning="From how many points every learning rate is tried: the start alone, or random"
        " points around it as well. A learning rate that is good from one point may be luck.",
    )
    spread: float = parameter(
        0.2,
        symbol=r"\sigma",
        valid=Interval(0, 1e6, "left"),
        slider=(0, 2),
        meaning="How far the starts are scattered: the deviation of either coordinate.",
    )
