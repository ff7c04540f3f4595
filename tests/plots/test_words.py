"""What plots and scripts say is in the reader's language, and remembered in one language only."""

import json

import pytest
from babel.messages.extract import extract_from_dir

import languages
from engine import RunSpec, Scenario, SurfaceSpec
from languages import LANGUAGES, speaking
from plots.inside import inside_payload
from plots.labels import labels
from plots.player.payload import player_files, scene_payload
from plots.player.words import messages, words
from plots.view import View
from plots.working import written
from tests.app.said import catalogue, english

SCENARIO = Scenario(
    SurfaceSpec.of("regression"),
    runs=(RunSpec.of("gd", batch=8, schedule="cosine"), RunSpec.of("adam", batch=8, clip=True)),
    steps=5,
    noise=0.1,
)


@pytest.fixture
def made_up(monkeypatch):
    monkeypatch.setattr(languages, "catalogue", catalogue)
    with speaking("xx"):
        yield


def test_all_that_scripts_say_is_found_as_the_catalogue_finds_it():
    keywords = {"_": None, "N_": None, "pgettext": ((1, "c"), 2)}
    found = {
        (context, message) if context else (message,)
        for _, _, message, _, context in extract_from_dir(
            "plots/player", [("**.js", "javascript")], keywords=keywords
        )
    }
    assert found == set(messages().values())
    assert len(found) > 40


def test_the_words_of_another_language_are_a_file(made_up):
    assert words("en") == {}
    assert words("xx") == {key: f"⟦{said[-1]}⟧" for key, said in messages().items()}
    files = {name for name in player_files() if name.endswith(".json")}
    assert files == {f"words.{code}.json" for code in LANGUAGES if code != "en"}
    for name in files:
        assert set(json.loads(player_files()[name])) <= set(messages())


def test_labels_are_remembered_in_each_language(made_up):
    bare = ["Gradient descent, batch 8, cosine", "Adam, batch 8, ‖g‖ ≤ 1"]
    other = ["⟦Gradient descent⟧, ⟦batch 8⟧, ⟦cosine⟧", "⟦Adam⟧, ⟦batch 8⟧, ‖g‖ ≤ 1"]
    for code, expected in (("en", bare), ("xx", other), ("en", bare)):
        with speaking(code):
            assert labels(SCENARIO) == expected


@pytest.mark.parametrize("key", ["adam", "lbfgs", "nesterov", "ftrl"])
def test_the_working_of_a_step_is_said_in_whole_sentences(made_up, key):
    run = RunSpec.of(key, batch=8, clip=True)
    sent = inside_payload(Scenario(SCENARIO.surface, runs=(run,), steps=5, noise=0.1).path(0))
    for step in range(5):
        for line in written(sent["working"], step):
            assert english(line.says) == []
        assert english(sent["remarks"][step]) == []


def test_every_axis_of_the_loss_curve_is_named(made_up):
    surface = SCENARIO.surface.build()
    for against in ("step", "evaluations", "epochs", "examples"):
        layout = scene_payload(surface, surface.domain, View(against=against))["curve"]["layout"]
        title = layout["xaxis"]["title"]["text"]
        assert title.startswith("⟦"), against
