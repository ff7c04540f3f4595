"""The update rules, one method a file, each written like its paper."""

from optimizers.adagrad import AdaGrad
from optimizers.adam import Adam
from optimizers.base import Optimizer, Oracle, StabilityBound, Step
from optimizers.gradient_descent import GradientDescent
from optimizers.momentum import Momentum
from optimizers.nesterov import Nesterov
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
        Adam,
    )
}

__all__ = [
    "OPTIMIZERS",
    "AdaGrad",
    "Adam",
    "GradientDescent",
    "Momentum",
    "Nesterov",
    "Optimizer",
    "Oracle",
    "RMSProp",
    "StabilityBound",
    "Step",
]
