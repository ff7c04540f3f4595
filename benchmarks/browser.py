"""The system's Chromium, driven by Playwright."""

import contextlib
import os
import shutil
from collections.abc import Iterator

from playwright.sync_api import Browser, Playwright, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_ARGUMENTS = (
    "--no-sandbox",  # containers run as root
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-gl=angle",
    "--use-angle=swiftshader",  # a graphics card is imitated, with or without one in the machine
    "--enable-unsafe-swiftshader",
)


def executable() -> str | None:
    """The path of Chromium: $CHROMIUM, or the first that is installed; None if there is none."""
    named = os.environ.get("CHROMIUM")
    return next(filter(None, map(shutil.which, [named] if named else _NAMES)), None)


def launch(playwright: Playwright, *more: str) -> Browser:
    """A browser, with `more` arguments than usual.

    Raises:
        RuntimeError: where no Chromium is installed.
    """
    path = executable()
    if path is None:
        raise RuntimeError("There is no Chromium: install it, or name it in $CHROMIUM.")
    return playwright.chromium.launch(executable_path=path, args=[*_ARGUMENTS, *more])


@contextlib.contextmanager
def chromium(*more: str) -> Iterator[Browser]:
    """A browser for as long as it is needed. Takes and raises what `launch` does."""
    with sync_playwright() as playwright:
        browser = launch(playwright, *more)
        try:
            yield browser
        finally:
            browser.close()
