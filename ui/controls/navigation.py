"""The links between the pages, which carry the scenario along."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import Page

from engine import Scenario
from engine.link import encode
from parameters import Declared
from ui.controls.state import notices, scenario, view

EXPLORE = "Explore"
PageOf = tuple[Page, type[Declared]]


def tell() -> None:
    """What a person should be told, above the page."""
    with st.container():  # whatever stands in it, what follows keeps its place and its plots
        for notice in notices():
            st.warning(notice, icon=":material/info:")


def place_of_links(pages: list[PageOf]) -> DeltaGenerator:
    """The first row of the sidebar. `links` fills it last: nobody waits for it."""
    st.session_state["pages"] = {page.title: page for page, _ in pages}
    return st.sidebar.container(horizontal=True, gap=None, key="pages")


def links(pages: list[PageOf], row: DeltaGenerator) -> None:
    """The links to the pages."""
    with row:
        for page, kind in pages:
            st.page_link(page, query_params=encode(scenario(), view(kind)), width="content")


def explore_link(other: Scenario) -> None:
    """A link that opens `other` on the Explore page."""
    st.page_link(
        st.session_state["pages"][EXPLORE],
        label="Open in Explore",
        icon=":material/open_in_new:",
        query_params=encode(other),
    )
