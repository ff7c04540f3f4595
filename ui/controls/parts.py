"""What the player's stages are sent: scenes, runs, fans. The browser keeps what it has."""

import json
from typing import NamedTuple, Self

import streamlit as st

from plots.player.payload import Payload
from ui.controls.component import component

_part = component("part")


class Part(NamedTuple):
    """A scene or a run, ready to be sent. Text is made of it once, not at every move."""

    id: str
    text: bytes

    @classmethod
    def of(cls, payload: Payload) -> Self:
        """The part with this payload."""
        return cls(payload["id"], json.dumps(payload).encode())

    def on(self, stage: str) -> bytes:
        """What the browser gets: stage and id in a first line, so that it reads what it lacks."""
        return f"{stage} {self.id}\n".encode() + self.text


def send(stage: str, *parts: Part) -> None:
    """Send parts to the stage of that name."""
    with st.container(key="parts"):
        for part in dict.fromkeys(parts):  # two runs may be the same
            _part(data=part.on(stage))  # without a key: every keyed element delays every other
