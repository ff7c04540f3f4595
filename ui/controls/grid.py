"""Tables of results: low rows, and columns that are told how wide they are."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd
import streamlit as st

from plots.style import RUN_STYLES, picture

MARKS = " "  # the title of the column of marks
_ROW, _HEADER, _MARK = 27, 34, 26  # pixels
_LETTER, _WIDE, _PADDING = 5.7, 13, 17  # pixels; Hangul is twice as wide as Latin


@dataclass(frozen=True)
class Column:
    """What stands in a column.

    Attributes:
        values: its cells; None where there is nothing to say.
        width: in pixels; None leaves it to the browser.
        side: where its texts are set; by default texts to the left, numbers to the right.
        help: what is said of it under the mouse.
    """

    values: Sequence[object]
    width: int | None = None
    side: Literal["left", "right"] | None = None
    help: str | None = None


def marks(slots: Iterable[int | None]) -> Column:
    """The marks of the runs in these slots, to be titled `MARKS`."""
    dark = st.context.theme.type == "dark"
    return Column([None if slot is None else picture(RUN_STYLES[slot], dark) for slot in slots])


def grid(columns: Mapping[str, Column]) -> None:
    """Show columns by their titles."""
    # As objects: to find out what they are takes pandas longer than all else here.
    frame = pd.DataFrame({title: each.values for title, each in columns.items()}, dtype=object)
    st.dataframe(
        frame,
        hide_index=True,
        row_height=_ROW,
        height=_ROW * len(frame) + _HEADER,
        placeholder="–",
        column_config={
            title: st.column_config.ImageColumn(width=_MARK)
            if title == MARKS
            else st.column_config.Column(width=each.width, alignment=each.side, help=each.help)
            for title, each in columns.items()
        },
    )


def room(texts: Iterable[str], least: int, most: int) -> int:
    """How wide a column must be for the longest of `texts`, in pixels.

    At `most` as much as the other columns leave on a laptop: a table that can be scrolled hides its
    last column.
    """
    return round(min(most, max(least, *(_width(text) + _PADDING for text in texts))))


def _width(text: str) -> float:
    return sum(_WIDE if unicodedata.east_asian_width(c) in "WF" else _LETTER for c in text)
