"""The Step page's look at the gradients of single examples."""

import streamlit as st

from engine import Trajectory
from languages import _
from plots.cloud import Cloud, cloud, remark
from surfaces import DataSurface
from ui.controls.figure import figure
from ui.controls.widgets import drawer_of

_HEIGHT = 260  # pixels


def gradients(path: Trajectory, step: int) -> None:
    """Where there are examples: what each of them says of the way down, and what batches do."""
    if not isinstance(path.surface, DataSurface) or len(path.w) < 2:
        return
    drawer = drawer_of(_("Gradients of the examples"), "step.cloud")
    if drawer.open:
        with drawer:
            shown = min(step, len(path.w) - 2)
            found = Cloud(path, shown)
            st.caption(remark(found, shown))
            label = _("The gradient of every example, and how batches of every size spread")
            figure(cloud(found), "step cloud", height=_HEIGHT, label=label)
