"""What comes of a race: curves, a table, the loss around the paths, the digits that are misread."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import streamlit as st

from languages import _
from networks import GRID, Race, digits, final_loss, reached
from parameters import Array
from plots.axes import number
from plots.digits import GOAL, ROOM, Entry, accuracies, losses, sheet
from plots.labels import labels
from plots.landscape import landscape
from plots.player.payload import Figure
from plots.view import DigitsView
from ui.controls.bound import bound
from ui.controls.digits import Settings, race
from ui.controls.figure import figure
from ui.controls.grid import MARKS, Column, grid, marks, room
from ui.controls.runs import chip
from ui.controls.state import put, scenario, view

_CURVES, _GALLERY, _ROWS = 320, 196, 2  # pixels; two rows fill 768


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
        said = _("Of each point: the mean over the images since the one before.")
        _panel("losses", _("Training loss"), said, losses(racing, *span))
    with middle:
        said = _("The share of {count:,} images that no network learns from.")
        said = said.format(count=len(digits().test.labels))
        _panel("accuracies", _("Test accuracy"), said, accuracies(racing, *span))
    with right:
        said = _(
            "A plane through the space of all {count:,} weights, along the two directions in which"
            " the paths move most. They run beside it, too: the loss of a path need not be the one"
            " drawn under it."
        ).format(count=now.network.size)
        if now.plane is not None:
            drawn = landscape(now.plane, racing, now.steps_an_epoch)
            _panel("landscape", _("Loss around the paths"), said, drawn)
        elif now.finished:
            st.caption(_("No loss around the paths: none of them led downhill."))
        else:
            st.caption(_("When the race is over, the loss around the paths is drawn here."))


def _panel(key: str, title: str, said: str, drawn: Figure) -> None:
    st.markdown(f"**{title}**", help=said)
    figure(drawn, f"digits {key}", height=_CURVES, label=title, rows=_ROWS)


def table(racing: Sequence[Entry], now: Race) -> None:
    """One row a racer."""
    names = [entry.name for entry in racing]
    rates = [f"{float(racer.rule.lr):g}" for racer in now.winners]
    found = [number(final_loss(e.course)) if e.course else None for e in racing]
    last = [entry.course[-1] if entry.course else None for entry in racing]
    read = [f"{mark.accuracy:.1%}" if mark else None for mark in last]
    goals = [reached(entry.course, GOAL) for entry in racing]
    epochs = _("{count:.1f} epochs")
    after = [g and epochs.format(count=g.step / now.steps_an_epoch) for g in goals]
    took = [g and _("{seconds:.2f} s").format(seconds=g.seconds) for g in goals]
    asked = [mark and mark.evaluations for mark in last]
    grid(
        {
            MARKS: marks(entry.slot for entry in racing),
            _("Run"): Column(names, room(names, 112, 136)),
            "η": Column(rates, 52, "right", _("Learning rate.")),
            _("Loss"): Column(
                found, 52, "right", _("Training loss over the last eighth of the race.")
            ),
            _("Accuracy"): Column(read, 66, "right", _("Of the test images, at the end.")),
            _("90% after"): Column(
                after, 78, "right", _("When 90% of the test images are first read right.")
            ),
            _("Time"): Column(
                took,
                52,
                "right",
                _("Time of this server's processor until then, without the testing."),
            ),
            _("∇ calls"): Column(
                asked,
                52,
                "right",
                _("Gradients that it asked for: L-BFGS asks several times a step."),
            ),
        }
    )


def gallery(racing: Sequence[Entry], now: Race) -> None:
    """What one of the networks misreads; before the race is over, what is to be read."""
    if now.finished:
        _mistakes(racing)
        return
    images = digits().train
    st.markdown(_("**What is to be read**"))
    said = _("a {digit}")
    _gallery(images.x[:ROOM], [said.format(digit=label) for label in images.labels[:ROOM]])


def _mistakes(racing: Sequence[Entry]) -> None:
    slot = min(view(DigitsView).mistakes, len(racing))
    images, read = digits().test, racing[slot - 1].course[-1].read
    wrong = np.flatnonzero(read != images.labels)
    with st.container(horizontal=True, vertical_alignment="center"):
        said = _("**{wrong} of {count:,} misread by**")
        st.markdown(said.format(wrong=len(wrong), count=len(read)), width="content")
        slots = range(1, len(racing) + 1)
        st.selectbox(
            _("Whose mistakes"),
            slots,
            format_func=lambda slot: racing[slot - 1].name,
            label_visibility="collapsed",
            width=200,
            **bound("digits.mistakes", slot, _look_at, slots),
        )
    first = wrong[:ROOM]
    mistake = _("is {digit},<br>read as {read}")
    captions = [mistake.format(digit=images.labels[i], read=read[i]) for i in first]
    _gallery(images.x[first], captions)


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
        return _(
            "A network with {hidden} hidden units learns to read {count:,} handwritten digits."
            " Every optimizer starts from the same weights and sees the same {steps:,} batches."
        ).format(
            hidden=settings.view.hidden, count=len(digits().train.labels), steps=settings.steps
        )
    racing = entries(settings)
    best = max(racing, key=lambda entry: entry.course[-1].accuracy)
    most = _(
        "**{run}** reads the most: {share:.1%} of the test images. A difference of a point or two"
        " can be chance: try another seed."
    )
    said = [most.format(run=best.name, share=best.course[-1].accuracy)]
    if len(now.trials) > 1:
        low, high = min(GRID), max(GRID)
        tried = _(
            "Each kept the best of {count} learning rates from {low:g} to {high:g}, by its training"
            " loss at the end."
        )
        said.append(tried.format(count=len(GRID), low=low, high=high))
        pairs = zip(racing, now.winners, strict=True)
        edge = [entry.name for entry, racer in pairs if racer.rule.lr in (low, high)]
        if edge:
            beyond = _("For {runs} a better one may lie beyond.")
            said.append(beyond.format(runs=", ".join(edge)))
    return " ".join(said)
