"""What Streamlit's server says over its websocket, read as the frontend reads it."""

from collections.abc import Iterator
from typing import Any

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


def read(payload: bytes) -> ForwardMsg:
    """The message of one frame."""
    return ForwardMsg.FromString(payload)


def describe(message: ForwardMsg) -> str:
    """What a message is about, in a few words that stay the same from move to move."""
    kind = str(message.WhichOneof("type"))
    if kind == "ref_hash":
        return "reference to what was sent before"
    if kind != "delta":
        return kind
    if message.delta.WhichOneof("type") != "new_element":
        return str(message.delta.WhichOneof("type"))
    name, element = element_of(message)
    if name == "bidi_component":
        key = element.id.split("-")[-1]  # Streamlit ends a widget's id with the key it was given
        return f"component {element.component_name.split('.')[-1]}, {key}"
    return f"{name} {getattr(element, 'label', '')}".strip()


def element_of(message: ForwardMsg) -> tuple[str, Any]:
    """The kind of a new element or block, and itself; an empty kind for other messages."""
    delta = message.delta if message.WhichOneof("type") == "delta" else None
    if delta is None or delta.WhichOneof("type") not in ("new_element", "add_block"):
        return "", None
    made = delta.new_element if delta.HasField("new_element") else delta.add_block
    kind = made.WhichOneof("type")
    return ("", None) if kind is None else (str(kind), getattr(made, kind))


class Cache:
    """The messages that a browser keeps, so that the server may refer to them.

    As in the frontend: what is cacheable is kept, using it makes it young again, and what was not
    used for `age` runs of the script is thrown away.
    """

    def __init__(self) -> None:
        self.age = 0
        self._runs = 0
        self._kept: dict[str, tuple[int, ForwardMsg]] = {}  # when each was last used, and itself

    def hashes(self) -> Iterator[str]:
        """What the server may refer to."""
        return iter(self._kept)

    def receive(self, message: ForwardMsg) -> ForwardMsg:
        """Keep a message, or look up what it refers to; returns the message that is meant.

        Raises:
            LookupError: where it refers to something that a browser would not have.
        """
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.age = message.new_session.config.max_cached_message_age
        elif kind == "ref_hash":
            if message.ref_hash not in self._kept:
                raise LookupError(f"a reference to {message.ref_hash}, which was never sent")
            message = self._kept[message.ref_hash][1]
            self._kept[message.hash] = self._runs, message
        elif message.metadata.cacheable:
            self._kept[message.hash] = self._runs, message
        elif kind == "script_finished" and (
            message.script_finished != ForwardMsg.ScriptFinishedStatus.FINISHED_EARLY_FOR_RERUN
        ):
            self._runs += 1
            oldest = self._runs - self.age
            self._kept = {key: each for key, each in self._kept.items() if each[0] >= oldest}
        return message
