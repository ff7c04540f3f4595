"""Every word that a person reads is translated, on every page and in whatever it opens."""

from collections.abc import Callable, Iterator

import pytest

import languages
from engine import Conditions, Scenario
from exports.libraries import LIBRARIES
from lessons import LESSONS
from optimizers import OPTIMIZERS
from parameters import parameters
from plots.sides import called
from surfaces import SURFACES
from tests.app.digits import QUICK, DigitsPage
from tests.app.page import DRAWERS, Page
from tests.app.said import catalogue, english, texts
from tests.app.test_examples import brought
from ui.controls import progress

EVERYTHING = (*DRAWERS, "share menu", "step.numbers", "step.cloud", "lesson links")
FIRST = next(iter(LESSONS))
WRONG = (
    "surface=moebius&run=gd+speed+3&run=gd+lr+fast&run=adam9000&run=momentum+alpha&start=1&steps=0"
    "&layout=sideways&color=red&f=w1&seed=1e99"
)


def opened(address: str, query: str = "") -> Page:
    """A page in the made-up language, with all that can be opened open."""
    return type("Any", (Page,), {"address": address}).opened(f"{query}&lang=ko", EVERYTHING)


def lesson(query: str = "") -> Page:
    """The first lesson."""
    return opened("lessons", f"lesson={FIRST}{query}")


def own_table() -> Page:
    """A person's own table, of which a column that is no number has been chosen."""
    page = brought(b"a,b,c\n1,2,u\n2,3,v\n3,5,u\n4,,u\n", "surface=regression+data+own&lang=ko")
    return page.after(page.app.selectbox(key="own.regression.1").set_value("c"))


def mistyped() -> Page:
    """A function of one's own with a mistake in it."""
    page = opened("", "surface=custom&run=gd")
    return page.after(page.app.text_input(key="surface.custom.f").set_value("w1 + w3"))


STATES: dict[str, Callable[[], Page]] = {
    "explore": lambda: opened(""),
    "a link full of mistakes": lambda: opened("", WRONG),
    "runs that diverge": lambda: opened("", "run=gd+lr+0.2&run=gd+lr+0.1&noise=1&start=9+9"),
    "a saddle": lambda: opened("", "surface=saddle&run=gd&run=momentum"),
    "data": lambda: opened("", "surface=regression&run=gd+batch+5+schedule+step&run=adam+clip+on"),
    "an own table": own_table,
    "somebody's table": lambda: opened("", "surface=sparse+data+own"),
    "a mistyped function": mistyped,
    "code of all runs": lambda: opened("").press("all.code"),
    "code of a run": lambda: opened("").press("r1.code"),
    "lessons": lambda: opened("lessons"),
    "no such lesson": lambda: opened("lessons", "lesson=nothing"),
    "a lesson": lesson,
    "a right answer": lambda: lesson().press(f"{FIRST} {LESSONS[FIRST].answer}"),
    "a wrong answer, taught": lambda: lesson("&teach=on").press(f"{FIRST} 0"),
    "step": lambda: opened("step", "run=momentum&beside=on&noise=1"),
    "a step on data": lambda: opened("step", "surface=logistic&run=adam+batch+5&step=7"),
    "compare": lambda: opened("compare"),
    "nothing to compare": lambda: opened("compare", "surface=saddle"),
    "a map of settings": lambda: opened("maps", "run=momentum&up=alpha&metric=loss"),
    "a map of every optimizer": lambda: opened("maps", "kind=optimizers"),
    "a map of basins": lambda: opened("maps", "kind=basins&surface=rastrigin"),
    "a map of shares": lambda: opened("maps", "kind=shares&surface=himmelblau"),
    "nothing to map": lambda: opened("maps", "surface=saddle"),
    "averages": lambda: opened("averages"),
    "averages of a run": lambda: opened("averages", "stream=recorded&slot=6"),
    "digits": lambda: opened("digits"),
    "a race": lambda: DigitsPage.opened(f"{QUICK}&seed=4&lang=ko").start().finish(),  # of its own
    "an optimizer": lambda: opened("reference", "card=momentum"),
    "a surface": lambda: opened("reference", "card=saddle"),
    "an own function": lambda: opened("reference", "card=custom"),
    "about": lambda: opened("about"),
}

#: The same in every language: proper names, titles of papers, and letters with their name in code.
KEPT = (
    *("Descent", "English", "NumPy", "AdaGrad", "RMSProp", *LIBRARIES.values()),
    *(source for each in LESSONS.values() for source in each.sources),
    *{
        letter
        for owner in (*OPTIMIZERS.values(), *SURFACES.values(), Conditions, Scenario)
        for letter in map(called, parameters(owner).values())
        if " " in letter
    },
)


@pytest.fixture
def made_up(monkeypatch) -> Iterator[None]:
    """Instead of Korean, a language that shares neither words nor memories with it."""
    read = languages.language
    monkeypatch.setattr(languages, "language", lambda: "en" if read() == "en" else "made up")
    monkeypatch.setattr(languages, "catalogue", catalogue)
    with languages.speaking("ko"):  # AppTest finds options by what they are called
        yield


def bare(page: Page) -> dict[str, list[str]]:
    """Words that no catalogue has seen, by the text in which they stand."""
    found = {}
    for text in texts(page.app._tree):
        rest = text
        for kept in KEPT:
            rest = rest.replace(kept, "")
        if words := english(rest):
            found[text] = words
    return found


@pytest.mark.parametrize("state", STATES)
def test_every_word_goes_through_the_catalogue(state, made_up):
    found = bare(STATES[state]())
    assert not found, "\n".join(f"{words}: {text[:160]!r}" for text, words in found.items())


def test_so_it_does_where_too_much_is_asked_for(made_up, monkeypatch):
    monkeypatch.setattr(progress, "_MOST", 0.0)
    page = opened("compare", "start=-1.234+0.987&steps=1998")
    assert any("⟦" in warning and "1,998" in warning for warning in page.notices)
    assert not bare(page)


def test_a_word_that_no_catalogue_has_seen_is_noticed():
    said = "⟦Best ⟦Run⟧ of all⟧ in :gray[$w_1$ `code`] &nbsp;:gray[lr_name] [here](?a=word)"
    assert english(said) == ["here"]
