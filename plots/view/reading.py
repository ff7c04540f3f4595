"""In which language a person reads, on every page."""

from dataclasses import dataclass

from languages import LANGUAGES
from parameters import Declared, choice


@dataclass(frozen=True)
class Reading(Declared):
    """A language that was chosen, by a person or by the link; else the browser's own."""

    lang: str = choice(
        "auto",
        ("auto", *LANGUAGES),
        symbol="",
        meaning="The language of the page.",
    )
