"""What the browser loads for every component of ours."""

from collections.abc import Callable

import streamlit as st

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
    """A component of the player; scripts and styles are fetched once, not sent at every change."""
    return st.components.v2.component(
        f"descent_{name}",
        html=html or None,
        js=_LOADER % (base(), name),
        isolate_styles=False,
    )
