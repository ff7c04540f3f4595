"""Hypothesis strategies, read from the declarations as the widgets and the links are."""

from collections.abc import Callable
from functools import partial

import numpy as np
from hypothesis import strategies as st

from engine import RunSpec, Scenario, SurfaceSpec
from engine.scenario import MOST_RUNS, START
from parameters import Interval, Parameter, parameters

#: Losses that a person may write; they have a value in every window.
WRITTEN = (
    "3",
    "w1",
    "w1^2 + 1e-3*w2**4 - pi",
    "abs(w1) + max(w2, -2*w2)",
    " tanh(w1)*cos(w2) / (1 + w1**2) ",
    "sqrt(1 + w1**2 + w2**2) - exp(-w1**2)",
)


def numbers(interval: Interval) -> st.SearchStrategy[float]:
    """Every finite number of an interval, subnormal ones too."""
    low, high = (None if np.isinf(end) else float(end) for end in (interval.low, interval.high))
    reals = st.floats(
        low,
        high,
        allow_nan=False,
        allow_infinity=False,
        exclude_min=low is not None and not interval.contains(low),
        exclude_max=high is not None and not interval.contains(high),
    )
    return reals.map(lambda x: x + 0.0)  # −0 and 0 are one value: a link may leave either out


def whole_numbers(interval: Interval) -> st.SearchStrategy[int]:
    """Every whole number of an interval with finite ends."""
    inside = interval.contains
    low, high = int(np.ceil(interval.low)), int(np.floor(interval.high))
    return st.integers(low + (not inside(low)), high - (not inside(high)))


def values(declared: Parameter) -> st.SearchStrategy:
    """Every valid value of a parameter; the default often, since links leave it out."""
    if isinstance(declared.default, bool):
        return st.booleans()
    if declared.free:
        return st.sampled_from((declared.default, *WRITTEN))
    if isinstance(declared.default, str):
        return st.sampled_from(declared.valid)
    every = whole_numbers if isinstance(declared.default, int) else numbers
    return st.just(declared.default) | every(declared.valid)


def arguments(declared: dict[str, Parameter]) -> st.SearchStrategy[dict]:
    """A value for each of some parameters; the others are left at their defaults."""
    return st.fixed_dictionaries({}, optional={name: values(p) for name, p in declared.items()})


def possible(kind: type) -> st.SearchStrategy[dict]:
    """Arguments of a class of surfaces or rules that are valid together too."""
    return arguments(parameters(kind)).filter(lambda given: _are_possible(kind, given))


def _are_possible(kind: Callable, given: dict) -> bool:
    try:
        kind(**given)
    except ValueError:
        return False
    return True


def specs(kind: type) -> st.SearchStrategy:
    """Every spec of a kind: `SurfaceSpec` or `RunSpec`."""
    return st.sampled_from(sorted(kind.registry)).flatmap(
        lambda key: (
            arguments(kind.declared(key))
            .filter(lambda given: _are_possible(partial(kind.of, key), given))
            .map(lambda given: kind.of(key, **given))
        )
    )


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """Every scenario that can be built."""
    surface = draw(specs(SurfaceSpec))
    start = draw(st.none() | st.tuples(numbers(START), numbers(START)))
    default_runs = st.sampled_from(sorted(RunSpec.registry)).map(
        lambda key: RunSpec.on(surface.key, key)
    )
    runs = draw(st.lists(default_runs | specs(RunSpec), max_size=MOST_RUNS).map(tuple))
    return Scenario(surface, start, runs, **draw(arguments(parameters(Scenario))))
