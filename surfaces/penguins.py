"""The penguins of data/penguins.csv; data/README.md says where they come from."""

import csv
from functools import lru_cache
from pathlib import Path

import numpy as np

from surfaces.tables import Table

_FILE = Path(__file__).parent.parent / "data" / "penguins.csv"


@lru_cache(maxsize=8)
def measured(names: tuple[str, ...]) -> Table:
    """Columns of the penguins; a species is a column that is 1 for its own and 0 for others."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = [
        [float(row[name]) if name in row else float(row["species"] == name) for row in rows]
        for name in names
    ]
    return Table.of(names, np.array(columns))
