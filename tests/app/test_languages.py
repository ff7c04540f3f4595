"""Every word that a person reads is translated, on every page and in whatever it opens."""

import pytest

import languages
from optimizers import OPTIMIZERS
from tests.app.page import Page
from tests.app.said import MadeUp, english, texts

ADDRESSES = ("", "lessons", "step", "compare", "maps", "averages", "digits", "reference", "about")
#: Proper names: they are the same in every language.
NAMES = {
    *(word for rule in OPTIMIZERS.values() for word in english(rule.title)),
    "Descent",
    "English",
}


def open_page(address: str, query: str = "lang=ko") -> Page:
    kind = type("Any", (Page,), {"address": address})
    return kind.opened(query)


@pytest.fixture
def made_up(monkeypatch):
    monkeypatch.setattr(languages, "catalogue", lambda code: MadeUp())


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_word_goes_through_the_catalogue(address, made_up):
    page = open_page(address)
    found = {text: words for text in texts(page.app._tree) if (words := english(text))}
    bare = {text: words for text, words in found.items() if not NAMES.issuperset(words)}
    assert not bare, "\n".join(f"{words}: {text[:160]!r}" for text, words in bare.items())
