"""The list of all lessons: in the sidebar, and as a page with the experiments and links to send."""

from dataclasses import replace

import streamlit as st

from engine import Scenario
from engine.link import to_text
from languages import _
from lessons import EXPERIMENTS, GROUPS, LESSONS, Lesson
from parameters import parameters
from plots.view import LessonsView
from ui.controls.component import dressed
from ui.controls.lessons import ONWARD, answer, chosen, open_lesson, teach, way_out
from ui.controls.navigation import EXPLORE, page_link
from ui.controls.state import address, view
from ui.controls.widgets import control, drawer_of


def sidebar() -> None:
    """Every lesson, with a tick where it is answered, and the switch of the teacher's mode."""
    now = view(LessonsView)
    with st.sidebar, st.container(gap=None, key="lesson list"):
        if chosen():
            for group in GROUPS:
                st.caption(_(group))
                _entries(group, now)
            st.button(
                _("All lessons"), icon=":material/list:", type="tertiary", on_click=open_lesson
            )
        declared = parameters(LessonsView)["teach"]
        control("lessons.teach", declared, now.teach, teach, label=_("Teacher's mode"))


def everything() -> None:
    """All lessons with a line each, the experiments, and the links to send."""
    now = view(LessonsView)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(_("Lessons"), anchor=False, width="stretch")
        way_out()
    if now.lesson:
        st.info(_("There is no lesson of that name. These are all there are."))
    st.markdown(
        _("A question first, then the run that answers it. Begin with the first, or choose.")
    )
    left, right = st.columns(2, gap="medium")
    for index, group in enumerate(GROUPS):
        with left if index < len(GROUPS) / 2 else right:
            st.markdown(f"**{_(group)}**")
            with st.container(gap=None, key=f"lesson group {index}"):
                _entries(group, now, lines=True)
    st.markdown(_("**Experiments**: gradient descent, Momentum and RMSProp side by side."))
    for group in dict.fromkeys(each.group for each in EXPERIMENTS):
        with st.container(horizontal=True, gap="small"):
            st.markdown(_(group), width="content")
            for each in EXPERIMENTS:
                if each.group == group:
                    page_link(EXPLORE, _(each.title), each.parts, icon=ONWARD)
    drawer = drawer_of(_("Links to send"), "lesson links")
    if drawer.open:
        with drawer:
            st.code("\n".join(_address(each, now) for each in LESSONS.values()), language=None)
    dressed()


def _entries(group: str, now: LessonsView, lines: bool = False) -> None:
    """The lessons of a group, each a button."""
    for number, lesson in enumerate(LESSONS.values(), 1):
        if lesson.group != group:
            continue
        title = _(lesson.title)
        title = f"**{title}**" if lines or lesson.key == now.lesson else title
        st.button(
            f"{number}. {title} &ensp; {_(lesson.line)}" if lines else f"{number}. {title}",
            icon=":material/check:" if answer(lesson) is not None else None,
            type="tertiary",
            key=f"open {lesson.key}",
            on_click=open_lesson,
            args=(lesson.key,),
        )


def _address(lesson: Lesson, now: LessonsView) -> str:
    """What a teacher sends."""
    return f"{st.context.url}?{to_text(address(Scenario(), replace(now, lesson=lesson.key)))}"
