"""The sidebar of a surface of data: which examples, and a person's own table."""

from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from engine import SurfaceSpec
from languages import N_, _, ngettext
from parameters import Value, parameters
from surfaces import DataSurface
from surfaces.data import OWN, SOURCES
from surfaces.tables import MOST_BYTES, MOST_ROWS, Cells, read, table
from ui.controls.bound import bound
from ui.controls.state import own_tables, put, scenario, with_own
from ui.controls.widgets import control, drawer_of

_FILE, _DRAFT = "own file", "own draft"
_TITLES = dict(zip(SOURCES, (N_("Made up"), N_("Penguins"), N_("Your own table")), strict=True))


@dataclass(frozen=True)
class _Draft:
    """A file that a person brought.

    Attributes:
        cells: its columns; none where it could not be read.
        chosen: the columns that are taken, by the surface's key.
        wrong: whether something is wrong with it, or with these columns.
    """

    cells: Cells
    chosen: dict[str, tuple[str, ...]]
    wrong: bool = False


def examples(spec: SurfaceSpec, surface: DataSurface) -> None:
    """The formula, the choice of examples, and what these are made with."""
    st.markdown(f"${surface.formula}$")
    own = surface.data == OWN
    for name in surface.used:
        if name not in surface.details:
            _control(spec, name)
            if name == "data" and own:
                _own(spec, surface)
    details = [name for name in surface.used if name in surface.details]
    if details and not own:
        drawer = drawer_of(_("How they are made"), "examples")
        if drawer.open:
            with drawer:
                for name in details:
                    _control(spec, name)


def _control(spec: SurfaceSpec, name: str) -> None:
    key, declared = f"surface.{spec.key}.{name}", parameters(spec.build())[name]
    control(key, declared, spec[name], partial(_set, name), titles=_TITLES)


def _set(name: str, value: Value) -> None:
    now = scenario()
    put(with_own(replace(now, surface=now.surface.with_value(name, value))))
    if value == OWN:
        _use()


def _own(spec: SurfaceSpec, surface: DataSurface) -> None:
    """The file and its columns."""
    st.file_uploader(
        _("CSV file"),
        type=["csv", "tsv", "txt"],
        key=_FILE,
        max_upload_size=MOST_BYTES // 1_000_000,
        on_change=_brought,
        help=_(
            "The first row names the columns. At most 1 MB and {most:,} rows. The numbers stay on"
            " this server for your visit, and no link holds them."
        ).format(most=MOST_ROWS),
    )
    draft: _Draft | None = st.session_state.get(_DRAFT)
    if draft is None:
        st.caption(_("Until there is a file, the examples are made up."))
        return
    if draft.wrong and (error := _error(draft, surface)):
        st.error(f"{error}.")
    if not draft.cells:
        return
    columns = list(draft.cells)
    for place, (role, name) in enumerate(zip(surface.roles, _chosen(draft, surface), strict=True)):
        st.selectbox(
            _("Column for {role}").format(role=role),
            columns,
            **bound(f"own.{spec.key}.{place}", name, partial(_take, place), columns),
        )
    if spec.own is not None:
        left = len(draft.cells[columns[0]]) - surface.y.size
        rows = ngettext("{count:,} example.", "{count:,} examples.", surface.y.size)
        said = [rows.format(count=surface.y.size)]
        if left:
            empty = ngettext(
                "{count:,} row with an empty cell is left out.",
                "{count:,} rows with an empty cell are left out.",
                left,
            )
            said.append(empty.format(count=left))
        st.caption(" ".join(said))


def _error(draft: _Draft, surface: DataSurface) -> str:
    """What is wrong, in the reader's language; nothing where it is not for this surface."""
    file = st.session_state[_FILE]
    try:
        cells = draft.cells or (read(file.getvalue()) if file else {})
        if cells:
            table(cells, _chosen(draft, surface), surface.classes)
    except ValueError as error:
        return str(error)
    return ""


def _chosen(draft: _Draft, surface: DataSurface) -> tuple[str, ...]:
    """The columns for the roles of a surface: at first those in front, the last one repeated."""
    columns, count = list(draft.cells), len(surface.roles)
    first = tuple(columns[min(place, len(columns) - 1)] for place in range(count))
    return draft.chosen.get(surface.key, first)


def _brought() -> None:
    """A person chose a file, or took it away."""
    file = st.session_state[_FILE]
    own_tables().clear()
    if file is None:
        st.session_state.pop(_DRAFT, None)
    else:
        try:
            st.session_state[_DRAFT] = _Draft(read(file.getvalue()), {})
        except ValueError:
            st.session_state[_DRAFT] = _Draft({}, {}, wrong=True)
    _use()


def _take(place: int, name: str) -> None:
    """Another column for a role."""
    draft: _Draft = st.session_state[_DRAFT]
    surface = scenario().surface.build()
    assert isinstance(surface, DataSurface)
    chosen = list(_chosen(draft, surface))
    chosen[place] = name
    taken = draft.chosen | {surface.key: tuple(chosen)}
    st.session_state[_DRAFT] = replace(draft, chosen=taken)
    _use()


def _use() -> None:
    """Show the surface of the chosen columns; where they do not do, say why."""
    now, draft = scenario(), st.session_state.get(_DRAFT)
    surface = now.surface.build()
    if draft is None or not draft.cells or not isinstance(surface, DataSurface):
        put(with_own(now))
        return
    try:
        own_tables()[surface.key] = table(draft.cells, _chosen(draft, surface), surface.classes)
        st.session_state[_DRAFT] = replace(draft, wrong=False)
    except ValueError:
        own_tables().pop(surface.key, None)
        st.session_state[_DRAFT] = replace(draft, wrong=True)
    put(with_own(now))
