"""What the Reference page shows."""

from dataclasses import dataclass

from optimizers import OPTIMIZERS
from parameters import Declared, choice
from surfaces import SURFACES


@dataclass(frozen=True)
class ReferenceView(Declared):
    """Which card of the Reference page is open."""

    card: str = choice(
        "gd",
        (*OPTIMIZERS, *SURFACES),
        symbol="",
        meaning="The optimizer or the surface that is described.",
    )
