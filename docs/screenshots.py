"""Makes the pictures of the README anew, from the app as it runs.

python -m docs.screenshots
"""

from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser

from benchmarks.browser import chromium
from benchmarks.server import serve

_FOLDER = Path(__file__).parent / "images"
_VALLEY = (
    "?surface=rosenbrock&steps=300&run=gd&run=momentum&run=nesterov"
    "&run=rmsprop+lr+0.02&run=adam+lr+0.2&run=gd+lr+0.004"
)
_PANES = "?layout=panes&start=1+1&steps=50&run=gd&run=momentum&run=rmsprop+lr+0.1"

Scheme = Literal["light", "dark"]

#: Name of the picture, what stands behind the address, colour scheme.
SHOTS: tuple[tuple[str, str, Scheme], ...] = (
    ("explore-light", "", "light"),
    ("valley-dark", _VALLEY, "dark"),
    ("panes-light", _PANES, "light"),
    ("reference-light", "reference?card=adam", "light"),
    ("step-light", "step?slot=4&step=12", "light"),
    ("compare-light", "compare", "light"),
    ("maps-light", "maps", "light"),
    ("averages-light", "averages", "light"),
)


def _shoot(browser: Browser, url: str, scheme: Scheme, file: Path) -> None:
    page = browser.new_page(viewport={"width": 1366, "height": 768}, color_scheme=scheme)
    page.goto(url)
    page.wait_for_selector(".js-plotly-plot", timeout=60_000)
    page.wait_for_timeout(4000)  # fonts and the table's canvas come last
    page.screenshot(path=file)
    page.close()


def main() -> None:
    """Write every picture into docs/images."""
    _FOLDER.mkdir(exist_ok=True)
    with serve("app.py") as server, chromium() as browser:
        for name, query, scheme in SHOTS:
            _shoot(browser, f"{server.url}/{query}", scheme, _FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
