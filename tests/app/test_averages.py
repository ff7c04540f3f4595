"""The Averages page: every stream, every control, and the link."""

import pytest

from engine import Scenario
from engine.link import decode, decode_view, encode, to_text
from engine.scenario import MOST_STEPS
from engine.streams import SOURCES
from parameters import parameters
from plots.axes import number
from plots.labels import labels
from plots.view import RECORDED, AveragesView
from tests.app.page import Page

COEFFICIENTS = "What the learning rate is multiplied by"
GRADIENTS = "The gradients g, and Adam's m"
MEMORY = "How long an average remembers"
SQUARES = "Adam's v, the average of g²"
RECORDING = f"stream={RECORDED}"


class AveragesPage(Page):
    """The page after a run of the script that raised nothing."""

    address, looks = "averages", AveragesView

    @property
    def figures(self):
        """The traces of each figure by name, by its title."""
        return {
            each["label"]: {trace["name"]: trace for trace in each["figure"]["data"]}
            for each in self.parts
        }

    @property
    def remarks(self):
        """What stands under each figure."""
        return [caption.value for caption in self.app.main.caption]

    @property
    def shown(self):
        """All that a person sees beside the sidebar."""
        return self.figures, self.remarks


opened = AveragesPage.opened


def recording(page):
    return page.choose("averages.stream", RECORDED)


DEEDS = {
    **{
        key: lambda page, key=key: page.choose("averages.stream", key)
        for key in (*SOURCES, RECORDED)
        if key != AveragesView().stream
    },
    "length": lambda page: page.type("averages.length", 321),
    "the first γ": lambda page: page.slide("averages.gamma1", 0.5),
    "the second γ": lambda page: page.slide("averages.gamma2", 0.0),
    "the third γ": lambda page: page.slide("averages.gamma3", 0.999),
    "β₁": lambda page: page.slide("averages.beta1", 0.0),
    "β₂": lambda page: page.slide("averages.beta2", 0.9),
    "the axis": lambda page: page.choose("averages.axis", "linear"),
    "a run": lambda page: recording(page).choose("averages.slot", 3),
    "a coordinate": lambda page: recording(page).choose("averages.coordinate", "w2"),
}


def test_the_page_opens_with_its_four_figures():
    page = opened()
    assert list(page.figures) == [COEFFICIENTS, GRADIENTS, MEMORY, SQUARES]
    assert len(page.remarks) == 4
    assert page.notices == []
    assert page.link == {}
    assert page.remarks[0].startswith("After 200 steps AdaGrad's coefficient is 0.05")


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_a_control_changes_the_view_and_the_link_brings_it_back(deed):
    page = opened()
    before = page.shown
    assert deed(page).view != AveragesView()
    assert page.link == encode(Scenario(), page.view)
    assert decode_view(AveragesView, page.link) == (page.view, ())
    again = opened(to_text(page.link))
    assert again.notices == []
    assert (again.view, again.shown) == (page.view, page.shown)
    assert page.view.axis == "linear" or page.shown != before


def test_every_parameter_has_its_control():
    page, recorded = opened(), opened(RECORDING)
    widgets = ("selectbox", "number_input", "select_slider")
    keys = {each.key for one in (page, recorded) for kind in widgets for each in one.app.get(kind)}
    assert keys == {f"averages.{name}" for name in (*parameters(AveragesView), "seed")}


def test_the_seed_is_that_of_the_scenario_and_asked_for_where_it_matters():
    page = opened()
    before = page.figures
    page.type("averages.seed", 7)
    assert page.scenario.seed == 7
    assert page.link == {"seed": ["7"]}
    assert page.figures[GRADIENTS] != before[GRADIENTS]
    assert page.figures[MEMORY] == before[MEMORY]
    for key, source in SOURCES.items():
        page.choose("averages.stream", key)
        asked = [each.key for each in page.app.number_input]
        assert ("averages.seed" in asked) == source.random


def test_a_decay_moves_its_own_curves_alone():
    page = opened()
    before = page.figures
    page.slide("averages.beta1", 0.5)
    after = page.figures
    assert [title for title in after if after[title] != before[title]] == [GRADIENTS, MEMORY]
    page.slide("averages.gamma1", 0.5)
    assert page.figures[COEFFICIENTS]["AdaGrad"] == before[COEFFICIENTS]["AdaGrad"]
    assert "RMSProp γ = 0.5" in page.figures[COEFFICIENTS]


def test_the_runs_of_the_scenario_are_offered_by_their_names():
    query = "surface=rosenbrock&steps=30&run=adam&run=momentum+alpha+0.5&run=momentum"
    page = opened(f"{query}&{RECORDING}&slot=2&coordinate=w2")
    assert page.app.selectbox(key="averages.slot").options == labels(page.scenario)
    assert page.scenario == decode(page.link)[0]
    assert page.remarks[0].startswith("After 30 steps")
    assert f"though g = {number(page.scenario.path(1).gradient[0, 1])}." in page.remarks[1]
    assert "mean so far" in page.figures[GRADIENTS]


def test_a_run_that_was_removed_is_not_missed():
    page = opened(f"run=gd&{RECORDING}&slot=5")
    assert page.app.selectbox(key="averages.slot").value == 1
    assert [each.value for each in page.app.sidebar.caption] == [
        "There is no run 5 any more: this is the last."
    ]
    assert page.figures == opened(f"run=gd&{RECORDING}").figures


def test_a_run_that_ended_at_its_start_has_no_gradients():
    page = opened(f"run=gd+lr+1e308&{RECORDING}")
    assert page.figures == {}
    assert [each.value for each in page.app.info] == [
        "The run ended at its start: it has no gradients."
    ]


def test_a_run_that_diverged_is_shown_to_its_end():
    page = opened(f"run=gd+lr+100&steps=500&{RECORDING}")
    assert list(page.figures) == [COEFFICIENTS, GRADIENTS, MEMORY, SQUARES]


def test_the_longest_streams_and_memories_are_drawn():
    page = opened(f"length={MOST_STEPS}&gamma1=0&gamma3=0.9999999&beta2=0.99999999")
    assert page.notices == []
    assert page.app.select_slider(key="averages.beta2").value == 0.99999999
    assert "10⁸ with β₂ = 0.99999999" in page.remarks[2]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("stream=waves", "'waves' is not one of normal, constant"),
        ("length=0", "length = 0 is outside [1, 2000]. It is 200 instead."),
        ("length=1e9", "outside [1, 2000]"),
        ("gamma1=1", "gamma1 = 1 is outside [0, 1)"),
        ("beta2=nan", "beta2 = nan is outside [0, 1)"),
        ("slot=7", "slot = 7 is outside [1, 6]"),
        ("coordinate=w3", "'w3' is not one of w1, w2"),
        ("layout=panes", "mean nothing here: layout"),
    ],
)
def test_a_bad_link_gives_a_sentence_and_a_page(query, said):
    page = opened(query)
    assert any(said in notice for notice in page.notices), page.notices
    assert page.view == AveragesView()
    assert page.shown == opened().shown
