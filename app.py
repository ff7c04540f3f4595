"""Descent: `streamlit run app.py` starts here.

Streamlit finds `app` below and serves it with routes of our own; for every visitor it then runs
this same file as a script, which renders a page.
"""

from pathlib import Path

import streamlit as st

_UI = Path(__file__).parent / "ui"


def render() -> None:
    """One run of the script: navigation, the state of the link, the page."""
    from plots.view import ReferenceView, View
    from ui.controls.navigation import EXPLORE, links, place_of_links
    from ui.controls.state import sync
    from ui.views import explore, reference

    st.set_page_config(page_title="Descent", page_icon=str(_UI / "icon.svg"), layout="wide")
    st.logo(str(_UI / "logo.svg"), size="large")
    pages = [
        (st.Page(explore.page, title=EXPLORE, default=True), View),
        (st.Page(reference.page, title="Reference", url_path="reference"), ReferenceView),
    ]
    current = st.navigation([page for page, _ in pages], position="hidden")
    sync(current.title, next(kind for page, kind in pages if page.title == current.title))
    row = place_of_links(pages)
    current.run()
    links(pages, row)


if __name__ == "__main__":
    render()
else:
    from ui.server import lifespan, routes

    app = st.App(__file__, routes=routes(), lifespan=lifespan)
