"""The keyboard plays and steps, and takes no key from what has its own use for it."""

import pytest

_OPEN = "list => list.matches(':popover-open')"


@pytest.fixture
def keys(explore):
    """The page at step 50 of two runs, with the focus nowhere."""
    explore.visit("run=gd&run=momentum")
    explore.page.get_by_label("Speed").select_option("0.25")
    explore.page.get_by_role("slider", name="Step").fill("50")
    explore.page.evaluate("document.activeElement.blur()")
    explore.until(lambda: explore.step() == 50)
    yield explore.page.keyboard
    explore.page.get_by_label("Speed").select_option("1")
    explore.press("To the end")


@pytest.mark.parametrize(
    ("key", "step"),
    [
        ("ArrowRight", 51),
        ("ArrowLeft", 49),
        ("Shift+ArrowRight", 60),
        ("Shift+ArrowLeft", 40),
        ("Home", 0),
        ("End", 100),
    ],
)
def test_keys_step(explore, keys, key, step):
    keys.press(key)
    explore.until(lambda: explore.step() == step)


def test_the_space_bar_plays_and_pauses(explore, keys):
    keys.press("Space")
    explore.page.get_by_role("button", name="Pause", exact=True).wait_for()
    explore.until(lambda: explore.step() > 50)
    keys.press("Space")
    explore.page.get_by_role("button", name="Play", exact=True).wait_for()
    assert explore.step() < 100


def test_a_question_mark_lists_the_keys(explore, keys):
    button = explore.page.get_by_role("button", name="Keyboard shortcuts")
    shortcuts = explore.page.locator(".descent-keys")
    keys.press("?")
    explore.until(lambda: shortcuts.evaluate(_OPEN))
    assert "ten steps" in shortcuts.inner_text()
    frame, box = explore.page.viewport_size, shortcuts.bounding_box()
    assert box["x"] >= 0 <= box["y"]
    assert box["x"] + box["width"] <= frame["width"]
    assert box["y"] + box["height"] <= button.bounding_box()["y"]
    keys.press("?")
    explore.until(lambda: not shortcuts.evaluate(_OPEN))
    button.focus()
    keys.press("Enter")
    explore.until(lambda: shortcuts.evaluate(_OPEN))
    keys.press("Escape")
    explore.until(lambda: not shortcuts.evaluate(_OPEN))


def test_a_focused_button_keeps_the_space_bar_but_not_the_arrows(explore, keys):
    explore.page.get_by_role("button", name="To the end").focus()
    keys.press("Space")
    explore.until(lambda: explore.step() == 100)
    keys.press("ArrowLeft")
    explore.until(lambda: explore.step() == 99)
    assert explore.page.get_by_role("button", name="Play", exact=True).count() == 1


def test_the_players_own_slider_is_moved_once(explore, keys):
    explore.page.get_by_role("slider", name="Step").focus()
    keys.press("ArrowRight")
    explore.until(lambda: explore.step() == 51)
    keys.press("Shift+ArrowRight")
    explore.until(lambda: explore.step() == 61)
    keys.press("Space")
    explore.page.get_by_role("button", name="Pause", exact=True).wait_for()
    keys.press("Space")


def test_inputs_and_sliders_keep_their_keys(explore, keys):
    explore.drawer(1)
    handle = explore.slider("r1.momentum.alpha")
    before = handle.get_attribute("aria-valuetext") or handle.input_value()
    handle.press("ArrowLeft")
    explore.until(lambda: "run" in explore.link and "0.89" in str(explore.link))
    assert (handle.get_attribute("aria-valuetext") or handle.input_value()) != before
    explore.start_input(1).focus()
    for key in ("ArrowLeft", "Home", "End", "Space"):
        keys.press(key)
    explore.page.get_by_label("Speed").focus()
    keys.press("Home")
    explore.page.get_by_test_id("stDataFrame").click(position={"x": 100, "y": 60})
    explore.until(lambda: explore.page.evaluate("document.activeElement.tagName") == "CANVAS")
    for key in ("ArrowRight", "ArrowDown", "Home"):
        keys.press(key)
    assert explore.step() == 50
    assert explore.page.get_by_role("button", name="Play", exact=True).count() == 1
    keys.press("Escape")


def test_with_other_keys_held_down_they_are_the_browsers(explore, keys):
    for chord in ("Control+ArrowRight", "Alt+Home", "Meta+End"):
        keys.press(chord)
    assert explore.step() == 50


def test_a_page_that_is_read_scrolls_until_the_player_is_seen(visitors):
    reader = visitors.come().open()
    reader.page.get_by_role("link", name="Reference").click()
    reader.page.get_by_role("heading", name="At work").wait_for()
    reader.until(lambda: len(reader.lines()) == 1)
    player = reader.page.locator(".descent-transport")
    assert player.bounding_box()["y"] > 768
    reader.page.keyboard.press("Home")
    assert reader.step() == 100
    player.scroll_into_view_if_needed()
    reader.page.keyboard.press("Home")
    reader.until(lambda: reader.step() == 0)
