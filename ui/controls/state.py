"""The scenario and the view of a session, and their link.

One writer: `put`, called from callbacks. The URL is read when a session begins and when a person
navigates to another; otherwise the scenario wins and the URL follows. A rerun without a `put`
whose URL is not the one last seen is such a navigation; a URL that merely lags behind a quick
second click is not adopted.
"""

from dataclasses import replace
from typing import TypeVar

import numpy as np
import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from engine import Scenario
from engine.link import Query, decode, decode_view, differing, encode, unknown_keys
from languages import LANGUAGES, _, language, speak
from parameters import Declared
from plots.view import Reading
from surfaces import DataSurface
from surfaces.data import OWN
from surfaces.tables import Table
from ui.controls.bound import behind, forget, settle

ViewT = TypeVar("ViewT", bound=Declared)


def scenario() -> Scenario:
    """What is run."""
    found: Scenario = st.session_state["scenario"]
    return found


def view(kind: type[ViewT]) -> ViewT:
    """How the page that looks through `kind` looks at it."""
    views: dict[str, ViewT] = st.session_state["views"]
    if kind.__name__ not in views:
        views[kind.__name__] = kind()
    return views[kind.__name__]


def readers_language() -> str:
    """The code of the language that was chosen, else of the browser's, else of English."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return "en"
    chosen: Reading = st.session_state.get("views", {}).get(Reading.__name__, Reading())
    wanted = chosen.lang, (st.context.locale or "").partition("-")[0]
    return next((code for code in wanted if code in LANGUAGES), "en")


def address(of: Scenario, *views: Declared) -> Query:
    """The query of a scenario and views, in the language that was chosen."""
    return encode(of, *views) | in_language()


def in_language() -> Query:
    """What a link says of the language: nothing, until somebody chooses one."""
    return differing(view(Reading))


def notices() -> list[str]:
    """What a person should be told about the link or their last action."""
    found: list[str] = st.session_state["notices"]
    return found


def put(new: Scenario | Declared, *said: str) -> None:
    """Make `new` the scenario or the view of its kind, and tell the person what is `said`."""
    if isinstance(new, Scenario):
        st.session_state["scenario"] = new
    else:
        st.session_state["views"][type(new).__name__] = new
    st.session_state["notices"] = list(said)
    speak(readers_language())
    hold()


def hold() -> None:
    """Keep scenario and view as they are through a run that nothing else changes.

    For widgets that open and close things: without it, their run would be taken for a navigation
    if the browser's URL lags behind.
    """
    st.session_state["changed"] = True


def say(sentence: str) -> None:
    """Tell the person something about what they just did; nothing else changes."""
    st.session_state["notices"] = [sentence]
    hold()


def own_tables() -> dict[str, Table]:
    """The examples that this person brought, by the surface that they are for; no link has them."""
    found: dict[str, Table] = st.session_state.setdefault("own tables", {})
    return found


def with_own(found: Scenario) -> Scenario:
    """A scenario with the person's own examples, where it is about such."""
    own = own_tables().get(found.surface.key) if _wants_own(found) else None
    return replace(found, surface=replace(found.surface, own=own))


def _wants_own(found: Scenario) -> bool:
    surface = found.surface.build()
    return isinstance(surface, DataSurface) and surface.data == OWN


def _lacking(found: Scenario) -> tuple[str, ...]:
    """A sentence where a link is about a table that it does not hold."""
    if not _wants_own(found) or found.surface.own is not None:
        return ()
    return (
        _(
            "This link is about a table of its author's own, which stays with its author. You see"
            " made-up examples; choose the file in the sidebar if you have it."
        ),
    )


def outside(new: Scenario) -> tuple[str, ...]:
    """A sentence where the start lies outside the surface's own window, or has no loss."""
    surface, start, said = new.surface.build(), np.array(new.start), []
    if not surface.domain.contains(start):
        said.append(_("The start is outside the surface's window, so the view is wider."))
    if not np.isfinite(surface.value(start)):
        nowhere = _("The loss has no value at the start: no run can begin. Choose another start.")
        said.append(nowhere)
    return tuple(said)


def sync(page: str, kind: type[Declared]) -> None:
    """Adopt a link that a person opened, once a run and before `page`, looked at through `kind`."""
    state = st.session_state
    query: Query = {key: st.query_params.get_all(key) for key in st.query_params}
    changed = state.pop("changed", False) or behind()
    arrived = state.get("page") != page
    state["page"] = page
    elsewhere = "scenario" not in state or (
        not changed and query != state["query"] and bool(query or not arrived)
    )
    settle(alone=not changed and not elsewhere)
    changed = state.pop("changed", changed)
    if elsewhere:
        state.setdefault("views", {})
        state["views"][Reading.__name__], unread = decode_view(Reading, query)
        speak(readers_language())  # the sentences below are in it already
        decoded, said = decode(query)
        state["scenario"] = with_own(decoded)
        state["views"][kind.__name__], also = decode_view(kind, query)
        strange = unknown_keys(query, kind, Reading)
        now = scenario()
        state["notices"] = [*unread, *said, *also, *strange, *_lacking(now), *outside(now)]
    if arrived or state.get("spoken") != language():
        forget()
    state["spoken"], state["query"] = language(), query
    state["unwritten"] = not elsewhere and (changed or state.get("unwritten", False))


def write_link(kind: type[Declared]) -> None:
    """Have the URL follow, once a run and after the page: nothing on it waits for the browser."""
    state = st.session_state
    if state["unwritten"]:
        written = address(scenario(), view(kind))
        if written != state["query"]:
            st.query_params.from_dict(written)
            state["query"] = written
    state["unwritten"] = False
