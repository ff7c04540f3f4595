"""How fast networks learn: eight optimizers, a network each, 5,000 images, ten epochs.

    python -m benchmarks.digits

As the page trains them, with their curves; beside it a plain loop in PyTorch, where that is
installed: the same weights, images and batches, and no curves.
"""

import ast
import importlib
import importlib.util
import os
import time
from collections.abc import Callable
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in the app, before NumPy is imported

from exports.libraries import recipes
from networks import USUAL_RATES, Perceptron, Racer, Training, digits, train
from networks.batches import batches
from networks.digits import DIGITS
from optimizers import OPTIMIZERS, Optimizer

KEYS = ("gd", "momentum", "nesterov", "adagrad", "rmsprop", "adadelta", "adam", "adamw")
HIDDEN, BATCH, EPOCHS = 64, 128, 10
ROUNDS = 3


def _rules() -> list[Optimizer]:
    return [OPTIMIZERS[key](lr=USUAL_RATES[key]) for key in KEYS]  # type: ignore[call-arg]


def _network() -> Perceptron:
    return Perceptron(digits().train.x.shape[1], HIDDEN, DIGITS)


def _ours() -> list[float]:
    """Train with ours; the accuracies."""
    training = Training(_network(), digits(), [Racer(rule) for rule in _rules()], seed=0)
    marks = [marks for marks in train(training, BATCH, EPOCHS, seed=0) if marks]
    return [mark.accuracy for mark in marks[-1]]


def _theirs() -> list[float]:
    """Train with PyTorch: the same weights, images and batches; the accuracies."""
    torch: Any = importlib.import_module("torch")
    torch.set_num_threads(1)  # as ours; more of them get in each other's way on busy cores
    (x, labels), test = digits()
    x, labels = torch.tensor(x), torch.tensor(labels)
    models = [_model(torch) for _ in KEYS]
    optimizers = [
        _optimizer(torch, recipes(rule)["torch"].call, model.parameters())
        for rule, model in zip(_rules(), models, strict=True)
    ]
    for chosen in batches(len(labels), BATCH, EPOCHS, seed=0):
        images, digit = x[chosen], labels[chosen]
        for model, optimizer in zip(models, optimizers, strict=True):
            optimizer.zero_grad()
            torch.nn.functional.cross_entropy(model(images), digit).backward()
            optimizer.step()
    asked, answers = torch.tensor(test.x), torch.tensor(test.labels)
    return [float((model(asked).argmax(1) == answers).double().mean()) for model in models]


def _model(torch: Any) -> Any:
    """The network in torch, with our weights at the start."""
    nn, network = torch.nn, _network()
    layers = network.layers(network.start(seed=0))
    model = nn.Sequential(
        nn.Linear(network.inputs, HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, network.outputs)
    ).double()
    pairs = ((model[0], layers.w1, layers.b1), (model[2], layers.w2, layers.b2))
    with torch.no_grad():
        for linear, weights, biases in pairs:
            linear.weight.copy_(torch.tensor(weights.T))
            linear.bias.copy_(torch.tensor(biases[0]))
    return model


def _optimizer(torch: Any, call: str, weights: Any) -> Any:
    """The optimizer of a call such as `torch.optim.SGD([w], lr=0.1)`, for other weights."""
    parsed = ast.parse(call, mode="eval").body
    assert isinstance(parsed, ast.Call)
    assert isinstance(parsed.func, ast.Attribute)
    settings = {str(each.arg): ast.literal_eval(each.value) for each in parsed.keywords}
    return getattr(torch.optim, parsed.func.attr)(weights, **settings)


def _best(work: Callable[[], list[float]]) -> tuple[float, list[float]]:
    """The least of some seconds, for what else the machine does can only add, and the result."""
    times, found = [], []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        found = work()
        times.append(time.perf_counter() - began)
    return min(times), found


def _speed() -> str:
    """What training costs, in a line."""
    ours, accuracies = _best(_ours)
    for key, accuracy in sorted(zip(KEYS, accuracies, strict=True), key=lambda each: -each[1]):
        print(f"{key:9} {accuracy:.1%} of the test images")
    an_epoch = f"{1e3 * ours / EPOCHS:.0f} ms an epoch"
    said = f"{len(KEYS)} optimizers x {EPOCHS} epochs {ours:.2f} s, {an_epoch}"
    if importlib.util.find_spec("torch") is None:
        return said
    theirs, accuracies = _best(_theirs)
    rows = zip(KEYS, accuracies, strict=True)
    print("torch:    " + ", ".join(f"{key} {accuracy:.1%}" for key, accuracy in rows))
    return f"{said}; torch {theirs:.2f} s, ours {theirs / ours:.1f} times as fast"


def main() -> None:
    """Measure and print."""
    print(f"digits: {_speed()}")


if __name__ == "__main__":
    main()
