"""What the Averages page averages."""

from dataclasses import dataclass

from engine.scenario import MOST_RUNS, MOST_STEPS
from engine.streams import SOURCES
from optimizers.adam import decay, first_decay, second_decay
from parameters import Declared, Interval, choice, parameter

RECORDED = "recorded"  # a stream that comes from no source but from one of the scenario's runs


def _gamma(index: int, default: float) -> float:
    meaning = "Decay of an RMSProp: the share of the old average that is kept."
    return decay(default, rf"\gamma_{index}", meaning)


@dataclass(frozen=True)
class AveragesView(Declared):
    """The gradients that the Averages page looks at, and the decays of the averages."""

    stream: str = choice(
        "normal",
        (*SOURCES, RECORDED),
        symbol="",
        meaning="The gradients of one coordinate, one a step.",
    )
    length: int = parameter(
        200,
        symbol="T",
        valid=Interval(1, MOST_STEPS, "both"),
        slider=(1, MOST_STEPS),
        meaning="How many gradients come.",
    )
    slot: int = parameter(
        1,
        symbol="",
        valid=Interval(1, MOST_RUNS, "both"),
        slider=(1, MOST_RUNS),
        meaning="Which run of Explore the gradients are recorded from.",
    )
    coordinate: str = choice(
        "w1",
        ("w1", "w2"),
        symbol="",
        meaning="The gradient along w₁ or along w₂.",
    )
    gamma1: float = _gamma(1, 0.1)
    gamma2: float = _gamma(2, 0.9)
    gamma3: float = _gamma(3, 0.99)
    beta1: float = first_decay()
    beta2: float = second_decay()
    axis: str = choice(
        "log",
        ("log", "linear"),
        symbol="",
        meaning="The vertical axis of the coefficients.",
    )

    @property
    def gammas(self) -> tuple[float, ...]:
        """The decays of the RMSProps."""
        return self.gamma1, self.gamma2, self.gamma3
