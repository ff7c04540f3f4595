"""A visitor without a browser: opens a link, sets widgets, presses buttons, follows links."""

import asyncio
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

from streamlit.proto.AutoRerun_pb2 import AutoRerun
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.util import calc_hash
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.protocol import Cache, element_of, read
from benchmarks.widgets import DRAWERS, USED, Value, Widgets

_MISHAP = ":material/error:"  # beside the app's sentence about a mistake of its own
_STATUS = ForwardMsg.ScriptFinishedStatus
_GOOD = _STATUS.FINISHED_SUCCESSFULLY, _STATUS.FINISHED_FRAGMENT_RUN_SUCCESSFULLY


class BrokenPageError(Exception):
    """The server said something that a browser could not use, or that it made a mistake."""


class Session:
    """One visitor.

    Args:
        url: of the server.
        link: the query of the link that is opened.
        page: its address; that of Explore is empty.

    Attributes:
        link: the query in the address bar.
        again: the fragment that asks to be run again and again, and how often; empty without one.
        elements: how many the last run of the script sent.
    """

    def __init__(self, url: str, link: str = "", page: str = "") -> None:
        self._url, self.link = url, link
        self._page = calc_hash(page) if page else ""  # its script's hash
        self._cookies = ""
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._socket: ClientConnection | None = None
        self._cache, self._widgets = Cache(), Widgets()
        self.again, self.elements = AutoRerun(), 0

    async def connect(self) -> None:
        """Connect and get the page. Raises BrokenPageError as `set` does."""
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

    async def come_back(self) -> None:
        """After a lost connection, connect anew and go on from the link, as a browser does."""
        await self.leave()
        self._begin_anew()
        await self.connect()

    async def leave(self) -> None:
        """Close the connection."""
        if self._socket is not None:
            await self._socket.close()

    @property
    def found(self) -> dict[str, Any]:
        """What there is to use on the page, by its key, or by its label where it has none."""
        return self._widgets.found

    def find(self, key: str) -> Any:
        """What has that key or label. Raises BrokenPageError where nothing has."""
        if key not in self.found:
            raise BrokenPageError(f"there is no {key}")
        return self.found[key]

    def value(self, key: str) -> Value:
        """What the slider or the list with that key shows."""
        return self._widgets.value(self.find(key))

    async def set(self, key: str, value: Value) -> int:
        """Give a widget a value and wait for the end of the run; returns the bytes received.

        Raises:
            BrokenPageError: where there is no such widget, an exception is shown, messages are
                missing or too many, or the link says the same as before.
        """
        widget, before = self.find(key), self.link
        self._widgets.set(widget, value)
        size = await self._run()
        if self.link == before and not isinstance(widget, DRAWERS):
            raise BrokenPageError(f"{key} was set to {value}, and the link did not change")
        return size

    async def open_all(self) -> int:
        """Open every drawer and menu at once; as `set`."""
        for widget in self.found.values():
            if isinstance(widget, DRAWERS):
                self._widgets.set(widget, True)
        return await self._run()

    async def press(self, key: str) -> int:
        """Press a button; as `set`, but that the link may stay the same."""
        self._widgets.set(self.find(key), True)
        return await self._run()

    async def follow(self, label: str) -> int:
        """Go where the link with that label leads; as `set`."""
        link = self.find(label)
        self.link, self._page = link.query_string, link.page_script_hash
        self._widgets.forget()
        return await self._run()

    async def wait(self) -> int:
        """Wait until what runs again and again is due, and have it run once; as `set`."""
        await asyncio.sleep(self.again.interval)
        return await self._run(self.again.fragment_id)

    async def _run(self, fragment: str = "") -> int:
        """Have the script, or a fragment of it, run; returns the bytes received."""
        assert self._socket is not None
        ask = BackMsg()
        ask.rerun_script.query_string = self.link
        ask.rerun_script.fragment_id = fragment
        ask.rerun_script.page_script_hash = self._page
        ask.rerun_script.widget_states.widgets.extend(self._widgets.reported())
        ask.rerun_script.cached_message_hashes.extend(self._cache.hashes())
        ask.rerun_script.context_info.url = f"{self._url}/?{self.link}"
        ask.rerun_script.context_info.color_scheme = "light"
        ask.rerun_script.context_info.is_embedded = "embed=true" in self.link
        self._widgets.release()
        await self._socket.send(ask.SerializeToString())
        size = beginnings = self.elements = 0
        problems: list[str] = []
        while True:
            payload = await self._socket.recv()
            assert isinstance(payload, bytes)
            message = read(payload)
            kind = message.WhichOneof("type")
            size += len(payload)
            self.elements += kind in ("delta", "ref_hash")
            beginnings += kind == "new_session"
            if kind == "new_session" and not fragment:
                self.found.clear()
                self.again = AutoRerun()
            problems += self._receive(message)
            if kind == "script_finished":
                if message.script_finished != _STATUS.FINISHED_EARLY_FOR_RERUN:
                    break
                fragment, beginnings = "", beginnings - 1  # all of it runs once more
        if message.script_finished not in _GOOD:
            problems.append(f"the script ended with status {message.script_finished}")
        if beginnings != 1:
            problems.append(f"{beginnings} beginnings of a run")
        if problems:
            raise BrokenPageError("; ".join(problems))
        return size

    def _receive(self, message: ForwardMsg) -> Iterator[str]:
        """Take from a message what the next run needs; what is wrong with it."""
        try:
            message = self._cache.receive(message)
        except LookupError as error:
            yield str(error)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._page = message.new_session.page_script_hash
        elif kind == "page_info_changed":
            self.link = message.page_info_changed.query_string
        elif kind == "auto_rerun":
            self.again = message.auto_rerun
        elif kind == "script_finished":
            self._widgets.trim()
        name, element = element_of(message)
        if name == "exception":
            yield f"{element.type}: {element.message}"
        elif name == "alert" and element.icon == _MISHAP:
            yield element.body
        elif isinstance(element, USED):
            self._widgets.take(element)


def _cookies(url: str) -> str:
    """What a server gives those who open its page to come back with."""
    with urlopen(url) as page:
        given = page.headers.get_all("Set-Cookie") or []
    return "; ".join(each.partition(";")[0] for each in given)
