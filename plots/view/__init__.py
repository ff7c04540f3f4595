"""What a person chose to look at: beside the scenario, the other half of a link."""

from plots.view.about import AboutView
from plots.view.averages import RECORDED, AveragesView
from plots.view.compare import CompareView
from plots.view.digits import DigitsView
from plots.view.explore import OF_EXAMPLES, View
from plots.view.lessons import LessonsView
from plots.view.maps import AUTO, MapsView
from plots.view.reading import Reading
from plots.view.reference import ReferenceView
from plots.view.step import StepView

__all__ = [
    "AUTO",
    "OF_EXAMPLES",
    "RECORDED",
    "AboutView",
    "AveragesView",
    "CompareView",
    "DigitsView",
    "LessonsView",
    "MapsView",
    "Reading",
    "ReferenceView",
    "StepView",
    "View",
]
