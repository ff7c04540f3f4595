"""What a person turned, zoomed or moved stays as it is while everything else changes."""

from dataclasses import replace
from math import atan2, degrees

import pytest

from engine import RunSpec, Scenario
from tests.browser.explore import BACKDROP, PLANE, SPACE

ONE = replace(Scenario(), runs=(RunSpec.on("anisotropic", "gd"),))
_DRAWN_FOR = """div => {
    const { colorscale } = div.data.find(trace => trace.colorscale) ?? {};
    return [div._fullLayout.width, colorscale?.[0][1]];
}"""
_SWIPE = """async canvas => {
    const { left, top } = canvas.getBoundingClientRect();
    const send = (type, right) => {
        const at = { clientX: left + 100 + right, clientY: top + 100 };
        const changedTouches = [new Touch({ identifier: 1, target: canvas, ...at })];
        canvas.dispatchEvent(new TouchEvent(type, { bubbles: true, changedTouches }));
        return new Promise(done => setTimeout(done, 10));
    };
    await send("touchstart", 0);
    await send("touchmove", 40);
    await send("touchend", 40);
}"""


@pytest.fixture
def explore(explore):
    """The page, which every test leaves to be looked at anew."""
    yield explore
    explore.visit("surface=rosenbrock&run=gd")


def middle(explore):
    box = explore.box(SPACE)
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def turn(explore, right=60, down=0):
    """Turn the surface with the mouse by so many pixels."""
    x, y = middle(explore)
    explore.page.mouse.move(x, y)
    explore.page.mouse.down()
    explore.page.mouse.move(x + right, y + down, steps=3)
    explore.page.mouse.up()


def turn_and_let_go_beside(explore):
    turn(explore, explore.box(SPACE)["width"])


def swipe(explore):
    explore.page.locator(SPACE).first.locator("canvas").evaluate(_SWIPE)


def come_nearer(explore):
    explore.page.mouse.move(*middle(explore))
    explore.page.mouse.wheel(0, -300)


def moved(explore, move):
    """The camera after `move` has moved it."""
    before = explore.camera()
    move(explore)
    explore.until(lambda: explore.camera() != before)
    return explore.settled(explore.camera)


def zoomed(explore):
    """What the axes of the contour show, zoomed in."""
    before = explore.ranges()
    explore.page.mouse.move(*explore.pixel(0.5, 0.5))
    explore.page.mouse.wheel(0, -300)
    explore.until(lambda: explore.ranges() != before)
    return explore.settled(explore.ranges)


def draw_again(explore):
    """Have Plotly draw the surface as a whole: marks at the end go and come."""
    for button, there in (("To the start", False), ("To the end", True)):
        explore.press(button)
        explore.until(lambda there=there: bool(explore.trace("rims", SPACE)["x"]) == there)


def arrive(explore, query=""):
    """Visit, until the surface is drawn too, which comes last."""
    explore.visit(query)
    draw_again(explore)


def assert_looked_at(explore, camera, ranges):
    """Both plots stay as they are seen, the contour under its runs."""
    explore.until(lambda: explore.ranges(BACKDROP) == explore.ranges())
    assert explore.settled(explore.ranges) == [pytest.approx(each) for each in ranges]
    assert explore.camera()["eye"] == pytest.approx(camera["eye"])


def drawn_for(explore):
    """Widths and colours of both plots."""
    plots = (explore.page.locator(plot).first for plot in (SPACE, PLANE, BACKDROP))
    return {(i, each) for i, plot in enumerate(plots) for each in plot.evaluate(_DRAWN_FOR) if each}


def azimuth(camera):
    eye, center = camera["eye"], camera["center"]
    return degrees(atan2(eye["y"] - center["y"], eye["x"] - center["x"]))


def test_the_surface_turns_as_far_as_the_mouse_and_at_once(explore):
    arrive(explore)
    before = azimuth(explore.camera())
    turned = (before - azimuth(moved(explore, turn))) % 360
    assert turned == pytest.approx(180 * 60 / explore.box(SPACE)["height"])


@pytest.mark.parametrize("move", [turn, turn_and_let_go_beside, come_nearer, swipe])
def test_a_camera_stays_however_it_was_moved(explore, move):
    arrive(explore)
    camera = moved(explore, move)
    draw_again(explore)
    assert explore.camera()["eye"] == pytest.approx(camera["eye"])


def test_camera_and_zoom_survive_changes_of_the_runs(explore):
    arrive(explore)
    camera = moved(explore, lambda explore: turn(explore, 60, 15))
    ranges = zoomed(explore)
    assert ranges[0][1] - ranges[0][0] < 3.9
    explore.drawer(1)
    explore.slider("r1.momentum.alpha").press("ArrowLeft")
    explore.shows(Scenario().with_run(1, RunSpec.of("momentum", alpha=0.89)))
    explore.choose("r1.optimizer", "Adam")
    explore.shows(Scenario().with_run(1, RunSpec.on("anisotropic", "adam")))
    draw_again(explore)
    assert_looked_at(explore, camera, ranges)


def test_camera_and_zoom_survive_another_theme_and_size(explore):
    arrive(explore, "run=gd")
    camera, ranges = moved(explore, turn), zoomed(explore)
    draw_again(explore)
    for theme, width in (("dark", 1300), ("light", 1366)):
        before = drawn_for(explore)
        explore.page.emulate_media(color_scheme=theme)
        explore.page.set_viewport_size({"width": width, "height": 768})
        explore.until(lambda before=before: not before & drawn_for(explore))
        assert_looked_at(explore, camera, ranges)


def test_a_notice_comes_and_goes_and_the_plots_stay(explore):
    arrive(explore, "run=gd")
    camera = moved(explore, turn)
    notice = explore.page.get_by_text("outside the surface's window")
    plots = explore.page.locator(".js-plotly-plot")
    plots.evaluate_all("plots => plots.forEach(plot => { plot.mark = true; })")
    explore.start_input(1).fill("5")
    explore.start_input(1).press("Enter")
    notice.wait_for()
    explore.shows_and_links(replace(ONE, start=(5.0, 1.0)))
    explore.start_input(1).fill("1")
    explore.start_input(1).press("Enter")
    explore.shows_and_links(replace(ONE, start=(1.0, 1.0)))
    notice.wait_for(state="detached")
    assert plots.evaluate_all("plots => plots.map(plot => plot.mark)") == [True] * plots.count()
    assert explore.camera()["eye"] == pytest.approx(camera["eye"])
