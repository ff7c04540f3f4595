"""What the player replaces: the same runs on the same surface, in two plain `st.plotly_chart`."""

import plotly.graph_objects as go
import streamlit as st

from engine import RunSpec, Scenario
from surfaces import Window

SPACE_GRID, PLANE_GRID = 65, 161  # points a side, as in the player
RUNS = ("gd", "momentum", "nesterov", "adagrad", "rmsprop", "adam")


def grid(window: Window, count: int) -> dict[str, object]:
    """The surface at `count` × `count` points, as Plotly wants it."""
    w1, w2 = points = window.grid(count)
    return {"x": w1[0], "y": w2[:, 0], "z": bowl.value(points)}


st.set_page_config(layout="wide")
alpha = st.sidebar.slider("alpha", 0.0, 0.99, 0.9, 0.01)
standard = Scenario()
runs = tuple(RunSpec.on(standard.surface.key, key) for key in RUNS)
scenario = Scenario(runs=runs, steps=300).with_run(1, runs[1].with_value("alpha", alpha))

bowl = scenario.surface.build()
space = go.Figure(go.Surface(grid(bowl.domain, SPACE_GRID), showscale=False))
plane = go.Figure(go.Contour(grid(bowl.domain, PLANE_GRID), ncontours=24))
for index, key in enumerate(RUNS):
    path = scenario.path(index)
    w1, w2 = path.w.T
    space.add_trace(go.Scatter3d(x=w1, y=w2, z=path.loss, mode="lines", name=key))
    plane.add_trace(go.Scatter(x=w1, y=w2, mode="lines", name=key))
for column, figure in zip(st.columns(2), (space, plane), strict=True):
    column.plotly_chart(figure.update_layout(height=404, margin={"t": 0}))
