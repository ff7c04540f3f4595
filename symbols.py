"""The papers' symbols, which are declared in LaTeX, as plain text."""

import re
from functools import cache

_COMMANDS = {
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "epsilon": "ε",
    "eta": "η",
    "theta": "θ",
    "kappa": "κ",
    "lambda": "λ",
    "mu": "μ",
    "psi": "ψ",
    "rho": "ρ",
    "sigma": "σ",
    "tau": "τ",
    "Delta": "Δ",
    "nabla": "∇",
    "prod": "∏",
    "infty": "∞",
    "le": " ≤ ",
    "lVert": "‖",
    "rVert": "‖",
    "max": "max",
    "left": "",
    "right": "",
}
_BELOW = str.maketrans("0123456789+amtx", "₀₁₂₃₄₅₆₇₈₉₊ₐₘₜₓ")
_ABOVE = str.maketrans("0123456789-t", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻ᵗ")


@cache
def plain(latex: str) -> str:
    """A symbol of ours in plain text: β₁, v̂, E[g²], η/(√h + ε).

    Raises:
        KeyError: for a command that no symbol of ours has used so far.
    """
    text = re.sub(r"\\hat (\w)", "\\1\u0302", latex.replace(r"\,", ""))
    text = re.sub(r"\\(?:mathrm|text)\{(\w+)\}", r"\1", text)
    text = re.sub(r"\\(?!sqrt)([A-Za-z]+)( (?=[A-Za-z\\]))?", lambda m: _COMMANDS[m[1]], text)
    text = re.sub(r"_(\{.*?\}|.)", lambda m: m[1].strip("{}").translate(_BELOW), text)
    text = re.sub(r"\^(\{.*?\}|.)", lambda m: m[1].strip("{}").translate(_ABOVE), text)
    text = re.sub(r"\\sqrt\{(\w\u0302?)\}", r"√\1", text)
    text = re.sub(r"\\sqrt\{(.*?)\}", r"√(\1)", text)
    return text.replace(" / ", "/").replace(" ‖", "‖").replace("-", "−")
