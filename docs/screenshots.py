"""Makes the pictures of the README anew, from the app as it runs.

python -m docs.screenshots
"""

from collections.abc import Callable
from pathlib import Path
from typing import Literal, NamedTuple

from playwright.sync_api import Browser, Page

from benchmarks.browser import chromium
from benchmarks.server import serve

_FOLDER = Path(__file__).parent / "images"
_VALLEY = (
    "?surface=rosenbrock&steps=300&run=gd&run=momentum&run=nesterov"
    "&run=rmsprop+lr+0.02&run=adam+lr+0.2&run=gd+lr+0.004"
)
_PANES = "?layout=panes&start=1+1&steps=50&run=gd&run=momentum&run=rmsprop+lr+0.1"

_RACE = (
    "?surface=rosenbrock&start=-1.2+1&steps=300&run=gd&run=momentum&run=nesterov&run=adam+lr+0.3"
)


def _nothing(page: Page) -> None:
    """The page as it opens."""


def _answer(page: Page) -> None:
    """Answer a lesson's question, and see what happens."""
    page.keyboard.press("2")
    page.wait_for_timeout(8000)


def _train(page: Page) -> None:
    """Let the digits' race go to its end."""
    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name="Stop").wait_for(state="visible")
    page.get_by_role("button", name="Stop").wait_for(state="detached", timeout=60_000)
    page.wait_for_timeout(2000)


def _drag(page: Page) -> None:
    """Move a hyperparameter with the player's scrubber."""
    page.locator(".descent-fans").select_option(index=2)
    page.wait_for_timeout(2000)
    scrubber = page.locator(".descent-transport input[type=range]")
    for _ in range(8):
        scrubber.press("ArrowLeft")
    page.wait_for_timeout(500)


class Shot(NamedTuple):
    """A picture: its name, what stands behind the address, the colours, what is done first."""

    name: str
    query: str
    scheme: Literal["light", "dark"] = "light"
    act: Callable[[Page], None] = _nothing


SHOTS = (
    Shot("explore-light", ""),
    Shot("valley-dark", _VALLEY, "dark"),
    Shot("panes-light", _PANES),
    Shot("scrubber-light", "?run=momentum&run=gd", act=_drag),
    Shot("data-light", "?surface=regression&run=gd&run=gd+batch+8&run=gd+batch+1"),
    Shot("lesson-light", "lessons?lesson=momentum", act=_answer),
    Shot("reference-light", "reference?card=adam"),
    Shot("step-light", "step?slot=4&step=12"),
    Shot("compare-light", "compare"),
    Shot("maps-light", "maps"),
    Shot("optimizers-light", "maps?kind=optimizers"),
    Shot("averages-light", "averages"),
    Shot("digits-light", "digits", act=_train),
)


def _shoot(browser: Browser, url: str, shot: Shot) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 768}, color_scheme=shot.scheme)
    page.goto(f"{url}/{shot.query}")
    page.wait_for_selector(".js-plotly-plot", timeout=60_000)
    page.wait_for_timeout(4000)  # fonts and the table's canvas come last
    shot.act(page)
    page.screenshot(path=_FOLDER / f"{shot.name}.png")
    page.close()


def _film(browser: Browser, url: str) -> None:
    """The animation that the Share menu makes of a race down Rosenbrock's valley."""
    page = browser.new_page()
    page.goto(f"{url}/{_RACE}")
    page.get_by_role("button", name="Share").click()
    page.get_by_text("600 px").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Animation (GIF)").click()
    download.value.save_as(_FOLDER / "race.gif")
    page.close()


def main() -> None:
    """Write every picture into docs/images."""
    _FOLDER.mkdir(exist_ok=True)
    with serve("app.py") as server, chromium() as browser:
        for shot in SHOTS:
            _shoot(browser, server.url, shot)
        _film(browser, server.url)


if __name__ == "__main__":
    main()
