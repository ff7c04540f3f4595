"""A lesson: its question, its plots, and what is said once it is answered."""

from dataclasses import replace

import streamlit as st

from languages import N_, _
from lessons import LESSONS, Lesson
from parameters import Value
from plots.labels import labels
from plots.notes import told
from plots.view import LessonsView, View
from ui.controls import component
from ui.controls.navigation import EXPLORE, page_link
from ui.controls.player import curve, player
from ui.controls.runs import chip
from ui.controls.state import hold, put, view

ONWARD = ":material/arrow_forward:"
STAGE = "lesson"
_AROUND = {False: 327, True: 176}  # pixels above and below the plots; in teacher's mode less
_CURVE = 146
_KEYS = {-1: "PageUp", 1: "PageDown"}
_RIGHT, _WRONG = N_("**Right.** {answer}"), N_("**Not quite.** The answer: {answer}")


def taught() -> bool:
    """Whether the page is to be alone on the screen."""
    return view(LessonsView).teach or bool(st.context.is_embedded)


def alone() -> None:
    """Hide the sidebar: Streamlit leaves one that has become empty where it was."""
    # In the player's styles it would be a rule with :has, about the whole page (decision 7).
    parts = '[data-testid="stSidebar"], [data-testid="stExpandSidebarButton"]'
    st.html(f"<style>{parts} {{ display: none; }}</style>")


def chosen() -> Lesson | None:
    """The open lesson; None where the link names none, or one that there is not."""
    return LESSONS.get(view(LessonsView).lesson)


def answer(lesson: Lesson) -> int | None:
    """Which choice the person has made in this session."""
    return _answers().get(lesson.key)


def open_lesson(key: str = "") -> None:
    """Show the lesson with that key, or all of them."""
    put(replace(view(LessonsView), lesson=key))


def teach(on: Value) -> None:
    """Enter or leave teacher's mode."""
    put(replace(view(LessonsView), teach=bool(on)))


def way_out() -> None:
    """The way out of teacher's mode."""
    if view(LessonsView).teach:
        st.button(_("Close"), icon=":material/close_fullscreen:", on_click=teach, args=(False,))


def heading(lesson: Lesson) -> None:
    """The title, and the ways to the lessons beside it."""
    keys = list(LESSONS)
    place = keys.index(lesson.key)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="lesson head"):
        st.subheader(f"{place + 1}. {_(lesson.title)}", anchor=False, width="stretch")
        _turn(_("Previous"), keys, place, -1)
        _turn(_("Next"), keys, place, 1)
        if taught():
            st.button(_("All lessons"), on_click=open_lesson)
        way_out()


def question(lesson: Lesson) -> None:
    """The question, and its choices until one is made; then which one was right."""
    st.markdown(_(lesson.question))
    mine = answer(lesson)
    if mine is None:
        with st.container(gap="xsmall", key="lesson choices"):
            for place, choice in enumerate(lesson.choices):
                st.button(
                    _(choice),
                    key=f"{lesson.key} {place}",
                    width="stretch",
                    shortcut=str(place + 1),
                    on_click=_commit,
                    args=(lesson.key, place),
                )
        return
    right = _(lesson.choices[lesson.answer])
    if mine == lesson.answer:
        st.success(_(_RIGHT).format(answer=right), icon=":material/check:")
    else:
        st.info(_(_WRONG).format(answer=right), icon=":material/lightbulb:")


def plots(lesson: Lesson) -> None:
    """The runs: at the start until the question is answered, then up to what decides it."""
    answered = answer(lesson) is not None
    more = {
        "reveal": {"lesson": lesson.key, "open": answered, "until": lesson.decided},
        "around": _AROUND[taught()],
    }
    if not answered:
        more["description"] = ""  # it says how the runs end
    player(lesson.scenario, View(), stage=STAGE, layout=lesson.plot, more=more)
    if answered and not taught():
        curve(STAGE, _CURVE)


def notes(lesson: Lesson) -> None:
    """Who is who, and what happens along the paths, as the player comes to it."""
    names = labels(lesson.scenario)
    st.markdown("  \n".join(f"{chip(slot)} {name}" for slot, name in enumerate(names)))
    found = [each._asdict() for each in told(lesson.scenario, lesson.paths)]
    data = {"stage": STAGE, "title": _("On the way"), "notes": found}
    component.notes(key="lesson notes", data=data)


def explanation(lesson: Lesson) -> None:
    """What happened and why, where to go from here, and who says so."""
    st.markdown(lesson.happened)
    st.markdown(_("**Try next**"))
    with st.container(gap="xxsmall", key="lesson next"):
        for link in lesson.try_next:
            page_link(link.page, link.said, link.parts, icon=ONWARD)
        page_link(EXPLORE, _("Open in Explore"), lesson.parts, icon=":material/open_in_new:")
    st.markdown(f":small[{' &ensp; '.join(lesson.sources)}]")
    st.button(
        _("Ask again"),
        icon=":material/replay:",
        type="tertiary",
        on_click=_forget,
        args=(lesson.key,),
    )


def _turn(label: str, keys: list[str], place: int, by: int) -> None:
    """The button to the lesson that comes before or after."""
    other = place + by
    there = 0 <= other < len(keys)
    st.button(
        label,
        shortcut=_KEYS[by],
        disabled=not there,
        on_click=open_lesson,
        args=(keys[other],) if there else (),
    )


def _commit(key: str, choice: int) -> None:
    _answers()[key] = choice
    hold()


def _forget(key: str) -> None:
    _answers().pop(key, None)
    hold()


def _answers() -> dict[str, int]:
    """The choices made in this session, by lesson."""
    found: dict[str, int] = st.session_state.setdefault("answers", {})
    return found
