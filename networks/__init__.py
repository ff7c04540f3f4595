"""A small network that learns to read digits, trained by the same rules. NumPy only."""

from networks.digits import Digits, Images, digits
from networks.perceptron import ACTIVATIONS, Perceptron
from networks.plane import LossPlane
from networks.race import GRID, USUAL_RATES, Race, each_at, final_loss, reached
from networks.training import Mark, Racer, Training, train

__all__ = [
    "ACTIVATIONS",
    "GRID",
    "USUAL_RATES",
    "Digits",
    "Images",
    "LossPlane",
    "Mark",
    "Perceptron",
    "Race",
    "Racer",
    "Training",
    "digits",
    "each_at",
    "final_loss",
    "reached",
    "train",
]
