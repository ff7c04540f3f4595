"""The figures of the Digits page."""

import re

import numpy as np
import pytest

from networks import LossPlane, digits
from networks.digits import SIDE
from networks.training import Mark
from plots.digits import GOAL, ROOM, Entry, accuracies, losses, sheet
from plots.landscape import landscape
from plots.player.payload import figure_payload
from plots.style import DARK, RUN_STYLES

PER, EPOCHS = 10, 3


def course(losses_of_it):
    """Marks every half an epoch."""
    return [
        Mark(5 * k, loss, 0.1 * k, 5 * k, 0.01 * k, np.zeros(4, np.int8))
        for k, loss in enumerate(losses_of_it)
    ]


RACING = {
    "not begun": [Entry(0, "Adam", []), Entry(1, "Momentum", [])],
    "just begun": [Entry(0, "Adam", course([2.5]))],
    "two on their way": [
        Entry(0, "Adam", course([2.5, 1.0, 0.4])),
        Entry(5, "Lion", course([2.5, 2.0, 1.7])),
    ],
    "one exploded": [
        Entry(0, "Adam", course([2.5, 1.0, 0.4])),
        Entry(1, "Momentum", course([2.5, 1e200, np.inf, np.nan])),
    ],
}
racing = pytest.mark.parametrize("entries", RACING.values(), ids=RACING)


def plane(paths, loss=None):
    axis = np.linspace(-1, 2, 31)
    loss = np.add.outer(axis**2, (axis - 1) ** 2) + 0.1 if loss is None else loss
    return LossPlane(axis, axis, loss, paths, (0.6, 0.3))


PATH = np.array([[0.0, 0.0], [0.5, 0.2], [1.0, 0.1]])
ENTRIES = RACING["two on their way"]
PLANES = {
    "both": (plane([PATH, PATH / 2]), ENTRIES),
    "one astray": (plane([None, PATH]), ENTRIES),
    "flat": (plane([PATH, PATH], np.full((31, 31), 2.3)), ENTRIES),
    "without loss": (plane([PATH, PATH], np.zeros((31, 31))), ENTRIES),
}
planes = pytest.mark.parametrize(("found", "entries"), PLANES.values(), ids=PLANES)


def assert_drawable(figure):
    """It can be sent, its colours are known in the dark, and its axes are finite."""
    text = str(figure_payload(figure)["figure"])
    assert set(re.findall(r"#\w{6}\b|rgba?\([^)]*\)", text)) <= {*DARK, "rgba(0,0,0,0)"}
    for axis in (figure.layout.xaxis, figure.layout.yaxis):
        if axis.range:
            assert np.isfinite(axis.range).all()
            assert axis.range[0] < axis.range[1]


@racing
def test_every_racer_has_its_curves_in_its_colour_and_shape(entries):
    for draw, field in ((losses, "loss"), (accuracies, "accuracy")):
        figure = draw(entries, PER, EPOCHS)
        assert_drawable(figure)
        for entry, line in zip(entries, figure.data, strict=True):
            style = RUN_STYLES[entry.slot]
            assert (line.name, line.line.color) == (entry.name, style.light)
            assert line.marker.symbol == style.symbol
            assert list(line.x) == [mark.step / PER for mark in entry.course]
            finite = [value for value in line.y if value is not None]
            given = [getattr(mark, field) for mark in entry.course]
            assert finite == [value for value in given if np.isfinite(value)]
        assert figure.layout.xaxis.range == (0, EPOCHS)


def test_what_explodes_does_not_hide_the_others():
    axis = losses(RACING["one exploded"], PER, EPOCHS).layout.yaxis
    assert axis.range[0] < np.log10(0.4)
    assert np.log10(2.5) < axis.range[1] < 2


def test_the_goal_is_marked():
    (line,) = accuracies(RACING["just begun"], PER, EPOCHS).layout.shapes
    assert line.y0 == line.y1 == GOAL


@pytest.mark.parametrize("count", [0, 1, ROOM - 1, ROOM])
def test_the_sheet_shows_each_image_over_its_caption(count):
    images = digits().test.x[:count]
    captions = [f"is {i}" for i in range(count)]
    figure = sheet(images, captions)
    assert_drawable(figure)
    pixels = np.asarray(figure.data[0].z)
    assert [note.text for note in figure.layout.annotations] == captions
    for image, note in zip(images, figure.layout.annotations, strict=True):
        left, top = int(note.x - (SIDE - 1) / 2), int(note.y - SIDE)
        shown = pixels[top : top + SIDE, left : left + SIDE]
        np.testing.assert_allclose(shown, image.reshape(SIDE, SIDE), rtol=1e-6)
        assert note.y < len(pixels)


@planes
def test_the_landscape_can_be_drawn(found, entries):
    figure = landscape(found, entries, PER)
    assert_drawable(figure)
    contour = figure.data[0]
    assert np.isfinite(contour.z).all()
    assert contour.contours.size > 0
    assert len(contour.colorbar.tickvals) == len(contour.colorbar.ticktext)


def test_paths_lie_on_the_landscape_with_their_start_and_their_ends():
    figure = landscape(*PLANES["one astray"], PER)
    traces = {trace.name: trace for trace in figure.data}
    lion = traces["Lion"]
    np.testing.assert_array_equal(np.column_stack([lion.x, lion.y]), PATH)
    assert [list(row) for row in lion.customdata] == [[0, 2.5], [0.5, 2.0], [1, 1.7]]
    assert (traces["start"].x[0], traces["start"].y[0]) == tuple(PATH[0])
    assert (traces["end"].x[0], traces["end"].y[0]) == tuple(PATH[-1])
    assert traces["end"].marker.color == RUN_STYLES[5].light
    assert "Adam" not in traces
    assert "60% of the movement" in figure.layout.xaxis.title.text
    assert "30% of the movement" in figure.layout.yaxis.title.text
