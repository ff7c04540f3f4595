"""What there is to use on a page, and what it shows, as a browser keeps it."""

import random
from collections.abc import Iterable
from typing import Any

from streamlit.proto.Block_pb2 import Block
from streamlit.proto.Button_pb2 import Button
from streamlit.proto.NumberInput_pb2 import NumberInput
from streamlit.proto.PageLink_pb2 import PageLink
from streamlit.proto.Selectbox_pb2 import Selectbox
from streamlit.proto.Slider_pb2 import Slider
from streamlit.proto.TextInput_pb2 import TextInput
from streamlit.proto.WidgetStates_pb2 import WidgetState

Value = bool | float | str

DRAWERS = Block.Expandable, Block.Popover  # what opens and closes
USED = Slider, Selectbox, NumberInput, TextInput, Button, PageLink, *DRAWERS


class Widgets:
    """The widgets, drawers, buttons and links of a page.

    Attributes:
        found: each by its key, or by its label where it has none.
    """

    def __init__(self) -> None:
        self.found: dict[str, Any] = {}
        self._states: dict[str, WidgetState] = {}  # of what a visitor has set, and is still there
        self._shown: dict[str, Value] = {}

    def reported(self) -> Iterable[WidgetState]:
        """What a browser tells the server."""
        return self._states.values()

    def take(self, widget: Any) -> None:
        """Know of a widget, and what it shows where the server says so."""
        key = key_of(widget)
        self.found[widget.label if key in ("", "None") else key] = widget
        if getattr(widget, "set_value", False):
            self._states.pop(widget.id, None)
            self._shown.pop(widget.id, None)
        if isinstance(widget, Slider | Selectbox):
            self._shown.setdefault(widget.id, _told(widget))

    def trim(self) -> None:
        """Forget the states of what is no longer there."""
        there = {getattr(widget, "id", "") for widget in self.found.values()}
        self._states = {id_: state for id_, state in self._states.items() if id_ in there}

    def forget(self) -> None:
        """Forget all states, as a browser does on the way to another page."""
        self._states.clear()

    def value(self, widget: Any) -> Value:
        """What a slider or a list shows."""
        return self._shown[widget.id]

    def set(self, widget: Any, value: Value) -> None:
        """Have a widget show a value."""
        state = WidgetState(id=widget.id)
        if isinstance(widget, Slider):
            if isinstance(value, str):
                state.string_array_value.data.append(value)
            else:
                state.double_array_value.data.append(value)
        elif isinstance(widget, Button):
            state.trigger_value = bool(value)
        elif isinstance(value, bool):
            state.bool_value = value
        elif isinstance(value, str):
            state.string_value = value
        else:
            state.double_value = value
        self._states[widget.id] = state
        self._shown[widget.id] = value

    def release(self) -> None:
        """A button that was pressed is pressed no more."""
        pressed = [id_ for id_, state in self._states.items() if state.trigger_value]
        for id_ in pressed:
            del self._states[id_]


def beside(slider: Slider, now: Value, chance: random.Random) -> Value:
    """A value not far from the present one, as a hand finds it."""
    if isinstance(now, str):
        stops, reach = list(slider.options), 3
        place = stops.index(now)
    else:
        count = round((slider.max - slider.min) / slider.step)
        stops, reach = (
            [round(slider.min + slider.step * i, 6) for i in range(count + 1)],
            count // 4,
        )
        place = round((now - slider.min) / slider.step)
    near = stops[max(0, place - reach) : place + reach + 1]
    return chance.choice([stop for stop in near if stop != now])


def key_of(widget: Any) -> str:
    """The key that the app gave a widget: Streamlit ends its id with it."""
    return str(getattr(widget, "id", "")).split("-", 2)[-1]


def _told(widget: Slider | Selectbox) -> Value:
    """What the server says that a widget shows."""
    if isinstance(widget, Selectbox):
        return widget.raw_value if widget.set_value else widget.options[widget.default]
    if widget.type != Slider.SELECT_SLIDER:
        return (widget.value if widget.set_value else widget.default)[0]
    return widget.raw_value[0] if widget.set_value else widget.options[int(widget.default[0])]
