"""What the player is sent of a fan: the points of one run at every value of a hyperparameter.

With them the browser shows any of these values at once, and asks nobody.
"""

import numpy as np

from engine import Scenario
from engine.fan import fan, spread_of
from optimizers import OPTIMIZERS
from parameters import parameters
from plots.player.payload import Payload, float32, named
from plots.sides import called
from plots.style import RUN_STYLES

MOST = 250_000  # bytes of a message
_VALUES, _FEWEST = 64, 32  # as many as fit; where fewer do, steps are left out
_EVERY = 5  # of them one stays: odd, so zigzags stay zigzags, and dots are drawn at no others
_ROOM = 0.74 * MOST / 4  # numbers of four bytes in base64, beside the little else


def fan_payload(alone: Scenario, name: str, wide: bool = True, look_ahead: bool = False) -> Payload:
    """The fan of the only run of `alone` over its hyperparameter `name`, `wide` or not.

    It holds the values, how each run went, and its points, losses and, where they are not the
    step, gradient evaluations: of the steps 0, `every`, 2·`every`, ... and the last. With
    `look_ahead` a rule that looks ahead is drawn where it looks.
    """
    asked = alone.path(0).evaluations
    one_a_step = np.array_equal(asked, np.arange(len(asked)))
    count, every = _size(alone.steps, 3 if one_a_step else 4)
    found = fan(alone, name, count, wide)
    rows = np.append(np.arange(0, alone.steps, every), alone.steps)
    infimum = found.surface.infimum
    w, loss = found.w, found.loss
    if look_ahead and found.look_ahead is not None:
        w = found.look_ahead
        with np.errstate(all="ignore"):  # beyond the end of a run that overflows
            loss = found.surface.value(np.moveaxis(w, 1, 0))
    return named(
        {
            "letter": parameters(found.optimizer)[name].letter,
            "values": np.asarray(getattr(found.optimizer, name)).tolist(),
            "said": [str(found.lane(index).status) for index in range(count)],
            "steps": alone.steps,
            "every": every,
            "w": float32(w[rows].transpose(2, 0, 1)),
            "loss": float32((loss[rows] - (0 if infimum is None else infimum)).T),
            "evaluations": None if one_a_step else float32(found.evaluations[rows].T),
        }
    )


def _size(steps: int, numbers: int) -> tuple[int, int]:
    """How many values, and every how-manieth step, fit with so many numbers a point."""
    for every in (1, _EVERY):
        count = min(_VALUES, int(_ROOM / (numbers * (steps // every + 2))))
        if count >= _FEWEST:
            break
    return count, every


def offers(scenario: Scenario) -> list[Payload]:
    """What there is to spread: every hyperparameter of every run, by slot and name."""
    return [
        {"slot": slot, "name": name, "label": f"{RUN_STYLES[slot].glyph} {called(declared)}"}
        for slot, run in enumerate(scenario.runs)
        for name, declared in parameters(OPTIMIZERS[run.key]).items()
        if name in spread_of(run.key)
    ]
