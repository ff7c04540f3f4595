"""Writes paths.json: what torch, keras and SciPy do on the four first surfaces.

Run it in an environment of its own; the project itself needs none of these libraries:

    python3.11 -m venv /tmp/reference
    /tmp/reference/bin/pip install torch==2.13.0 keras==3.15.1 scipy
    KERAS_BACKEND=torch /tmp/reference/bin/python tests/reference/make_paths.py

Everything is float64. Gradients are written by hand, in the order of operations of `surfaces`, so
that the libraries see what our rules see. `tests/optimizers/test_libraries.py` compares.
"""

import json
import os
from pathlib import Path

os.environ.setdefault("KERAS_BACKEND", "torch")

import keras
import numpy
import scipy
import torch
from lbfgs_counts import lbfgs_counts
from worlds import SURFACES

ADAM = {"beta1": 0.9, "beta2": 0.999, "eps": 1e-8}
FAST = {"beta1": 0.8, "beta2": 0.9, "eps": 0.01}  # shows where ε stands


def betas(ours):
    return {"lr": ours["lr"], "betas": (ours["beta1"], ours["beta2"]), "eps": ours["eps"]}


def torch_cases():
    """Our class, our hyperparameters, torch's class and the translation to its arguments."""
    optim = torch.optim

    def sgd(ours):
        return {"lr": ours["lr"], "momentum": ours.get("alpha", 0.0)}

    yield "GradientDescent", {"lr": 0.07}, optim.SGD, sgd
    yield "Momentum", {"lr": 0.07, "alpha": 0.8}, optim.SGD, sgd
    yield "Nesterov", {"lr": 0.05, "alpha": 0.8}, optim.SGD, lambda o: sgd(o) | {"nesterov": True}
    for eps in (1e-10, 0.01):
        yield "AdaGrad", {"lr": 0.5, "eps": eps}, optim.Adagrad, dict
    for eps in (1e-8, 0.01):
        ours = {"lr": 0.05, "gamma": 0.9, "eps": eps}
        yield (
            "RMSProp",
            ours,
            optim.RMSprop,
            lambda o: {"lr": o["lr"], "alpha": o["gamma"], "eps": o["eps"]},
        )
    for eps in (1e-6, 0.01):
        yield "Adadelta", {"lr": 0.9, "rho": 0.9, "eps": eps}, optim.Adadelta, dict
    for more in (ADAM, FAST):
        ours = {"lr": 0.1, **more}
        yield "Adam", ours, optim.Adam, betas
        yield (
            "AdamW",
            ours | {"weight_decay": 0.3},
            optim.AdamW,
            lambda o: betas(o) | {"weight_decay": o["weight_decay"]},
        )
        yield "AMSGrad", ours, optim.Adam, lambda o: betas(o) | {"amsgrad": True}
        yield (
            "NAdam",
            ours | {"momentum_decay": 0.004 if more is ADAM else 0.3},
            optim.NAdam,
            lambda o: betas(o) | {"momentum_decay": o["momentum_decay"]},
        )
        yield "RAdam", ours, optim.RAdam, betas
        yield "Adamax", ours, optim.Adamax, betas


def keras_cases():
    """What torch lacks. `beta` of keras' Ftrl is the paper's; it doubles λ₂."""

    def ftrl(ours):
        return keras.optimizers.Ftrl(
            ours["lr"],
            initial_accumulator_value=0.0,
            beta=ours["beta"],
            l1_regularization_strength=ours["l1"],
            l2_regularization_strength=ours["l2"] / 2,
        )

    for beta, l1, l2 in ((1.0, 0.0, 0.0), (0.5, 0.3, 0.2), (0.0, 0.3, 0.0)):
        yield "FTRL", {"lr": 0.5, "beta": beta, "l1": l1, "l2": l2, "centre": "origin"}, ftrl

    def lion(ours):
        return keras.optimizers.Lion(
            ours["lr"], ours["beta1"], ours["beta2"], weight_decay=ours["weight_decay"] or None
        )

    for decay in (0.0, 0.3):
        yield "Lion", {"lr": 0.03, "beta1": 0.9, "beta2": 0.99, "weight_decay": decay}, lion


#: Their steps follow the slope, so their learning rate is 200 times smaller on Rosenbrock's.
FOLLOWS_THE_SLOPE = ("GradientDescent", "Momentum", "Nesterov", "RAdam")


def torch_path(make, arguments, gradient, start, steps):
    w = torch.tensor(start, requires_grad=True)
    optimizer = make([w], **arguments)
    path = [list(start)]
    for _ in range(steps):
        w.grad = torch.tensor(gradient(*w.tolist()))
        optimizer.step()
        path.append(w.tolist())
    return path


def keras_path(optimizer, gradient, start, steps):
    w = keras.Variable(numpy.array(start), dtype="float64")
    path = [list(start)]
    for _ in range(steps):
        g = torch.tensor(gradient(*w.numpy().tolist()))
        optimizer.apply([g], [w])
        path.append(w.numpy().tolist())
    return path


def main():
    torch.set_default_dtype(torch.float64)  # else torch keeps NAdam's product of μ in float32
    keras.config.set_floatx("float64")
    runs = []
    for surface, (gradient, start, steps) in SURFACES.items():

        def add(library, rule, ours, path, surface=surface):
            runs.append(
                {"library": library, "rule": rule, "hyper": ours, "surface": surface, "path": path}
            )

        def suited(rule, ours, surface=surface):
            gentle = surface == "rosenbrock" and rule in FOLLOWS_THE_SLOPE
            return ours | {"lr": ours["lr"] / (200 if gentle else 1)}

        for rule, given, make, translated in torch_cases():
            ours = suited(rule, given)
            path = torch_path(make, translated(ours), gradient, start, steps)
            add("torch", rule, ours, path)
        for rule, given, build in keras_cases():
            ours = suited(rule, given)
            add("keras", rule, ours, keras_path(build(ours), gradient, start, steps))
    versions = {each.__name__: each.__version__ for each in (torch, keras, scipy, numpy)}
    lbfgs = [lbfgs_counts(start) for start in ((-1.2, 1.0), (-0.7, 2.5), (1.5, -1.5), (0.0, 0.0))]
    content = {"made_with": versions, "runs": runs, "lbfgs": lbfgs}
    target = Path(__file__).with_name("paths.json")
    target.write_text(json.dumps(content, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
