"""What the player is sent of the inside of a run: working, arrows, the local model, remarks."""

from collections.abc import Sequence

import numpy as np

from engine import Trajectory
from plots.arrows import Arrow, arrows, beside
from plots.curvature import remarks
from plots.player.payload import Payload, float32, named
from plots.working import working


def inside_payload(path: Trajectory) -> Payload:
    """All that the Step page shows of a single run, at every step."""
    points = path.w[:-1].T
    hessian = path.surface.hessian(points)
    return named(
        {
            "working": working(path),
            "arrows": _sent(arrows(path)),
            "beside": [{"title": title, "arrows": _sent(found)} for title, found in beside(path)],
            "slope": float32(path.surface.gradient(points).T),
            "hessian": float32(np.array([hessian[0, 0], hessian[0, 1], hessian[1, 1]]).T),
            "remarks": remarks(path),
        }
    )


def _sent(found: Sequence[Arrow]) -> list[Payload]:
    return [
        {
            "name": arrow.name,
            "label": arrow.label,
            "tail": float32(arrow.tail),
            "vector": float32(arrow.vector),
        }
        for arrow in found
    ]
