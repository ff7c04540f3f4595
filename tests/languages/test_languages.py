"""The language of a sentence: English by default, another for a reader, a block or a thread."""

from threading import Thread

import pytest

import languages
from languages import (
    LANGUAGES,
    N_,
    _,
    catalogue,
    language,
    listen,
    ngettext,
    per_language,
    pgettext,
    speak,
    speaking,
)

NEVER_SAID = "Nobody says this."
SAID = "stalled"


@pytest.fixture
def reader(monkeypatch):
    """A reader whose language a test decides."""
    chosen = {"code": "ko"}
    monkeypatch.setattr(languages, "_ask", languages._ask)  # is put back afterwards
    listen(lambda: chosen["code"])
    return chosen


def of_another_thread(ask):
    """What `ask` gives in a thread, which nobody has spoken in."""
    found = []
    thread = Thread(target=lambda: found.append(ask()))
    thread.start()
    thread.join()
    return found[0]


def test_without_a_reader_it_is_english():
    assert language() == of_another_thread(language) == "en"
    assert _(SAID) == SAID
    assert ngettext("{count} row", "{count} rows", 1) == "{count} row"
    assert ngettext("{count} row", "{count} rows", 2) == "{count} rows"
    assert pgettext("schedule", "step") == "step"


def test_a_marked_message_is_itself_in_every_language():
    with speaking("ko"):
        assert N_(SAID) == SAID


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_its_catalogue(code):
    assert catalogue(code) is catalogue(code)
    with speaking(code):
        assert _(NEVER_SAID) == NEVER_SAID  # rather the English words than none


@pytest.mark.parametrize("code", LANGUAGES)
def test_nothing_is_said_as_nothing(code):
    with speaking(code):
        assert _("") == ""  # for gettext it is the name of a catalogue's header


def test_a_block_is_said_in_another_language():
    with speaking("ko"):
        korean = _(SAID)
        assert language() == "ko"
        with speaking("en"):
            assert (language(), _(SAID)) == ("en", SAID)
        assert _(SAID) == korean
    assert (language(), _(SAID)) == ("en", SAID)
    assert korean != SAID


def test_a_block_that_fails_leaves_the_language_as_it_was():
    with pytest.raises(ZeroDivisionError), speaking("ko"):
        raise ZeroDivisionError
    assert language() == "en"


def test_one_word_has_a_translation_for_each_of_its_meanings():
    with speaking("ko"):
        assert len({"step", pgettext("axis", "step"), pgettext("schedule", "step")}) == 3


def test_the_reader_is_asked_once_in_a_thread_and_may_change_the_language(reader):
    def asked():
        first = language()
        reader["code"] = "en"  # who chose another language says so by `speak`
        second = language()
        speak("en")
        return first, second, language()

    assert of_another_thread(asked) == ("ko", "ko", "en")
    assert of_another_thread(language) == "en"


def test_an_unknown_language_is_a_mistake_of_ours():
    with speaking("xx"), pytest.raises(FileNotFoundError):
        _(SAID)


def test_what_is_remembered_is_remembered_for_each_language():
    made = []

    @per_language(maxsize=8)
    def told(step, *, loud=False):
        """What it says of itself."""
        made.append((language(), step, loud))
        return f"{step}: {language()}" + "!" * loud

    for _round in range(2):
        assert told(3) == "3: en"
        with speaking("ko"):
            assert told(3) == "3: ko"
    assert made == [("en", 3, False), ("ko", 3, False)]
    assert told(3, loud=True) == "3: en!"
    assert told(4) == "4: en"
    assert told.__doc__ == "What it says of itself."
