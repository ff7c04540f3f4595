"""The gradients of single examples, and the spread of batches: numbers against theory."""

import numpy as np
import pytest

from engine import Conditions, run
from optimizers import GradientDescent
from plots.cloud import Cloud, cloud, remark
from surfaces import Linear, Logistic


def cloud_of(surface=None, step: int = 3, **conditions: object) -> Cloud:
    surface = surface or Logistic()
    given = Conditions(**conditions)
    return Cloud(run(GradientDescent(), surface, surface.start, 10, conditions=given), step)


def test_the_mean_is_the_gradient_and_the_batch_that_of_the_step():
    surface = Logistic()
    path = run(GradientDescent(), surface, surface.start, 10, conditions=Conditions(batch=7))
    for step in (0, 4, 9):
        found = Cloud(path, step)
        np.testing.assert_allclose(found.mean, surface.gradient(path.w[step]), rtol=1e-12)
        seen = found.each[:, found.seen].mean(axis=1)
        np.testing.assert_allclose(seen, path.gradient[step], rtol=1e-12)


@pytest.mark.parametrize("replacement", [False, True])
@pytest.mark.parametrize("size", [10, 60, 2000])
def test_what_is_measured_is_what_theory_says(replacement, size):
    found = cloud_of(Logistic(size=size), batch=3, replacement=replacement)
    sizes, measured = found.measured()
    np.testing.assert_allclose(measured, found.theory(sizes), rtol=0.12)
    assert sizes[0] == 1
    assert (np.diff(measured) < 0).all()


def test_theory_at_its_ends():
    found = cloud_of(batch=1)
    assert found.theory(np.array(1.0)) == pytest.approx(found.deviation)
    assert found.theory(np.array(60.0)) == 0
    away = found.each - found.mean[:, np.newaxis]
    assert found.deviation == pytest.approx(np.sqrt((away**2).sum(axis=0).mean()))
    again = cloud_of(batch=1, replacement=True)
    assert again.theory(np.array(60.0)) == pytest.approx(again.deviation / np.sqrt(60))


def test_the_figure_marks_the_batch_where_there_is_one():
    names = [trace.name for trace in cloud(cloud_of(batch=5)).data]
    assert names[:4] == ["one example", "in the batch", "all: ∇L", "their mean: g"]
    names = [trace.name for trace in cloud(cloud_of()).data]
    assert names[:2] == ["one example", "all: ∇L"]
    assert len(names) == 4


def test_the_remark_has_the_numbers():
    found = cloud_of(batch=5)
    said = remark(found, 3)
    assert said.startswith("At step 3 the mean gradient is ")
    assert f"σ = {found.deviation:.3g}" in said
    assert "A mean over 5 is about " in said
    assert remark(cloud_of(batch=1), 3).endswith(" away.")
    assert "one example, whose gradient" in remark(cloud_of(batch=1), 3)
    assert remark(cloud_of(), 3).endswith("This run sees all examples: no chance.")


def test_a_line_without_scatter_still_has_a_picture():
    surface = Linear(scatter=0)
    path = run(GradientDescent(), surface, surface.best, 5)
    assert len(cloud(Cloud(path, 0)).data) == 4
