"""The player's scrubber along a hyperparameter of a run: which one, its fan, and what it is set to.

Which one is a matter of the moment, like the step at which the player stands: no link holds it.
"""

from typing import NamedTuple, Self

import streamlit as st

from engine import Scenario
from engine.axes import settings
from engine.fan import spread_of, wide
from languages import per_language
from plots.player.fan import fan_payload, offers
from plots.player.payload import Payload
from plots.view import View
from ui.controls.parts import Part
from ui.controls.state import hold, put, scenario

_KEY = "fan"


class Fan(NamedTuple):
    """A hyperparameter of a run, by the run's place and its own name."""

    slot: int
    name: str

    @classmethod
    def open(cls, now: Scenario) -> Self | None:
        """The one that the scrubber moves; None where it moves the step."""
        slot, _, name = st.session_state.get(_KEY, "").partition(".")
        if not slot.isdecimal() or int(slot) >= len(now.runs):
            return None
        fits = name in spread_of(now.runs[int(slot)].key)
        return cls(int(slot), name) if fits else None


@per_language(maxsize=32)
def _part_of(alone: Scenario, name: str, wide: bool, look_ahead: bool) -> Part:
    return Part.of(fan_payload(alone, name, wide, look_ahead))


def fanned(now: Scenario, view: View) -> tuple[tuple[Part, ...], Payload]:
    """The fan to send, if one is open, and what the player is told of it and of those there are."""
    found, said = Fan.open(now), {"fans": offers(now)}
    if found is None:
        return (), said
    alone, (slot, name) = now.only(found.slot), found
    spec = alone.runs[0]
    # Its own value does not matter to a fan, so the one of a moment ago is found in the cache.
    other = alone.with_run(0, spec.with_value(name, settings(alone)[name].default))
    part = _part_of(other, name, wide(alone, name), view.nesterov == "look-ahead")
    shown = {"id": part.id, "slot": slot, "name": name, "value": spec[name]}
    return (part,), said | {"fan": shown}


def choose(which: str) -> None:
    """Have the scrubber move what a person chose: "1.alpha", or the step."""
    st.session_state[_KEY] = which
    hold()


def use(value: float) -> None:
    """Give the run the value at which a person let go."""
    now = scenario()
    found = Fan.open(now)
    if found is not None:
        spec = now.runs[found.slot].with_value(found.name, value)
        put(now.with_run(found.slot, spec))
