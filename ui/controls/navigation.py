"""The links between the pages, which carry the scenario along."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import Page

from engine import Scenario
from engine.link import Query, encode
from parameters import Declared
from ui.controls.state import notices, scenario, view

EXPLORE, LESSONS, ABOUT = "Explore", "Lessons", "About"
PageOf = tuple[Page, type[Declared]]


def tell() -> None:
    """What a person should be told, above the page."""
    with st.container():  # whatever stands in it, what follows keeps its place and its plots
        for notice in notices():
            st.warning(notice, icon=":material/info:")


def remember(pages: list[PageOf]) -> None:
    """Know the pages, for links to them."""
    st.session_state["pages"] = {page.title: page for page, _ in pages}


def place_of_links() -> DeltaGenerator:
    """The first row of the sidebar. `links` fills it last: nobody waits for it."""
    return st.sidebar.container(horizontal=True, gap=None, key="pages")


def links(pages: list[PageOf], row: DeltaGenerator) -> None:
    """The links to the pages."""
    with row:
        for page, kind in pages:
            if page.title == ABOUT:  # a second row of links is enough; Reference leads there
                continue
            st.page_link(page, query_params=encode(scenario(), view(kind)), width="content")


def explore_link(other: Scenario) -> None:
    """A link that opens `other` on the Explore page."""
    page_link(EXPLORE, "Open in Explore", encode(other), icon=":material/open_in_new:")


def page_link(page: str, label: str, query: Query, icon: str | None = None) -> None:
    """A link to the page with that title, and to what it shows."""
    st.page_link(
        st.session_state["pages"][page],
        label=label,
        icon=icon,
        query_params=query,
        width="content",
    )
