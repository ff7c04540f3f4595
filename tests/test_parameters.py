"""One declaration: what it accepts, what it refuses and in which words, and its text in a link."""

from dataclasses import FrozenInstanceError, dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizers import OPTIMIZERS
from parameters import (
    FRACTION,
    ArrayLike,
    Declared,
    Interval,
    Parameter,
    choice,
    flag,
    parameter,
    parameters,
    text,
)
from surfaces import SURFACES
from surfaces.expressions import read
from tests.helpers import just_outside
from tests.strategies import values


@dataclass(frozen=True, eq=False)
class Example(Declared):
    """One parameter of each kind."""

    rate: ArrayLike = parameter(
        0.5, symbol="r", valid=FRACTION, slider=(0, 0.9), meaning="A real number."
    )
    count: int = parameter(
        3, symbol="n", valid=Interval(1, 9, "both"), slider=(1, 9), meaning="A whole number."
    )
    on: bool = flag(True, symbol="s", meaning="A switch.")
    centre: str = choice("start", ("start", "origin"), symbol="c", meaning="A choice.")
    loss: str = text("w1", check=read, symbol="f", meaning="A text.")


RATE, COUNT, ON, CENTRE, LOSS = parameters(Example).values()
EVERY = [
    pytest.param(declared, id=f"{owner.__name__}.{declared.name}")
    for owner in (Example, *OPTIMIZERS.values(), *SURFACES.values())
    for declared in parameters(owner).values()
]


def test_values_are_converted_to_the_type_of_the_default():
    for declared, given_value, kept in [
        (RATE, 0, 0.0),
        (RATE, np.float32(0.5), 0.5),
        (RATE, np.array(0.25), 0.25),
        (COUNT, 4.0, 4),
        (COUNT, np.int64(4), 4),
        (ON, np.bool_(False), False),
        (CENTRE, np.str_("origin"), "origin"),
    ]:
        result = declared.check(given_value)
        assert result == kept
        assert type(result) is type(declared.default)


def test_an_array_becomes_a_read_only_copy_in_float64():
    for given_value in ([0, 0.5], (0, 0.5), np.array([0, 0.5], dtype=np.float32)):
        checked = RATE.check(given_value)
        assert checked.dtype == np.float64
        assert not checked.flags.writeable
        np.testing.assert_array_equal(checked, [0, 0.5])
    mine = np.array([0.1, 0.2])
    checked = RATE.check(mine)
    mine[0] = 0.9
    assert checked[0] == 0.1


@pytest.mark.parametrize(
    "value",
    [
        *(True, np.True_, [True, False], np.array([True])),
        *("0.5", b"0.5", ["0.5"], np.array(["0.5"])),
        *(0.5j, np.array([0.5j]), [0.5j], np.complex128(0.5)),
        *({}, object(), [[0.1, 0.2], [0.3]]),
    ],
    ids=lambda value: f"{type(value).__name__}-{str(value)[:20]}",
)
def test_what_is_not_a_real_number_is_refused(value):
    with pytest.raises(ValueError, match=r"^Owner\.rate = .* is not a number$"):
        RATE.check(value, "Owner")


def test_a_number_too_large_for_a_float_is_refused_as_any_other():
    with pytest.raises(ValueError, match=r"^Owner\.rate = 1000"):
        RATE.check(10**400, "Owner")


@pytest.mark.parametrize("value", [None, np.nan, [0.5, np.nan], [0.5, None], -0.1, 1, [0, 1]])
def test_a_number_outside_is_refused_with_its_field_value_and_range(value):
    with pytest.raises(ValueError, match=r"outside \[0, 1\)$") as refused:
        RATE.check(value, "Owner")
    assert str(refused.value).startswith(f"Owner.rate = {value}")


@pytest.mark.parametrize("value", [2.5, np.nan, [2], np.array([2, 3])])
def test_a_whole_number_is_neither_broken_nor_an_array(value):
    with pytest.raises(ValueError, match=r"^count = .* is not a whole number$"):
        COUNT.check(value)


@pytest.mark.parametrize("value", [0, 10, np.inf, 10**30])
def test_a_whole_number_keeps_to_its_range(value):
    with pytest.raises(ValueError, match=r"^count = .* is outside \[1, 9\]$"):
        COUNT.check(value)


@pytest.mark.parametrize("value", [1, 0, None, "on", "true", np.array([True, False])])
def test_a_flag_is_true_or_false_only(value):
    with pytest.raises(ValueError, match=r"^Owner\.on = .* is not true or false$"):
        ON.check(value, "Owner")


@pytest.mark.parametrize("value", ["Start", "", 0, None, True])
def test_a_choice_is_one_of_its_words(value):
    with pytest.raises(ValueError, match=r"is not one of start, origin$") as refused:
        CENTRE.check(value, "Owner")
    assert str(refused.value).startswith(f"Owner.centre = {value!r}")


def test_a_text_is_kept_as_it_was_written_if_its_check_allows_it():
    assert LOSS.check(" w1^2 ") == LOSS.parse(" w1^2 ") == LOSS.text(" w1^2 ") == " w1^2 "
    assert LOSS.free
    assert not CENTRE.free
    with pytest.raises(ValueError, match=r"^nothing after `\+` at column 4$"):
        LOSS.check("w1 +", "Owner")
    for value in (None, 3, b"w1", ["w1"], True):
        with pytest.raises(ValueError, match=r"^Owner\.loss = .* is not a text$"):
            LOSS.check(value, "Owner")


@pytest.mark.parametrize("declared", EVERY)
@given(data=st.data())
def test_text_reads_back_as_the_same_value(declared: Parameter, data):
    value = data.draw(values(declared))
    back = declared.parse(declared.text(value))
    assert back == value
    assert type(back) is type(value)


def test_text_is_short():
    for declared, value, shown in [
        (RATE, 0.0, "0"),
        (RATE, 0.1, "0.1"),
        (RATE, 1e-5, "1e-05"),
        (COUNT, 7, "7"),
        (ON, True, "on"),
        (ON, False, "off"),
        (CENTRE, "origin", "origin"),
    ]:
        assert declared.text(value) == shown


def test_people_may_write_flags_and_numbers_in_their_own_way():
    assert [ON.parse(word) for word in ("ON", "true", "Yes", "1")] == [True] * 4
    assert [ON.parse(word) for word in ("off", "False", "no", "0")] == [False] * 4
    assert RATE.parse(".5") == RATE.parse("5e-1") == 0.5
    assert COUNT.parse("4.0") == 4


@pytest.mark.parametrize(
    ("declared", "text", "message"),
    [
        (RATE, "fast", "rate = 'fast' is not a number"),
        (RATE, "", "rate = '' is not a number"),
        (RATE, "nan", r"rate = nan is outside \[0, 1\)"),
        (RATE, "1e999", r"rate = ∞ is outside \[0, 1\)"),
        (COUNT, "2.5", "count = 2.5 is not a whole number"),
        (COUNT, "1000000000", r"count = 1000000000 is outside \[1, 9\]"),
        (ON, "maybe", "on = 'maybe' is not true or false"),
        (CENTRE, "middle", "centre = 'middle' is not one of start, origin"),
    ],
)
def test_text_that_is_no_value_is_refused_in_the_same_words(declared, text, message):
    with pytest.raises(ValueError, match=f"^{message}$"):
        declared.parse(text)


@pytest.mark.parametrize("declared", EVERY)
def test_the_default_lies_on_the_slider_and_the_slider_within_the_range(declared: Parameter):
    assert declared.check(declared.default) == declared.default
    assert declared.symbol
    assert "\\" not in declared.letter
    assert declared.meaning.endswith(".")
    if isinstance(declared.valid, Interval):
        low, high = declared.slider
        assert low <= declared.default <= high
        assert declared.valid.contains(low)
        assert declared.valid.contains(high)
        for outside in just_outside(declared):
            assert not declared.valid.contains(outside)


def test_only_real_numbers_sweep():
    assert [p.sweepable for p in (RATE, COUNT, ON, CENTRE)] == [True, False, False, False]


def test_a_declared_class_checks_converts_and_names_itself():
    made = Example(rate=[0, 0.5], count=4.0)
    assert type(made.count) is int
    assert not made.rate.flags.writeable
    with pytest.raises(ValueError, match=r"^Example\.rate = 1\.5 is outside \[0, 1\)$"):
        Example(rate=1.5)
    with pytest.raises(FrozenInstanceError):
        made.count = 5
    assert list(parameters(made)) == ["rate", "count", "on", "centre", "loss"]
    assert all(name == declared.name for name, declared in parameters(Example).items())
