"""Every lesson: its link decodes, its claims are true of its runs, its texts fit."""

import re

import pytest

from engine.link import decode, decode_view, to_text, unknown_keys
from lessons import EXPERIMENTS, GROUPS, LESSONS, Experiment, Lesson, Link
from lessons.claims import holds
from lessons.lesson import paths_of
from plots import view
from plots.notes import told
from plots.view import View

VIEWS = {
    "Explore": view.View,
    "Step": view.StepView,
    "Compare": view.CompareView,
    "Maps": view.MapsView,
    "Averages": view.AveragesView,
    "Digits": view.DigitsView,
}
EVERY = pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)
LINKS = [link for lesson in LESSONS.values() for link in lesson.try_next]
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def unread(parts, page):
    """What the page would tell a person about a link."""
    kind = VIEWS[page]
    return [*decode(parts)[1], *decode_view(kind, parts)[1], *unknown_keys(parts, kind)]


def test_there_are_lessons_from_gradient_descent_to_a_network():
    keys = list(LESSONS)
    assert len(keys) >= 16
    assert (keys[0], keys[-1]) == ("learning-rate", "network")
    assert [lesson.group for lesson in LESSONS.values()] == sorted(
        (lesson.group for lesson in LESSONS.values()), key=GROUPS.index
    )
    assert len({lesson.title for lesson in LESSONS.values()}) == len(keys)


@EVERY
def test_the_scenario_is_read_without_a_notice(lesson: Lesson):
    assert unread(lesson.parts, "Explore") == []
    assert 1 < len(lesson.scenario.runs) <= 4


@EVERY
def test_what_is_claimed_is_so(lesson: Lesson):
    assert lesson.claims
    assert [claim for claim in lesson.claims if not holds(claim, lesson.paths)] == []


@EVERY
def test_the_answer_is_among_the_choices_and_the_moment_in_the_run(lesson: Lesson):
    assert 2 <= len(set(lesson.choices)) == len(lesson.choices) <= 4
    assert 0 <= lesson.answer < len(lesson.choices)
    assert 0 < lesson.decided <= lesson.scenario.steps
    assert lesson.plot in ("contour", "surface")


@EVERY
def test_texts_are_filled_and_fit(lesson: Lesson):
    assert not re.search(r"\{\d\.[a-z]|\binf\b|\bnan\b|\d[eE][+-]?\d", lesson.happened)
    assert len(lesson.title) <= 30
    assert len(lesson.line) <= 70
    assert len(lesson.question) <= 320
    assert len(lesson.what) <= 640
    assert all(len(choice) <= 64 for choice in lesson.choices)
    assert lesson.sources
    assert all(re.fullmatch(r"\[.+\]\(https://\S+\)", source) for source in lesson.sources)


@EVERY
def test_something_happens_on_the_way_to_the_moment(lesson: Lesson):
    assert any(each.step <= lesson.decided for each in told(lesson.scenario, lesson.paths))


@EVERY
def test_a_right_answer_cannot_be_learnt_by_its_place(lesson: Lesson):
    places = [each.answer for each in LESSONS.values()]
    assert max(places.count(place) for place in set(places)) <= 2 * len(places) / 3


@pytest.mark.parametrize("link", LINKS, ids=lambda link: link.text)
def test_what_to_try_next_can_be_opened_and_is_as_it_says(link: Link):
    assert unread(link.parts, link.page) == []
    paths = paths_of(decode(link.parts)[0])
    assert [claim for claim in link.claims if not holds(claim, paths)] == []
    assert "{" not in link.said
    assert len(link.said) <= 50  # a line beside the plots
    assert not _NUMBER.search(link.text) or link.claims or "=" in link.text


def test_the_experiments_are_those_of_the_notes():
    assert len(EXPERIMENTS) == 6
    for each in EXPERIMENTS:
        assert isinstance(each, Experiment)
        assert unread(each.parts, "Explore") == []
        scenario, shown = decode(each.parts)[0], decode_view(View, each.parts)[0]
        assert (scenario.start, scenario.steps, shown.layout) == ((1, 1), 50, "panes")
        assert [run.key for run in scenario.runs] == ["gd", "momentum", "rmsprop"]
        assert {run["lr"] for run in scenario.runs} == {0.1}
        assert scenario.runs[1]["alpha"] == scenario.runs[2]["gamma"]
        assert f"{scenario.runs[1]['alpha']:g}" in each.title
    assert {each.parts["surface"][0] for each in EXPERIMENTS} == {"isotropic", "anisotropic"}


def test_every_lesson_opens_from_its_own_link():
    for lesson in LESSONS.values():
        written = {"lesson": [lesson.key]}
        shown, said = decode_view(view.LessonsView, written)
        assert (shown.lesson, said) == (lesson.key, ())
        assert to_text(written) == f"lesson={lesson.key}"
