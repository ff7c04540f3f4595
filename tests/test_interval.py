"""Ranges of numbers: their ends, what is never inside, and how they are written."""

import numpy as np
import pytest

from parameters import FRACTION, NON_NEGATIVE, POSITIVE, REAL, Interval


@pytest.mark.parametrize(
    ("closed", "low_inside", "high_inside", "text"),
    [
        ("both", True, True, "[-1, 2.5]"),
        ("left", True, False, "[-1, 2.5)"),
        ("right", False, True, "(-1, 2.5]"),
        ("neither", False, False, "(-1, 2.5)"),
    ],
)
def test_an_interval_includes_the_ends_that_it_closes(closed, low_inside, high_inside, text):
    interval = Interval(-1, 2.5, closed)
    assert interval.contains(-1) is low_inside
    assert interval.contains(2.5) is high_inside
    assert interval.contains(0)
    assert not interval.contains(np.nextafter(-1, -2))
    assert not interval.contains(np.nextafter(2.5, 3))
    assert str(interval) == text


@pytest.mark.parametrize("interval", [POSITIVE, NON_NEGATIVE, FRACTION, REAL])
def test_no_interval_contains_what_is_not_finite(interval):
    for strange in (np.nan, np.inf, -np.inf, [0.5, np.nan], [np.inf, 0.5]):
        assert not interval.contains(np.array(strange))


def test_an_interval_contains_an_array_only_as_a_whole():
    assert FRACTION.contains(np.array([0.0, 0.5]))
    assert not FRACTION.contains(np.array([0.0, 0.5, 1.0]))


def test_unbounded_ends_are_written_as_infinity():
    assert (str(POSITIVE), str(REAL)) == ("(0, ∞)", "(-∞, ∞)")
