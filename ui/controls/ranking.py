"""What a comparison found: the runs from best to worst, who won, and on what that rests."""

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from engine import Scenario
from engine.tuning import LEAST, RATES
from plots.axes import number
from plots.compare import Entry
from plots.style import RUN_STYLES, picture
from plots.view import CompareView
from ui.controls.compare import TITLES, trial
from ui.controls.navigation import explore_link
from ui.controls.state import put, scenario, view

_COUNTS = {
    "final": "What counts is the loss where the budget is spent, above the lowest possible.",
    "best": "What counts is the lowest loss on the way, above the lowest possible.",
    "evaluations": "What counts is how many evaluations it takes until the loss stays within the"
    " tolerance of the lowest possible; who does not arrive scores ∞.",
}
_ROW, _HEADER = 27, 34  # pixels


def table(entries: Sequence[Entry]) -> None:
    """One row a run, the best first."""
    ranked = sorted(entries, key=_score)
    bests = [entry.best if _score(entry) < math.inf else None for entry in ranked]
    ranks = [1 + sum(_score(other) < _score(entry) for other in entries) for entry in ranked]
    dark = st.context.theme.type == "dark"
    columns = {
        "Rank": [b and f"{rank}" for b, rank in zip(bests, ranks, strict=True)],
        " ": [picture(RUN_STYLES[entry.slot], dark) for entry in ranked],
        "Run": [entry.name for entry in ranked],
        "Best η": [b and f"{b.rates[0]:g}" for b in bests],
        "Score": [b and number(b.score[0]) for b in bests],
        "Quartiles": [b and f"{number(b.low[0])} to {number(b.high[0])}" for b in bests],
        "η now": [f"{entry.now.rates[0]:g}" for entry in ranked],
        "Score now": [number(entry.now.score[0]) for entry in ranked],
        "Diverged now": [f"{entry.now.diverged[0]:.0%}" for entry in ranked],
    }
    if trial().starts == 1:
        del columns["Quartiles"]
    right = partial(st.column_config.Column, alignment="right")
    st.dataframe(
        pd.DataFrame(columns),
        hide_index=True,
        row_height=_ROW,
        height=_ROW * len(entries) + _HEADER,
        placeholder="–",
        column_config={
            "Rank": right(width=40),
            " ": st.column_config.ImageColumn(width=26),
            "Run": st.column_config.Column(width=140),
            "Best η": right(width=60, help="The learning rate with the best score."),
            "Score": right(width=90, help=f"{TITLES[view(CompareView).criterion]}: the median."),
            "Quartiles": right(width=140, help="A quarter of the starts score better, one worse."),
            "η now": right(width=60, help="The learning rate that the run has."),
            "Score now": right(width=90),
            "Diverged now": right(width=90, help="The share of the starts."),
        },
    )


def _score(entry: Entry) -> float:
    return max(float(entry.best.score[0]), LEAST)


def verdict(entries: Sequence[Entry]) -> None:
    """Who won, and what to do with it."""
    least, tuned = min(_score(entry) for entry in entries), _tuned(scenario(), entries)
    if least == math.inf:
        st.markdown("No run scores with any learning rate.")
        return
    firsts = [
        f"**{entry.name}** with η = {entry.best.rates[0]:g}"
        for entry in entries
        if _score(entry) == least
    ]
    st.markdown(f"Best: {', '.join(firsts)}. {_warning(entries)}")
    st.button(
        "Use the best learning rates",
        icon=":material/done_all:",
        help="Writes them into the runs, on every page.",
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
    return f"The best η of {', '.join(edges)} is the last that was tried." if edges else ""


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
    w1, w2 = (f"{w:.5g}" for w in now.start)
    starts = f"the start ({w1}, {w2})"
    if given.starts > 1:
        starts += (
            f" and {given.starts - 1} normal random points around it (deviation"
            f" {given.spread:g}, seed {now.seed}); the score is the median, the band runs from"
            " quartile to quartile"
        )
    return (
        f"Every run tries the same {len(RATES)} learning rates from {number(RATES[0])} to"
        f" {number(RATES[-1])}, and all else is as the run has it. An attempt spends at most"
        f" {given.budget:,} gradient evaluations. It begins at {starts}. {_COUNTS[given.criterion]}"
        f" An attempt that diverges scores ∞. Scores below {number(LEAST)} are rounding and count"
        " as equal."
    )
