"""A visitor without a browser: connects, opens a drawer, moves a slider."""

import asyncio
from collections.abc import Iterator
from urllib.parse import urlsplit
from urllib.request import urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Slider_pb2 import Slider
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.protocol import Cache, element_of, read

_DRAWER, _SLIDER = "Momentum", "alpha"  # what their labels contain


class BrokenPageError(Exception):
    """The server said something that a browser could not use."""


class Session:
    """One visitor.

    Args:
        url: of the server.
        query: of the link that is opened.
    """

    def __init__(self, url: str, query: str) -> None:
        self._url, self._query = url, query
        self._cookies = ""
        self._socket: ClientConnection | None = None
        self._cache = Cache()
        self._states: dict[str, WidgetState] = {}
        self._page = ""  # its script's hash
        self._drawer = ""
        self._slider = Slider()
        self._value: list[float] = []
        self._elements = 0  # of a move; every move has as many

    async def connect(self) -> None:
        """Connect and get the page. Raises BrokenPageError as `move` does."""
        if not self._cookies:
            self._cookies = await asyncio.to_thread(_cookies, self._url)
        address = f"ws://{urlsplit(self._url).netloc}/_stcore/stream"
        self._socket = await connect(
            address,
            additional_headers={"Cookie": self._cookies} if self._cookies else None,
            origin=self._url,  # type: ignore[arg-type]  # a NewType of str
            subprotocols=["streamlit", "PLACEHOLDER_AUTH_TOKEN"],  # type: ignore[list-item]
            max_size=None,
            compression=None,
        )
        await self._run()

    async def enter(self) -> None:
        """Connect and open the drawer. Raises BrokenPageError as `move` does."""
        await self.connect()
        if not self._drawer:
            raise BrokenPageError(f"there is no drawer {_DRAWER}")
        self._states[self._drawer] = WidgetState(id=self._drawer, bool_value=True)
        await self._run()
        if not self._slider.id:
            raise BrokenPageError(f"there is no slider {_SLIDER}")

    async def come_back(self) -> None:
        """After a lost connection, connect anew and go on from the link, as a browser does."""
        again = Session(self._url, self._query)
        again._cookies = self._cookies
        self.__dict__ = again.__dict__
        await self.enter()

    @property
    def link(self) -> str:
        """The query of the URL."""
        return self._query

    async def leave(self) -> None:
        """Close the connection."""
        if self._socket is not None:
            await self._socket.close()

    def slider_range(self) -> tuple[float, float]:
        """The ends of the slider."""
        return self._slider.min, self._slider.max

    def slider_value(self) -> float:
        """Where the slider stands."""
        return self._value[0]

    async def move(self, value: float) -> int:
        """Move the slider and wait for the end of the run; returns the bytes received.

        Raises:
            BrokenPageError: where an exception is shown, messages are missing or too many, or
                nothing moved.
        """
        state = WidgetState(id=self._slider.id)
        state.double_array_value.data.append(value)
        self._states[self._slider.id] = state
        self._value = [value]
        before = self._query
        size, elements = await self._run()
        if self._query == before:
            raise BrokenPageError("a move that did not change the link")
        if self._elements and elements != self._elements:
            raise BrokenPageError(f"{elements} elements instead of {self._elements}")
        self._elements = elements
        return size

    async def _run(self, fragment: str = "") -> tuple[int, int]:
        """Have the script, or a fragment of it, run; the bytes received and the elements."""
        assert self._socket is not None
        ask = BackMsg()
        ask.rerun_script.query_string = self._query
        ask.rerun_script.fragment_id = fragment
        ask.rerun_script.page_script_hash = self._page
        ask.rerun_script.widget_states.widgets.extend(self._states.values())
        ask.rerun_script.cached_message_hashes.extend(self._cache.hashes())
        ask.rerun_script.context_info.url = f"{self._url}/?{self._query}"
        ask.rerun_script.context_info.color_scheme = "light"
        await self._socket.send(ask.SerializeToString())
        size = elements = beginnings = 0
        problems: list[str] = []
        while True:
            payload = await self._socket.recv()
            assert isinstance(payload, bytes)
            message = read(payload)
            kind = message.WhichOneof("type")
            size += len(payload)
            elements += kind in ("delta", "ref_hash")
            beginnings += kind == "new_session"
            problems += self._receive(message)
            if kind == "script_finished":
                break
        status = ForwardMsg.ScriptFinishedStatus
        good = (
            status.FINISHED_FRAGMENT_RUN_SUCCESSFULLY if fragment else status.FINISHED_SUCCESSFULLY
        )
        if message.script_finished != good:
            problems.append(f"the script ended with status {message.script_finished}")
        if beginnings != 1:
            problems.append(f"{beginnings} beginnings of a run")
        if problems:
            raise BrokenPageError("; ".join(problems))
        return size, elements

    def _receive(self, message: ForwardMsg) -> Iterator[str]:
        """Take from a message what the next run needs; what is wrong with it."""
        try:
            self._cache.receive(message)
        except LookupError as error:
            yield str(error)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._page = message.new_session.page_script_hash
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "delta" and message.delta.HasField("add_block"):
            drawer = message.delta.add_block.expandable
            if _DRAWER in drawer.label:
                self._drawer = drawer.id
        name, element = element_of(message)
        if name == "exception":
            yield f"{element.type}: {element.message}"
        if name == "slider" and _SLIDER in element.label:
            self._slider = element
            if element.set_value or not self._value:  # said once; later the browser knows
                self._value = list(element.value if element.set_value else element.default)


def _cookies(url: str) -> str:
    """What a server gives those who open its page to come back with."""
    with urlopen(url) as page:
        given = page.headers.get_all("Set-Cookie") or []
    return "; ".join(each.partition(";")[0] for each in given)
