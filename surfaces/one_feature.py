"""Models of one feature, which may be badly scaled."""

from dataclasses import dataclass

import numpy as np

from parameters import Array, Interval, parameter
from surfaces.averages import standard
from surfaces.data import DataSurface


@dataclass(frozen=True, eq=False)
class OneFeature(DataSurface):
    """A data surface with one feature, which is standardised and then multiplied by `scale`."""

    scale: float = parameter(
        1.0,
        symbol="c",
        valid=Interval(0.01, 100, "both"),
        slider=(0.2, 5),
        scale="log",
        meaning="Feature scale: the standardised feature is multiplied by it. Away from 1 the"
        " surface gets long and narrow.",
    )

    @property
    def used(self) -> tuple[str, ...]:
        """The scale matters for all data."""
        return (*super().used, "scale")

    def features(self, *columns: Array) -> Array:
        """The scaled feature, and 1 for what goes without one."""
        return np.array([self.scale * standard(columns[0]), np.ones(columns[0].size)])
