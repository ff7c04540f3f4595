"""Brings the catalogues of translations up to date with what the app says.

python -m docs.catalogue

Sentences come from calls of `_` and its kin in Python and in the player's scripts, and from what is
declared: optimizers, surfaces, parameters, the lines of a step, lessons. Translate what is empty in
`languages/*/LC_MESSAGES/descent.po`, then run this again: the app reads the compiled file that lies
beside it. Nothing is written but what sources and translators say, so that without news the files
stay as they are, whoever runs this and whenever.
"""

import io
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from engine import Conditions, Scenario
from exports.libraries import recipes
from languages import DOMAIN, FOLDER, LANGUAGES
from lessons import EXPERIMENTS, LESSONS
from optimizers import OPTIMIZERS, Optimizer
from parameters import parameters
from plots import view
from surfaces import SURFACES
from ui.controls.cards import summary
from ui.controls.catalogue import CATALOGUE

ROOT = Path(__file__).parents[1]
#: The languages that have a catalogue: all but that of the code.
TRANSLATED = tuple(code for code in LANGUAGES if code != "en")

_METHODS = (
    *((f"{folder}/**", "ignore") for folder in ("tests", "benchmarks", "docs", "data", "deploy")),
    ("**.py", "python"),
    ("plots/player/**.js", "javascript"),
)
_KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
_COMMENT = """\
# What Descent says in {language}. Made by `python -m docs.catalogue`; only translations are written
# by hand. Copyright (c) 2026 The Descent authors, MIT License."""


class _Catalogue(Catalog):
    """A catalogue whose header says what gettext must know, and neither dates nor versions."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """The lines of the header; the last one ends with the header."""
        return [
            ("Language", str(self.locale)),
            ("Plural-Forms", self.plural_forms),
            ("Content-Type", "text/plain; charset=utf-8\n"),
        ]


def path_of(code: str) -> Path:
    """The catalogue of a language."""
    return FOLDER / code / "LC_MESSAGES" / f"{DOMAIN}.po"


def read(code: str) -> Catalog:
    """The catalogue of a language as it stands."""
    with path_of(code).open("rb") as file:
        return read_po(file, locale=code, domain=DOMAIN)


def template(code: str) -> Catalog:
    """All that the app says, ready to be translated into the language of that code."""
    found = _Catalogue(code, DOMAIN, _COMMENT.format(language=LANGUAGES[code]), fuzzy=False)
    for file, _line, message, _comments, context in extract_from_dir(
        ROOT, _METHODS, keywords=_KEYWORDS, directory_filter=_is_ours
    ):
        found.add(message, locations=[(file, 0)], context=context)
    for where, text in declared():
        if text:
            found.add(text, locations=[(where, 0)])
    for where, name, word in _words():
        found.add(word, locations=[(where, 0)], context=name)
    return found


def _is_ours(folder: str) -> bool:
    """Whether a folder may hold sources: hidden ones and virtual environments do not."""
    path = Path(folder)
    return not path.name.startswith(".") and not (path / "pyvenv.cfg").exists()


def declared() -> Iterator[tuple[str, str]]:
    """What registries and lessons say, and where."""
    for where, registry in (("optimizers", OPTIMIZERS), ("surfaces", SURFACES)):
        for key, kind in registry.items():
            yield from ((f"{where}/{key}", text) for text in _described(kind))
    for key, texts in CATALOGUE.items():
        yield from ((f"optimizers/{key}", text) for text in texts)
    for rule in OPTIMIZERS.values():
        yield from ((f"{rule.__name__}.work", text) for text in _worked(rule))
        yield from (("exports/libraries", recipe.note) for recipe in recipes(rule()).values())
    views = [getattr(view, name) for name in view.__all__ if isinstance(getattr(view, name), type)]
    for owner in (*OPTIMIZERS.values(), *SURFACES.values(), Conditions, Scenario, *views):
        for name, parameter in parameters(owner).items():
            yield f"{owner.__name__}.{name}", parameter.meaning
    for lesson in LESSONS.values():
        yield from ((f"lessons/{lesson.key}", text) for text in lesson.texts)
    for experiment in EXPERIMENTS:
        yield "lessons/experiments", experiment.group
        yield "lessons/experiments", experiment.title


def _words() -> Iterator[tuple[str, str, str]]:
    """The words of choices that are shown as they are, where, and the choice as their context."""
    for owner in (*OPTIMIZERS.values(), Conditions):  # other words have titles
        for name, parameter in parameters(owner).items():
            yield from ((f"{owner.__name__}.{name}", name, word) for word in parameter.words)


def _described(kind: Any) -> tuple[str, ...]:
    """What an optimizer or a surface says of itself."""
    return kind.title, summary(kind), kind.reference


def _worked(rule: type[Optimizer]) -> Iterator[str]:
    """The sentences beside the lines of a step, and lines that are words, however it is set."""
    switches = {
        name: parameter.words or (False, True)
        for name, parameter in parameters(rule).items()
        if parameter.words or isinstance(parameter.default, bool)
    }
    for setting in itertools.product(*switches.values()):
        for line in rule(**dict(zip(switches, setting, strict=True))).work():
            yield line.says
            if "{" not in line.text and re.search("[a-z]{3}", line.text):
                yield line.text


def updated(code: str) -> Catalog:
    """All that the app says, with the translations that there are."""
    new, path = template(code), path_of(code)
    old = read(code) if path.exists() else new
    for message in new:
        before = old.get(message.id, message.context) if message.id else None
        if before is not None and isinstance(before.id, str) == isinstance(message.id, str):
            message.string, message.user_comments = before.string, before.user_comments
            message.flags |= before.flags & {"fuzzy"}
    return new


def written(catalogue: Catalog) -> bytes:
    """A catalogue as a .po file, for people."""
    file = io.BytesIO()
    write_po(file, catalogue, width=0, include_lineno=False)
    return file.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """A catalogue as a .mo file, for gettext."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """What has no translation yet, or one that somebody must look at."""
    return [
        forms(message.id)[0]
        for message in catalogue
        if message.id and (message.fuzzy or not all(forms(message.string)))
    ]


def forms(said: Any) -> tuple[str, ...]:
    """A message or its translation, of which there may be a form for each plural."""
    return tuple(said) if isinstance(said, tuple | list) else (said,)


def main() -> None:
    """Update and compile every language, and say what is missing."""
    for code in TRANSLATED:
        catalogue, path = updated(code), path_of(code)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(catalogue))
        path.with_suffix(".mo").write_bytes(compiled(catalogue))
        empty = untranslated(catalogue)
        print(f"{LANGUAGES[code]}: {len(catalogue)} messages, {len(empty)} without a translation")  # noqa: T201
        for message in empty:
            print(f"  {message!r}")  # noqa: T201


if __name__ == "__main__":
    main()
