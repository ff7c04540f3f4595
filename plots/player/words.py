"""What the player's scripts say in other languages, as files that the browser fetches."""

import json
import re
from functools import cache
from pathlib import Path

from languages import LANGUAGES, _, pgettext, speaking

_FOLDER = Path(__file__).parent
_TEXT = r'\s*"((?:[^"\\]|\\.)*)"'
_SAID = re.compile(rf"\b(?:N?_\({_TEXT}|pgettext\({_TEXT},{_TEXT})")
_BETWEEN = "\4"  # a context and its text, as gettext has it


@cache
def messages() -> dict[str, tuple[str, ...]]:
    """All that the scripts say in English, by its key: a text, or a context and a text."""
    scripts = [file.read_text(encoding="utf-8") for file in sorted(_FOLDER.glob("*.js"))]
    found = [tuple(filter(None, each)) for script in scripts for each in _SAID.findall(script)]
    return {_BETWEEN.join(each): each for each in found}


def words(code: str) -> dict[str, str]:
    """What they say in the language of that code, by its key, where it is not the English."""
    with speaking(code):
        said = {key: (pgettext if len(each) > 1 else _)(*each) for key, each in messages().items()}
    return {key: word for key, word in said.items() if word != messages()[key][-1]}


def word_files() -> dict[str, bytes]:
    """The words of every language but English as a file, by its name."""
    return {
        f"words.{code}.json": json.dumps(words(code), ensure_ascii=False).encode()
        for code in LANGUAGES
        if code != "en"
    }
