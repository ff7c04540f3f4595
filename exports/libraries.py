"""How PyTorch, Keras and Optax write each rule, and how theirs differ: the catalogue by key.

An entry is the constructor call with our hyperparameters in braces, and a note on how theirs
differs. An empty call says that the library has no such rule; the exported code is then the rule
itself.
"""

from dataclasses import dataclass, replace

from optimizers import Optimizer
from parameters import parameters

LIBRARIES = {"torch": "PyTorch", "keras": "Keras", "optax": "Optax"}


@dataclass(frozen=True)
class Recipe:
    """One rule in one library.

    Attributes:
        call: the constructor call; empty where there is none.
        note: how theirs differs from ours.
        exact: whether the call gives our path to rounding.
        point: an expression for our point where the library stores another.
    """

    call: str = ""
    note: str = ""
    exact: bool = True
    point: str = ""


_BETAS = "betas=({beta1}, {beta2}), eps={eps}"
_KERAS_BETAS = "beta_1={beta1}, beta_2={beta2}, epsilon={eps}"
_OPTAX_BETAS = "b1={beta1}, b2={beta2}, eps={eps}"
_EPSILON_HAT = "Keras adds ε before v is corrected (the paper's ε̂): paths differ where ε matters."
_INSIDE = "{} adds ε inside the root, so its path differs where ε matters."

RECIPES: dict[str, dict[str, Recipe]] = {
    "gd": {
        "torch": Recipe("torch.optim.SGD([w], lr={lr})"),
        "keras": Recipe("keras.optimizers.SGD({lr})"),
        "optax": Recipe("optax.sgd({lr})"),
    },
    "momentum": {
        "torch": Recipe("torch.optim.SGD([w], lr={lr}, momentum={alpha})", "PyTorch keeps −v/η."),
        "keras": Recipe("keras.optimizers.SGD({lr}, momentum={alpha})"),
        "optax": Recipe("optax.sgd({lr}, momentum={alpha})", "Optax keeps −v/η."),
    },
    "nesterov": {
        "torch": Recipe(
            "torch.optim.SGD([w], lr={lr}, momentum={alpha}, nesterov=True)",
            "PyTorch stores the look-ahead point W + αv; the script reads W back from it.",
            point="w.detach().numpy()"
            " + {alpha} * {lr} * optimizer.state[w]['momentum_buffer'].numpy()",
        ),
        "keras": Recipe(
            "keras.optimizers.SGD({lr}, momentum={alpha}, nesterov=True)",
            "Keras stores the look-ahead point W + αv; the script reads W back from it.",
            point="np.array(w) - {alpha} * np.array(optimizer.momentums[0])",
        ),
        "optax": Recipe(
            "optax.sgd({lr}, momentum={alpha}, nesterov=True)",
            "Optax stores the look-ahead point W + αv; the script reads W back from it.",
            point="np.array(w) + {alpha} * {lr} * np.array(state[0].trace)",
        ),
    },
    "adagrad": {
        "torch": Recipe("torch.optim.Adagrad([w], lr={lr}, eps={eps})"),
        "keras": Recipe(
            "keras.optimizers.Adagrad({lr}, initial_accumulator_value=0.0, epsilon={eps})",
            _INSIDE.format("Keras"),
            exact=False,
        ),
        "optax": Recipe(
            "optax.adagrad({lr}, initial_accumulator_value=0.0, eps={eps})",
            _INSIDE.format("Optax"),
            exact=False,
        ),
    },
    "rmsprop": {
        "torch": Recipe(
            "torch.optim.RMSprop([w], lr={lr}, alpha={gamma}, eps={eps})",
            "PyTorch calls γ alpha; its default is 0.99.",
        ),
        "keras": Recipe(
            "keras.optimizers.RMSprop({lr}, rho={gamma}, epsilon={eps})",
            _INSIDE.format("Keras"),
            exact=False,
        ),
        "optax": Recipe("optax.rmsprop({lr}, decay={gamma}, eps={eps}, eps_in_sqrt=False)"),
    },
    "adadelta": {
        "torch": Recipe("torch.optim.Adadelta([w], lr={lr}, rho={rho}, eps={eps})"),
        "keras": Recipe(
            "keras.optimizers.Adadelta({lr}, rho={rho}, epsilon={eps})",
            "The default learning rate of Keras is 0.001, a thousandth of the paper's.",
        ),
        "optax": Recipe("optax.adadelta({lr}, rho={rho}, eps={eps})"),
    },
    "adam": {
        "torch": Recipe("torch.optim.Adam([w], lr={lr}, " + _BETAS + ")"),
        "keras": Recipe(
            "keras.optimizers.Adam({lr}, " + _KERAS_BETAS + ")", _EPSILON_HAT, exact=False
        ),
        "optax": Recipe("optax.adam({lr}, " + _OPTAX_BETAS + ")"),
    },
    "adamw": {
        "torch": Recipe(
            "torch.optim.AdamW([w], lr={lr}, " + _BETAS + ", weight_decay={weight_decay})"
        ),
        "keras": Recipe(
            "keras.optimizers.AdamW({lr}, weight_decay={weight_decay}, " + _KERAS_BETAS + ")",
            _EPSILON_HAT,
            exact=False,
        ),
        "optax": Recipe(
            "optax.adamw({lr}, " + _OPTAX_BETAS + ", weight_decay={weight_decay})",
            "Optax decays with the step rather than before it: the same to first order in ηλ.",
        ),
    },
    "amsgrad": {
        "torch": Recipe("torch.optim.Adam([w], lr={lr}, " + _BETAS + ", amsgrad=True)"),
        "keras": Recipe(
            "keras.optimizers.Adam({lr}, " + _KERAS_BETAS + ", amsgrad=True)",
            _EPSILON_HAT,
            exact=False,
        ),
        "optax": Recipe(
            "optax.amsgrad({lr}, " + _OPTAX_BETAS + ")",
            "Optax corrects v before it takes the maximum; ours corrects after.",
            exact=False,
        ),
    },
    "nadam": {
        "torch": Recipe(
            "torch.optim.NAdam([w], lr={lr}, " + _BETAS + ", momentum_decay={momentum_decay})",
            "PyTorch keeps the product of its β₁ schedule in float32: paths agree to about 1e-8.",
            exact=False,
        ),
        "keras": Recipe(
            "keras.optimizers.Nadam({lr}, " + _KERAS_BETAS + ")",
            "Keras fixes the decay of its β₁ schedule, and has ε̂.",
            exact=False,
        ),
        "optax": Recipe(
            "optax.nadam({lr}, " + _OPTAX_BETAS + ")", "Optax has no schedule of β₁.", exact=False
        ),
    },
    "radam": {
        "torch": Recipe("torch.optim.RAdam([w], lr={lr}, " + _BETAS + ")"),
        "keras": Recipe(note="Keras has no RAdam."),
        "optax": Recipe(
            "optax.radam({lr}, " + _OPTAX_BETAS + ")",
            "Optax adds ε after the correction, and without variance it does not correct.",
            exact=False,
        ),
    },
    "adamax": {
        "torch": Recipe("torch.optim.Adamax([w], lr={lr}, " + _BETAS + ")"),
        "keras": Recipe(
            "keras.optimizers.Adamax({lr}, " + _KERAS_BETAS + ")",
            "Keras adds ε to u; ours adds it to |g| before the maximum.",
            exact=False,
        ),
        "optax": Recipe("optax.adamax({lr}, " + _OPTAX_BETAS + ")"),
    },
    "lion": {
        "torch": Recipe(note="PyTorch has no Lion."),
        "keras": Recipe(
            "keras.optimizers.Lion({lr}, beta_1={beta1}, beta_2={beta2},"
            " weight_decay={weight_decay})"
        ),
        "optax": Recipe("optax.lion({lr}, b1={beta1}, b2={beta2}, weight_decay={weight_decay})"),
    },
    "ftrl": {
        "torch": Recipe(note="PyTorch has no FTRL."),
        "keras": Recipe(
            "keras.optimizers.Ftrl({lr}, initial_accumulator_value=0.0, beta={beta},"
            " l1_regularization_strength={l1}, l2_regularization_strength={l2} / 2)",
        ),
        "optax": Recipe(note="Optax has no FTRL."),
    },
    "lbfgs": {
        "torch": Recipe(
            note="torch.optim.LBFGS(max_iter=1, line_search_fn='strong_wolfe', max_eval=26) takes"
            " the same directions with another line search; without max_eval it never moves."
        ),
        "keras": Recipe(note="Keras has no L-BFGS."),
        "optax": Recipe(note="optax.lbfgs takes the same directions with another line search."),
    },
}

# Settings that no library has: under them every call is left out.
_OURS_ALONE: dict[str, tuple[str, object, str]] = {
    "momentum": ("form", "average", "No library has the moving-average form; scale lr instead."),
    "adam": ("bias_correction", False, "No library has Adam without bias correction."),
    "ftrl": ("centre", "start", "No library starts FTRL at the start point: z₀ is 0 there."),
}


# Libraries whose v has no rate in it: they multiply all of it by the step's.
_RATE_OUTSIDE = {"momentum": ("torch", "optax"), "nesterov": ("torch", "optax")}
_OTHER_PATH = "{} multiplies all of v by the step's rate: under a schedule its path is another."


def recipes(rule: Optimizer, scheduled: bool = False) -> dict[str, Recipe]:
    """`rule` in every library, with its own hyperparameters filled in.

    Where the learning rate is `scheduled`, the script has an array `factors` to multiply it by.
    """
    values = {name: repr(getattr(rule, name)) for name in parameters(rule)}
    return {
        library: _filled(rule, library, recipe, values, scheduled)
        for library, recipe in RECIPES[rule.key].items()
    }


def _filled(
    rule: Optimizer, library: str, recipe: Recipe, values: dict[str, str], scheduled: bool
) -> Recipe:
    name, setting, note = _OURS_ALONE.get(rule.key, ("", None, ""))
    if name and getattr(rule, name) == setting:
        return Recipe(note=note)
    if scheduled and library in _RATE_OUTSIDE.get(rule.key, ()):
        return Recipe(note=_OTHER_PATH.format(LIBRARIES[library]))
    if scheduled and library == "optax":
        values = values | {"lr": f"lambda count: {values['lr']} * factors[int(count)]"}
    call, point = recipe.call.format(**values), recipe.point.format(**values)
    return replace(recipe, call=call, point=point)
