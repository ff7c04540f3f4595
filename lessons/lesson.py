"""A lesson as its file has it, and what it makes of its runs."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self
from urllib.parse import parse_qsl

from engine import Scenario, Trajectory
from engine.link import Query, decode, parse_query
from languages import _
from lessons.claims import filled, quantity

_FOLDER = Path(__file__).parent
_EXPERIMENTS = "experiments.toml"


class _Linked:
    """What has a query."""

    query: str

    @property
    def parts(self) -> Query:
        """The query's values, by key."""
        return parse_query(parse_qsl(self.query, keep_blank_values=True))


@dataclass(frozen=True)
class Link(_Linked):
    """A page of the app and what it shows.

    Attributes:
        text: what there is to see; quantities in braces are those of its own runs.
        page: the title of the page.
        query: the text behind the question mark.
        claims: what the text says of its runs.
    """

    text: str
    page: str
    query: str
    claims: tuple[str, ...] = ()

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """From a table of a file."""
        return cls(**{**data, "claims": tuple(data.get("claims", ()))})

    @property
    def said(self) -> str:
        """The text, with the numbers of its runs where it has any."""
        text = _(self.text)
        return filled(text, paths_of(decode(self.parts)[0])) if "{" in text else text


@dataclass(frozen=True)
class Lesson(_Linked):
    """A question about a scenario. Texts are Markdown; all but the question may have quantities.

    Attributes:
        key: its name in links, and its file's.
        title, group, line: its name, its group's, and what it is about.
        query: the scenario as a link of Explore has it.
        plot: what shows best what happens, "contour" or "surface".
        question, choices, answer: the answer is the place of the right choice, from 0.
        moment: the quantity whose value is the step that decides it.
        what: what happened, and why.
        claims: what the text says of the runs.
        try_next: where to go from here.
        sources: papers, as Markdown.
    """

    key: str
    title: str
    group: str
    line: str
    query: str
    plot: str
    question: str
    choices: tuple[str, ...]
    answer: int
    moment: str
    what: str
    claims: tuple[str, ...]
    try_next: tuple[Link, ...]
    sources: tuple[str, ...]

    @classmethod
    def read(cls, file: Path) -> Self:
        """The lesson of a file called `<number>-<key>.toml`."""
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        return cls(
            **data
            | {
                "key": file.stem.partition("-")[2],
                "question": data["question"].strip(),
                "what": data["what"].strip(),
                "answer": data["answer"] - 1,  # people count from 1
                "try_next": tuple(Link.of(each) for each in data["try_next"]),
            }
            | {name: tuple(data[name]) for name in ("choices", "claims", "sources")}
        )

    @cached_property
    def scenario(self) -> Scenario:
        """What is run."""
        return decode(self.parts)[0]

    @property
    def paths(self) -> tuple[Trajectory, ...]:
        """The runs."""
        return paths_of(self.scenario)

    @property
    def decided(self) -> int:
        """The step that decides the question."""
        return int(quantity(self.moment, self.paths))

    @property
    def happened(self) -> str:
        """What happened and why, with the runs' numbers, in the reader's language."""
        return filled(_(self.what), self.paths)

    @property
    def texts(self) -> tuple[str, ...]:
        """All that it says, as its file has it; the papers' names stay as they are."""
        links = (link.text for link in self.try_next)
        said = (self.title, self.group, self.line, self.question, *self.choices, self.what)
        return (*said, *links)


@dataclass(frozen=True)
class Experiment(_Linked):
    """A scenario of the study notes that the project began with.

    Attributes:
        title: what it compares.
        group: the surface.
        query: the scenario as a link of Explore has it.
    """

    title: str
    group: str
    query: str


@lru_cache(maxsize=64)
def paths_of(scenario: Scenario) -> tuple[Trajectory, ...]:
    """Every run of a scenario."""
    return tuple(scenario.path(index) for index in range(len(scenario.runs)))


def _lessons() -> Mapping[str, Lesson]:
    files = sorted(file for file in _FOLDER.glob("*.toml") if file.name != _EXPERIMENTS)
    lessons = [Lesson.read(file) for file in files]
    return MappingProxyType({lesson.key: lesson for lesson in lessons})


def _experiments() -> tuple[Experiment, ...]:
    data = tomllib.loads((_FOLDER / _EXPERIMENTS).read_text(encoding="utf-8"))
    return tuple(Experiment(**each) for each in data["experiment"])


#: Every lesson by its key, in the order of their files.
LESSONS: Mapping[str, Lesson] = _lessons()

#: Their groups, in the same order.
GROUPS: tuple[str, ...] = tuple(dict.fromkeys(lesson.group for lesson in LESSONS.values()))

EXPERIMENTS: tuple[Experiment, ...] = _experiments()
