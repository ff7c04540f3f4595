"""What the server does beside Streamlit's own work: the player's files, and a warm start."""

import asyncio
import gc
import gzip
import hashlib
import mimetypes
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import App

from plots.player.payload import player_files, plotly_js

_PLOTLY = "plotly.min.js"
# Embedding in course pages is meant to work, so framing is not forbidden.
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}
_FOREVER = "public, max-age=31536000, immutable"  # the address changes with the content


@lru_cache(maxsize=1)
def base() -> str:
    """The folder that the player's files are served from, named after their content."""
    digest = hashlib.blake2b(digest_size=6)
    for name, content in player_files().items():
        digest.update(name.encode() + content)
    digest.update(str(len(plotly_js())).encode())
    return f"player/{digest.hexdigest()}/"


@lru_cache(maxsize=32)
def _packed(name: str) -> bytes:
    """A file, compressed once instead of for every visitor."""
    content = plotly_js() if name == _PLOTLY else player_files()[name]
    return gzip.compress(content, 6)


async def _file(request: Request) -> Response:
    name = request.path_params["name"]
    if name != _PLOTLY and name not in player_files():
        return Response(status_code=404)
    packed = await asyncio.to_thread(_packed, name)
    headers = {"Content-Encoding": "gzip", "Cache-Control": _FOREVER, "Vary": "Accept-Encoding"}
    return Response(packed, media_type=mimetypes.guess_type(name)[0], headers=headers)


def routes() -> list[Route]:
    """Routes beside Streamlit's own."""
    return [Route(f"/{base()}{{name}}", _file)]


class _Careful:
    """Every answer says what a browser should not do with it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":  # a websocket's messages have no headers, and there are many
            await self._app(scope, receive, send)
            return

        async def careful(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, careful)


def middleware() -> list[Middleware]:
    """What stands before all routes."""
    return [Middleware(_Careful)]


@asynccontextmanager
async def lifespan(app: App) -> AsyncIterator[None]:
    """Warm up beside the first visitor instead of in front of them."""
    task = asyncio.create_task(asyncio.to_thread(_warm_up))
    yield
    await task


def _warm_up() -> None:
    """Import and compute once what every page needs, then keep it out of the collector's sight.

    Streamlit collects garbage after every run of the script; what is frozen is not looked at,
    which makes that nearly free.
    """
    from ui.controls.player import warm_up

    _packed(_PLOTLY)
    warm_up()
    gc.collect()
    gc.freeze()
