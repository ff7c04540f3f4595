"""A surface of one's own: its window, what is found in it, and what is refused."""

import numpy as np
import pytest

from engine import SurfaceSpec, run
from optimizers import Adam, GradientDescent
from surfaces import SURFACES, Custom, Rosenbrock


def test_it_is_made_from_a_text():
    surface = SURFACES["custom"]("w1**2 + 8*w2**2")
    assert isinstance(surface, Custom)
    assert surface.value(np.array([1.0, 1.0])) == 9
    assert surface.formula == r"L = w_1^{2} + 8\,w_2^{2}"
    assert surface.quadratic
    assert surface.domain.w1 == (-2, 2)
    assert Custom.formula == "L = f(w_1, w_2)"  # others' formulas are their own


@pytest.mark.parametrize(
    ("text", "infimum", "minima", "locals_"),
    [
        ("(w1 - 1)**4 + (w2 + 0.5)**4", 0, [(1, -0.5)], 0),
        ("(1 - w1)^2 + 100*(w2 - w1^2)^2", 0, [(1, 1)], 0),
        ("abs(w1 - 0.3) + 2*abs(w2)", 0, [(0.3, 0)], 0),
        ("sqrt(w1**2 + w2**2) - 3", -3, [(0, 0)], 0),
        ("(w1**2 - 1)**2 + w2**2", 0, [(-1, 0), (1, 0)], 0),
        ("(w1**2 - 1)**2 + w2**2 + 0.2*w1", -0.2024, [(-1.0241, 0)], 1),
        ("-exp(-w1**2 - w2**2)", -1, [(0, 0)], 0),
        ("w1**2", 0, [], 0),  # a valley: its floor is a line
        ("(w1 + 1.37*w2 - 0.2)**2", 0, [], 0),
        ("7", 7, [], 0),
        ("w1", None, [], 0),
        ("w1**2 - w2**2", None, [], 0),
        ("w1**3 - 3*w1 + w2**2", None, [], 1),  # the dip is not the bottom
        ("(w1 - 5)**2 + w2**2", None, [], 0),  # the bottom is outside
        ("exp(-w1)", None, [], 0),  # the bottom is nowhere
        ("log(w1**2 + w2**2)", None, [], 0),
        ("-1/(w1**2 + w2**2)", None, [], 0),
    ],
)
def test_what_is_found(text, infimum, minima, locals_):
    surface = Custom(text)
    assert surface.infimum == (infimum if infimum is None else pytest.approx(infimum, abs=1e-4))
    found = sorted(surface.minima.T.round(4).tolist())
    np.testing.assert_allclose(np.reshape(found, (-1, 2)), np.reshape(minima, (-1, 2)), atol=1e-3)
    assert surface.local_minima.shape[1] == locals_


def test_a_bottom_of_0_is_0_whatever_the_rounding():
    assert (
        Custom("-20*exp(-0.2*sqrt((w1^2 + w2^2)/2)) + 20 + e - exp(cos(w1)*cos(w2))").infimum == 0
    )
    assert Custom("w1**2 + w2**2 - 1e-9").infimum == -1e-9


def test_it_runs_as_the_built_in_one_does():
    own, ours = Custom("(1 - w1)^2 + 100*(w2 - w1^2)^2"), Rosenbrock()
    assert own.log_height
    for rule in (GradientDescent(lr=5e-4), Adam(lr=0.1)):
        paths = [run(rule, surface, (-0.7, 1.5), 300) for surface in (own, ours)]
        np.testing.assert_allclose(paths[0].w, paths[1].w, rtol=1e-9)
        assert paths[0].status == paths[1].status


def test_a_kink_or_a_bend_is_no_quadratic():
    assert Custom("(w1 + w2)*(w1 - w2)/2 + 3").quadratic
    for text in ("abs(w1) + w2**2", "max(w1, -w1)", "w1**3", "sqrt(w1**2 + w2**2)"):
        assert not Custom(text).quadratic


NOT_SHOWN = [
    ({"low1": 3.0}, "the range of w1 goes from 3 to 2: it must start below"),
    ({"low2": 2.0}, "the range of w2 goes from 2 to 2: it must start below"),
    ({"low1": 1.9999}, "the range of w1 goes from 1.9999 to 2: it must start farther below"),
    (
        {"low1": 999999.0, "high1": 1e6},
        "the range of w1 goes from 999999 to 1e+06: it must start farther",
    ),
    ({"high2": 1e7}, "Custom.high2 = 10000000 is outside"),
    ({"f": "log(-w1**2 - 1)"}, "the function has no value anywhere in this window"),
    ({"f": "w1 +"}, "nothing after `+` at column 4"),
    ({"f": 3}, "Custom.f = 3 is not a text"),
    ({"f": b"w1"}, "Custom.f = b'w1' is not a text"),
]


@pytest.mark.parametrize(("given", "said"), NOT_SHOWN)
def test_what_cannot_be_shown_is_refused(given, said):
    with pytest.raises(ValueError, match=r".") as refused:
        Custom(**given)
    assert str(refused.value).startswith(said)
    with pytest.raises(ValueError, match=r"."):
        SurfaceSpec.of("custom", **given)


def test_holes_are_known_and_a_run_that_falls_into_one_ends():
    surface = Custom("log(w1)**2 + w2**2")
    assert surface.gaps == pytest.approx(0.5, abs=0.02)
    assert Custom().gaps == 0
    path = run(GradientDescent(lr=3.0), surface, (1.5, 0.0), 50)
    assert np.isfinite(path.loss).all()
    assert path.status.outcome == "diverged"
    nowhere = run(GradientDescent(), surface, (-1.0, 0.0), 50)
    assert (len(nowhere.w), nowhere.diverged_at) == (1, 0)


def test_a_minimum_is_found_far_from_zero_and_in_a_small_window():
    surface = Custom("(w1 - 1000)^2 + 3*(w2 + 0.002)^2", 999.0, 1001.0, -0.01, 0.01)
    np.testing.assert_allclose(surface.minima, [[1000], [-0.002]], rtol=1e-9)
    assert surface.infimum == pytest.approx(0, abs=1e-20)
