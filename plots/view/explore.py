"""How the Explore page shows a scenario."""

from dataclasses import dataclass

from parameters import Declared, choice

#: What a loss curve may be drawn against where there are examples.
OF_EXAMPLES = ("epochs", "examples")


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
        ("step", "evaluations", *OF_EXAMPLES),
        symbol="",
        meaning="The loss curve against steps or gradient evaluations; with data also against the"
        " examples seen, or against epochs: times that many examples as there are.",
    )
    seeds: str = choice(
        "1",
        ("1", "20", "100"),
        symbol="",
        meaning="With gradient noise or batches: beside the run that is drawn, the median and the"
        " quartiles of the loss over so many seeds.",
    )
