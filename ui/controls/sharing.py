"""The Share menu: the link, what can be taken away as a file, and a frame for other pages."""

from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path

import streamlit as st

from engine import Scenario
from engine.link import to_text
from exports.animation import SIZES, animation
from exports.standalone import page
from exports.tables import csv, results, trajectories
from plots.view import View
from ui.controls.state import address, hold

_FRAME = '<iframe src="{}" title="Descent" width="100%" height="480" style="border: 0"></iframe>'
_WIDTH = 420  # pixels
_LETTERS = "static/static/media/SourceSansVF-Upright*.woff2"  # what Streamlit writes with


def share(scenario: Scenario, view: View) -> None:
    """The menu. What is in it is made while it is open, and a file when somebody asks for it."""
    icon = ":material/ios_share:"
    menu = st.popover("Share", icon=icon, width="content", key="share menu", on_change=hold)
    if not menu.open:
        return
    with menu, st.container(width=_WIDTH, gap="xsmall"):
        st.markdown("**Link to this page**")
        _text(link(scenario, view))
        st.markdown("**Files**")
        left, right = st.columns(2, gap="xsmall")
        with left:
            _file("Results", "csv", scenario, lambda: csv(results(scenario)))
        with right:
            _file("Paths", "csv", scenario, lambda: csv(trajectories(scenario)))
        _file("Interactive page", "html", scenario, partial(page, scenario, view))
        _animation(scenario, view)
        st.markdown("**Plots in a page of your own**")
        _text(_FRAME.format(escape(link(scenario, view, embed="true"))))


def link(scenario: Scenario, view: View, **more: str) -> str:
    """The whole address of Explore as it is, with `more` in its query."""
    query = to_text(address(scenario, view) | {key: [value] for key, value in more.items()})
    return f"{(st.context.url or '').removesuffix('/')}/{'?' if query else ''}{query}"


def _text(text: str) -> None:
    """A text with a button that copies it."""
    st.code(text, language=None)


def _file(what: str, kind: str, scenario: Scenario, make: Callable[[], str | bytes]) -> None:
    """A button that makes a file once it is pressed."""
    st.download_button(
        f"{what} ({kind.upper()})",
        make,
        f"descent-{scenario.surface.key}-{what.lower().replace(' ', '-')}.{kind}",
        icon=":material/download:",
        width="stretch",
        on_click="ignore",
    )


def _animation(scenario: Scenario, view: View) -> None:
    """The contour as a GIF, in a width and a theme."""
    with st.container(horizontal=True, gap="xsmall"):
        size = _choice("Width of the animation", {str(size): f"{size} px" for size in SIZES}, "800")
        now = st.context.theme.type or "light"
        theme = _choice("Theme of the animation", {"light": "Light", "dark": "Dark"}, now)
    font = next(Path(st.__file__).parent.glob(_LETTERS), None)
    make = partial(animation, scenario, view, size=int(size), dark=theme == "dark", font=font)
    _file("Animation", "gif", scenario, make)


def _choice(label: str, words: dict[str, str], default: str) -> str:
    chosen = st.segmented_control(
        label,
        list(words),
        default=default,
        format_func=words.__getitem__,
        required=True,
        label_visibility="collapsed",
        key=f"share {label}",
        on_change=hold,
    )
    return chosen or default
