"""Links that someone mangled: a sentence for what could not be used, and a page all the same."""

from urllib.parse import urlencode

import pytest

from engine import Scenario
from engine.scenario import MOST_RUNS
from tests.app.page import opened

BAD = {
    "an unknown surface": ("surface=moebius", "no surface moebius"),
    "an unknown optimizer": ("run=gd&run=adamax9000", "no optimizer adamax9000"),
    "an unknown parameter": ("run=gd+speed+3", "no parameter speed"),
    "an unknown key": ("color=red", "color"),
    "a learning rate of nan": ("run=gd+lr+nan", "lr = nan is outside (0, ∞)"),
    "a learning rate below zero": ("run=gd+lr+-1", "lr = -1 is outside (0, ∞)"),
    "a learning rate of infinity": ("run=gd+lr+inf", "lr = ∞ is outside"),
    "a learning rate in words": ("run=gd+lr+fast", "'fast' is not a number"),
    "a value left out": ("run=momentum+alpha", "alpha has no value"),
    "a billion steps": ("steps=1000000000", "steps = 1000000000 is outside [1, 2000]"),
    "steps of ten to the nine": ("steps=10**9", "'10**9' is not a number"),
    "no steps": ("steps=0", "steps = 0 is outside"),
    "half a step": ("steps=1.5", "not a whole number"),
    "a start of one number": ("start=1", "The start 1 is not two numbers"),
    "a start of nan": ("start=nan+1", "The start nan 1 is not two numbers"),
    "a start beyond numbers": ("start=1e400+0", "is not two numbers"),
    "an empty run": ("run=", "no optimizer"),
    "an empty surface": ("surface=", "no surface"),
    "an unknown view": ("layout=sideways", "'sideways' is not one of linked, panes"),
    "fifty runs": ("&".join(["run=gd"] * 50), f"50 runs; the first {MOST_RUNS} are shown"),
    "five thousand characters": ("run=" + "x%3C" * 2500, "5000 characters"),
    "a surface of five thousand characters": ("surface=" + "y" * 5000, "5000 characters"),
    "other scripts": ("surface=%E6%9B%B2%E9%9D%A2", "no surface 曲面"),
    "text that turns round": ("run=%E2%80%AEevil", "no optimizer"),
    "markup": ("surface=%3Cscript%3Ealert(1)%3C/script%3E", "no surface"),
    "bytes that are no text": ("run=%FF%FE%00", "no optimizer"),
}


@pytest.mark.parametrize(("query", "said"), BAD.values(), ids=BAD)
def test_a_bad_link_gives_a_sentence_and_a_page(query, said):
    page = opened(query)
    assert any(said in notice for notice in page.notices), page.notices
    assert len(page.table["Run"]) == len(page.scenario.runs) >= 1
    assert all(len(notice) < 250 for notice in page.notices)


@pytest.mark.parametrize("query", [query for query, _ in BAD.values() if "gd" not in query])
def test_what_cannot_be_used_is_at_its_default(query):
    page = opened(query)
    assert (page.scenario.surface, page.scenario.start) == (Scenario().surface, Scenario().start)
    assert page.scenario.steps == 100


def test_the_rest_of_a_bad_link_is_used():
    page = opened("surface=rosenbrock&run=gd+lr+nan&run=momentum+alpha+0.5&steps=0&start=1+2")
    assert len(page.notices) == 2
    assert page.scenario.start == (1.0, 2.0)
    assert page.scenario.runs[0]["lr"] == 5e-4
    assert page.scenario.runs[1]["alpha"] == 0.5


def test_fifty_runs_are_cut_to_the_most_there_are():
    assert opened(BAD["fifty runs"][0]).table["Run"] == ["Gradient descent"] * MOST_RUNS


def test_a_start_outside_is_kept_and_said():
    page = opened("start=5+7")
    assert page.scenario.start == (5.0, 7.0)
    assert page.notices == ["The start is outside the surface's window, so the view is wider."]
    window = page.sent["scene"]["window"]
    assert window["w1"][1] > 5
    assert window["w2"][1] > 7


@pytest.mark.parametrize("start", ["1e6 -1e6", "-1e6 1e6"])
@pytest.mark.parametrize("surface", ["isotropic", "rosenbrock", "saddle"])
def test_the_farthest_start_can_be_drawn(surface, start):
    page = opened(f"surface={surface}&start={start}&frame=paths")
    assert len(page.notices) == 1
    assert page.sent["scene"]["top"] > 0


def test_notices_go_with_the_next_change():
    page = opened("surface=moebius")
    assert page.notices
    page.type("steps", 50)
    assert page.notices == []
    assert page.link == {"steps": ["50"]}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("[a](//b.org)", r"\[a\]\(\/\/b\.org\)"),
        ("![](https://b.org/c.png)", "\\!\\[\\]\\(https\u2060://b\\.org\\/c\\.png\\)"),
        ("WWW.b.org", "WWW\u2060.b\\.org"),
        ("a@b.org", "a\u2060@b\\.org"),
        ("`[a](b)", r"\`\[a\]\(b\)"),
        ("**$a$**", r"\*\*\$a\$\*\*"),
        ("`b`[a](b)", r"`b`\[a\]\(b\)"),
    ],
)
def test_what_a_link_quotes_is_neither_link_nor_picture(text, shown):
    (warning,) = opened(urlencode({"surface": text})).app.warning
    assert f"no surface {shown}\\; this" in warning.value


def test_what_is_wrong_with_a_function_is_shown_as_code():
    (warning,) = opened("surface=custom&f=w1+%2B+w3").app.warning
    assert "`w3` at column 6" in warning.value
    assert "It is `w1**2 + 8*w2**2 + sin(3*w1)` instead" in warning.value


def test_an_empty_name_is_called_empty():
    for query in ("run=", "surface=", "run=gd&run=+"):
        assert not any("  " in notice or " ;" in notice for notice in opened(query).notices)
