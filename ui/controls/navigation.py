"""The links between the pages, which carry the scenario along, and to other languages."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import Page

from engine import Scenario
from engine.link import Query, encode
from languages import LANGUAGES, N_, _, language
from parameters import Declared
from plots.view import Reading
from ui.controls.plain import plain
from ui.controls.state import address, in_language, notices, put, scenario, view

EXPLORE, LESSONS, STEP, COMPARE = N_("Explore"), N_("Lessons"), N_("Step"), N_("Compare")
MAPS, AVERAGES, DIGITS = N_("Maps"), N_("Averages"), N_("Digits")
REFERENCE, ABOUT = N_("Reference"), N_("About")
PageOf = tuple[Page, type[Declared]]


def tell() -> None:
    """What a person should be told, above the page."""
    with st.container():  # whatever stands in it, what follows keeps its place and its plots
        for notice in notices():
            st.warning(plain(notice), icon=":material/info:")


def remember(pages: list[PageOf]) -> None:
    """Know the pages, for links to them."""
    st.session_state["pages"] = {page.title: page for page, _kind in pages}


def place_of_links() -> DeltaGenerator:
    """The first row of the sidebar. `links` fills it last: nobody waits for it."""
    return st.sidebar.container(horizontal=True, gap=None, key="pages")


def links(pages: list[PageOf], row: DeltaGenerator) -> None:
    """The links to the pages, and to this page in the other languages."""
    with row:
        for page, kind in pages:
            if page.title == ABOUT:  # a second row of links is enough; Reference leads there
                continue
            query = address(scenario(), view(kind))
            st.page_link(page, label=_(page.title), query_params=query, width="content")
        with st.container(horizontal=True, gap="small", key="languages"):  # beside the logo
            for code, name in LANGUAGES.items():
                if code != language():
                    key, chosen = f"read {code}", Reading(code)
                    st.button(name, type="tertiary", key=key, on_click=put, args=(chosen,))


def explore_link(other: Scenario) -> None:
    """A link that opens `other` on the Explore page."""
    page_link(EXPLORE, _("Open in Explore"), encode(other), icon=":material/open_in_new:")


def page_link(page: str, label: str, query: Query, icon: str | None = None) -> None:
    """A link to the page with that title, and to what it shows."""
    st.page_link(
        st.session_state["pages"][page],
        label=label,
        icon=icon,
        query_params=query | in_language(),
        width="content",
    )
