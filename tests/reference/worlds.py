"""Four surfaces as plain gradients, in the order of operations of the package `surfaces`."""

STEPS = 40
SHORT = 12  # on the saddle, where every run leaves


def isotropic(w1, w2):
    return 2 * w1, 2 * w2


def anisotropic(w1, w2):
    return 2 * w1, 16 * w2


def rosenbrock(w1, w2):
    off = w2 - w1 * w1
    return -2 * (1.0 - w1) - 4 * 100.0 * w1 * off, 2 * 100.0 * off


def saddle(w1, w2):
    return 2 * w1, -2 * w2


#: Gradient, start and steps; starts off the symmetry lines, where a sign would hang on rounding.
SURFACES = {
    "isotropic": (isotropic, (1.37, -0.83), STEPS),
    "anisotropic": (anisotropic, (-1.81, 0.97), STEPS),
    "rosenbrock": (rosenbrock, (-0.71, 2.47), STEPS),
    "saddle": (saddle, (1.61, -0.023), SHORT),
}
