"""Descent: `streamlit run app.py` starts here.

Streamlit finds `app` below and serves it with routes of our own; for every visitor it then runs
this same file as a script, which renders a page.
"""

import os

import streamlit as st

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # NumPy reads it when it is first imported


def render() -> None:
    """One run of the script: navigation, the state of the link, the page."""
    from languages import listen
    from plots import view
    from ui.controls.kept import refer_safely
    from ui.controls.lessons import taught
    from ui.controls.navigation import (
        ABOUT,
        AVERAGES,
        COMPARE,
        DIGITS,
        EXPLORE,
        LESSONS,
        MAPS,
        REFERENCE,
        STEP,
        links,
        place_of_links,
        remember,
        tell,
    )
    from ui.controls.pictures import ICON, LOGO
    from ui.controls.progress import fairly
    from ui.controls.state import readers_language, sync, write_link
    from ui.views import (
        about,
        averages,
        compare,
        digits,
        embedded,
        explore,
        lessons,
        maps,
        reference,
        step,
    )

    refer_safely()
    listen(readers_language)
    st.set_page_config(page_title="Descent", page_icon=ICON, layout="wide")
    pages = [
        (st.Page(explore.page, title=EXPLORE, default=True), view.View),
        (st.Page(lessons.page, title=LESSONS, url_path="lessons"), view.LessonsView),
        (st.Page(step.page, title=STEP, url_path="step"), view.StepView),
        (st.Page(compare.page, title=COMPARE, url_path="compare"), view.CompareView),
        (st.Page(maps.page, title=MAPS, url_path="maps"), view.MapsView),
        (st.Page(averages.page, title=AVERAGES, url_path="averages"), view.AveragesView),
        (st.Page(digits.page, title=DIGITS, url_path="digits"), view.DigitsView),
        (st.Page(reference.page, title=REFERENCE, url_path="reference"), view.ReferenceView),
        (st.Page(about.page, title=ABOUT, url_path="about"), view.AboutView),
    ]
    current = st.navigation([page for page, _ in pages], position="hidden")
    kind = next(kind for page, kind in pages if page.title == current.title)
    sync(current.title, kind)
    remember(pages)
    tell()
    body, row = current.run, None
    if st.context.is_embedded and current.title == EXPLORE:
        body = embedded.page
    elif current.title == LESSONS and taught():
        body = lessons.page
    else:
        st.logo(LOGO, size="large")
        row = place_of_links()
    try:
        with fairly():
            body()
        if row is not None:
            links(pages, row)
    finally:
        write_link(kind)


if __name__ == "__main__":
    from ui.controls.progress import in_turn

    with in_turn():
        render()
else:
    from ui.controls.mishap import mishap
    from ui.server import lifespan, middleware, routes

    app = st.App(
        __file__,
        routes=routes(),
        middleware=middleware(),
        lifespan=lifespan,
        on_script_error=mishap,
    )
