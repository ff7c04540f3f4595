"""A Plotly figure in the page: changed in place, where Streamlit's own chart would make it anew."""

from collections.abc import Callable

import streamlit as st

from plots.player.payload import Figure, Payload, figure_payload
from ui.controls.component import component

_figure = component("figure", '<div class="descent-figure"></div>')

Pick = Callable[[float, float], None]
PickOf = Callable[[float, float, str], None]


def figure(
    fig: Figure | Payload,
    key: str,
    *,
    height: int,
    label: str,
    rows: int = 0,
    stage: str = "",
    pick: Pick | None = None,
    pick_of: PickOf | None = None,
) -> None:
    """Draw `fig`, which is made in the light colours, in the page's theme and at its width.

    Args:
        fig: the whole figure.
        key: names its place on the page.
        height: in pixels.
        label: what it shows, for those who do not see it.
        rows: of figures on the page, which share what a window has beyond a laptop's 768 pixels.
        stage: of a player whose step is marked on the figure's x axes.
        pick: told the coordinates of a point that a person clicked.
        pick_of: told also the name of the trace that it belongs to.
    """

    def picked() -> None:
        point = st.session_state[key].point
        if point and pick:
            pick(*point[:2])
        if point and pick_of:
            pick_of(*point)

    said = {"stage": stage or key, "height": height, "label": label, "rows": rows}
    _figure(key=key, data=figure_payload(fig) | said, on_point_change=picked)
