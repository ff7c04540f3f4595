"""The sentences under the table: why a run diverged or left."""

import pytest

from tests.app.page import opened


def test_gradient_descent_beyond_its_bound():
    page = opened("run=gd+lr+0.13")
    assert page.table["Status"] == ["✕ diverged at 93"]
    assert page.sentences == [
        "**Gradient descent** diverged at step 93: lr·λₘₐₓ = 2.08 is not below 2."
    ]


def test_momentum_beyond_its_bound_says_how_the_bound_comes_about():
    page = opened("run=momentum+lr+0.3+alpha+0.5")
    assert page.table["Status"][0].startswith("✕ diverged at")
    assert page.sentences[0].endswith(": lr·λₘₐₓ = 4.8 is not below 2(1 + α) = 3.")


def test_only_the_run_that_diverged_is_explained():
    page = opened("run=gd&run=gd+lr+0.2&run=adam")
    assert len(page.sentences) == 1
    assert page.sentences[0].startswith("**Gradient descent η 0.2** diverged")


def test_every_run_in_trouble_has_a_line_of_its_own():
    page = opened("run=gd+lr+0.13&run=gd+lr+0.2")
    assert [sentence.split("**")[1] for sentence in page.sentences] == [
        "Gradient descent η 0.13",
        "Gradient descent η 0.2",
    ]


def test_without_a_bottom_there_is_no_bound_to_break():
    page = opened("surface=saddle&run=gd")
    assert page.table["Status"][0].startswith("× left at")
    left = page.scenario.path(0).status.step
    assert page.sentences[0].startswith(f"**Gradient descent** left the window at step {left}")
    assert f"(theory: step {left})" in page.sentences[0]
    assert page.sentences[0].endswith(": the surface has no bottom.")
    assert page.table["Distance"] == ["–"]


def test_a_run_that_explodes_beyond_numbers():
    page = opened("surface=rosenbrock&run=gd+lr+10&steps=2000")
    assert page.table["Status"][0].startswith("✕ diverged at")
    assert page.sentences[0].endswith(".")
    assert "nan" not in " ".join(map(str, page.table.values())).lower()


@pytest.mark.parametrize("tolerance", ["1e-3", "1e-8"])
def test_the_tolerance_decides_what_has_arrived(tolerance):
    page = opened(f"run=gd&tolerance={tolerance}")
    loss = page.scenario.path(0).loss
    expected = next(k for k in range(len(loss)) if (loss[k:] <= float(tolerance)).all())
    assert page.table["Steps"] == [expected]


def test_a_loose_tolerance_lets_a_run_arrive():
    page = opened("run=rmsprop")
    assert page.table["Status"] == ["– going"]
    assert page.slide("tolerance", 0.01).table["Status"] == ["✓ reached"]
