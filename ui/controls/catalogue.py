"""What each rule brings and what it costs, in a sentence each, by key in teaching order."""

#: What the rule fixes, and what it costs.
CATALOGUE: dict[str, tuple[str, str]] = {
    "gd": (
        "The root of all the others: one rule, one number.",
        "One learning rate for every direction: across a narrow valley it zigzags, along it it"
        " creeps. At a saddle, where the gradient is zero, it sits.",
    ),
    "momentum": (
        "Steps to and fro cancel, steps onward add up: less zigzag, more speed along the valley,"
        " and enough of it to roll out of a shallow hollow or off a saddle.",
        "It cannot stop at once: it shoots past the minimum and comes back. α is one more number.",
    ),
    "nesterov": (
        "It looks where the momentum will carry it before it steers, so it brakes sooner.",
        "The gradient is taken at another point than where one stands, and the largest stable"
        " learning rate is smaller than Momentum's.",
    ),
    "adagrad": (
        "Every coordinate has its own learning rate: one that is rarely moved still takes large"
        " steps. Good for sparse features.",
        "h only grows, so that in the end every learning rate dies.",
    ),
    "rmsprop": (
        "h forgets old gradients, so the learning rate follows the slope of late and does not die.",
        "Close to the minimum it keeps jumping by about the learning rate. γ is one more number.",
    ),
    "adadelta": (
        "It measures its steps in units of earlier steps, so that a learning rate need not be set.",
        "From a standstill it starts with steps of about √ε, and takes long to gather way.",
    ),
    "adam": (
        "Momentum's average for the direction, RMSProp's for the length, both corrected for their"
        " start at zero. It works at its defaults on most things.",
        "Two averages to keep. It can circle a minimum that plain gradient descent would reach.",
    ),
    "adamw": (
        "Weight decay pulls at every weight alike, instead of being divided by √v as well.",
        "The decay pulls towards zero even where the minimum lies elsewhere.",
    ),
    "amsgrad": (
        "The divisor never shrinks, which mends the cases in which Adam fails to converge.",
        "One great gradient keeps the steps small for ever after.",
    ),
    "nadam": (
        "Nesterov's look ahead within Adam: this step's gradient counts at once.",
        "A schedule of β₁ that one has to know about, for a small gain.",
    ),
    "radam": (
        "It does not divide by √v before enough gradients have been seen to trust it, so that no"
        " warm-up of the learning rate is needed.",
        "The first steps are plain momentum, with a learning rate that was meant for Adam.",
    ),
    "adamax": (
        "The largest recent gradient instead of the root of the mean square: no step is longer than"
        " about the learning rate, and spikes do not add up.",
        "A spike is forgotten slowly, and steps stay short meanwhile.",
    ),
    "lion": (
        "Only the sign of an average: every coordinate moves by the learning rate, and one average"
        " is all that is kept.",
        "Steps do not get shorter near the minimum, so it never settles unless the learning rate"
        " falls.",
    ),
    "ftrl": (
        "It looks for the best point for all gradients so far, and its L1 term makes weights"
        " exactly zero: sparse models from sparse data.",
        "Learning rates die as AdaGrad's do, and L1 and L2 pull towards the centre.",
    ),
    "lbfgs": (
        "From the last few steps it learns the curvature and steps almost like Newton's method,"
        " with a line search in place of a learning rate.",
        "Several evaluations a step. With noisy gradients the curvature that it learns is wrong.",
    ),
}
