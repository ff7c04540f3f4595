"""The Maps page: what is mapped, what is said of it, what a click does, and the link."""

from urllib.parse import quote_plus

import pytest

from engine.axes import EVERY
from engine.link import decode_view, encode, to_text
from optimizers import OPTIMIZERS
from plots.view import AUTO, MapsView
from tests.app.page import Page
from ui.controls import basin_map, multiples_map, settings_map, shares_map

QUICK = "steps=30&run=momentum"
KINDS = ("map", "multiples", "basins", "shares")  # as the figures are called


@pytest.fixture(autouse=True)
def _coarse(monkeypatch):
    """Maps of few cells: what is tested is not how many there are."""
    monkeypatch.setattr(settings_map, "CELLS", 10)
    monkeypatch.setattr(settings_map, "_OF_SURFACE", 5)
    for module in (basin_map, shares_map):
        monkeypatch.setattr(module, "CELLS", 12)
    monkeypatch.setattr(multiples_map, "CELLS", 6)


class MapsPage(Page):
    """The page after a run of the script that raised nothing."""

    address, looks = "maps", MapsView

    @property
    def figure(self):
        """What the component of the figure was sent."""
        return next(each for each in self.parts if each.get("stage") in KINDS)


def opened(query=QUICK):
    return MapsPage.opened(query, drawers=())


DEEDS = {
    "kind": lambda page: page.choose("maps.kind", "basins"),
    "across": lambda page: page.choose("maps.across", "w1"),
    "up": lambda page: page.choose("maps.up", "ratio"),
    "metric": lambda page: page.choose("maps.metric", "distance"),
    "span": lambda page: page.choose("maps.span", "all"),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_every_choice_changes_the_map_and_the_link_restores_it(deed):
    page = opened()
    before = page.figure["id"]
    DEEDS[deed](page)
    assert page.figure["id"] != before
    assert page.link == encode(page.scenario, page.view)
    again = opened(to_text(page.link))
    assert (again.scenario, again.view) == (page.scenario, page.view)
    assert again.figure["id"] == page.figure["id"]


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_every_rule_has_both_maps(key):
    for kind in ("settings", "basins"):
        page = opened(f"steps=10&run={key}&kind={kind}&surface=himmelblau")
        assert "steps" in page.said


def test_another_run_may_be_mapped_and_the_last_where_it_is_gone():
    page = opened("steps=20")
    page.choose("maps.slot", 4)
    assert "β₁" in page.said
    page = opened("steps=20&slot=4&run=gd&run=rmsprop")
    assert "γ" in page.said


def test_another_metric_needs_no_other_runs():
    page = opened()
    made = settings_map._map.cache_info().misses
    for metric in ("loss", "distance", "steps"):
        page.choose("maps.metric", metric)
    assert settings_map._map.cache_info().misses == made


def test_using_the_best_setting_writes_it_into_the_run_and_computes_nothing_anew():
    page = opened()
    made = settings_map._map.cache_info().misses
    page.press("Use the best setting")
    run = page.scenario.runs[0]
    assert run["lr"] != 0.1
    assert f"**Now** (circle): η = {run['lr']:.4g}, α = {run['alpha']:.4g}" in page.said
    assert page.link == encode(page.scenario, page.view)
    assert settings_map._map.cache_info().misses == made


def test_a_click_gives_the_run_the_setting_of_its_cell(monkeypatch):
    picks = []
    monkeypatch.setattr(settings_map, "figure", lambda *_, pick, **__: picks.append(pick))
    page = opened("steps=20&run=gd&run=adam&slot=2&up=beta2")
    put = []
    monkeypatch.setattr(settings_map, "put", lambda new, *said: put.append(new))
    monkeypatch.setattr(settings_map, "scenario", lambda: page.scenario)
    picks[-1](0.1, 0.001)
    changed = put[-1].runs[1]
    assert put[-1].runs[0] == page.scenario.runs[0]
    assert changed["lr"] == pytest.approx(0.1, rel=0.5)
    assert 1 - changed["beta2"] == pytest.approx(0.001, rel=0.7)


def test_the_boundary_is_explained_where_there_is_one():
    assert "η·λₘₐₓ = 2(1 + α)" in opened().said
    assert "λₘₐₓ" not in opened("steps=30&run=adam").said


def test_axes_that_do_not_fit_the_run_are_the_usual_ones():
    page = opened("steps=20&run=gd&across=beta1&up=gamma")
    assert page.app.selectbox(key="maps.across").value == "lr"
    assert page.app.selectbox(key="maps.up").value == "ratio"
    page = opened("steps=20&run=momentum&across=alpha")
    assert page.app.selectbox(key="maps.up").value == "lr"
    assert "ratio" not in page.app.selectbox(key="maps.across").options


def test_the_shares_of_the_minima_add_up():
    page = opened("kind=basins&surface=himmelblau&run=gd&steps=80")
    shares = [float(share.rstrip("%")) for share in page.table["Starts"]]
    assert sum(shares) == pytest.approx(100, abs=0.3)
    assert page.table["Ends in"][0].startswith(("A", "B", "C", "D"))
    page = opened("kind=basins&surface=rastrigin&run=adam&steps=20")
    assert any("higher minima" in place for place in page.table["Ends in"])


def test_a_start_that_was_clicked_finds_its_map_in_the_cache():
    page = opened("kind=basins&surface=himmelblau&run=gd&steps=20")
    made = basin_map._basins.cache_info().misses
    page.type("start.0", -2.0)
    assert basin_map._basins.cache_info().misses == made
    assert "from (-2," in page.said


def test_a_surface_without_a_bottom_has_basins_only():
    assert "no bottom" in opened("surface=saddle").said
    assert "left the window" in opened("surface=saddle&kind=basins&run=adam").table["Ends in"]


def test_bad_parts_of_a_link_fall_back_with_a_notice():
    page = opened("kind=treasure&across=height&slot=0&steps=10")
    assert page.view == MapsView()
    assert len(page.notices) == 3
    assert decode_view(MapsView, page.link)[0] == page.view


def test_whatever_can_be_swept_can_stand_in_a_link():
    assert AUTO not in EVERY
    assert {"lr", "alpha", "beta2", "ratio", "b", "w1", "w2"} <= set(EVERY)
    assert "history" not in EVERY


def test_every_optimizer_has_a_map():
    page = opened("steps=30&run=gd&run=momentum&kind=optimizers")
    assert "Most settings arrive with" in page.said
    assert "L-BFGS" in page.figure["label"]
    before = page.figure["id"]
    page.choose("maps.metric", "loss")
    assert page.figure["id"] != before


def test_the_basins_of_every_run_stand_side_by_side():
    page = opened("steps=60&surface=himmelblau&run=gd&run=adam&kind=shares")
    assert list(page.table["Run"]) == ["Gradient descent", "Adam"]
    assert "the global minimum" in page.said
    for kind in ("settings", "basins"):
        page.choose("maps.kind", kind)
        page.choose("maps.kind", "shares")
    assert page.link == encode(page.scenario, page.view)


@pytest.mark.parametrize(("key", "marked"), [("momentum", True), ("gd", False), ("adam", None)])
def test_theory_stands_beside_what_is_measured(key, marked):
    said = opened(f"steps=200&run={key}").said
    assert ("predicted" in said and "measured" in said) == (marked is not None)
    assert ("(diamond)" in said) == bool(marked)


def test_runs_that_do_equally_well_are_not_ranked():
    page = opened("steps=30&kind=shares&surface=isotropic&run=gd&run=gd")
    assert "All runs find the global minimum equally often" in page.said


@pytest.mark.parametrize("function", ["3", "w1^2", "0*w1 + 1e-300*w2^2", "w1^2 - w2^2"])
@pytest.mark.parametrize("kind", ["settings", "optimizers", "basins", "shares"])
def test_level_ground_and_troughs_have_maps_too(function, kind):
    page = opened(f"{QUICK}&surface=custom&kind={kind}&f={quote_plus(function)}")
    assert not page.app.error
    assert page.scenario.surface["f"] == function
