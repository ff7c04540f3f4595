"""Notes in words: one sentence for every kind, both axes in one, in the order of the steps."""

import pytest

from engine import RunSpec, Scenario, SurfaceSpec
from engine.notes import KINDS
from plots.notes import AXES, SAID, told
from plots.style import RUN_STYLES

BOUNCING = Scenario(
    surface=SurfaceSpec.of("isotropic"),
    start=(-1.6, 1.2),
    runs=(RunSpec.of("gd", lr=0.3), RunSpec.of("gd", lr=1)),
    steps=40,
)


def paths(scenario):
    return [scenario.path(slot) for slot in range(len(scenario.runs))]


def test_every_kind_of_note_has_its_sentence():
    assert set(SAID) == set(KINDS)
    for said in SAID.values():
        assert said.format(step=3, axis="w₁").startswith("step 3: ")
        assert len(said) < 60


@pytest.mark.parametrize("kind", KINDS)
def test_a_sentence_names_an_axis_where_the_note_has_one(kind):
    along = kind in ("overshoot", "zigzag", "jitter", "woken")
    assert ("{axis}" in SAID[kind]) == along
    assert AXES[(None,)] == ""


def test_both_axes_at_one_step_are_one_note_and_each_has_its_run():
    found = told(BOUNCING, paths(BOUNCING))
    assert [(each.step, each.slot, each.said) for each in found] == [
        (1, 1, "step 1: beyond the minimum along w₁ and w₂"),
        (1, 1, "step 1: jumps to and fro along w₁ and w₂, no nearer"),
        (5, 0, "step 5: has arrived"),
    ]
    assert [each.glyph for each in found] == [RUN_STYLES[each.slot].glyph for each in found]
    assert found[0].label == "Gradient descent η 1"
