"""What the browser loads for every component of ours."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from languages import language
from ui.server import base

_LOADER = """
const folder = new URL("%s", document.baseURI);
const file = (name) => new URL(name, folder).href;
const soon = { rel: "preload", as: "script", href: file("plotly.min.js") }; // it takes longest
document.head.append(Object.assign(document.createElement("link"), soon));
import(file("paint.js")).then((paint) => paint.library());
const module = import(file("player.js"));
export default async (component) => (await module).%s(component);
"""


def component(name: str, html: str = "") -> Callable[..., object]:
    """A component of the player; scripts and styles are fetched once, not sent at every change.

    With its data it is told the reader's language. A part, which is bytes, says nothing itself.
    """
    mount = st.components.v2.component(
        f"descent_{name}",
        html=html or None,
        js=_LOADER % (base(), name),
        isolate_styles=False,
    )

    def told(data: bytes | dict[str, Any], **rest: Any) -> object:
        said = data | {"language": language()} if isinstance(data, dict) else data
        return mount(data=said, **rest)

    return told


notes = component("notes", '<div class="descent-notes"></div>')


def dressed() -> None:
    """Styles and language of the player, for a page that shows nothing else of it."""
    notes(key="no notes", data={"stage": "page", "title": "", "notes": []})
