"""A loss that a person wrote: read, differentiated, shown as a formula and as NumPy code."""

from surfaces.expressions.expression import Expression, expression
from surfaces.expressions.latex import latex
from surfaces.expressions.reading import read
from surfaces.expressions.tokens import LONGEST, ExpressionError

__all__ = ["LONGEST", "Expression", "ExpressionError", "expression", "latex", "read"]
