"""A person's own table: what is read of a CSV file, and what is taken of it as examples.

Every message says in a sentence what is wrong, and where.
"""

import csv
import io
import math
from collections.abc import Sequence
from typing import NamedTuple, Self

import numpy as np

from languages import _, ngettext
from parameters import Array

MOST_BYTES = 1_000_000
MOST_ROWS = 5000
FEWEST_ROWS = 3

_LARGEST = 1e100  # beyond it squares would overflow
_MISSING = ("", "na", "n/a", "nan", "null", "none", "-")
_SAME = 1e-9  # of the determinant of two features that were made comparable

Cells = dict[str, tuple[str, ...]]


class Table(NamedTuple):
    """Columns of numbers by name: hashable, and equal where names and numbers are.

    Attributes:
        names: of the columns, the target last.
        numbers: float64, column after column.
    """

    names: tuple[str, ...]
    numbers: bytes

    @classmethod
    def of(cls, names: tuple[str, ...], columns: Array) -> Self:
        """A table of `columns`, shape (k, n)."""
        return cls(names, np.ascontiguousarray(columns, dtype=np.float64).tobytes())

    @property
    def columns(self) -> Array:
        """(k, n), read only."""
        return np.frombuffer(self.numbers).reshape(len(self.names), -1)


def read(content: bytes) -> Cells:
    """The cells of a CSV file, column by column: the first row names the columns.

    Cells are separated by commas, semicolons or tabs, whichever the first row has most of; beside
    semicolons and tabs a comma is a decimal point.

    Raises:
        ValueError: for what is no such file, or too large a one.
    """
    if len(content) > MOST_BYTES:
        large = _("The file has {size} MB; at most 1 MB is read")
        raise ValueError(large.format(size=f"{len(content) / 1e6:,.1f}"))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(_("The file is not text in UTF-8: save it as “CSV UTF-8”")) from None
    first = text.lstrip().partition("\n")[0]
    mark = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error:
        raise ValueError(_("The file is not a table in CSV")) from None
    kept = [[cell.strip() for cell in row] for row in rows if any(map(str.strip, row))]
    if not kept:
        raise ValueError(_("The file is empty"))
    names, *lines = kept
    if len(lines) > MOST_ROWS:
        long = _("The file has {count} rows; at most {most} are read")
        raise ValueError(long.format(count=f"{len(lines):,}", most=f"{MOST_ROWS:,}"))
    _check_names(names)
    for place, line in enumerate(lines, 2):
        if len(line) != len(names):
            uneven = ngettext(
                "Row {row} has {count} cell, but the first has {wanted}",
                "Row {row} has {count} cells, but the first has {wanted}",
                len(line),
            )
            raise ValueError(uneven.format(row=place, count=len(line), wanted=len(names)))
    if mark != ",":
        lines = [[cell.replace(",", ".") for cell in line] for line in lines]
    return {name: tuple(line[i] for line in lines) for i, name in enumerate(names)}


def _check_names(names: Sequence[str]) -> None:
    if all(_number(name) is not None for name in names):
        raise ValueError(_("The first row must name the columns; here it has numbers"))
    for name in names:
        if not name:
            raise ValueError(_("The first row must name every column; one has no name"))
        if names.count(name) > 1:
            raise ValueError(_("Two columns are called “{name}”").format(name=name))


def table(cells: Cells, names: Sequence[str], classes: bool) -> Table:
    """The examples in the columns called `names`, the target last; rows that lack one are left out.

    With `classes` the target has two values, of any kind: the first in order becomes 0.

    Raises:
        ValueError: where these columns do not do.
    """
    if len(cells) < len(names):
        few = ngettext(
            "The table has {count} column; {wanted} are needed",
            "The table has {count} columns; {wanted} are needed",
            len(cells),
        )
        raise ValueError(few.format(count=len(cells), wanted=len(names)))
    for name in names:
        if name not in cells:
            raise ValueError(_("The table has no column “{name}”").format(name=name))
        if list(names).count(name) > 1:
            raise ValueError(_("“{name}” is chosen twice").format(name=name))
    *features, target = names
    whole = [
        place
        for place in range(len(cells[target]))
        if not any(cells[name][place].lower() in _MISSING for name in names)
    ]
    if len(whole) < FEWEST_ROWS:
        short = _("There must be at least {fewest} rows; there are {count}")
        raise ValueError(short.format(fewest=FEWEST_ROWS, count=len(whole)))
    numbers = [_numbers(cells[name], name, whole) for name in features]
    numbers.append(
        _classes(cells[target], target, whole)
        if classes
        else _numbers(cells[target], target, whole)
    )
    for name, column in zip(names, numbers, strict=True):
        if min(column) == max(column):
            constant = _("“{name}” is {value} in every row: nothing can be learned of it")
            raise ValueError(constant.format(name=name, value=f"{column[0]:g}"))
    found = Table.of(tuple(names), np.array(numbers))
    if len(features) > 1:
        _check_independence(found)
    return found


def _numbers(cells: Sequence[str], name: str, whole: Sequence[int]) -> list[float]:
    found = [_number(cells[place]) for place in whole]
    for place, number in zip(whole, found, strict=True):
        if number is None or not abs(number) < _LARGEST:
            wrong = _("Row {row} of “{name}” is not a number: “{cell}”")
            raise ValueError(wrong.format(row=place + 2, name=name, cell=cells[place][:20]))
    return [number for number in found if number is not None]


def _classes(cells: Sequence[str], name: str, whole: Sequence[int]) -> list[float]:
    found = [cells[place] for place in whole]
    values = sorted(set(found), key=lambda cell: (_number(cell) is None, _number(cell) or 0, cell))
    if len(values) != 2:
        wrong = _("“{name}” must have two values, one for each class; it has {count}")
        raise ValueError(wrong.format(name=name, count=len(values)))
    return [float(values.index(cell)) for cell in found]


def _check_independence(found: Table) -> None:
    one, other, _target = found.columns
    centred, scaled = (one - one.mean()) / one.std(), other / np.abs(other).max()
    mean, square = float(np.mean(centred * scaled)), float(np.mean(scaled * scaled))
    if square - mean * mean < _SAME * square:
        alike = _("“{one}” and “{other}” say the same")
        raise ValueError(alike.format(one=found.names[0], other=found.names[1]))


def _number(cell: str) -> float | None:
    """The number that a cell says, or None; Python's own digits with _ between are none."""
    try:
        number = float(cell)
    except ValueError:
        return None
    return None if "_" in cell or not math.isfinite(number) else number
