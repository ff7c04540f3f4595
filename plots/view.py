"""What a person chose to look at: beside the scenario, the other half of a link."""

from dataclasses import dataclass

from engine.axes import EVERY
from engine.maps import METRICS
from engine.scenario import MOST_RUNS, MOST_STEPS
from engine.streams import SOURCES
from engine.tuning import CRITERIA
from networks import ACTIVATIONS
from optimizers import OPTIMIZERS
from optimizers.adam import decay, first_decay, second_decay
from parameters import Declared, Interval, choice, flag, parameter
from surfaces import SURFACES


@dataclass(frozen=True)
class View(Declared):
    """How the Explore page shows a scenario; each field is a choice in the View menu."""

    layout: str = choice(
        "linked",
        ("linked", "panes"),
        symbol="",
        meaning="Surface beside contour, or one surface a run for the first three runs.",
    )
    frame: str = choice(
        "surface",
        ("surface", "paths"),
        symbol="",
        meaning="Look at the surface's own window, or at all of the paths.",
    )
    nesterov: str = choice(
        "iterates",
        ("iterates", "look-ahead"),
        symbol="",
        meaning="Nesterov's path as its points W, or as the points W + αv where it takes the"
        " gradient: PyTorch, Keras and Optax show those.",
    )
    height: str = choice(
        "auto",
        ("auto", "loss", "log"),
        symbol="",
        meaning="Height as the loss itself or as its logarithm; auto suits the surface.",
    )
    curve: str = choice(
        "log",
        ("log", "linear"),
        symbol="",
        meaning="The loss curve's vertical axis.",
    )
    against: str = choice(
        "step",
        ("step", "evaluations"),
        symbol="",
        meaning="The loss curve against steps or against gradient evaluations.",
    )
    seeds: str = choice(
        "1",
        ("1", "20", "100"),
        symbol="",
        meaning="With gradient noise: beside the run that is drawn, the median and the quartiles"
        " of the loss over so many seeds.",
    )


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


AUTO = "auto"


@dataclass(frozen=True)
class MapsView(Declared):
    """Which map of which run the Maps page shows."""

    kind: str = choice(
        "settings",
        ("settings", "basins"),
        symbol="",
        meaning="How the run ends for every pair of settings, or from every start.",
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


@dataclass(frozen=True)
class ReferenceView(Declared):
    """Which card of the Reference page is open."""

    card: str = choice(
        "gd",
        (*OPTIMIZERS, *SURFACES),
        symbol="",
        meaning="The optimizer or the surface that is described.",
    )


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
