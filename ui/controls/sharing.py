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
from languages import _, language
from plots.view import View
from ui.controls.state import address, hold

_FRAME = '<iframe src="{}" title="Descent" width="100%" height="480" style="border: 0"></iframe>'
_WIDTH = 420  # pixels
_LETTERS = "static/static/media/SourceSansVF-Upright*.woff2"  # what Streamlit writes with


def share(scenario: Scenario, view: View) -> None:
    """The menu. What is in it is made while it is open, and a file when somebody asks for it."""
    icon = ":material/ios_share:"
    menu = st.popover(_("Share"), icon=icon, width="content", key="share menu", on_change=hold)
    if not menu.open:
        return
    with menu, st.container(width=_WIDTH, gap="xsmall"):
        st.markdown(_("**Link to this page**"))
        _text(link(scenario, view))
        st.markdown(_("**Files**"))
        left, right = st.columns(2, gap="xsmall")
        with left:
            _file(_("Results"), "results.csv", scenario, lambda: csv(results(scenario)))
        with right:
            _file(_("Paths"), "paths.csv", scenario, lambda: csv(trajectories(scenario)))
        offline = partial(page, scenario, view, language())
        _file(_("Interactive page"), "interactive-page.html", scenario, offline)
        _animation(scenario, view)
        st.markdown(_("**Plots in a page of your own**"))
        _text(_FRAME.format(escape(link(scenario, view, embed="true"))))


def link(scenario: Scenario, view: View, **more: str) -> str:
    """The whole address of Explore as it is, with `more` in its query."""
    query = to_text(address(scenario, view) | {key: [value] for key, value in more.items()})
    return f"{(st.context.url or '').removesuffix('/')}/{'?' if query else ''}{query}"


def _text(text: str) -> None:
    """A text with a button that copies it."""
    st.code(text, language=None)


def _file(what: str, name: str, scenario: Scenario, make: Callable[[], str | bytes]) -> None:
    """A button that makes a file once it is pressed."""
    st.download_button(
        f"{what} ({name.partition('.')[2].upper()})",
        make,
        f"descent-{scenario.surface.key}-{name}",
        icon=":material/download:",
        width="stretch",
        on_click="ignore",
    )


def _animation(scenario: Scenario, view: View) -> None:
    """The contour as a GIF, in a width and a theme."""
    with st.container(horizontal=True, gap="xsmall"):
        sizes = {str(size): f"{size} px" for size in SIZES}
        size = _choice("size", _("Width of the animation"), sizes, "800")
        now, themes = st.context.theme.type or "light", {"light": _("Light"), "dark": _("Dark")}
        theme = _choice("theme", _("Theme of the animation"), themes, now)
    font = next(Path(st.__file__).parent.glob(_LETTERS), None)
    make = partial(animation, scenario, view, size=int(size), dark=theme == "dark", font=font)
    _file(_("Animation"), "animation.gif", scenario, make)


def _choice(key: str, label: str, words: dict[str, str], default: str) -> str:
    chosen = st.segmented_control(
        label,
        list(words),
        default=default,
        format_func=words.__getitem__,
        required=True,
        label_visibility="collapsed",
        key=f"share {key}",
        on_change=hold,
    )
    return chosen or default
