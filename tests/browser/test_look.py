"""Themes, layouts and heights, and how runs that went wrong look."""

import pytest

from engine import Scenario
from plots.labels import labels
from plots.style import DARK, END, HALO, INK, LINE_COLOURS, PAGE, RUN_STYLES, SURFACE
from tests.browser.explore import BACKDROP, CURVE, PLANE, SPACE, read

_GROUND = "() => getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"

_SLOTS = "div => [...new Set(div.data.find(t => t.name === 'lines').line.color.map(Math.floor))]"


def rgb(colour):
    return f"rgb({', '.join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5))})"


_OF_RUNS = {rgb(colour) for style in RUN_STYLES for colour in (style.light, style.dark)}


def colours(explore):
    """The page's, and those of one thing in every figure."""
    scale = "div => div.data.find(trace => trace.colorscale).colorscale[0][1]"
    space, backdrop = (explore.page.locator(plot).first for plot in (SPACE, BACKDROP))
    return [
        explore.page.evaluate(_GROUND),
        space.evaluate(scale),
        backdrop.evaluate(scale),
        explore.trace("line 0")["line"]["color"],
        explore.trace("halos")["line"]["color"],
        explore.trace("start")["marker"]["color"][0],
        explore.trace("ends")["marker"]["line"]["color"][0],
        explore.trace("loss 0", CURVE)["line"]["color"],
        explore.trace("ends", CURVE)["marker"]["line"]["color"][0],
    ]


def expected_colours(dark):
    used = (SURFACE[0], SURFACE[0], LINE_COLOURS[0], HALO, INK, END, RUN_STYLES[0].light, END)
    return [rgb(DARK[PAGE] if dark else PAGE), *(DARK[each] if dark else each for each in used)]


def marks(explore):
    """The colours of the marks beside the runs' names, in the legend and in the sidebar."""
    chips = ".st-key-legend, [class*=st-key-run-] summary"
    own = explore.page.locator(chips).locator("span[style*=color]:not(:has(span))")
    shown = own.evaluate_all("chips => chips.map(chip => getComputedStyle(chip).color)")
    return {colour for colour in shown if colour in _OF_RUNS}


def test_both_themes_and_switching_between_them(visitors):
    explore = visitors.come(theme="dark").open()
    explore.eventually(lambda: colours(explore), expected_colours(dark=True))
    explore.eventually(lambda: marks(explore), {rgb(style.dark) for style in RUN_STYLES[:4]})
    explore.page.emulate_media(color_scheme="light")
    explore.eventually(lambda: colours(explore), expected_colours(dark=False))
    explore.shows(Scenario())
    explore.page.emulate_media(color_scheme="dark")
    explore.eventually(lambda: colours(explore), expected_colours(dark=True))
    explore.shows(Scenario())


def test_marks_beside_names_follow_the_theme(explore):
    explore.visit()
    explore.eventually(lambda: marks(explore), {rgb(style.light) for style in RUN_STYLES[:4]})
    explore.page.emulate_media(color_scheme="dark")
    explore.until(lambda: explore.page.evaluate(_GROUND) == rgb(DARK[PAGE]))
    try:
        explore.eventually(lambda: marks(explore), {rgb(style.dark) for style in RUN_STYLES[:4]})
    finally:
        explore.page.emulate_media(color_scheme="light")


def figures(explore):
    """The plots above the playback, by their captions."""
    return explore.page.locator(".descent-plots figcaption").all_text_contents()


def test_one_surface_a_run(explore):
    explore.visit()
    explore.look("Layout", "One surface a run")
    explore.eventually(lambda: figures(explore), labels(Scenario())[:3])
    explore.eventually(lambda: explore.link, {"layout": ["panes"]})
    plots = explore.page.locator(".descent-plots figure")
    for slot in range(3):
        plot = plots.nth(slot)
        assert labels(Scenario())[slot] in plot.get_attribute("aria-label")
        assert plot.locator("figcaption").is_visible()
        explore.until(lambda plot=plot: plot.locator("canvas").count() > 0)
        explore.eventually(lambda plot=plot: plot.locator("> div").evaluate(_SLOTS), [slot])
    boxes = [plots.nth(slot).bounding_box() for slot in range(3)]
    assert boxes[0]["y"] == boxes[1]["y"] == boxes[2]["y"]
    assert boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]
    explore.press("One step back")
    explore.until(lambda: explore.step() == 99)
    explore.press("To the end")

    explore.look("Layout", "Surface and contour")
    explore.shows_and_links(Scenario())
    assert figures(explore) == ["", ""]
    explore.page.keyboard.press("Escape")
    explore.page.mouse.click(*explore.pixel(1, 1))
    explore.until(lambda: "start" in explore.link)


def test_two_runs_make_two_surfaces(explore):
    explore.visit("run=gd&run=adam")
    explore.look("Layout", "One surface a run")
    explore.eventually(lambda: figures(explore), ["Gradient descent", "Adam"])
    explore.press("Add run")
    explore.eventually(lambda: figures(explore), ["Gradient descent", "Adam", "Momentum"])
    explore.page.keyboard.press("Escape")


def test_heights_as_logarithms(explore):
    explore.visit()
    names = "div => div._fullLayout.scene.zaxis.ticktext"
    space = explore.page.locator(SPACE).first
    explore.eventually(lambda: space.evaluate(names), ["0", "10", "20", "30"])
    highest = max(explore.trace("lines", SPACE)["z"][:50])
    explore.look("Height", "Log")
    explore.eventually(lambda: space.evaluate(names), ["0.1", "1", "10"])
    explore.until(lambda: 0 < max(explore.trace("lines", SPACE)["z"][:50]) < highest / 5)
    explore.eventually(lambda: explore.link, {"height": ["log"]})
    explore.page.keyboard.press("Escape")


def test_a_diverged_run_ends_with_a_mark_and_a_sentence(explore):
    explore.visit("run=adam")
    assert explore.trace("exits")["x"] == []
    explore.visit("run=gd+lr+0.13&run=adam")
    explore.page.get_by_text("diverged at step 93: lr·λₘₐₓ = 2.08 is not below 2.").wait_for()
    assert explore.results(read("run=gd+lr+0.13&run=adam")[0])[0][3] == "✕ diverged at 93"
    exits = explore.trace("exits")
    assert len(exits["x"]) == 1
    assert abs(exits["y"][0]) == pytest.approx(2)
    explore.until(lambda: len(explore.trace("exits", SPACE)["x"]) == 1)
    assert len(explore.trace("heads", SPACE)["x"]) == 1
    assert explore.ranges() == [[-2, 2], [-2, 2]]
    marks = explore.page.locator(f"{PLANE} .scatterlayer path.point").evaluate_all(
        "points => points.filter(p => p.style.fill).map(p => p.style.fill)"
    )
    assert rgb(END) in marks


def test_what_is_drawn_of_an_explosion_stays_on_the_surface(explore):
    """A stray point far away would also darken the whole surface."""
    explore.visit("run=momentum+lr+0.3")
    assert explore.results(read("run=momentum+lr+0.3")[0])[0][3] == "✕ diverged at 8"
    explore.until(lambda: len(explore.trace("lines", SPACE)["x"]) > 1000)
    line = explore.trace("lines", SPACE)
    for axis in ("x", "y"):
        inside = [value for value in line[axis] if value is not None and value == value]
        assert max(map(abs, inside)) < 2.001


@pytest.mark.parametrize("query", ["surface=rosenbrock&run=gd+lr+10", "surface=saddle&steps=2000"])
def test_paths_beyond_all_numbers_keep_the_page_alive(explore, query):
    explore.visit(query)
    assert explore.results(read(query)[0])[0][3][0] in "✕×"
    explore.until(lambda: explore.trace("exits")["x"])
    explore.press("To the start")
    explore.press("To the end")
