"""The update rules, one method a file, each written like its paper."""

from optimizers.adadelta import Adadelta
from optimizers.adagrad import AdaGrad
from optimizers.adam import Adam
from optimizers.adamax import Adamax
from optimizers.adamw import AdamW
from optimizers.amsgrad import AMSGrad
from optimizers.base import Line, Optimizer, Oracle, StabilityBound, Step
from optimizers.ftrl import FTRL
from optimizers.gradient_descent import GradientDescent
from optimizers.lbfgs import LBFGS
from optimizers.lion import Lion
from optimizers.momentum import Momentum
from optimizers.nadam import NAdam
from optimizers.nesterov import Nesterov
from optimizers.radam import RAdam
from optimizers.rmsprop import RMSProp

#: Every rule by its key, in teaching order.
OPTIMIZERS: dict[str, type[Optimizer]] = {
    rule.key: rule
    for rule in (
        GradientDescent,
        Momentum,
        Nesterov,
        AdaGrad,
        RMSProp,
        Adadelta,
        Adam,
        AdamW,
        AMSGrad,
        NAdam,
        RAdam,
        Adamax,
        Lion,
        FTRL,
        LBFGS,
    )
}

__all__ = [
    "FTRL",
    "LBFGS",
    "OPTIMIZERS",
    "AMSGrad",
    "AdaGrad",
    "Adadelta",
    "Adam",
    "AdamW",
    "Adamax",
    "GradientDescent",
    "Line",
    "Lion",
    "Momentum",
    "NAdam",
    "Nesterov",
    "Optimizer",
    "Oracle",
    "RAdam",
    "RMSProp",
    "StabilityBound",
    "Step",
]
