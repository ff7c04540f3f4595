"""What a comparison found: the runs from best to worst, who won, and on what that rests."""

import math
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from engine import Scenario
from engine.tuning import LEAST, RATES
from languages import N_, _
from plots.axes import number
from plots.compare import Entry
from plots.view import CompareView
from ui.controls.compare import TITLES, trial
from ui.controls.grid import MARKS, Column, grid, marks, room
from ui.controls.navigation import explore_link
from ui.controls.state import put, scenario, view

_COUNTS = {
    "final": N_("What counts is the loss where the budget is spent, above the lowest possible."),
    "best": N_("What counts is the lowest loss on the way, above the lowest possible."),
    "evaluations": N_(
        "What counts is how many evaluations it takes until the loss stays within the tolerance of"
        " the lowest possible; who does not arrive scores ∞."
    ),
}


def table(entries: Sequence[Entry]) -> None:
    """One row a run, the best first."""
    ranked = sorted(entries, key=_score)
    bests = [entry.best if _score(entry) < math.inf else None for entry in ranked]
    ranks = [1 + sum(_score(other) < _score(entry) for other in entries) for entry in ranked]
    to = _("{low} to {high}")
    names = [entry.name for entry in ranked]
    rates = [b and f"{b.rates[0]:g}" for b in bests]
    scores = [b and number(b.score[0]) for b in bests]
    quartiles = [b and to.format(low=number(b.low[0]), high=number(b.high[0])) for b in bests]
    now = [entry.now for entry in ranked]
    median = _("{criterion}: the median.").format(criterion=_(TITLES[view(CompareView).criterion]))
    quarter = _("A quarter of the starts score better, one worse.")
    columns = {
        _("Rank"): Column([b and f"{r}" for b, r in zip(bests, ranks, strict=True)], 40, "right"),
        MARKS: marks(entry.slot for entry in ranked),
        _("Run"): Column(names, room(names, 140, 157)),
        _("Best η"): Column(rates, 60, "right", _("The learning rate with the best score.")),
        _("Score"): Column(scores, 90, "right", median),
        _("Quartiles"): Column(quartiles, 140, "right", quarter),
        _("η now"): Column(
            [f"{each.rates[0]:g}" for each in now],
            60,
            "right",
            _("The learning rate that the run has."),
        ),
        _("Score now"): Column([number(each.score[0]) for each in now], 90, "right"),
        _("Diverged now"): Column(
            [f"{each.diverged[0]:.0%}" for each in now], 90, "right", _("The share of the starts.")
        ),
    }
    if trial().starts == 1:
        del columns[_("Quartiles")]
    grid(columns)


def _score(entry: Entry) -> float:
    return max(float(entry.best.score[0]), LEAST)


def verdict(entries: Sequence[Entry]) -> None:
    """Who won, and what to do with it."""
    least, tuned = min(_score(entry) for entry in entries), _tuned(scenario(), entries)
    if least == math.inf:
        st.markdown(_("No run scores with any learning rate."))
        return
    first = _("**{run}** with η = {rate:g}")
    firsts = [
        first.format(run=entry.name, rate=entry.best.rates[0])
        for entry in entries
        if _score(entry) == least
    ]
    best = _("Best: {runs}.").format(runs=", ".join(firsts))
    st.markdown(" ".join([best, _warning(entries)]))
    st.button(
        _("Use the best learning rates"),
        icon=":material/done_all:",
        help=_("Writes them into the runs, on every page."),
        disabled=tuned == scenario(),
        on_click=put,
        args=(tuned,),
    )
    explore_link(replace(tuned, steps=view(CompareView).budget))


def _warning(entries: Sequence[Entry]) -> str:
    """Whose best learning rate may lie beyond those that were tried."""
    ends = RATES[0], RATES[-1]
    edges = [
        each.name for each in entries if _score(each) < math.inf and each.best.rates[0] in ends
    ]
    last = _("The best η of {runs} is the last that was tried.")
    return last.format(runs=", ".join(edges)) if edges else ""


def _tuned(now: Scenario, entries: Sequence[Entry]) -> Scenario:
    """The scenario in which every run has its best learning rate."""
    for entry in entries:
        if _score(entry) < math.inf:
            best = now.runs[entry.slot].with_value("lr", float(entry.best.rates[0]))
            now = now.with_run(entry.slot, best)
    return now


def conditions() -> str:
    """All that the comparison rests on."""
    now, given = scenario(), trial()
    w1, w2 = now.start
    tried = _(
        "Every run tries the same {count} learning rates from {least} to {most}, and all else is as"
        " the run has it. An attempt spends at most {budget:,} gradient evaluations."
    ).format(count=len(RATES), least=number(RATES[0]), most=number(RATES[-1]), budget=given.budget)
    starts = _("It begins at the start ({w1:.5g}, {w2:.5g}).")
    if given.starts > 1:
        starts = _(
            "It begins at the start ({w1:.5g}, {w2:.5g}) and {others} normal random points around"
            " it (deviation {spread:g}, seed {seed}); the score is the median, the band runs from"
            " quartile to quartile."
        )
    others = {"others": given.starts - 1, "spread": given.spread, "seed": now.seed}
    end = _(
        "An attempt that diverges scores ∞. Scores below {least} are rounding and count as equal."
    ).format(least=number(LEAST))
    return " ".join(
        [tried, starts.format(w1=w1, w2=w2, **others), _(_COUNTS[given.criterion]), end]
    )
