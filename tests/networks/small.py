"""A small problem that networks learn at once: few images, few hidden units."""

from networks import Digits, Images, Perceptron, Racer, Training, digits, train
from networks.race import USUAL_RATES
from optimizers import OPTIMIZERS

TRAIN, TEST = 300, 100


def few() -> Digits:
    """Some of the images."""
    all_of_them = digits()
    return Digits(
        *(
            Images(images.x[:count], images.labels[:count])
            for images, count in zip(all_of_them, (TRAIN, TEST), strict=True)
        )
    )


def network(activation: str = "relu") -> Perceptron:
    """One with six hidden units."""
    return Perceptron(few().train.x.shape[1], 6, 10, activation)


def racers(*keys: str) -> list[Racer]:
    """Those rules, or all, at the learning rates that one begins with."""
    return [Racer(OPTIMIZERS[key](lr=USUAL_RATES[key])) for key in keys or OPTIMIZERS]


def trained(racing: list[Racer], batch: int = 50, epochs: int = 2, seed: int = 0) -> Training:
    """All of the way."""
    training = Training(network(), few(), racing, seed)
    for _ in train(training, batch, epochs, seed):
        pass
    return training
