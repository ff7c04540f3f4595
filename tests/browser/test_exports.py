"""What is taken away from the Share menu: read back, opened without a network, looked at."""

import csv
import io

import pytest
from PIL import Image

from engine.link import encode, to_text
from exports.pixels import Plane
from exports.staged import staged
from exports.strokes import Drawn
from plots.style import DARK, HALO
from tests.browser.explore import CURVE, PLANE, SPACE, Explore, expected_lines, read

QUERY = "surface=rosenbrock&run=momentum+alpha+0.7&run=adam&steps=60"


@pytest.fixture
def menu(explore):
    """The page with its Share menu open."""
    explore.visit(QUERY)
    explore.page.get_by_role("button", name="Share").click()
    explore.page.get_by_text("Link to this page").wait_for()
    yield explore
    explore.page.keyboard.press("Escape")
    explore.page.get_by_text("Link to this page").wait_for(state="hidden")


def taken(menu, name):
    """The name and the content of a file, once the server has heard of all that was chosen."""
    menu.page.wait_for_timeout(500)
    menu.page.locator("[data-test-script-state=notRunning]").wait_for()
    with menu.page.expect_download() as download:
        menu.page.get_by_role("button", name=name).click()
    return download.value.suggested_filename, download.value.path().read_bytes()


def test_the_link_can_be_copied_and_opens_the_same(menu, visitors):
    code = menu.page.get_by_test_id("stCode").first
    menu.until(lambda: code.text_content().startswith("http"))
    address = code.text_content()
    assert address == f"{menu.server}/?{to_text(encode(read(QUERY)[0]))}"
    menu.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    code.hover()
    code.get_by_role("button").click()
    menu.eventually(lambda: menu.page.evaluate("navigator.clipboard.readText()"), address)
    visitors.come().open(address.partition("?")[2])


def test_tables_read_back_to_the_floats_that_were_drawn(menu):
    scenario = read(QUERY)[0]
    name, paths = taken(menu, "Paths (CSV)")
    assert name == "descent-rosenbrock-paths.csv"
    rows = list(csv.DictReader(io.StringIO(paths.decode())))
    for index, run in enumerate(dict.fromkeys(row["run"] for row in rows)):
        own = [[float(row["w1"]), float(row["w2"])] for row in rows if row["run"] == run]
        assert own == scenario.path(index).w.tolist()
    name, results = taken(menu, "Results (CSV)")
    assert name == "descent-rosenbrock-results.csv"
    finals = [float(row["final_loss"]) for row in csv.DictReader(io.StringIO(results.decode()))]
    assert finals == [scenario.path(index).loss[-1] for index in range(2)]


def test_the_animation_has_a_frame_for_every_step(menu):
    menu.page.get_by_text("600 px").click()
    menu.page.get_by_role("radio", name="Dark").or_(menu.page.get_by_text("Dark")).first.click()
    menu.page.get_by_text("Link to this page").wait_for()
    name, content = taken(menu, "Animation (GIF)")
    assert name == "descent-rosenbrock-animation.gif"
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.n_frames == 61
        assert picture.size[0] == 600
        assert max(picture.convert("RGB").getpixel((2, 2))) < 64


@pytest.fixture
def offline(browser):
    """Opens a file in a browser without a network; in the end nothing was asked of anybody."""
    asked = []
    context = browser.new_context(viewport={"width": 1366, "height": 768}, offline=True)
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: asked.append(str(error)))
    page.on("console", lambda told: asked.append(told.text) if told.type == "error" else None)

    def opened(path) -> Explore:
        page.goto(path.as_uri())
        return Explore(page, "")

    yield opened
    context.close()
    assert [each for each in asked if not each.startswith(("file:", "data:", "blob:"))] == []


def test_the_page_shows_the_same_and_plays_without_a_network(menu, offline, tmp_path):
    name, content = taken(menu, "Interactive page (HTML)")
    assert name == "descent-rosenbrock-interactive-page.html"
    path = tmp_path / name
    path.write_bytes(content)
    file, scenario = offline(path), read(QUERY)[0]
    expected = expected_lines(scenario)
    file.until(lambda: file.lines() == expected)
    file.until(lambda: file.page.locator(SPACE).first.evaluate("div => Boolean(div._fullLayout)"))
    file.until(lambda: len(file.trace("loss 0", CURVE)["x"]) == 61)
    assert file.page.title() == "Rosenbrock's valley – Descent"

    file.press("To the start")
    file.page.get_by_label("Speed").select_option("4")
    file.press("Play")
    file.until(lambda: 0 < file.step() < 60)
    file.until(lambda: file.step() == 60)
    file.page.keyboard.press("Home")
    file.until(lambda: [len(points) for _, points in file.lines()] == [1, 1])
    file.page.keyboard.press("End")

    file.page.mouse.click(*file.pixel(0, 0))
    file.press("One step back")
    file.press("To the end")
    file.until(lambda: file.lines() == expected)

    file.page.emulate_media(color_scheme="dark")
    file.eventually(lambda: file.trace("halos")["line"]["color"], DARK[HALO])
    ground = file.page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert ground == "rgb(15, 20, 28)"
    for wide in (1366, 400):
        file.page.set_viewport_size({"width": wide, "height": 768})
        file.until(lambda wide=wide: file.box(f"{PLANE} .main-svg")["width"] < wide)
        assert file.page.evaluate("document.documentElement.scrollWidth") <= wide


@pytest.mark.parametrize("kind", ["Surface in space", "Contour plot", "Loss curve"])
def test_every_plot_can_be_saved_as_a_picture_with_its_ground(explore, kind):
    explore.visit("run=gd")
    plot = explore.page.get_by_role("figure", name=kind)
    plot.hover()
    with explore.page.expect_download() as download:
        plot.get_by_role("button", name="Download picture").click()
    width, height = (plot.bounding_box()[side] for side in ("width", "height"))
    with Image.open(download.value.path()) as picture:
        assert picture.size == pytest.approx((2 * width, 2 * height), abs=3)
        assert picture.convert("RGBA").getpixel((0, 0)) == (255, 255, 255, 255)


def test_the_animation_has_the_browsers_dots(explore):
    query = "run=gd&run=momentum&steps=300"
    explore.visit(query)
    shown = staged(*read(query))
    plane = Plane(shown.scene, 500, dark=False)
    runs = [Drawn(slot, run, plane, 1) for slot, run in enumerate(shown.runs)]
    sides = plane.corners[1] - plane.corners[0]
    dots = [run.w[k].tolist() for run in runs for k in run.dotted(300, sides)]
    drawn = explore.trace("dots")
    assert [list(each) for each in zip(drawn["x"], drawn["y"], strict=True)] == dots
