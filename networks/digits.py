"""The images: handwritten digits of MNIST, see data/README.md."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from networks.perceptron import Labels
from parameters import Array

SIDE = 14  # pixels
DIGITS = 10

_FILE = Path(__file__).parent.parent / "data" / "digits.npz"


class Images(NamedTuple):
    """Images and what they show.

    Attributes:
        x: (n, 196), the pixels row after row; over all training images they have mean 0 and
            deviation 1.
        labels: (n,), the digits.
    """

    x: Array
    labels: Labels


class Digits(NamedTuple):
    """The images that a network learns from, and those that it is tested with."""

    train: Images
    test: Images


@lru_cache(maxsize=1)
def digits() -> Digits:
    """All images; shared, so nobody can change them."""
    with np.load(_FILE) as file:
        pixels = {part: file[part].reshape(-1, SIDE * SIDE) for part in Digits._fields}
        labels = {part: file[f"{part}_labels"].astype(np.int_) for part in Digits._fields}
    mean, deviation = np.mean(pixels["train"]), np.std(pixels["train"])
    found = Digits(*(Images((pixels[p] - mean) / deviation, labels[p]) for p in Digits._fields))
    for images in found:
        images.x.flags.writeable = images.labels.flags.writeable = False
    return found
