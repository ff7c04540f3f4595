"""A surface of one's own: the fields for its function and its window."""

from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from engine import Scenario, SurfaceSpec
from languages import N_, _
from parameters import Value, parameters
from surfaces import Custom
from ui.controls.bound import bound
from ui.controls.state import hold, outside, put, scenario

_DRAFT, _LAST = "custom draft", "last custom surface"
_FROM, _TO = N_("{axis} from"), N_("to")
_EDGES = {"low1": _FROM, "high1": _TO, "low2": _FROM, "high2": _TO}
_NUMBER = 53  # pixels


@dataclass(frozen=True)
class _Draft:
    """What stands in the fields while it is no surface yet.

    Attributes:
        since: the surface that is shown in the meantime.
        typed: the fields, by the names of the parameters.
    """

    since: SurfaceSpec
    typed: dict[str, Value]

    @property
    def error(self) -> str:
        """What is wrong with them, in the reader's language; nothing while nothing is typed."""
        if self.typed == dict(self.since.values):
            return ""
        try:
            SurfaceSpec.of(self.since.key, **self.typed)
        except ValueError as error:
            return str(error)
        return ""


def custom(spec: SurfaceSpec, surface: Custom) -> None:
    """The fields, what is wrong with them, and the function that is shown."""
    draft, declared = _draft(spec), parameters(surface)["f"]
    st.text_input(
        _("Loss $L(w_1, w_2)$"),
        help=_(declared.meaning),
        **bound(f"surface.{spec.key}.f", draft.typed["f"], partial(_type, "f")),
    )
    if error := draft.error:
        said = error[0].upper() + error[1:]
        st.error(_("{error}. Until then the last one is shown.").format(error=said))
    st.markdown(f"${surface.formula}$")
    with st.container(horizontal=True, gap="xxsmall"):
        for name, label in _EDGES.items():
            st.number_input(
                _(label).format(axis=f"$w_{name[-1]}$"),
                step=0.5,
                format="%.6g",
                width=_NUMBER,
                **bound(f"surface.{spec.key}.{name}", draft.typed[name], partial(_type, name)),
            )
    if surface.gaps:
        gaps = _("No value on {share} of the window: nothing is drawn there.")
        st.caption(gaps.format(share=_percent(surface.gaps)))


def recalled(new: Scenario) -> Scenario:
    """`new`; on a surface of one's own with the function and the window last typed."""
    last: SurfaceSpec | None = st.session_state.get(_LAST)
    return new if last is None or last.key != new.surface.key else replace(new, surface=last)


def _percent(share: float) -> str:
    return f"{share:.0%}" if share >= 0.01 else _("less than 1%")


def _draft(spec: SurfaceSpec) -> _Draft:
    draft: _Draft | None = st.session_state.get(_DRAFT)
    if draft is None or draft.since != spec:
        return _Draft(spec, dict(spec.values))
    return draft


def _type(name: str, value: Value) -> None:
    """Take a field's new text or number; where that is no surface, keep it and say why."""
    now = scenario()
    typed = _draft(now.surface).typed | {name: value}
    try:
        spec = SurfaceSpec.of(now.surface.key, **typed)
    except ValueError:
        st.session_state[_DRAFT] = _Draft(now.surface, typed)
        hold()
    else:
        st.session_state.pop(_DRAFT, None)
        st.session_state[_LAST] = spec
        new = replace(now, surface=spec)
        put(new, *outside(new))
