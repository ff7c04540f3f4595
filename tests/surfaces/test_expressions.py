"""Expressions: what is read, in which words it is refused, and that nothing is run."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.fuzz import expressions, watched
from benchmarks.hostile import ATTACKS
from surfaces.expressions import LONGEST, Expression, ExpressionError, latex, read

REFUSED = {
    "w1 + w2*w3": "`w3` at column 9: only w1 and w2 exist, and the constants pi and e",
    "x": "`x` at column 1: only w1 and w2 exist, and the constants pi and e",
    "W1": "`W1` at column 1: write `w1`",
    "Sin(w1)": "`Sin` at column 1: write `sin`",
    "__class__": "`__class__` at column 1: only these are known: w1, w2, pi, e, sin",
    "arctan(w1)": "`arctan` at column 1: only these are known: w1, w2, pi, e, sin",
    "w1 +": "nothing after `+` at column 4",
    "w1**": "nothing after `**` at column 3",
    "w1^": "nothing after `**` at column 3",
    "(": "nothing after `(` at column 1",
    "*w1": "`*` at column 1: a number, w1 or w2 is missing before it",
    "w1 + * w2": "`*` at column 6: a number, w1 or w2 is missing after `+`",
    "sin()": "`)` at column 5: a number, w1 or w2 is missing after `(`",
    "2w1": "`w1` at column 2: an operator is missing before it, such as `*`",
    "w1 w2": "`w2` at column 4: an operator is missing before it, such as `*`",
    "w1(w2)": "`(` at column 3: an operator is missing before it, such as `*`",
    "(w1 w2)": "`w2` at column 5: an operator is missing before it, such as `*`",
    "sin w1": "`sin` at column 1: write sin(…), with brackets",
    "sin(w1, w2)": "`sin` at column 1: it takes one argument",
    "min(w1)": "`min` at column 1: it takes 2 to 9, with commas between them",
    "(w1": "`(` at column 1: this bracket is not closed",
    "max(w1, w2": "`(` at column 4: this bracket is not closed",
    "(w1, w2)": "`(` at column 1: this bracket is not closed",
    "w1)": "`)` at column 3: there is no bracket to close",
    "0,5*w1": "`,` at column 2: a comma stands only between the arguments of min and max",
    "": "nothing is written here: try w1**2 + w2**2",
    "   ": "nothing is written here: try w1**2 + w2**2",
    "w1 − w2": "`−` at column 4: write `-`",
    "2·w1": "`·` at column 2: write `*`",
    "w1²": "`²` at column 3: write `**2`",
    "w₁": "`₁` at column 2: write `1`",
    "w1 = 2": "`=` at column 4: this character has no meaning here",
    "w1.real": "`.` at column 3: this character has no meaning here",
    "w1\x00": "`?` at column 3: this character has no meaning here",
    "w1\n+w2": "`?` at column 3: this character has no meaning here",
    "w1 # note": "`#` at column 4: this character has no meaning here",
    "е**w1": "`е` at column 1: this character (U+0435) has no meaning here",
    "\ud800": "`?` at column 1: this character (U+D800) has no meaning here",
    "1e400": "`1e400` at column 1: this number is too large",
    "9" * 299: None,
    "9" * LONGEST + "9": f"{LONGEST + 1} characters are too many: {LONGEST} are the most",
    "9**9**9**9": "`**` at column 5: the result is infinite or too large",
    "1/0": "`/` at column 2: the result is infinite or too large",
    "0/0 + w1": "`/` at column 2: the result is not a number",
    "w1 + log(-1)": "`log` at column 6: the result is not a number",
    "(" * 40: "`(` at column 31: more than 30 brackets within each other",
    "+".join(["w1"] * 90): "`w1` at column 226: more than 150 numbers, names and signs",
    "w1" + "**w1" * 40: "`**` at column 123: more than 30 powers within each other",
}


@pytest.mark.parametrize(("text", "said"), REFUSED.items(), ids=[ascii(t)[:40] for t in REFUSED])
def test_what_is_wrong_is_said_with_its_place(text, said):
    if said is None:
        assert Expression(text).value(np.zeros(2)) == float(text)
        return
    with pytest.raises(ExpressionError) as refused:
        Expression(text)
    assert str(refused.value).startswith(said)
    assert len(str(refused.value)) < 200
    assert str(refused.value).isprintable()


@pytest.mark.parametrize("text", ATTACKS, ids=[ascii(text)[:40] for text in ATTACKS])
def test_an_attack_is_refused_at_once_and_touches_nothing(text):
    began = time.perf_counter()
    with watched() as events:
        assert refusal(text)
    assert time.perf_counter() - began < 0.1
    assert events == []


def refusal(text: str) -> str:
    """What is said of a text that cannot be read."""
    try:
        Expression(text)
    except ExpressionError as error:
        return str(error)
    return ""


SIGNS = (
    "w1 w2 pi e sin exp log sqrt abs min max ( ) + - * / ** ^ , . 2 0.5 1e9 __ [ ] { lambda ' ² w₁"
)
jumbled = st.lists(st.sampled_from(SIGNS.split()) | st.characters(), max_size=30).map("".join)


@given(text=jumbled | st.text(max_size=400))
def test_any_text_is_read_or_refused_in_a_sentence(text):
    said = refusal(text)
    assert not said or (said.isprintable() and len(said) < 200)
    if said:
        return
    expression = Expression(text)
    w = np.array([[0.0, 1.3, -2.0, 1e200], [0.0, 0.7, -1e-300, 3.0]])
    assert expression.value(w).shape == (4,)
    assert expression.gradient(w).shape == (2, 4)
    assert expression.hessian(w).shape == (2, 2, 4)
    assert latex(expression.tree)


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("w1**2 + 8*w2**2 + sin(3*w1)", r"w_1^{2} + 8\,w_2^{2} + \sin(3\,w_1)"),
        ("(1-w1)^2+100*(w2-w1^2)^2", r"(1 - w_1)^{2} + 100\,\left(w_2 - w_1^{2}\right)^{2}"),
        ("((w1)) + ((w2 - 3))", "w_1 + w_2 - 3"),
        ("w1 - (w2 - 3)", "w_1 - (w_2 - 3)"),
        ("w1 + -w2", "w_1 + (-w_2)"),
        ("-w1*w2", r"-w_1\,w_2"),
        ("--w1", "w_1"),
        ("(w1 + w2)/(2*w1)", r"\frac{w_1 + w_2}{2\,w_1}"),
        ("exp(-(w1 + 1)/2)", "e^{-(w_1 + 1) / 2}"),
        ("sqrt(abs(w1))", r"\sqrt{\left\lvert w_1 \right\rvert}"),
        ("sin(w1)**2 + log(w2)**-1", r"\sin^{2}(w_1) + (\log(w_2))^{-1}"),
        ("2**3**w1", "2^{3^{w_1}}"),
        ("(2**3)**w1", r"\left(2^{3}\right)^{w_1}"),
        ("2*3 + 2*0.5*pi", r"2 \cdot 3 + 2 \cdot 0.5\,\pi"),
        ("1.5e-7*w1", r"1.5 \cdot 10^{-7}\,w_1"),
        ("max(w1, w2/2, e)", r"\max\left(w_1, \frac{w_2}{2}, e\right)"),
    ],
)
def test_the_formula_has_no_brackets_but_those_it_needs(text, formula):
    assert latex(read(text)) == formula


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("-w1**2", -4.0),
        ("2**-1", 0.5),
        ("2**3**2", 512.0),
        ("2^3", 8.0),
        ("8/2/2", 2.0),
        ("8 - 2 - 2", 4.0),
        ("+w1 - -w2", 5.0),
        ("2*-w1", -4.0),
        (".5 + 1. + 1e-1 + 2E+1", 21.6),
        ("min(3, w1, w2)*max(w1, 7)", 14.0),
        ("sqrt(4) + abs(-1) + log(e) + tanh(0) + cos(pi) + tan(0)", 3.0),
    ],
)
def test_it_is_worked_out_as_python_would(text, value):
    assert Expression(text).value(np.array([2.0, 3.0])) == pytest.approx(value, rel=1e-15)


def test_a_sample_of_fuzzed_texts_runs_nothing():
    read_, slowest, events = expressions(1000)
    assert read_ > 100
    assert slowest < 0.1
    assert events == []
