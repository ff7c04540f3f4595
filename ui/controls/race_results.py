"""What comes of a race: curves, a table, the loss around the paths, the digits that are misread."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import streamlit as st

from networks import GRID, Race, digits, final_loss, reached
from parameters import Array
from plots.axes import number
from plots.digits import GOAL, ROOM, Entry, accuracies, losses, sheet
from plots.labels import labels
from plots.landscape import landscape
from plots.player.payload import Figure
from plots.style import RUN_STYLES, picture
from plots.view import DigitsView
from ui.controls.bound import bound
from ui.controls.digits import Settings, race
from ui.controls.figure import figure
from ui.controls.runs import chip
from ui.controls.state import put, scenario, view

_CURVES, _GALLERY, _ROWS = 320, 196, 2  # pixels; two rows fill 768
_ROW, _HEADER = 27, 34


def entries(settings: Settings) -> list[Entry]:
    """The racers as they are drawn."""
    names = labels(scenario(), but="" if settings.view.rates == "own" else "lr")
    courses = enumerate(zip(names, race(settings).courses, strict=True))
    return [Entry(slot, name, course) for slot, (name, course) in courses]


def legend(racing: Sequence[Entry]) -> None:
    """Who is who."""
    st.markdown(" &ensp; ".join(f"{chip(entry.slot)} {entry.name}" for entry in racing))


def curves(racing: Sequence[Entry], now: Race) -> None:
    """Loss and accuracy as they come, and at the end the loss around the paths."""
    span = now.steps_an_epoch, now.epochs
    left, middle, right = st.columns(3)
    with left:
        said = "Of each point: the mean over the images since the one before."
        _panel("Training loss", said, losses(racing, *span))
    with middle:
        said = f"The share of {len(digits().test.labels):,} images that no network learns from."
        _panel("Test accuracy", said, accuracies(racing, *span))
    with right:
        said = (
            f"A plane through the space of all {now.network.size:,} weights, along the two"
            " directions in which the paths move most. They run beside it, too: the loss of a path"
            " need not be the one drawn under it."
        )
        if now.plane is not None:
            _panel("Loss around the paths", said, landscape(now.plane, racing, now.steps_an_epoch))
        elif now.finished:
            st.caption("No loss around the paths: none of them led downhill.")
        else:
            st.caption("When the race is over, the loss around the paths is drawn here.")


def _panel(title: str, said: str, drawn: Figure) -> None:
    st.markdown(f"**{title}**", help=said)
    figure(drawn, f"digits {title}", height=_CURVES, label=title, rows=_ROWS)


def table(racing: Sequence[Entry], now: Race) -> None:
    """One row a racer."""
    dark = st.context.theme.type == "dark"
    marks = [reached(entry.course, GOAL) for entry in racing]
    last = [entry.course[-1] if entry.course else None for entry in racing]
    frame = pd.DataFrame(
        {
            " ": [picture(RUN_STYLES[entry.slot], dark) for entry in racing],
            "Run": [entry.name for entry in racing],
            "η": [f"{float(racer.rule.lr):g}" for racer in now.winners],
            "Loss": [number(final_loss(e.course)) if e.course else None for e in racing],
            "Accuracy": [f"{mark.accuracy:.1%}" if mark else None for mark in last],
            "90%": [f"{m.step / now.steps_an_epoch:.1f} epochs" if m else None for m in marks],
            "Time": [f"{mark.seconds:.2f} s" if mark else None for mark in marks],
            "∇ calls": [mark.evaluations if mark else None for mark in last],
        }
    )
    st.dataframe(
        frame,
        hide_index=True,
        row_height=_ROW,
        height=_ROW * len(racing) + _HEADER,
        placeholder="–",
        column_config={
            " ": st.column_config.ImageColumn(width=26),
            "Run": st.column_config.Column(width=112),
            "η": st.column_config.Column(width=52, alignment="right", help="Learning rate."),
            "Loss": st.column_config.Column(
                width=52, alignment="right", help="Training loss over the last eighth of the race."
            ),
            "Accuracy": st.column_config.Column(
                width=66, alignment="right", help="Of the test images, at the end."
            ),
            "90%": st.column_config.Column(
                "90% after",
                width=78,
                alignment="right",
                help="When 90% of the test images are first read right.",
            ),
            "Time": st.column_config.Column(
                width=52,
                alignment="right",
                help="Time of this server's processor until then, without the testing.",
            ),
            "∇ calls": st.column_config.Column(
                width=52, help="Gradients that it asked for: L-BFGS asks several times a step."
            ),
        },
    )


def gallery(racing: Sequence[Entry], now: Race) -> None:
    """What one of the networks misreads; before the race is over, what is to be read."""
    if now.finished:
        _mistakes(racing)
        return
    images = digits().train
    st.markdown("**What is to be read**")
    _gallery(images.x[:ROOM], [f"a {label}" for label in images.labels[:ROOM]])


def _mistakes(racing: Sequence[Entry]) -> None:
    slot = min(view(DigitsView).mistakes, len(racing))
    images, read = digits().test, racing[slot - 1].course[-1].read
    wrong = np.flatnonzero(read != images.labels)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{len(wrong)} of {len(read):,} misread by**", width="content")
        st.selectbox(
            "Whose mistakes",
            range(1, len(racing) + 1),
            format_func=lambda slot: racing[slot - 1].name,
            label_visibility="collapsed",
            width=200,
            **bound("digits.mistakes", slot, _look_at),
        )
    first = wrong[:ROOM]
    _gallery(images.x[first], [f"is {images.labels[i]},<br>read as {read[i]}" for i in first])


def _look_at(slot: int) -> None:
    put(replace(view(DigitsView), mistakes=slot))


def _gallery(images: Array, captions: Sequence[str]) -> None:
    label = "; ".join(captions).replace("<br>", " ")
    drawn = sheet(images, captions)
    figure(drawn, "digits gallery", height=_GALLERY, label=label, rows=_ROWS)


def remarks(settings: Settings) -> str:
    """What is about to happen, and then what came of it."""
    now = race(settings)
    if not now.finished:
        return (
            f"A network with {settings.view.hidden} hidden units learns to read"
            f" {len(digits().train.labels):,} handwritten digits. Every optimizer starts from the"
            f" same weights and sees the same {settings.steps:,} batches."
        )
    racing = entries(settings)
    best = max(racing, key=lambda entry: entry.course[-1].accuracy)
    said = [
        f"**{best.name}** reads the most: {best.course[-1].accuracy:.1%} of the test images. A"
        " difference of a point or two can be chance: try another seed."
    ]
    if len(now.trials) > 1:
        low, high = min(GRID), max(GRID)
        said.append(
            f"Each kept the best of {len(GRID)} learning rates from {low:g} to {high:g}, by its"
            " training loss at the end."
        )
        pairs = zip(racing, now.winners, strict=True)
        edge = [entry.name for entry, racer in pairs if racer.rule.lr in (low, high)]
        if edge:
            said.append(f"For {' and '.join(edge)} a better one may lie beyond.")
    return " ".join(said)
