"""The Digits page: the race and what comes of it."""

import pytest

from engine.link import encode, to_text
from networks import GRID
from plots.view import DigitsView
from tests.app.digits import ACCURACY, LONG, LOSS, PLANE, QUICK, opened
from ui.controls.digits import race
from ui.controls.places import Places


@pytest.fixture(autouse=True)
def _nobody_has_raced():
    race.cache_clear()


def test_the_page_opens_ready_to_start():
    page = opened("")
    assert page.view == DigitsView()
    assert page.notices == []
    assert page.link == {}
    assert page.buttons == ["Start, about 2 s"]
    assert set(page.figures) >= {LOSS, ACCURACY}
    assert list(page.figures[LOSS]) == ["Gradient descent", "Momentum", "RMSProp", "Adam"]
    assert page.table["η"] == ["0.01", "0.01", "0.001", "0.001"]
    assert page.table["Accuracy"] == [None] * 4
    assert "**What is to be read**" in page.said


def test_a_race_is_run_to_its_end():
    page = opened().start().finish()
    assert page.buttons == ["Another seed", "Edit the learning rates"]
    assert set(page.figures) >= {LOSS, ACCURACY, PLANE}
    for name in ("Gradient descent", "Adam"):
        assert page.figures[LOSS][name]["x"][-1] == 2
        assert len(page.figures[ACCURACY][name]["y"]) == len(page.figures[LOSS][name]["y"])
        assert name in page.figures[PLANE]
    assert page.table["∇ calls"] == [20, 20]
    assert page.table["Accuracy"] == [
        f"{page.figures[ACCURACY][name]['y'][-1]:.1%}" for name in ("Gradient descent", "Adam")
    ]
    assert any("reads the most" in text for text in page.said)


def test_a_race_repeats_from_its_link_bit_for_bit():
    page = opened().start().finish()
    before = page.figures
    race.cache_clear()
    again = opened(to_text(page.link)).start().finish()
    assert again.figures == before
    race.cache_clear()
    other = opened(f"{QUICK}&seed=1").start().finish()
    assert other.figures[LOSS] != before[LOSS]


def test_what_somebody_has_trained_is_shown_at_once():
    before = opened().start().finish().figures
    page = opened()
    assert "Stop" not in page.buttons
    assert page.figures == before


def test_stop_keeps_what_there_is_and_the_race_can_go_on():
    page = opened(LONG).start()
    while len(page.figures[LOSS]["Adam"]["x"]) < 3:
        page.run()
    page.press("Stop")
    assert page.buttons == ["Go on"]
    kept = page.figures[LOSS]
    assert len(kept["Adam"]["x"]) >= 3
    page.run()
    assert page.figures[LOSS] == kept
    page.press("Go on")
    page.run()
    assert len(page.figures[LOSS]["Adam"]["x"]) >= len(kept["Adam"]["x"])
    assert page.buttons == ["Stop"]


def test_who_has_no_place_is_told_so(monkeypatch):
    monkeypatch.setattr("ui.controls.digits._PLACES", Places(0))
    page = opened().start()
    assert page.buttons == ["Stop"]
    assert [bar.proto.text for bar in page.app.get("progress")] == [
        "Waiting for a free place: others are training."
    ]
    monkeypatch.undo()
    assert "Stop" not in page.finish().buttons


def test_another_setting_is_another_race():
    page = opened(LONG).start()
    assert page.buttons == ["Stop"]
    page.choose("digits.activation", "tanh")
    assert page.buttons[0].startswith("Start")
    assert page.figures[LOSS]["Adam"]["x"] == []


def test_each_optimizer_finds_its_best_learning_rate():
    page = opened(f"{QUICK}&rates=best").start().finish()
    assert {float(rate) for rate in page.table["η"]} <= set(GRID)
    assert any(f"Each kept the best of {len(GRID)} learning rates" in text for text in page.said)
    single = opened(QUICK).start().finish()
    pairs = zip(page.table["Loss"], single.table["Loss"], strict=True)
    assert all(float(best) <= float(usual) for best, usual in pairs)


def test_learning_rates_can_be_taken_over_and_edited():
    page = opened().start().finish()
    page.press("Edit the learning rates")
    assert page.view.rates == "own"
    assert [run["lr"] for run in page.scenario.runs] == [0.01, 0.001]
    assert page.table["η"] == ["0.01", "0.001"]
    assert page.link == encode(page.scenario, page.view)


def test_another_seed_is_another_race_at_once():
    page = opened().start().finish()
    before = page.figures[LOSS]
    page.press("Another seed")
    assert page.scenario.seed == 1
    assert page.link["seed"] == ["1"]
    page.finish()
    assert page.figures[LOSS] != before


def test_the_mistakes_of_any_run_can_be_looked_at():
    page = opened().start().finish()
    captions = [label for label in page.figures if "read as" in label]
    assert page.app.selectbox(key="digits.mistakes").value == 2  # the last one
    page.choose("digits.mistakes", 1)
    assert page.link["mistakes"] == ["1"]
    assert [label for label in page.figures if "read as" in label] != captions
    assert race.cache_info().currsize == 1  # not another race


def test_a_run_that_explodes_is_no_mishap():
    page = opened("hidden=4&batch=500&epochs=2&rates=own&run=gd+lr+1e200&run=adam+lr+0.01")
    page.start().finish()
    assert page.table["Loss"][0] == "∞"
    assert "Gradient descent" not in page.figures[PLANE]
    alone = opened("hidden=4&batch=500&epochs=2&rates=own&run=gd+lr+1e200").start().finish()
    assert PLANE not in alone.figures
