"""Surfaces of data in the sidebar: batches, and a table of one's own."""

import numpy as np
import pytest

from plots.view import AveragesView, CompareView, MapsView, StepView
from surfaces import SURFACES, DataSurface
from tests.app.page import Explore, Page, assert_link_is_the_page

LOOKS = {"compare": CompareView, "maps": MapsView, "averages": AveragesView}

TABLE = b"height,weight,class\n" + b"".join(
    b"%d,%d,%c\n" % (150 + i, 50 + i + (7 * i) % 5, b"ab"[i // 10]) for i in range(20)
)


def brought(content: bytes, query: str = "surface=regression+data+own") -> Explore:
    page = Explore.opened(query)
    file = page.app.file_uploader[0].set_value(("mine.csv", content, "text/csv"))
    return page.after(file)


def test_the_batch_is_offered_where_there_are_examples_and_only_there():
    page = Explore.opened("surface=regression&run=gd")
    assert page.app.number_input(key="r0.gd.batch").value == 0
    page.type("r0.gd.batch", 5)
    assert page.link["run"] == ["gd batch 5"]
    assert page.app.toggle(key="r0.gd.replacement").value is False
    assert page.table["Run"] == ["Gradient descent, batch 5"]
    page.choose("surface", "rosenbrock")
    assert not [each for each in page.app.number_input if each.key == "r0.gd.batch"]
    assert page.table["Run"] == ["Gradient descent"]


def test_where_the_penguins_are_shown_nothing_is_made():
    page = Explore.opened("surface=regression")
    assert page.app.number_input(key="surface.regression.size").value == 60
    page.choose("surface.regression.data", "penguins")
    assert page.link["surface"] == ["regression data penguins"]
    assert not [each for each in page.app.number_input if each.key == "surface.regression.size"]
    assert page.scenario.surface.build().y.size == 342


def test_a_table_of_ones_own_is_shown_and_not_in_the_link():
    page = brought(TABLE)
    surface = page.scenario.surface.build()
    assert surface.names == ("height", "weight")
    np.testing.assert_array_equal(surface.columns[0], np.arange(150, 170))
    assert page.link["surface"] == ["regression data own"]
    assert not any("150" in text for texts in page.link.values() for text in texts)
    page.after(page.app.selectbox(key="own.regression.1").set_value("class"))
    assert "“class” is not a number: “a”" in page.app.error[0].value
    page.after(page.app.selectbox(key="own.regression.1").set_value("weight"))
    assert not page.app.error
    assert page.scenario.surface.build().y.size == 20


def test_another_surface_takes_other_columns_of_the_same_file():
    page = brought(TABLE)
    page.choose("surface", "logistic")
    page.choose("surface.logistic.data", "own")
    page.after(page.app.selectbox(key="own.logistic.1").set_value("class"))
    assert page.scenario.surface.build().names == ("height", "class")
    page.choose("surface", "regression").choose("surface.regression.data", "own")
    assert page.scenario.surface.build().names == ("height", "weight")


def test_a_link_to_a_table_that_is_not_here_says_so():
    page = Explore.opened("surface=regression+data+own")
    assert any("stays with its author" in notice for notice in page.notices)
    assert page.scenario.surface.build().y.size == 60


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty."),
        (b"\xff\xfe\x00", "The file is not text in UTF-8: save it as “CSV UTF-8”."),
        (b"x\n1\n2\n3\n", "The table has 1 column; 2 are needed."),
        (b"x,y\n1,2\n", "There must be at least 3 rows; there are 1."),
    ],
)
def test_a_file_that_does_not_do_is_refused_and_the_made_examples_stay(content, said):
    page = brought(content)
    assert [error.value for error in page.app.error] == [said]
    assert page.scenario.surface.build().y.size == 60


def test_another_visitor_does_not_see_the_table():
    brought(TABLE)
    other = Explore.opened("surface=regression+data+own")
    assert other.scenario.surface.own is None


def test_the_loss_may_be_drawn_over_epochs():
    page = Explore.opened("surface=regression&run=gd+batch+7&against=epochs")
    assert page.sent["scene"]["against"] == "epochs"
    sent = page.sent["run 0"]["examples"]
    assert (sent["all"], sent["batch"]) == (60, 7)
    assert_link_is_the_page(page)
    assert Explore.opened("against=epochs").sent["scene"]["against"] == "step"


class StepPage(Page):
    address, looks = "step", StepView


def test_the_gradients_of_the_examples_are_looked_at_where_there_are_any():
    page = StepPage.opened("surface=logistic&run=gd+batch+5&step=7", drawers=("step.cloud",))
    assert "At step 7 the mean gradient is " in page.said
    figures = [part["figure"] for part in page.parts if "figure" in part]
    assert any(len(each["data"]) == 6 for each in figures)
    page = StepPage.opened("surface=isotropic", drawers=("step.cloud",))
    assert "mean gradient" not in page.said


def test_the_working_names_the_batch():
    page = StepPage.opened("surface=logistic&run=gd+batch+5", drawers=())
    sent = [
        each.proto.bytes.decode() for each in page.app.get("bidi_component") if each.proto.bytes
    ]
    assert any("The mean is over the step's batch of 5." in text for text in sent)


@pytest.mark.parametrize("kind", [k for k in SURFACES.values() if issubclass(k, DataSurface)])
@pytest.mark.parametrize("address", ["compare", "maps", "averages"])
def test_every_page_works_with_batches(kind, address):
    class Other(Page):
        pass

    Other.address, Other.looks = address, LOOKS[address]
    page = Other.opened(f"surface={kind.key}+data+penguins&run=adam+batch+8&steps=30", drawers=())
    assert page.notices == []
