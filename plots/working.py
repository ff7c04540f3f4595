"""The working of a run's steps: the rule's lines, and the numbers that the browser puts in."""

import base64
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine import Trajectory
from engine.batches import batches_of
from languages import _
from optimizers import Line
from parameters import Array, parameters
from plots.arithmetic import DIGITS, NAME, SAID, digits, filled, number
from symbols import plain

AXES = ("w₁: ", "w₂: ")

# What is called by a word or a letter of its own in the formulas of others.
_WORDS = {"w": "W", "g": "g", "effective_lr": "rate", "look_ahead": "ahead", "decay": "decay"}
_SMALLEST, _LARGEST = 1e-37, 1e38  # between them float32 keeps 7 digits

Payload = dict[str, Any]


def working(path: Trajectory) -> Payload:
    """The lines of a single run, and all that they put in, ready to be sent.

    Returns:
        "steps": how many there are;
        "lines": name, text, says and when of each as in `Line`, its symbol, and "digits", how many
        its result has at each step: packed, or None where nothing is worked out;
        "symbols": plain text for every name in the texts;
        "constants": the hyperparameters, with the learning rate where no schedule changes it;
        "quantities": what changes from step to step, packed: numbers in base64, little-endian, of
        "type" f4, or f8 where float32 has no room, and "size" of them a step: 2, or 1 that both
        coordinates share. The step t itself is not sent.
    """
    lines = _needed(path)
    names = sorted({name for line in lines for name in _names(line)} - {"t"})
    given = {name: _values(path, name) for name in names}
    varying = {name: rows for name, rows in given.items() if isinstance(rows, np.ndarray)}
    quantities = {name: _packed(rows) for name, rows in varying.items()}
    # The digits are those of what the browser has: of numbers as they come out of the packing.
    seen = given | {name: _unpacked(packed) for name, packed in quantities.items()}
    seen["t"] = np.arange(1.0, len(path.w))[:, np.newaxis]
    return {
        "steps": len(path.w) - 1,
        "lines": [_sent(path, line, seen) for line in lines],
        "symbols": {
            name: _symbol(path, name) for line in lines for name in NAME.findall(line.text)
        },
        "constants": {name: each for name, each in given.items() if name not in quantities},
        "quantities": quantities,
    }


def _needed(path: Trajectory) -> list[Line]:
    """The lines that any step of the run shows, that of the gradient with what was done to it."""
    lines = [_told(line) for line in path.optimizer.work() if _holds(path, line.when).any()]
    return [_asked(path, line) if line.name == "g" else line for line in lines]


def _told(line: Line) -> Line:
    """The line in the reader's language: its sentence, and its text where that is words."""
    text = line.text if NAME.search(line.text) else _(line.text)
    return line._replace(text=text, says=line.says and _(line.says))


def _holds(path: Trajectory, when: str) -> NDArray[np.bool_]:
    if not when:
        return np.array(True)
    return (path.internals[when.removeprefix("not ")] == 0) == when.startswith("not ")


def _asked(path: Trajectory, line: Line) -> Line:
    """The gradient with the batches, the noise and the clipping of the run."""
    text, says = line.text, [line.says]
    batches = batches_of(path.surface, path.conditions, path.seed)
    if batches is not None:
        text = text.replace("∇L(", "mean ∇Lᵢ(")
        if batches.size > 1:
            says.append(_("The mean is over the step's batch of {size}.").format(size=batches.size))
    if path.noise is not None:
        text = f"{text} + ξ"
        says.append(_("ξ is noise."))
    if path.conditions.clip:
        text, longest = f"clip({text})", number(path.conditions.limit)
        says.append(_("It is cut to length {length} where it is longer.").format(length=longest))
    return line._replace(text=text, says=" ".join(says))


def _names(line: Line) -> set[str]:
    when = {line.when.removeprefix("not ")} - {""}
    return {line.name, *when, *NAME.findall(line.text + line.says)}


def _values(path: Trajectory, name: str) -> Any:
    """A hyperparameter as a number; anything else with a row a step, shape (steps, 1 or 2)."""
    rule, (quantity, _dot, part) = path.optimizer, name.partition(".")
    if part:
        return _part(_values(path, quantity), part)
    if name == "lr" and np.any(path.rates != rule.lr):
        return path.rates[:, np.newaxis]
    if name in parameters(rule):
        return getattr(rule, name)
    if name in ("w", "w_before"):
        return path.w[1:] if name == "w" else path.w[:-1]
    own = name.removesuffix("_before")
    rows = path.internals[own][:, : 1 if own in rule.shared else 2]
    if own == name:
        return rows
    first = np.broadcast_to(getattr(rule.init(path.w[0]), own), rows.shape[1:])
    return np.concatenate([[first], rows])[:-1]


def _part(rows: Array, part: str) -> Array:
    """One number a step, shape (steps, 1), of a quantity with two: what sentences speak of."""
    if part == "norm":
        return np.hypot(rows[:, :1], rows[:, 1:])
    if part == "ratio":
        small, large = np.sort(np.abs(rows), axis=1).T[:, :, np.newaxis]
        with np.errstate(divide="ignore"):
            return np.divide(large, small, out=np.ones_like(large), where=large != small)
    return rows[:, int(part) - 1 : int(part)]


def _symbol(path: Trajectory, name: str) -> str:
    own, rule = name.removesuffix("_before"), path.optimizer
    if own in parameters(rule):
        return parameters(rule)[own].letter
    return _WORDS.get(own) or plain(rule.symbols.get(own, own))


def _sent(path: Trajectory, line: Line, seen: dict[str, Any]) -> Payload:
    used = {name: seen[name] for name in NAME.findall(line.text)}
    count = digits(line.text, used, seen[line.name]) if used else None
    return line._asdict() | {
        "symbol": _symbol(path, line.name),
        "digits": None if count is None else _packed(count),
    }


def _packed(rows: NDArray[Any]) -> Payload:
    """`rows`, shape (steps, 1 or 2), as text: whole numbers in a byte, others as they fit."""
    if rows.dtype != np.int8:
        sizes = np.abs(rows[rows != 0])
        fits = np.all((sizes > _SMALLEST) & (sizes < _LARGEST))
        rows = rows.astype("<f4" if fits else "<f8")
    text = base64.b64encode(rows.tobytes()).decode("ascii")
    return {"data": text, "type": rows.dtype.str[1:], "size": rows.shape[1]}


def _unpacked(packed: Payload) -> Array:
    rows = np.frombuffer(base64.b64decode(packed["data"]), f"<{packed['type']}")
    return rows.reshape(-1, packed["size"]).astype(np.float64)


class Written(NamedTuple):
    """A line as a person reads it at one step.

    Attributes:
        symbols: "m ← β₁·m + (1 − β₁)·g".
        numbers: "w₁: 0.9·0.12 + (1 − 0.9)·2.4 = 0.348" and w₂'s, or one that both share.
        says: the sentence.
    """

    symbols: str
    numbers: tuple[str, ...]
    says: str


def written(sent: Payload, step: int) -> list[Written]:
    """What the browser makes of `working` at a step, counted from 0; see `arithmetic` for the form.

    Recorded numbers have 6 digits, hyperparameters all of theirs, sentences 3, and a result as many
    as its line says. A number that nothing is done with stands alone.
    """
    rows = {name: _unpacked(packed)[step] for name, packed in sent["quantities"].items()}

    def value(name: str, axis: int, count: int) -> str:
        if name in sent["constants"]:
            return number(sent["constants"][name])
        return number(rows[name][axis % len(rows[name])] if name != "t" else step + 1.0, count)

    def holds(when: str, axis: int) -> bool:
        flag = rows[when.removeprefix("not ")] if when else (1,)
        return (flag[axis % len(flag)] == 0) == when.startswith("not ")

    def numbers(line: Payload, axis: int) -> str:
        name = line["name"]
        label = AXES[axis] if len(rows[name]) > 1 else ""
        if line["digits"] is None:
            return label + value(name, axis, DIGITS)
        worked = filled(line["text"], lambda each: value(each, axis, DIGITS))
        result = value(name, axis, int(_unpacked(line["digits"])[step][axis]))
        return label + (result if worked == result else f"{worked} = {result}")

    lines = []
    for line in sent["lines"]:
        name, text, says = line["name"], line["text"], line["says"]
        axes = [axis for axis in range(len(rows[name])) if holds(line["when"], axis)]
        if axes:
            sign = "←" if f"{{{name}_before}}" in text else "="
            symbols = filled(text, lambda each: sent["symbols"][each])
            lines.append(
                Written(
                    f"{line['symbol']} {sign} {symbols}",
                    tuple(numbers(line, axis) for axis in axes),
                    filled(says, lambda each: value(each, 0, SAID)),
                )
            )
    return lines
