"""The page in a frame of somebody else's page: plots and playback, and nothing besides."""

import pytest

from engine.link import encode, to_text
from plots.style import DARK, PAGE
from tests.browser.explore import LINES, PLANE, SPACE, expected_lines, read

QUERY = "surface=rosenbrock&run=momentum+alpha+0.7&run=adam"
_GROUND = "() => getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
_OVERFLOW = "main => [main.scrollWidth - main.clientWidth, main.scrollHeight - main.clientHeight]"


class Frame:
    """Our page in a frame of another page."""

    def __init__(self, visitors, query, width=1000, height=480):
        self.visitor = visitors.come()
        self.page, address = self.visitor.page, f"{self.visitor.server}/?{query}"
        source = address.replace("&", "&amp;")
        self.page.set_content(
            f'<h1>Lecture</h1><iframe src="{source}" width="{width}" height="{height}"></iframe>'
        )
        self.inside = self.page.frame_locator("iframe")
        self.inside.locator(SPACE).first.locator("canvas").first.wait_for()
        self.shows(query)

    def lines(self):
        return self.inside.locator(PLANE).evaluate(LINES)

    def shows(self, query):
        expected = expected_lines(read(query)[0])
        self.visitor.until(lambda: self.lines() == expected)

    def step(self):
        return int(self.inside.locator(".descent-player").get_attribute("data-step"))


def test_plots_and_playback_are_all_there_is(visitors):
    frame = Frame(visitors, f"{QUERY}&embed=true")
    inside = frame.inside
    for missing in ("stSidebar", "stDataFrame", "stLogo", "stToolbar", "stPopover"):
        assert inside.get_by_test_id(missing).count() == 0, missing
    assert inside.locator(".descent-curve").count() == 0
    assert inside.get_by_text("Momentum").is_visible()
    assert inside.get_by_role("alert").count() == 0
    inside.get_by_role("button", name="To the start").click()
    frame.visitor.until(lambda: frame.step() == 0)
    inside.get_by_label("Speed").select_option("4")
    inside.get_by_role("button", name="Play", exact=True).click()
    frame.visitor.until(lambda: frame.step() == 100)


@pytest.mark.parametrize(
    ("width", "height"), [(1000, 480), (640, 360), (1600, 900), (360, 640)], ids=str
)
def test_the_plots_fill_the_frame_and_nothing_scrolls(visitors, width, height):
    frame = Frame(visitors, f"{QUERY}&embed=true", width, height)
    frame.page.set_viewport_size({"width": width + 50, "height": height + 100})
    main = frame.inside.get_by_test_id("stMain")
    frame.visitor.eventually(lambda: main.evaluate(_OVERFLOW), [0, 0])
    plots = frame.inside.locator(".descent-plots").bounding_box()
    assert plots["height"] > 0.55 * height
    assert plots["width"] > 0.8 * width


def test_a_link_opens_the_whole_page_as_it_is_now(visitors):
    frame = Frame(visitors, f"{QUERY}&embed=true&embed_options=dark_theme")
    frame.inside.locator(PLANE).click(position={"x": 120, "y": 150})
    frame.visitor.until(lambda: frame.lines() and frame.lines() != expected_lines(read(QUERY)[0]))
    link = frame.inside.get_by_role("link", name="Open in Descent")
    frame.visitor.until(lambda: "start=" in link.get_attribute("href"))
    address = link.get_attribute("href")
    assert "embed" not in address
    with frame.page.context.expect_page() as opened:
        link.click()
    page = opened.value
    page.get_by_test_id("stDataFrame").wait_for()
    assert page.get_by_test_id("stSidebar").is_visible()
    scenario = read(address.partition("?")[2])[0]
    assert page.url == f"{frame.visitor.server}/?{to_text(encode(scenario))}"
    frame.visitor.until(lambda: frame.lines() == expected_lines(scenario))


@pytest.mark.parametrize(
    ("option", "colour"), [("dark_theme", DARK[PAGE]), ("light_theme", PAGE)], ids=["dark", "light"]
)
def test_the_theme_can_be_asked_for(visitors, option, colour):
    frame = Frame(visitors, f"{QUERY}&embed=true&embed_options={option}")
    ground = ", ".join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    inside = frame.page.frames[1]
    frame.visitor.eventually(lambda: inside.evaluate(_GROUND), f"rgb({ground})")
    name = "div => div.data.find(trace => trace.name === 'field').colorscale[0][1]"
    backdrop = inside.locator(".descent-layers > :first-child")
    pale = backdrop.evaluate(name)
    assert (int(pale[1:3], 16) < 128) == (option == "dark_theme")


def test_the_keyboard_plays_in_the_frame(visitors):
    frame = Frame(visitors, f"{QUERY}&embed=true")
    frame.inside.get_by_text("Momentum").click()
    frame.page.keyboard.press("Home")
    frame.visitor.until(lambda: frame.step() == 0)
    frame.page.keyboard.press("Shift+ArrowRight")
    frame.visitor.until(lambda: frame.step() == 10)
