"""The language that a person reads. English stands in the code; gettext's catalogues have the rest.

`_` says a sentence in the reader's language, and `N_` marks one that is declared here and said
elsewhere. Whatever remembers sentences remembers them `per_language`.

Who reads is known where the app meets its visitor: `listen` is given whom to ask. Without one, as
in tests and scripts, the reader is English.
"""

import gettext
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from pathlib import Path
from types import MappingProxyType
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

#: Every language by its code, as its readers call it.
LANGUAGES = MappingProxyType({"en": "English", "ko": "한국어"})

FOLDER = Path(__file__).parent
DOMAIN = "descent"

_ENGLISH = gettext.NullTranslations()
_language: ContextVar[str] = ContextVar("language")
_ask: Callable[[], str] = lambda: "en"  # noqa: E731


def listen(ask: Callable[[], str]) -> None:
    """Have `ask` tell the code of the reader's language, once in every run of the script."""
    global _ask
    _ask = ask


def language() -> str:
    """The code of the reader's language."""
    code = _language.get(None)
    if code is None:
        code = _ask()
        _language.set(code)
    return code


def speak(code: str) -> None:
    """From here on this run is read in the language of that code."""
    _language.set(code)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Within this block sentences are said in the language of that code."""
    before = _language.set(code)
    try:
        yield
    finally:
        _language.reset(before)


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(code: str) -> gettext.NullTranslations:
    """The translations into the language of that code."""
    return _ENGLISH if code == "en" else gettext.translation(DOMAIN, FOLDER, [code])


def _(message: str) -> str:
    """`message` in the reader's language; fill its braces afterwards. Nothing stays nothing."""
    return catalogue(language()).gettext(message) if message else ""  # "" names a header


def ngettext(one: str, many: str, count: int) -> str:
    """The sentence for `count` things in the reader's language."""
    return catalogue(language()).ngettext(one, many, count)


def pgettext(context: str, message: str) -> str:
    """`message` where one English word has two meanings, which `context` tells apart."""
    return catalogue(language()).pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802
    """`message` itself, marked for the catalogue: whoever shows it calls `_`."""
    return message


def per_language(maxsize: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """As `functools.lru_cache`, for what says something: each language has its own."""

    def remembering(said: Callable[P, R]) -> Callable[P, R]:
        @lru_cache(maxsize=maxsize)
        def in_language(_code: str, *args: P.args, **kwargs: P.kwargs) -> R:
            return said(*args, **kwargs)

        @wraps(said)
        def in_readers_language(*args: P.args, **kwargs: P.kwargs) -> R:
            return in_language(language(), *args, **kwargs)  # type: ignore[arg-type]  # hashable

        return in_readers_language

    return remembering
