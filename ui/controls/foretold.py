"""What theory says of a run on a quadratic, beside what is measured of it."""

from engine import Scenario
from engine.theory import measured, theory
from languages import _
from parameters import parameters
from plots.axes import number


def foretold(alone: Scenario, marked: bool) -> str:
    """The factors by which the error shrinks a step, and the best there are, in Markdown.

    Where the best setting is `marked` on the map, its mark is said.
    """
    known = theory(alone)
    if known is None:
        return ""
    found = measured(alone.path(0))
    said = [_("**Theory**: each step multiplies the error")]
    for curvature, factor, swings in zip(
        known.curvatures, known.factors, known.swings, strict=True
    ):
        swinging = _("along λ = {curvature}: × {factor}, swinging")
        line = swinging if swings else _("along λ = {curvature}: × {factor}")
        said.append("- " + line.format(curvature=number(curvature), factor=number(factor)))
    run = _("In the long run **predicted × {predicted:.4g}**.")
    if found is not None:
        run = _("In the long run **predicted × {predicted:.4g}**, **measured × {measured:.4g}**.")
    said.append("\n" + run.format(predicted=known.factor, measured=found))
    if known.best is not None:
        declared = parameters(alone.runs[0].build())
        values = ", ".join(f"{declared[name].letter} = {v:.4g}" for name, v in known.best.items())
        best = (
            _("The best in theory (diamond): {values}: × {factor:.4g} a step.")
            if marked
            else _("The best in theory: {values}: × {factor:.4g} a step.")
        )
        said.append(best.format(values=values, factor=known.best_factor))
    return "\n".join(said)
