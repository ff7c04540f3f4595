"""Lessons: a question about a run, then the run, then why."""

import streamlit as st

from ui.controls.lesson_list import everything, sidebar
from ui.controls.lessons import (
    alone,
    answer,
    chosen,
    explanation,
    heading,
    notes,
    plots,
    question,
    taught,
)


def page() -> None:
    """Predict, then see."""
    if taught():
        alone()
    else:
        sidebar()
    lesson = chosen()
    with st.container(gap="xsmall", key="taught" if taught() else "lesson"):
        if lesson is None:
            everything()
            return
        heading(lesson)
        text, drawn, noted = st.columns([1.06, 1.3, 0.52], gap="medium")
        with drawn:
            plots(lesson)
        with noted:
            notes(lesson)
        with text:
            question(lesson)
            if answer(lesson) is not None:
                explanation(lesson)
