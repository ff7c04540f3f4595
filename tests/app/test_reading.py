"""In which language a person reads: the one that was chosen, else the browser's, else English."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from languages import _, pgettext, speaking
from lessons import LESSONS
from plots.view import LessonsView
from tests.app.page import Page, opened
from tests.app.test_examples import brought

FIRST = next(iter(LESSONS.values()))
WRONG_FILES = {
    b"": "The file is empty",
    b"1,2\n3,4\n": "The first row must name the columns; here it has numbers",
}
LINK = "surface=rosenbrock&run=adam+lr+0.2&run=gd+schedule+cosine&layout=panes"


class LessonsPage(Page):
    address, looks = "lessons", LessonsView


@pytest.fixture
def browser(monkeypatch):
    """Have the browser tell something of itself."""
    return lambda name, told: monkeypatch.setattr(type(st.context), name, told)


def pages(page: Page) -> list[str]:
    """What the links to the pages are called."""
    return [link.label for link in page.app.get("page_link")]


def is_korean(page: Page) -> bool:
    with speaking("ko"):
        return {_("Lessons"), _("Maps")} <= set(pages(page))


def test_another_language_changes_nothing_but_words():
    page = opened(LINK)
    link, before = page.link, page.scenario
    drawers = [drawer.proto.expanded for drawer in page.app.expander]
    page.press("read ko")
    with speaking("ko"):  # AppTest finds an option by what it is called
        assert is_korean(page)
        assert page.link == link | {"lang": ["ko"]}
        assert (page.scenario, page.view.layout) == (before, "panes")
        assert [drawer.proto.expanded for drawer in page.app.expander] == drawers
        assert page.app.selectbox(key="surface").value == "rosenbrock"
        assert page.app.selectbox(key="r1.gd.schedule").value == "cosine"
        page.choose("surface", "saddle")
        assert page.link == link | {"surface": ["saddle"], "lang": ["ko"]}
        page.press("read en")
    assert not is_korean(page)
    assert page.link["lang"] == ["en"]
    assert page.app.selectbox(key="surface").value == page.scenario.surface.key == "saddle"


def test_back_to_a_link_without_a_language_is_back_to_the_browsers():
    page = opened(LINK).press("read ko")
    before = page.scenario
    del page.app.query_params["lang"]
    with speaking("ko"):
        page.run()
    assert not is_korean(page)
    assert page.scenario == before


def test_a_link_says_its_language_and_the_links_on_its_page_do():
    page = opened("run=gd+schedule+step&lang=ko")
    assert is_korean(page)
    assert page.link["lang"] == ["ko"]
    with speaking("ko"):
        schedule = pgettext("schedule", "step")
        assert page.table[_("Run")] == [f"{_('Gradient descent')}, {schedule}"]
    for link in page.app.get("page_link"):
        assert "lang=ko" in link.proto.query_string


def test_an_unknown_language_is_said_in_the_readers_own(browser):
    page = opened("lang=xx")
    assert page.notices == ["lang = 'xx' is not one of auto, en, ko. It is auto instead."]
    browser("locale", "ko-KR")
    page = opened("lang=xx")
    assert is_korean(page)
    assert "auto" in page.notices[0]


@pytest.mark.parametrize(
    ("locale", "korean"), [("ko-KR", True), ("ko", True), ("de-DE", False), (None, False)]
)
def test_without_a_choice_it_is_the_browsers(browser, locale, korean):
    browser("locale", locale)
    page = opened("")
    assert is_korean(page) == korean
    assert page.link == {}
    assert not is_korean(opened("lang=en"))


def test_an_answered_lesson_stays_answered():
    page = LessonsPage.opened(f"lesson={FIRST.key}").press(f"{FIRST.key} {FIRST.answer}")
    page.press("read ko")
    with speaking("ko"):
        assert FIRST.happened in page.said
        assert _(FIRST.choices[FIRST.answer]) in page.app.success[0].value
    assert page.link == {"lesson": [FIRST.key], "lang": ["ko"]}


def test_where_nothing_but_the_plots_is_shown_the_language_is_the_same(browser):
    taught = LessonsPage.opened(f"lesson={FIRST.key}&teach=on&lang=ko")
    with speaking("ko"):
        assert taught.button(_("Next"))
        assert _(FIRST.question) in taught.said
        browser("is_embedded", True)
        frame = Page.opened("lang=ko")
        assert _("Open in Descent") in frame.said
    assert not frame.app.sidebar.button


def _list() -> None:
    """A list as one of texts, for AppTest chooses only what a list has."""
    import streamlit as st

    from ui.controls.bound import behind, bound

    state = st.session_state
    state["was behind"] = behind()
    chosen = state.setdefault("chosen", "one")
    tied = bound("list", chosen, lambda value: state.update(chosen=value), ("one", "two"))
    st.text_input("List", **tied)


def test_a_word_that_a_list_no_longer_has_is_no_choice():
    app = AppTest.from_function(_list).run()
    for word, chosen in (("two", "two"), ("zwei", "two"), ("one", "one")):
        app.text_input(key="list").set_value(word).run()
        assert not app.exception
        assert app.session_state["chosen"] == app.text_input(key="list").value == chosen
        assert app.session_state["was behind"] == (word != chosen)


def test_a_mistake_that_stays_is_said_in_the_new_language():
    page = opened("surface=custom&run=gd")
    page.after(page.app.text_input(key="surface.custom.f").set_value("w3")).press("read ko")
    with speaking("ko"):
        assert _("only w1 and w2 exist, and the constants pi and e") in page.app.error[0].value
    for content, mistake in WRONG_FILES.items():
        page = brought(content).press("read ko")
        with speaking("ko"):
            assert [error.value for error in page.app.error] == [f"{_(mistake)}."]
