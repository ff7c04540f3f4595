"""The URL is the page: loaded again, opened elsewhere, and gone back to."""

from dataclasses import replace

from engine import RunSpec, Scenario
from plots.framing import framed
from plots.view import View
from tests.browser.explore import BACKDROP, CURVE, read

LINK = "surface=rosenbrock&start=-1+0.5&steps=60&run=momentum+alpha+0.7&run=momentum&run=adam"
_KIND = "div => div._fullLayout.yaxis.type"


def test_loading_again_brings_everything_back(visitors):
    explore = visitors.come().open(LINK)
    explore.drawer(0)
    explore.slider("r0.momentum.alpha").press("ArrowRight")
    moved = f"{LINK.replace('0.7', '0.71')}&curve=linear"
    explore.look("Loss axis", "Linear")
    explore.shows_and_links(*read(moved))
    lines, table = explore.lines(), explore.results(read(moved)[0])
    explore.page.reload()
    elsewhere = visitors.come()
    elsewhere.page.goto(explore.page.url)
    for loaded in (explore, elsewhere):
        loaded.shows_and_links(*read(moved))
        assert loaded.lines() == lines
        assert loaded.results(read(moved)[0]) == table
        assert loaded.page.locator(CURVE).evaluate(_KIND) == "linear"


def test_all_of_the_paths_are_in_the_frame_where_asked(explore):
    explore.visit("surface=rosenbrock&run=gd")
    one = replace(Scenario().on("rosenbrock"), runs=(RunSpec.on("rosenbrock", "gd"),))
    window = framed(one.surface.build(), [one.path(0)], fit=True)
    explore.look("Frame", "All of the paths")
    explore.until(lambda: explore.ranges()[0] == list(window.w1) != [-2, 2])
    explore.until(lambda: explore.ranges(BACKDROP) == explore.ranges())
    assert explore.ranges()[1] == list(window.w2)  # the contour ends there
    explore.look("Frame", "The surface's window")
    explore.until(lambda: explore.ranges() == explore.ranges(BACKDROP) == [[-2, 2], [-1, 3]])
    explore.page.keyboard.press("Escape")


def test_back_undoes_and_forward_does_again(explore):
    explore.visit("run=momentum")
    one = replace(Scenario(), runs=(RunSpec.on("anisotropic", "momentum"),))
    two = replace(one, runs=(RunSpec.of("momentum", alpha=0.89),))
    three = replace(two, runs=(*two.runs, RunSpec.on("anisotropic", "gd")))
    explore.drawer(0)
    explore.slider("r0.momentum.alpha").press("ArrowLeft")
    explore.shows_and_links(two)
    explore.press("Add run")
    explore.shows_and_links(three)
    for expected, go in [
        (two, explore.page.go_back),
        (one, explore.page.go_back),
        (two, explore.page.go_forward),
        (three, explore.page.go_forward),
    ]:
        go()
        explore.shows_and_links(expected)
    explore.results(three)
    handle = explore.page.locator(".st-key-r0-momentum-alpha").get_by_role("slider")
    explore.until(lambda: "0.89" in handle.evaluate("h => h.closest('[class*=st-key]').innerText"))


def test_a_view_is_undone_too(explore):
    explore.visit("run=gd")
    explore.look("Loss axis", "Linear")
    explore.until(lambda: explore.link.get("curve") == ["linear"])
    curve = explore.page.locator(CURVE)
    explore.until(lambda: curve.evaluate(_KIND) == "linear")
    explore.page.go_back()
    explore.until(lambda: "curve" not in explore.link)
    explore.until(lambda: curve.evaluate(_KIND) == "log")
    explore.page.keyboard.press("Escape")


def test_opening_a_drawer_is_not_a_change(explore):
    explore.visit("run=gd&run=adam")
    explore.press("Add run")
    explore.page.locator(".st-key-run-1 summary").click()  # at once, while the URL may lag behind
    runs = tuple(RunSpec.on("anisotropic", key) for key in ("gd", "adam", "momentum"))
    explore.shows_and_links(replace(Scenario(), runs=runs))
    explore.page.locator(".st-key-run-1 summary").click()
    explore.shows_and_links(replace(Scenario(), runs=runs))


def test_a_bad_link_shows_sentences_and_a_page(explore):
    pictures = "run=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E&run=!%5B%5D(https://b.org/c.png)"
    addresses = "start=a@b.org&run=%5Ba%5D(//b.org)&run=https://b.org&run=www.b.org"
    explore.visit(f"surface=moebius&run=gd+lr+nan&{pictures}&{addresses}")
    for said in ("no surface moebius", "lr = nan is outside", "no optimizer <img"):
        explore.page.get_by_text(said).wait_for()
    explore.eventually(explore.page.get_by_test_id("stAlert").count, 8)
    for kind in ("img", "a"):
        assert explore.page.locator(f"[data-testid=stAlert] {kind}").count() == 0
    assert len(explore.lines()) == 1


def test_what_a_link_can_ask_for_is_what_the_view_menu_offers(explore):
    explore.visit("run=gd")
    explore.page.get_by_role("button", name="View").click()
    explore.eventually(explore.page.get_by_role("radiogroup").count, len(View.__dataclass_fields__))
    explore.page.keyboard.press("Escape")
    explore.page.get_by_role("radiogroup").first.wait_for(state="hidden")
