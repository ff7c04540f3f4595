"""What ties a widget to a value: it shows the value, and tells what a person chose instead.

With everything that a person does, the browser reports the values of all its widgets, and Streamlit
takes each that is new to it for a choice. Three are none: the value that a widget was just told to
show; the one it showed before, reported by a browser that has not yet heard of the new one; and a
word of a list that has other words by now, in another language perhaps. The second can be told from
a choice by its company: a person does one thing at a time.
"""

from collections.abc import Callable, Container
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import streamlit as st

Change = Callable[[Any], None]


@dataclass
class _Widgets:
    """What the widgets of a session were told.

    Attributes:
        shown: what each shows, by its key.
        before: what each showed before that, until the browser reports again.
        doubtful: reports of what was shown before, not yet taken for choices.
        behind: whether the browser has reported a word that its list no longer has.
    """

    shown: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    doubtful: list[Callable[[], None]] = field(default_factory=list)
    behind: bool = False


def bound(
    key: str, value: Any, change: Change, options: Container[Any] | None = None
) -> dict[str, Any]:
    """What to give a widget besides its looks, so that it shows `value` and calls `change`.

    A list also needs its `options`, for the browser reports words.
    """
    widgets, shown = _widgets(), st.session_state.get(key)
    if shown != value:  # assigning what it has already would lose a drag
        st.session_state[key] = value
        widgets.before[key] = shown
    widgets.shown[key] = value
    return {"key": key, "on_change": _reported, "args": (key, change, options)}


def forget() -> None:
    """On another page, or in another language, every widget must be told its value anew."""
    for key in _widgets().shown:
        st.session_state.pop(key, None)


def behind() -> bool:
    """Once a run: whether the browser is behind in its lists, and so perhaps with its URL."""
    widgets = _widgets()
    found, widgets.behind = widgets.behind, False
    return found


def settle(alone: bool) -> None:
    """Once a run, after all reports: a doubtful one that came `alone` is a choice after all."""
    widgets = _widgets()
    if alone and len(widgets.doubtful) == 1:
        widgets.doubtful[0]()
    widgets.doubtful.clear()
    widgets.before.clear()


def _reported(key: str, change: Change, options: Container[Any] | None) -> None:
    widgets, value = _widgets(), st.session_state[key]
    if value == widgets.shown[key]:
        return
    if options is not None and value not in options:
        widgets.behind = True
        return
    widgets.shown[key] = value
    if key in widgets.before and value == widgets.before[key]:
        widgets.doubtful.append(partial(change, value))
    else:
        change(value)


def _widgets() -> _Widgets:
    found: _Widgets = st.session_state.setdefault("widgets", _Widgets())
    return found
