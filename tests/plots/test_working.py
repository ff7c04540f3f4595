"""The working that the browser gets: complete, small, and written the same in both languages."""

import base64
import json
import re

import numpy as np
import pytest

from engine import Conditions, run
from optimizers import FTRL, OPTIMIZERS, Adam, GradientDescent, Momentum, Nesterov, RAdam
from plots.arithmetic import digits, filled, number
from plots.working import working, written
from surfaces import Anisotropic, Isotropic, Rosenbrock
from symbols import plain
from tests.plots.scripts import script

PLACE = Anisotropic()
NAME = re.compile(r"\{([\w.]+)\}")


def path_of(rule, start=(1.5, -0.7), steps=20, **given):
    return run(rule, PLACE, start, steps, **given)


def rows_of(packed):
    rows = np.frombuffer(base64.b64decode(packed["data"]), f"<{packed['type']}")
    return rows.reshape(-1, packed["size"])


def line_of(sent, name):
    return next(line for line in sent["lines"] if line["name"] == name)


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_what_is_sent_is_what_the_lines_use(key):
    sent = json.loads(json.dumps(working(path_of(OPTIMIZERS[key]()))))
    texts = [line["text"] for line in sent["lines"]]
    named = {name for text in texts for name in NAME.findall(text)}
    said = {name for line in sent["lines"] for name in NAME.findall(line["says"])}
    results = {line["name"] for line in sent["lines"]}
    flags = {line["when"].removeprefix("not ") for line in sent["lines"]} - {""}
    found = {*sent["constants"], *sent["quantities"]}
    assert found == (named | said | results | flags) - {"t"}
    assert not {*sent["constants"]} & {*sent["quantities"]}
    assert named == {*sent["symbols"]}
    for symbol in (*sent["symbols"].values(), *(line["symbol"] for line in sent["lines"])):
        assert re.fullmatch(r"[^\\{}<>&$ ]+", symbol)
    for packed in (*sent["quantities"].values(), *(line["digits"] for line in sent["lines"])):
        assert packed is None or len(rows_of(packed)) == sent["steps"] == 20


def test_quantities_are_the_recorded_ones():
    path = path_of(Momentum(lr=0.02))
    sent = {name: rows_of(packed) for name, packed in working(path)["quantities"].items()}
    v = path.internals["v"]
    np.testing.assert_array_equal(sent["w"], path.w[1:].astype("<f4"))
    np.testing.assert_array_equal(sent["w_before"], path.w[:-1].astype("<f4"))
    np.testing.assert_array_equal(sent["v_before"], np.vstack([[0, 0], v[:-1]]).astype("<f4"))
    np.testing.assert_array_equal(sent["v.norm"][:, 0], np.hypot(*v.T).astype("<f4"))


def test_before_the_first_step_stands_what_init_gave():
    path = path_of(FTRL(lr=0.5, beta=2))
    z0 = rows_of(working(path)["quantities"]["z_before"])[0]
    np.testing.assert_array_equal(z0, (-path.w[0] * 2 / 0.5).astype("<f4"))


def test_a_ratio_is_at_least_one_and_one_of_nothing():
    ratio = rows_of(working(path_of(Adam()))["quantities"]["effective_lr.ratio"])
    assert (ratio >= 1).all()
    still = working(path_of(Adam(), start=(0.0, 0.0)))
    np.testing.assert_array_equal(rows_of(still["quantities"]["effective_lr.ratio"]), 1)


def test_numbers_too_small_or_large_for_float32_travel_as_float64():
    path = run(GradientDescent(lr=0.3), Isotropic(), (1.0, 1.0), 300)
    assert 0 < np.abs(path.w[-1]).max() < 1e-40
    sent = working(path)["quantities"]["w"]
    assert sent["type"] == "f8"
    np.testing.assert_array_equal(rows_of(sent), path.w[1:])
    assert working(path_of(Adam()))["quantities"]["w"]["type"] == "f4"


def test_a_learning_rate_that_a_schedule_changes_is_sent_for_every_step():
    assert working(path_of(Adam(lr=0.3)))["constants"]["lr"] == 0.3
    path = path_of(Adam(), conditions=Conditions(schedule="cosine"))
    sent = working(path)
    assert "lr" not in sent["constants"]
    np.testing.assert_array_equal(rows_of(sent["quantities"]["lr"])[:, 0], path.rates.astype("<f4"))


def test_noise_and_clipping_stand_beside_the_gradient():
    assert line_of(working(path_of(Adam())), "g")["text"] == "∇L(W)"
    noisy = path_of(Nesterov(), noise=0.5, conditions=Conditions(clip=True, max_norm=0.25))
    line = line_of(working(noisy), "g")
    assert line["text"] == "clip(∇L(ahead) + ξ)"
    assert "noise" in line["says"]
    assert "0.25" in line["says"]


def test_a_run_that_took_no_step_has_lines_without_numbers():
    path = run(GradientDescent(lr=1e300), Rosenbrock(), (1e5, 1e5), 10)
    assert len(path.w) == 1
    sent = working(path)
    assert sent["steps"] == 0
    assert sent["lines"]


def test_lines_that_no_step_needs_are_left_out():
    def forms(beta2):
        lines = working(path_of(RAdam(beta2=beta2)))["lines"]
        return [line["when"] for line in lines if line["name"] == "effective_lr"]

    assert forms(0.5) == ["not trusted"]
    assert forms(0.999) == ["trusted", "not trusted"]


def test_a_step_reads_as_a_person_would_write_it():
    path = run(Momentum(lr=0.1, alpha=0.5), PLACE, (1.0, 1.0), 3)
    first, second = (written(working(path), step) for step in (0, 1))
    assert first[0].symbols == "g = ∇L(W)"
    assert first[0].numbers == ("w₁: 2", "w₂: 16")
    assert second[1].symbols == "v ← α·v − η·g"
    assert second[1].numbers == (
        "w₁: 0.5·(−0.2) − 0.1·1.6 = −0.26",
        "w₂: 0.5·(−1.6) − 0.1·(−9.6) = 0.16",
    )
    assert second[1].says == "A move 0.806 long rolls on; the gradient's push makes it 0.305."
    assert second[2].numbers == ("w₁: 0.8 + (−0.26) = 0.54", "w₂: −0.6 + 0.16 = −0.44")
    assert second[2].says == ""


def test_what_both_coordinates_share_is_written_once():
    lines = {line.symbols.split()[0]: line for line in written(working(path_of(RAdam())), 7)}
    assert lines["ρ∞"].numbers == ("2/(1 − 0.999) − 1 = 1999",)
    assert lines["ρₜ"].symbols == "ρₜ = ρ∞ − 2·t·β₂ᵗ/(1 − β₂ᵗ)"
    assert lines["ρₜ"].numbers == ("1999 − 2·8·0.999⁸/(1 − 0.999⁸) = 7.99",)


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\beta_1", "β₁"),
        (r"\hat m, \hat v", "m̂, v̂"),
        (r"E[\Delta^2]", "E[Δ²]"),
        (r"v_{\max}", "vₘₐₓ"),
        (r"\mu_{t+1}", "μₜ₊₁"),
        (r"\eta / (\sqrt{\hat v} + \epsilon)", "η/(√v̂ + ε)"),
        (r"\left((\beta + \sqrt{n}) / \eta + \lambda_2\right)^{-1}", "((β + √n)/η + λ₂)⁻¹"),
        (r"\sqrt{1 - \beta_2^t}", "√(1 − β₂ᵗ)"),
        (r"\lVert g \rVert \le c", "‖g‖ ≤ c"),
    ],
)
def test_symbols_in_plain_text(latex, text):
    assert plain(latex) == text


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_every_internal_has_a_symbol_in_plain_text(key):
    for latex in OPTIMIZERS[key].symbols.values():
        assert plain(latex)
        assert not re.search(r"[\\{}_^]", plain(latex))


@pytest.mark.parametrize(
    ("x", "count", "text"),
    [
        (0.0, 6, "0"),
        (-0.0, None, "0"),
        (0.3, None, "0.3"),
        (1 / 3, 6, "0.333333"),
        (-2 / 3, 3, "−0.667"),
        (1e-10, None, "1e−10"),
        (0.0001, 6, "0.0001"),
        (0.00009999, 6, "9.999e−5"),
        (123456.7, 6, "123457"),
        (999999.7, 6, "1e6"),
        (-1.5e6, 6, "−1.5e6"),
        (1024.125, 6, "1024.13"),  # JavaScript rounds halves up
        (5.0, 0, "0"),
        (float("inf"), 6, "∞"),
    ],
)
def test_numbers(x, count, text):
    assert number(x, count) == text


@pytest.mark.parametrize(
    ("template", "words", "text"),
    [
        ("{a} + {b}", {"a": "−1", "b": "−2"}, "−1 + (−2)"),
        ("−{a}·{b}", {"a": "1", "b": "−2"}, "−1·(−2)"),
        ("max({a}, |{b}|)", {"a": "−1", "b": "−2"}, "max(−1, |−2|)"),
        ("{a}^2 + {b}^2", {"a": "−1", "b": "1e5"}, "(−1)² + (1e5)²"),
        ("1 − {a}^{t}", {"a": "β₁", "t": "t"}, "1 − β₁ᵗ"),
        ("1 − {a}^{t}", {"a": "0.9", "t": "12"}, "1 − 0.9¹²"),
        ("0.96^({t}·{a})", {"a": "0.5", "t": "12"}, "0.96^(12·0.5)"),
        ("√({a}) + √({b} + {a})", {"a": "2", "b": "3"}, "√2 + √(3 + 2)"),
    ],
)
def test_templates_are_filled(template, words, text):
    assert filled(template, words.__getitem__) == text


def test_digits_end_where_the_arithmetic_does():
    rows = {name: np.array([[x]]) for name, x in {"a": 1000.001, "b": -1000.0, "c": 3.0}.items()}
    whole = digits("{a} + {c}", rows, np.array([[1003.001]]))
    assert whole == 6
    assert digits("{a} + {b}", rows, np.array([[0.001]])) == 0  # 1000 + (−1000): nothing is left
    assert digits("{a} + {b}", rows | {"a": np.array([[1000.5]])}, np.array([[0.5]])) == 2


def test_a_template_outside_the_notation_is_refused():
    for text in ("{a} % 2", "exp({a})", "{b}"):
        with pytest.raises(KeyError):
            digits(text, {"a": np.ones((1, 1))}, np.ones((1, 1)))


def test_the_script_reads_what_is_sent():
    text, sent = script("numbers.js"), working(path_of(RAdam()))
    assert set(re.findall(r"payload\.(\w+)", text)) == {"steps", "lines"}
    (read,) = re.findall(r"constructor\(\{ ([\w, ]+) \}\)", text)
    assert {*read.split(", "), "steps", "lines"} == {*sent}
    (read,) = re.findall(r"const \{ ([\w, ]+) \} = sent;", text)
    assert {*read.split(", ")} == {*sent["lines"][0]}
    (read,) = re.findall(r"const unpacked = \(\{ ([\w, ]+) \}\)", text)
    assert {*read.split(", ")} == {*sent["quantities"]["w"]}
    types = {packed["type"] for packed in sent["quantities"].values()} | {"f8", "i1"}
    assert types <= set(re.findall(r"\b(\w\d): \w+Array", script("paint.js")))
