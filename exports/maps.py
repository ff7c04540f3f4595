"""Maps as tables: one row a cell."""

from typing import Any

import numpy as np
import pandas as pd

from engine.basins import DIVERGED, ELSEWHERE, LEFT, Basins
from engine.lanes import NEVER, Counts
from engine.maps import Map
from surfaces import Window

_WORDS = {ELSEWHERE: "elsewhere", LEFT: "left the window", DIVERGED: "diverged"}


def settings_table(found: Map) -> pd.DataFrame:
    """One row a pair of settings: when the run arrived or diverged, and where it ended."""
    across, up = np.meshgrid(found.across.values, found.up.values)
    return pd.DataFrame(
        {
            found.across.name: across.ravel(),
            found.up.name: up.ravel(),
            "steps_to_tolerance": _steps(found.reached),
            "diverged_at": _steps(found.diverged_at),
            "loss_above_lowest": found.loss.ravel(),
            "distance": found.distance.ravel(),
        }
    )


def basins_table(found: Basins, window: Window) -> pd.DataFrame:
    """One row a start: where its run ended, in which minimum if in one, and when it was there."""
    w1, w2 = window.grid(len(found.ends))
    ends = found.ends.ravel()
    nowhere = np.full((2, 1), np.nan)
    minimum = np.hstack([found.minima, nowhere])[:, np.where(ends >= 0, ends, NEVER)]
    return pd.DataFrame(
        {
            "start_w1": w1.ravel(),
            "start_w2": w2.ravel(),
            "end": [_WORDS.get(end, "minimum") for end in ends.tolist()],
            "minimum_w1": minimum[0],
            "minimum_w2": minimum[1],
            "steps_to_tolerance": _steps(found.reached),
            "final_loss": found.final_loss.ravel(),
        }
    )


def _steps(values: Counts) -> "pd.Series[Any]":
    """Whole numbers, and nothing where there is none."""
    return pd.Series(values.ravel()).where(values.ravel() != NEVER).astype("Int64")
