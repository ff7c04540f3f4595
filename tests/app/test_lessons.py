"""The Lessons page: ask, answer, reveal, go on; the list; bad names; teacher's mode."""

import pytest

from engine.link import decode, to_text
from lessons import EXPERIMENTS, LESSONS
from plots.notes import told
from plots.view import LessonsView
from tests.app.page import Page

FIRST, SECOND, *_, LAST = LESSONS.values()


class LessonsPage(Page):
    """The page after a run of the script that raised nothing."""

    address, looks = "lessons", LessonsView

    def choices(self, lesson=FIRST):
        """The labels of the buttons that answer."""
        return [
            each.label for each in self.app.button if (each.key or "").startswith(f"{lesson.key} ")
        ]

    def answer(self, place, lesson=FIRST):
        """Make a choice."""
        return self.press(f"{lesson.key} {place}")

    @property
    def player(self):
        """What the player was told."""
        return next(each for each in self.parts if "reveal" in each)

    @property
    def notes(self):
        """What the list of notes was sent."""
        return next(each["notes"] for each in self.parts if "notes" in each)

    @property
    def boxes(self):
        """What is said of the answer."""
        return [str(each.value) for each in (*self.app.success, *self.app.info)]


def opened(query=f"lesson={FIRST.key}"):
    return LessonsPage.opened(query, drawers=())


def titles(page):
    return [head.value for head in page.app.subheader]


def test_a_lesson_asks_before_it_shows():
    page = opened()
    assert titles(page) == [f"1. {FIRST.title}"]
    assert page.choices() == list(FIRST.choices)
    assert page.player["reveal"] == {"lesson": FIRST.key, "open": False, "until": FIRST.decided}
    assert "step" not in page.player["description"]
    assert not any("height" in each and "reveal" not in each for each in page.parts)  # no curve
    assert FIRST.happened not in page.said
    assert not page.boxes


@pytest.mark.parametrize("place", range(len(FIRST.choices)))
def test_an_answer_opens_it_and_says_which_is_right(place):
    page = opened().answer(place)
    assert page.player["reveal"]["open"]
    assert page.choices() == []
    (said,) = page.boxes
    assert said.startswith("**Right.**") == (place == FIRST.answer)
    assert FIRST.choices[FIRST.answer] in said
    assert FIRST.happened in page.said
    assert "reached at step" in page.player["description"]
    assert page.link == {"lesson": [FIRST.key]}
    assert page.app.button(key=f"open {FIRST.key}").icon == ":material/check:"


def test_the_notes_are_those_of_the_runs():
    page = opened().answer(0)
    assert page.notes == [each._asdict() for each in told(FIRST.scenario, FIRST.paths)]
    assert [note["step"] for note in page.notes] == sorted(note["step"] for note in page.notes)


def test_next_and_previous_lead_through_and_what_was_answered_stays():
    page = opened().answer(FIRST.answer).press("Next")
    assert titles(page) == [f"2. {SECOND.title}"]
    assert page.link == {"lesson": [SECOND.key]}
    assert not page.player["reveal"]["open"]
    page.press("Previous")
    assert page.player["reveal"]["open"]
    assert page.button("Previous").disabled
    page.press(f"open {LAST.key}")
    assert titles(page) == [f"{len(LESSONS)}. {LAST.title}"]
    assert page.button("Next").disabled


def test_asked_again_it_is_as_before():
    page = opened().answer(0).press("Ask again")
    assert page.choices() == list(FIRST.choices)
    assert not page.player["reveal"]["open"]


def test_another_session_is_asked_anew():
    opened().answer(0)
    assert opened().choices() == list(FIRST.choices)


def test_the_list_names_every_lesson_and_leads_to_each(monkeypatch):
    linked = []
    monkeypatch.setattr(
        "ui.controls.lesson_list.page_link", lambda page, text, query, icon: linked.append(query)
    )
    page = opened("")
    assert [each.key for each in page.app.button if (each.key or "").startswith("open ")] == [
        f"open {key}" for key in LESSONS
    ]
    assert all(any(lesson.line in b.label for b in page.app.button) for lesson in LESSONS.values())
    assert linked == [each.parts for each in EXPERIMENTS]
    assert titles(page.press(f"open {SECOND.key}")) == [f"2. {SECOND.title}"]


def test_the_links_to_send_open_their_lessons():
    page = LessonsPage.opened("", drawers=("lesson links",))
    lines = page.app.code[0].value.split("\n")
    assert [line.partition("?")[2] for line in lines] == [f"lesson={key}" for key in LESSONS]


@pytest.mark.parametrize("name", ["nonsense", "%3Cb%3E", "learning-rate+"])
def test_a_name_of_no_lesson_gets_a_sentence_and_the_list(name):
    page = opened(f"lesson={name}")
    assert any("no lesson of that name" in said for said in page.boxes)
    assert page.app.button(key=f"open {FIRST.key}")


def test_a_name_that_is_too_long_is_not_repeated():
    page = opened(f"lesson={'x' * 300}")
    assert page.view == LessonsView()
    assert len(page.notices) == 1


def test_what_to_try_next_and_explore_are_linked(monkeypatch):
    linked = []
    monkeypatch.setattr(
        "ui.controls.lessons.page_link",
        lambda page, text, query, icon: linked.append((page, query)),
    )
    opened().answer(0)
    assert linked == [
        *((link.page, link.parts) for link in FIRST.try_next),
        ("Explore", FIRST.parts),
    ]
    assert decode(linked[-1][1])[0] == FIRST.scenario


def test_teachers_mode_is_alone_on_the_screen_and_in_the_link():
    page = opened()
    page.after(page.app.toggle(key="lessons.teach").set_value(True))
    assert page.link == {"lesson": [FIRST.key], "teach": ["on"]}
    assert not page.app.sidebar.button
    assert page.app.button(key=f"{FIRST.key} 0")
    again = opened(to_text(page.link))
    assert titles(again) == titles(page)
    again.press("Next")
    assert again.view == LessonsView(SECOND.key, True)
    again.press("All lessons")
    assert again.view == LessonsView("", True)
    again.press("Close")
    assert again.link == {}
    again = opened(to_text(page.link)).press("Close")
    assert again.link == {"lesson": [FIRST.key]}
    assert again.app.sidebar.button


def test_the_scenario_of_explore_is_carried_along():
    page = opened(f"surface=himmelblau&run=adam&lesson={FIRST.key}")
    kept = page.scenario
    page.answer(0).press("Next")
    assert page.scenario == kept
    assert page.link["surface"] == ["himmelblau"]
