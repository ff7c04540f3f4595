"""What the Maps page maps."""

from dataclasses import dataclass

from engine.axes import EVERY
from engine.maps import METRICS
from engine.scenario import MOST_RUNS
from parameters import Declared, Interval, choice, parameter

AUTO = "auto"


@dataclass(frozen=True)
class MapsView(Declared):
    """Which map of which run the Maps page shows."""

    kind: str = choice(
        "settings",
        ("settings", "optimizers", "basins", "shares"),
        symbol="",
        meaning="How the run ends for every pair of settings, and so for every optimizer; or from"
        " every start, and so for every run.",
    )
    slot: int = parameter(
        1,
        symbol="",
        valid=Interval(1, MOST_RUNS, "both"),
        slider=(1, MOST_RUNS),
        meaning="The run that is mapped; the last where there are fewer.",
    )
    across: str = choice(
        AUTO,
        (AUTO, *EVERY),
        symbol="",
        meaning="What changes from left to right: a number of the optimizer, or of the start.",
    )
    up: str = choice(
        AUTO,
        (AUTO, *EVERY),
        symbol="",
        meaning="What changes from bottom to top; it may also be a number of the surface.",
    )
    metric: str = choice(
        "steps",
        METRICS,
        symbol="",
        meaning="What is coloured: the steps until the loss stays within the tolerance, the loss"
        " after the last step, or how far it is from the last point to the nearest minimum.",
    )
    span: str = choice(
        "near",
        ("near", "all"),
        symbol="",
        meaning="How far a logarithmic axis goes: three powers of ten around the default, or as far"
        " as the slider.",
    )
