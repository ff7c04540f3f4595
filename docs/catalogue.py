"""Brings the catalogues of translations up to date with what the app says.

python -m docs.catalogue

Sentences come from calls of `_` and its kin in Python and in the player's scripts, and from what is
declared: the titles and summaries of optimizers and surfaces, the meanings of parameters, the texts
of lessons. Then translate what is empty in `languages/*/LC_MESSAGES/descent.po`, and run this again:
the app reads the compiled file beside it.
"""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from engine import Conditions, Scenario
from languages import DOMAIN, FOLDER, LANGUAGES
from lessons import EXPERIMENTS, LESSONS
from optimizers import OPTIMIZERS
from parameters import parameters
from plots import view
from surfaces import SURFACES
from ui.controls.cards import summary

ROOT = Path(__file__).parents[1]
_METHODS = [
    ("tests/**", "ignore"),
    ("benchmarks/**", "ignore"),
    ("docs/**", "ignore"),
    ("**.py", "python"),
    ("plots/player/**.js", "javascript"),
]
_KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


def path_of(code: str) -> Path:
    """The catalogue of a language."""
    return FOLDER / code / "LC_MESSAGES" / f"{DOMAIN}.po"


def template() -> Catalog:
    """All that the app says, untranslated."""
    found = Catalog(domain=DOMAIN, project="Descent", fuzzy=False)
    for file, _line, message, _comments, context in extract_from_dir(
        ROOT, _METHODS, keywords=_KEYWORDS
    ):
        found.add(message, locations=[(file, 0)], context=context)
    for where, text in declared():
        if text:
            found.add(text, locations=[(where, 0)])
    return found


def declared() -> Iterator[tuple[str, str]]:
    """What registries and lessons say, and where."""
    for where, registry in (("optimizers", OPTIMIZERS), ("surfaces", SURFACES)):
        for key, kind in registry.items():
            yield f"{where}/{key}", kind.title
            yield f"{where}/{key}", summary(kind)
    views = [getattr(view, name) for name in view.__all__ if isinstance(getattr(view, name), type)]
    for owner in (*OPTIMIZERS.values(), *SURFACES.values(), Conditions, Scenario, *views):
        for name, parameter in parameters(owner).items():
            yield f"{owner.__name__}.{name}", parameter.meaning
    for lesson in LESSONS.values():
        where = f"lessons/{lesson.key}"
        yield from ((where, text) for text in lesson.texts)
    for experiment in EXPERIMENTS:
        yield "lessons/experiments", experiment.group
        yield "lessons/experiments", experiment.title


def read(code: str) -> Catalog:
    """The catalogue of a language as it stands."""
    with path_of(code).open("rb") as file:
        return read_po(file, locale=code, domain=DOMAIN)


def main() -> None:
    """Update and compile every language, and say what is missing."""
    said = template()
    for code in LANGUAGES:
        if code == "en":
            continue
        path = path_of(code)
        catalogue = read(code) if path.exists() else Catalog(locale=code, domain=DOMAIN)
        catalogue.update(said, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        with path.open("wb") as file:
            write_po(file, catalogue, width=0, sort_output=False, include_lineno=False)
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)
        empty = [message.id for message in catalogue if message.id and not message.string]
        print(f"{LANGUAGES[code]}: {len(said)} messages, {len(empty)} without a translation")  # noqa: T201
        for message in empty:
            print(f"  {message!r}")  # noqa: T201


if __name__ == "__main__":
    main()
