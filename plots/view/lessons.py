"""What the Lessons page shows."""

from dataclasses import dataclass

from parameters import Declared, flag, text

_LONGEST = 40  # characters of a name


def _name(name: str) -> None:
    """Raises ValueError for what is no name at all; which lessons there are, the page says."""
    if len(name) > _LONGEST:
        raise ValueError(f"lesson = {name!r} is longer than any lesson's name")


@dataclass(frozen=True)
class LessonsView(Declared):
    """Which lesson is open, and for whom."""

    lesson: str = text(
        "",
        _name,
        symbol="",
        meaning="The lesson that is open; all of them where none is.",
    )
    teach: bool = flag(
        False,
        symbol="",
        meaning="Teacher's mode: large type and plots, nothing else on the screen. The keys Page Up"
        " and Page Down lead through the lessons.",
    )
