"""One server and one Chromium for all browser tests, and what must hold throughout each."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from benchmarks.browser import chromium, executable
from benchmarks.server import Server, serve

pytest.register_assert_rewrite("tests.browser.explore", "tests.browser.lesson")

from tests.browser.explore import Explore  # noqa: E402

ARTEFACTS = Path(__file__).parent / "artefacts"
_TROUBLE = re.compile(r"warn|error|traceback|exception|deprecat", re.IGNORECASE)
#: Loaded at another page than the first, Streamlit looks for its server beside that page, in vain.
_SOUGHT = re.compile(r"/\w+/_stcore/(health|host-config)$")
_FAILED = pytest.StashKey[bool]()

Opener = Callable[..., Explore]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium; without one, browser tests are skipped, except where CI runs."""
    if executable() is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("no Chromium is installed")
    # The imitated card draws WebGL alone: when it puts the page together too, all takes longer.
    with chromium("--disable-gpu-compositing") as found:
        yield found


@pytest.fixture(scope="session")
def server(browser: Browser) -> Iterator[Server]:
    """The app as a person starts it."""
    with serve("app.py", "--server.fileWatcherType", "none") as running:
        yield running


class Visitors:
    """Tabs, each a visitor of its own, with what went wrong in them."""

    def __init__(self, browser: Browser, server: Server) -> None:
        self.browser, self.server = browser, server
        self.trouble: list[str] = []
        self.contexts: list[BrowserContext] = []
        self.shared: Explore | None = None
        self.changed = False  # from one file of tests to another

    def come(
        self, width: int = 1366, height: int = 768, theme: str = "light", locale: str = "en-US"
    ) -> Explore:
        """A new visitor."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=theme,  # type: ignore[arg-type]
            locale=locale,
        )
        self.contexts.append(context)
        page = context.new_page()
        self._watch(page)
        return Explore(page, self.server.url)

    def regular(self) -> Explore:
        """The visitor who stays from test to test, until one fails."""
        if self.shared is None:
            self.shared = self.come().open()
            self.contexts.remove(self.shared.page.context)
        elif self.changed:
            self.shared.page.emulate_media(color_scheme="light")
            self.shared.page.set_viewport_size({"width": 1366, "height": 768})
            self.shared.open()
        self.changed = False
        return self.shared

    def leave(self, all_of_them: bool = False) -> None:
        """Close the tabs of a test, and with `all_of_them` that of the regular visitor."""
        if all_of_them and self.shared:
            self.contexts.append(self.shared.page.context)
            self.shared = None
        while self.contexts:
            self.contexts.pop().close()

    def pages(self) -> list[Page]:
        """Every open tab."""
        shared = [self.shared.page] if self.shared else []
        return [*(page for context in self.contexts for page in context.pages), *shared]

    def _watch(self, page: Page) -> None:
        def say(text: str, url: str = "") -> None:
            if not _SOUGHT.search(url):
                self.trouble.append(text)

        own = (
            f"{self.server.url}/",
            f"ws{self.server.url.removeprefix('http')}/",
            "blob:",
            "data:",
        )

        def check_host(url: str) -> None:
            if not url.startswith(own):
                say(f"request to another host: {url}")

        page.on(
            "console",
            lambda told: (
                say(f"console: {told.text}", told.location["url"]) if told.type == "error" else 0
            ),
        )
        page.on("pageerror", lambda error: say(f"page error: {error}"))
        page.on("crash", lambda _: say("the page crashed"))
        page.on("request", lambda request: check_host(request.url))
        page.on("websocket", lambda socket: check_host(socket.url))
        page.on("response", lambda r: say(f"{r.status}: {r.url}", r.url) if r.status >= 400 else 0)
        # A page that is left or loaded again breaks off what it was still loading.
        page.on(
            "requestfailed",
            lambda request: (
                say(f"failed: {request.url}: {request.failure}")
                if request.failure != "net::ERR_ABORTED"
                else 0
            ),
        )


@pytest.fixture(scope="session")
def all_visitors(browser: Browser, server: Server) -> Iterator[Visitors]:
    """Every visitor of the session."""
    visitors = Visitors(browser, server)
    yield visitors
    visitors.leave(all_of_them=True)


@pytest.fixture(scope="module", autouse=True)
def _somebody_else(all_visitors: Visitors) -> Iterator[None]:
    """Who stays from test to test opens the page anew for another file, with nothing in it open."""
    yield
    all_visitors.changed = True


@pytest.fixture
def visitors(all_visitors: Visitors, request: pytest.FixtureRequest) -> Iterator[Visitors]:
    """Visitors of one test. At its end everything must be quiet, in the browser and the server."""
    logged = len(all_visitors.server.log())
    all_visitors.trouble.clear()
    yield all_visitors
    failed = request.node.stash.get(_FAILED, True)
    ARTEFACTS.mkdir(exist_ok=True)
    name = re.sub(r"[^\w-]+", "-", request.node.name).strip("-")
    for number, page in enumerate(all_visitors.pages()[:1] if not failed else all_visitors.pages()):
        page.screenshot(path=ARTEFACTS / f"{name}{f'-{number}' if number else ''}.png")
    trouble = list(all_visitors.trouble)
    all_visitors.leave(all_of_them=failed or bool(trouble))
    log = all_visitors.server.log()[logged:]
    trouble += [line for line in log.splitlines() if _TROUBLE.search(line)]
    assert not trouble


@pytest.fixture
def explore(visitors: Visitors) -> Explore:
    """The page of the visitor who stays, shared by tests that leave it usable."""
    return visitors.regular()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    """Let the fixtures of a test know whether it failed."""
    report = yield
    if report.when == "call":
        item.stash[_FAILED] = report.failed
    return report
