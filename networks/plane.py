"""The loss around the paths of several trainings, in the two directions in which they move most.

H. Li, Z. Xu, G. Taylor, C. Studer, T. Goldstein, "Visualizing the loss landscape of neural nets",
NeurIPS (2018), section 7: the principal components of the points that were visited.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from networks.digits import Images
from networks.perceptron import Perceptron, cross_entropy
from parameters import Array

GRID = 31
IMAGES = 500  # on which the loss is computed, evenly spaced among all

_MARGIN = 0.2  # of the paths' extent, on every side
_TINY = 1e-12


class LossPlane(NamedTuple):
    """A plane through the space of all weights.

    Attributes:
        a: (n,), how far along the first direction the columns of `loss` are.
        b: (n,), how far along the second its rows are.
        loss: (n, n).
        paths: for each training its points on the plane, (points, 2); None where it went astray.
        shares: of the points' variance, what either direction holds.
    """

    a: Array
    b: Array
    loss: Array
    paths: list[Array | None]
    shares: tuple[float, float]


def loss_plane(
    network: Perceptron, images: Images, paths: Sequence[Sequence[NDArray[np.float32]]]
) -> LossPlane | None:
    """The plane of the two principal components of all points of `paths`, each of shape (P,).

    All begin at one point, which lies at the lower left. A path that stops being finite, or ends
    with a higher loss than it began with, would take the plane along with it and is left out.

    Returns:
        None where no path is left.
    """
    every = slice(None, None, -(-len(images.labels) // IMAGES))
    few = Images(images.x[every], images.labels[every])
    points = [np.array(path, dtype=np.float64) for path in paths]
    kept = [_arrives(network, few, each) for each in points]
    if not any(kept):
        return None
    cloud = np.concatenate([each for each, keep in zip(points, kept, strict=True) if keep])
    centre = cloud.mean(axis=0)
    directions, shares = _principal(cloud - centre)
    directions = directions * np.where(directions @ (cloud[0] - centre) > 0, -1, 1)[:, np.newaxis]
    flat = [
        (each - centre) @ directions.T if keep else None
        for each, keep in zip(points, kept, strict=True)
    ]
    a, b = (_axis(places) for places in directions @ (cloud - centre).T)
    return LossPlane(a, b, _losses(network, few, centre, directions, a, b), flat, shares)


def _arrives(network: Perceptron, images: Images, points: Array) -> bool:
    if not np.all(np.isfinite(points)):
        return False
    with np.errstate(all="ignore"):
        first, last = network.loss(points[[0, -1]], *images)
    return bool(last <= first)


def _principal(points: Array) -> tuple[Array, tuple[float, float]]:
    """Two orthogonal directions, (2, P), of length 1, and their shares of the variance.

    There are fewer points than weights, so the small matrix of their inner products is decomposed.
    """
    variances, mixtures = np.linalg.eigh(points @ points.T)
    first, second = np.maximum(variances[:-3:-1], _TINY)
    directions = mixtures[:, :-3:-1].T @ points / np.sqrt([[first], [second]])
    total = max(variances.sum(), _TINY)
    return directions, (float(first / total), float(second / total))


def _axis(places: Array) -> Array:
    low, high = places.min(), places.max()
    room = _MARGIN * max(high - low, _TINY)
    return np.linspace(low - room, high + room, GRID)


def _losses(
    network: Perceptron, images: Images, centre: Array, directions: Array, a: Array, b: Array
) -> Array:
    """The loss at centre + a·first + b·second, (n, n) with rows along b.

    What the hidden units receive is linear in the weights, so it is computed for the centre and the
    directions alone; the rest of the network is small.
    """
    origin, first, second = network.hidden_input(np.stack([centre, *directions]), images.x)

    def loss(x: float, y: float) -> float:
        scores = network.scores(
            centre + x * directions[0] + y * directions[1], origin + x * first + y * second
        )
        return float(cross_entropy(scores, images.labels))

    return np.array([[loss(x, y) for x in a] for y in b])
