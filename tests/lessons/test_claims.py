"""The small language in which lessons speak of their runs."""

import numpy as np
import pytest

from engine import run
from lessons.claims import filled, holds, quantity, written
from optimizers import AdaGrad, GradientDescent
from surfaces import SURFACES

BOWL = SURFACES["isotropic"]()
PATHS = [
    run(GradientDescent(lr=0.3), BOWL, (-1.6, 1.2), 40),
    run(GradientDescent(lr=1.0), BOWL, (-1.6, 1.2), 40),
    run(AdaGrad(lr=0.1), BOWL, (-1.6, 0.0), 40),
]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("-0.5", -0.5),
        ("going", "going"),
        ("1.reached", 5),
        ("2.reached", np.inf),
        ("2.outcome", "going"),
        ("2.crossings.w1", 40),
        ("1.crossings.w1", 0),
        ("2.jitter.w2", 1),
        ("2.jitter", 1),
        ("2.swing.w1", 1.6),
        ("1.loss.0", 4),
        ("1.excess.0", 4),
        ("2.w1", -1.6),
        ("2.w2.1", -1.2),
        ("2.move.1", 4),
        ("2.move.1 / 1.move.1", 4 / 1.2),
        ("1.evaluations", 40),
        ("1.examples", 0),
    ],
)
def test_a_quantity_is_that_of_its_run(text, value):
    found = quantity(text, PATHS)
    assert found == value if isinstance(value, str) else found == pytest.approx(value)


def test_a_rate_is_the_last_one():
    rate = PATHS[2].internals["effective_lr"][-1, 0]
    assert quantity("3.rate.w1", PATHS) == rate < 0.1


@pytest.mark.parametrize(
    "claim",
    [
        "1.reached = 5",
        "1.reached < 2.reached",
        "2.reached > 100",
        "2.outcome = going",
        "2.move.1 / 1.move.1 ~ 3.33",
        "2.w1 = -1.6",
    ],
)
def test_claims_that_hold(claim):
    assert holds(claim, PATHS)


@pytest.mark.parametrize(
    "claim",
    ["1.reached = 6", "2.reached < 40", "1.outcome = going", "2.move.1 / 1.move.1 ~ 3.5"],
)
def test_claims_that_do_not(claim):
    assert not holds(claim, PATHS)


@pytest.mark.parametrize(
    "claim",
    ["", "1.reached", "1.reached is 5", "9.reached = 5", "0.reached = 5", "1.speed = 5", "1 = ?"],
)
def test_what_is_no_claim_is_an_error(claim):
    with pytest.raises(ValueError, match=r"claim|no run|is not|could not"):
        holds(claim, PATHS)


def test_braces_are_filled_and_formulas_are_left_alone():
    said = filled(r"$\sqrt{0.001}$ step {1.reached}, L = {2.loss}, {2.move.1 / 1.move.1}", PATHS)
    assert said == r"$\sqrt{0.001}$ step 5, L = 4, 3.33"
    with pytest.raises(ValueError, match="speed"):
        filled("{1.speed}", PATHS)


@pytest.mark.parametrize(
    ("value", "text"), [(5, "5"), (5.0, "5"), (0.79512, "0.795"), (-1.303, "−1.3"), ("a", "a")]
)
def test_numbers_are_written_to_three_digits(value, text):
    assert written(value) == text
