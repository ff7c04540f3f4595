"""The page that is taken away is in its reader's language; data and code are English."""

import json
import re
from html import unescape

import pytest

import languages
from engine import RunSpec, Scenario
from exports.animation import animation
from exports.code import code, whole_code
from exports.standalone import page
from exports.tables import csv, results, trajectories
from languages import speaking
from plots.player.payload import plotly_js
from plots.player.words import words
from plots.view import View
from tests.app.said import catalogue, english

VIEW = View()
SCENARIO = Scenario(runs=(RunSpec.of("gd", schedule="cosine"), RunSpec.of("momentum")), steps=4)
#: The names that parameters have in code, as links and tables have them.
NAMES = {
    *("Descent", "ratio", "rotation", "start", "steps", "tolerance", "noise", "seed"),
    *("schedule", "cosine", "form", "classical", "alpha"),
}


@pytest.fixture
def made_up(monkeypatch):
    monkeypatch.setattr(languages, "catalogue", catalogue)


@pytest.mark.parametrize(
    "make",
    [
        lambda: csv(results(SCENARIO)),
        lambda: csv(trajectories(SCENARIO)),
        lambda: code(SCENARIO, 0),
        lambda: whole_code(SCENARIO),
        lambda: animation(SCENARIO, VIEW, size=600),
    ],
    ids=["results", "paths", "code", "code of all", "animation"],
)
def test_what_programs_read_is_the_same_in_every_language(made_up, make):
    plain = make()
    with speaking("xx"):
        assert make() == plain


def test_the_page_is_in_its_readers_language_and_brings_its_words(made_up):
    made = page(SCENARIO, VIEW, "xx").replace(plotly_js().decode(), "")
    assert '<html lang="xx">' in made
    cast = json.loads(re.search(r'id="cast">(.*?)</script>', made)[1])
    assert cast["language"] == "xx"
    assert cast["words"] == words("xx") != {}
    written = re.sub(r"<(style|script|code).*?</\1>", "", made, flags=re.DOTALL)
    found = {word for text in re.split(r"<[^>]*>", written) for word in english(unescape(text))}
    assert found <= NAMES
