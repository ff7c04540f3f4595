"""What theory says of a run on a quadratic, beside what is measured of it."""

from engine import Scenario
from engine.theory import measured, theory
from parameters import parameters
from plots.axes import number


def foretold(alone: Scenario, mark: str) -> str:
    """The factors by which the error shrinks a step, and the best there are, in Markdown.

    The best setting is marked on the map as `mark` says, if it is.
    """
    known = theory(alone)
    if known is None:
        return ""
    found = measured(alone.path(0))
    lines = [
        f"- along λ = {number(curvature)}: × {number(factor)}{', swinging' if swings else ''}"
        for curvature, factor, swings in zip(
            known.curvatures, known.factors, known.swings, strict=True
        )
    ]
    seen = "" if found is None else f", **measured × {found:.4g}**"
    said = ["**Theory**: each step multiplies the error", *lines]
    said.append(f"\nIn the long run **predicted × {known.factor:.4g}**{seen}.")
    if known.best is not None:
        declared = parameters(alone.runs[0].build())
        values = ", ".join(f"{declared[name].letter} = {v:.4g}" for name, v in known.best.items())
        said.append(f"The best in theory{mark}: {values}: × {known.best_factor:.4g} a step.")
    return "\n".join(said)
