"""A Parameter as a widget: one declaration gives its label, range, steps and help."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Literal

import numpy as np
import streamlit as st

from languages import _, pgettext
from parameters import RENARD, Parameter, Value
from ui.controls.bound import bound
from ui.controls.state import hold, say

Change = Callable[[Value], None]

_DECAYS = (0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998)
_MANY_DECADES = 8  # from here on a ladder has one step a decade


def control(
    key: str,
    declared: Parameter,
    value: Value,
    change: Change,
    *,
    label: str = "",
    width: int | Literal["stretch"] = "stretch",
    titles: Mapping[str, str] | None = None,
) -> None:
    """A widget for `declared` that shows `value` and calls `change` with what a person chose.

    The words of a choice are shown as their `titles`, where they have some.
    """
    label = label or _label(declared)
    options = declared.words or None
    common = {"help": _(declared.meaning), "width": width, **bound(key, value, change, options)}
    if isinstance(value, bool):
        st.toggle(label, **common)
    elif isinstance(value, str):
        called = partial(_called, declared.name, titles or {})
        st.selectbox(label, declared.words, format_func=called, **common)
    elif isinstance(value, int):
        whole = declared.whole  # a link may give what a slider would not
        st.number_input(label, whole.start, whole.stop - 1, step=1, **common)
    elif declared.scale == "linear":
        low, high = declared.slider
        step = 1.0 if high - low > 10 else 0.01
        st.slider(
            label, min(low * 1.0, value), max(high * 1.0, value), step=step, format="%g", **common
        )
    elif declared.scale == "complement":
        _slide(label, declared, value, common)
    else:
        left, right = st.columns([3, 2], vertical_alignment="bottom", gap="xsmall")
        with left:  # columns, for a row would break in two in a drawer
            _slide(label, declared, value, common)
        with right:
            _type(key, declared, value, change)


def _called(name: str, titles: Mapping[str, str], word: str) -> str:
    """What a word of the choice called `name` is called: "step" is a schedule here, not a step."""
    return _(titles[word]) if word in titles else pgettext(name, word)


def _slide(label: str, declared: Parameter, value: float, common: dict[str, Any]) -> None:
    """A slider along the stops of a ladder."""
    options = ladder(declared, value)
    st.select_slider(label, options, format_func=lambda each: f"{each:g}", **common)


def _type(key: str, declared: Parameter, value: float, change: Change) -> None:
    """A number input beside a ladder, for values between its stops."""
    st.number_input(
        _("{name}, exactly").format(name=declared.name),
        format="%.6g",
        label_visibility="collapsed",
        **bound(f"{key}.exact", value, partial(_if_valid, change)),
    )


def ladder(declared: Parameter, value: float) -> list[float]:
    """The stops of a slider that is not divided evenly, with `value` among them."""
    low, high = declared.slider
    if declared.scale == "complement":
        stops = [*_DECAYS, *(1 - m * 10.0**-k for k in (3, 4) for m in (1, 0.5, 0.2))]
    else:
        decades = np.arange(np.floor(np.log10(low)), np.ceil(np.log10(high)) + 1)
        steps = (1,) if len(decades) > _MANY_DECADES else RENARD
        stops = [float(f"{m * 10.0**k:.3g}") for k in decades for m in steps]
    inside = {float(f"{stop:.6g}") for stop in stops if low <= stop <= high}
    return sorted(inside | {value})


def drawer_of(title: str, key: str) -> Any:
    """An expander whose contents need only be made while it is `open`.

    Streamlit takes one with another title for another expander, so it is told each time whether
    it is open.
    """
    opened: set[str] = st.session_state.setdefault("open drawers", set())
    st.session_state[key] = key in opened
    return st.expander(title, key=key, on_change=_turned, args=(key,))


def _turned(key: str) -> None:
    opened: set[str] = st.session_state["open drawers"]
    (opened.add if st.session_state[key] else opened.discard)(key)
    hold()


def _label(declared: Parameter) -> str:
    """The paper's letter, and the name in code where it is another."""
    same = declared.symbol == declared.name
    return f"${declared.symbol}$" + ("" if same else f" &nbsp;:gray[{declared.name}]")


def _if_valid(change: Change, value: Value) -> None:
    try:
        change(value)
    except ValueError as error:  # only what is typed can be invalid; the old value stays
        say(_("{error}. It stays as it was.").format(error=error))
