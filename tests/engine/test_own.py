"""A person's own table in a scenario: a plain value, told apart by its content, in no link."""

from dataclasses import replace

import numpy as np

from engine import Scenario, SurfaceSpec
from engine.link import decode, encode
from surfaces.tables import Table


def spec_of(last: float = 3.0) -> SurfaceSpec:
    columns = np.array([[1.0, 2.0, 4.0, 5.0], [1.0, 2.5, 2.0, last]])
    own = Table.of(("hours", "points"), columns)
    return replace(SurfaceSpec.of("regression", data="own"), own=own)


def test_equal_tables_are_one_surface_and_others_are_not():
    assert spec_of() == spec_of()
    assert hash(spec_of()) == hash(spec_of())
    assert spec_of().build() is spec_of().build()
    assert spec_of() != spec_of(4.0)
    assert spec_of(4.0).build().best != spec_of().build().best


def test_the_table_stays_while_other_settings_move():
    moved = spec_of().with_value("scale", 2.0)
    assert moved.own == spec_of().own
    assert moved.build().names == ("hours", "points")
    assert moved.build().y.size == 4
    elsewhere = moved.with_value("data", "penguins")
    assert elsewhere.build().y.size == 342


def test_a_link_says_that_there_is_a_table_and_not_what_is_in_it():
    scenario = Scenario(surface=spec_of())
    assert encode(scenario)["surface"] == ["regression data own"]
    again, notices = decode(encode(scenario))
    assert again.surface == replace(scenario.surface, own=None)
    assert notices == ()


def test_another_surface_does_not_take_it_along():
    assert Scenario(surface=spec_of()).on("logistic").surface.own is None
