"""Playing, stepping and scrubbing."""

import pytest

from engine import Scenario
from tests.browser.explore import CURVE, SPACE, expected_lines

_NEXT_FRAMES = """() => new Promise(done => {
    let left = 12;
    const next = () => (left-- ? requestAnimationFrame(next) : done());
    next();
})"""
_STEPS = """player => {
    window.seen = [];
    const note = () => window.seen.push([Number(player.dataset.step), performance.now()]);
    note();
    new MutationObserver(note)
        .observe(player, { attributes: true, attributeFilter: ["data-step"] });
}"""


@pytest.fixture
def playing(explore):
    """The page at the start of two runs, at speed 1, without loop."""
    explore.visit("run=gd&run=momentum")
    if explore.page.get_by_role("button", name="Pause").count():
        explore.press("Pause")
    loop = explore.page.get_by_role("button", name="Play again and again")
    if loop.get_attribute("aria-pressed") == "true":
        loop.click()
    explore.page.get_by_label("Speed").select_option("1")
    explore.press("To the start")
    explore.until(lambda: explore.step() == 0)
    yield explore
    if explore.page.get_by_role("button", name="Pause").count():
        explore.press("Pause")
    explore.press("To the end")


def assert_at(explore, step):
    """Every panel stands at that step."""
    explore.until(lambda: explore.step() == step)
    paths = [points for _, points in expected_lines(Scenario())[:2]]
    assert explore.page.locator(".descent-transport output").text_content() == f"step {step} / 100"
    assert [len(points) for _, points in explore.lines()] == [step + 1] * 2
    ends = explore.trace("ends")
    assert list(zip(ends["x"], ends["y"], strict=True)) == [tuple(path[step]) for path in paths]
    explore.eventually(lambda: explore.trace("ends", CURVE)["x"], [step, step])
    explore.until(
        lambda: explore.trace("heads", SPACE)["x"] == pytest.approx([p[step][0] for p in paths])
    )


def test_stepping(playing):
    assert_at(playing, 0)
    playing.press("One step forward")
    playing.press("One step forward")
    assert_at(playing, 2)
    playing.press("One step back")
    assert_at(playing, 1)
    playing.press("To the end")
    assert_at(playing, 100)
    playing.press("One step forward")
    assert_at(playing, 100)
    playing.press("To the start")
    playing.press("One step back")
    assert_at(playing, 0)


def test_scrubbing_with_mouse_and_keys(playing):
    scrub = playing.page.get_by_role("slider", name="Step")
    scrub.fill("40")
    assert_at(playing, 40)
    scrub.press("ArrowRight")
    assert_at(playing, 41)
    scrub.press("Home")
    assert_at(playing, 0)
    box = scrub.bounding_box()
    playing.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    playing.until(lambda: 45 <= playing.step() <= 55)
    scrub.press("End")
    assert_at(playing, 100)


def test_play_moves_the_marks_and_ends_on_time_at_the_last_step(playing):
    playing.page.get_by_label("Speed").select_option("4")
    playing.page.locator(".descent-player").evaluate(_STEPS)
    playing.press("Play")
    playing.page.get_by_role("button", name="Pause", exact=True).wait_for()
    playing.until(lambda: playing.step() == 100)
    playing.page.get_by_role("button", name="Play", exact=True).wait_for()
    assert_at(playing, 100)
    steps, times = zip(*playing.page.evaluate("window.seen"), strict=True)
    assert list(steps) == sorted(steps)
    assert any(0 < step < 100 for step in steps)
    assert 1.3 < (times[-1] - times[0]) / 1000 < 4  # 6 seconds at a quarter of the speed


def test_play_from_the_end_begins_anew(playing):
    playing.press("To the end")
    playing.page.get_by_label("Speed").select_option("0.25")
    playing.press("Play")
    playing.until(lambda: 0 < playing.step() < 90)


def test_pause_holds_the_step_and_play_goes_on_from_there(playing):
    playing.page.get_by_label("Speed").select_option("0.25")
    playing.press("Play")
    playing.until(lambda: playing.step() > 2)
    playing.press("Pause")
    held = playing.step()
    playing.page.evaluate(_NEXT_FRAMES)
    assert playing.step() == held < 100
    playing.press("Play")
    playing.until(lambda: playing.step() > held)
    assert playing.step() < 90


def test_loop_begins_again_and_again(playing):
    loop = playing.page.get_by_role("button", name="Play again and again")
    loop.click()
    assert loop.get_attribute("aria-pressed") == "true"
    playing.page.get_by_label("Speed").select_option("4")
    playing.page.locator(".descent-player").evaluate(_STEPS)
    playing.press("Play")
    falls = "window.seen.filter(([step], k) => k && step < window.seen[k - 1][0]).length"
    playing.until(lambda: playing.page.evaluate(falls) >= 2)
    loop.click()
    assert loop.get_attribute("aria-pressed") == "false"
    playing.until(lambda: playing.step() == 100)
    playing.page.get_by_role("button", name="Play", exact=True).wait_for()


def test_every_control_can_be_reached_and_has_a_name(playing):
    group = playing.page.get_by_role("group", name="Playback")
    names = [button.get_attribute("aria-label") for button in group.get_by_role("button").all()]
    assert names == [
        "To the start",
        "One step back",
        "Play",
        "One step forward",
        "To the end",
        "Play again and again",
        "Keyboard shortcuts",
    ]
    group.get_by_role("button", name="Play", exact=True).focus()
    playing.page.keyboard.press("Tab")
    playing.page.keyboard.press("Enter")
    assert_at(playing, 1)
    for role, name in (("slider", "Step"), ("combobox", "Speed")):
        assert group.get_by_role(role, name=name).count() == 1


def test_a_change_while_playing_goes_on_playing(playing):
    playing.page.get_by_label("Speed").select_option("0.25")
    playing.press("Play")
    playing.until(lambda: playing.step() > 1)
    playing.page.locator(".st-key-steps input").fill("80")
    playing.page.locator(".st-key-steps input").press("Enter")
    playing.until(lambda: "/ 80" in playing.page.locator("output").text_content())
    first = playing.step()
    playing.until(lambda: playing.step() > first)
