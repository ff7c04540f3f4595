"""What the Digits page trains."""

from dataclasses import dataclass

from engine.scenario import MOST_RUNS
from networks import ACTIVATIONS
from parameters import Declared, Interval, choice, parameter


@dataclass(frozen=True)
class DigitsView(Declared):
    """The network of the Digits page, how it is trained, and whose mistakes are shown."""

    hidden: int = parameter(
        64,
        symbol="H",
        valid=Interval(4, 128, "both"),
        slider=(4, 128),
        meaning="Units in the hidden layer.",
    )
    activation: str = choice(
        "relu",
        tuple(ACTIVATIONS),
        symbol="",
        meaning="What a hidden unit makes of its input.",
    )
    batch: int = parameter(
        50,
        symbol="B",
        valid=Interval(10, 1000, "both"),
        slider=(10, 1000),
        meaning="Images that the gradient of one step is averaged over. An epoch is cut into equal"
        " batches of at most so many.",
    )
    epochs: int = parameter(
        5,
        symbol="E",
        valid=Interval(1, 30, "both"),
        slider=(1, 30),
        meaning="How many times all training images are gone through.",
    )
    rates: str = choice(
        "usual",
        ("usual", "own", "best"),
        symbol=r"\eta",
        meaning="The usual ones are what people begin with; those of the runs are set below. For a"
        " fair race every optimizer tries the same learning rates and keeps its best.",
    )
    mistakes: int = parameter(
        MOST_RUNS,
        symbol="",
        valid=Interval(1, MOST_RUNS, "both"),
        slider=(1, MOST_RUNS),
        meaning="The run whose mistakes are shown; the last where there are fewer.",
    )
