"""A scenario as URL text and back: the exact words, and every scenario bit for bit."""

from dataclasses import dataclass, replace
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import RunSpec, Scenario, SurfaceSpec
from engine.link import decode, decode_view, encode, parse_query, to_text, unknown_keys
from parameters import Declared, choice, flag, parameters
from tests.strategies import arguments, scenarios


@dataclass(frozen=True)
class View(Declared):
    """A page's own switches, as links carry them beside the scenario."""

    log: bool = flag(False, symbol="L", meaning="Heights as logarithms.")
    language: str = choice("en", ("en", "ja"), symbol="l", meaning="The language.")


def query(text: str) -> dict[str, list[str]]:
    return parse_query(parse_qsl(text, keep_blank_values=True))


def read(text: str) -> Scenario:
    """The scenario of a link of which everything can be used."""
    scenario, notices = decode(query(text))
    assert notices == ()
    return scenario


def written(scenario: Scenario) -> str:
    return to_text(encode(scenario))


ROSENBROCK = Scenario(SurfaceSpec.of("rosenbrock"))
TWO_RUNS = (RunSpec.of("gd", lr=0.02), RunSpec.on("rosenbrock", "momentum", alpha=0.95))

LINKS = [
    (Scenario(), ""),
    (ROSENBROCK, "surface=rosenbrock"),
    (replace(ROSENBROCK, start=(0.0, 0.0)), "surface=rosenbrock&start=0+0"),
    (replace(ROSENBROCK, start=(-0.5, 1e-7)), "surface=rosenbrock&start=-0.5+1e-07"),
    (Scenario(steps=250, seed=7), "steps=250&seed=7"),
    (Scenario(tolerance=1e-6), "tolerance=1e-06"),
    (Scenario(SurfaceSpec.of("anisotropic", ratio=20)), "surface=anisotropic+ratio+20"),
    (
        Scenario(SurfaceSpec.of("anisotropic", ratio=2.5, rotation=-45)),
        "surface=anisotropic+ratio+2.5+rotation+-45",
    ),
    (
        Scenario(SurfaceSpec.of("custom", f="w1^2 + sin(3*w2)", low1=-3)),
        "surface=custom+low1+-3&f=w1%5E2+%2B+sin%283%2Aw2%29",
    ),
    (
        replace(ROSENBROCK, runs=TWO_RUNS),
        "surface=rosenbrock&run=gd+lr+0.02&run=momentum+alpha+0.95",
    ),
    (Scenario(runs=(RunSpec.of("adam", bias_correction=False),)), "run=adam+bias_correction+off"),
    (Scenario(runs=(RunSpec.of("rmsprop"), RunSpec.of("gd"))), "run=rmsprop&run=gd"),
    # gd's own default is not the default on this surface, so it has to be said.
    (
        replace(ROSENBROCK, runs=(RunSpec.of("gd", lr=0.1), RunSpec.on("rosenbrock", "gd"))),
        "surface=rosenbrock&run=gd+lr+0.1&run=gd",
    ),
    # Adam's is, since its step does not follow the slope.
    (replace(ROSENBROCK, runs=(RunSpec.of("adam"),)), "surface=rosenbrock&run=adam"),
]


@pytest.mark.parametrize(("scenario", "text"), LINKS, ids=[text or "bare" for _, text in LINKS])
def test_a_link_says_what_differs_from_the_default_and_no_more(scenario, text):
    assert written(scenario) == text
    assert read(text) == scenario


@given(scenario=scenarios())
def test_every_scenario_comes_back_bit_for_bit(scenario: Scenario):
    back = read(written(scenario))
    assert back == scenario
    assert repr(back) == repr(scenario)  # −0 equals 0 but is written otherwise


@given(scenario=scenarios(), view=arguments(parameters(View)).map(lambda given: View(**given)))
def test_a_view_travels_beside_the_scenario(scenario: Scenario, view: View):
    link = query(to_text(encode(scenario, view)))
    assert decode(link) == (scenario, ())
    assert decode_view(View, link) == (view, ())
    assert unknown_keys(link, View) == ()


def test_a_view_says_what_differs_too():
    assert to_text(encode(Scenario(steps=5), View(log=True))) == "steps=5&log=on"
    assert encode(Scenario(), View()) == {}


def test_a_view_that_cannot_be_used_is_at_its_default_with_a_notice():
    view, notices = decode_view(View, query("log=perhaps&language=ja"))
    assert view == View(language="ja")
    assert notices == ("log = 'perhaps' is not true or false. It is off instead.",)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("start=-0.7,2.5", "start=-0.7+2.5"),
        ("start=+1e0++2.", "start=1+2"),
        ("run=momentum,alpha=0.95,lr=0.1", "run=momentum+lr+0.1+alpha+0.95"),
        ("run=adam+bias_correction+False", "run=adam+bias_correction+off"),
        ("surface=anisotropic&steps=100&seed=0", ""),
        ("surface=anisotropic+ratio+8.0", ""),
        ("steps=5&steps=6", "steps=6"),
        ("steps=6.0", "steps=6"),
    ],
)
def test_other_ways_of_writing_the_same(text, same):
    assert read(text) == read(same)


def test_the_order_of_runs_is_kept():
    runs = tuple(RunSpec.of(key) for key in ("adam", "gd", "adam", "momentum"))
    assert written(Scenario(runs=runs)) == "run=adam&run=gd&run=adam&run=momentum"
    assert read("run=adam&run=gd&run=adam&run=momentum").runs == runs


def test_repeated_keys_are_gathered_in_order():
    pairs = [("run", "gd"), ("steps", "5"), ("run", "adam")]
    assert parse_query(pairs) == {"run": ["gd", "adam"], "steps": ["5"]}


def test_keys_that_mean_nothing_are_named():
    assert unknown_keys(query("surface=saddle&start=1+1&run=gd&steps=4&seed=1&tolerance=1")) == ()
    (told,) = unknown_keys(query("log=on&utm_source=x"))
    assert told == "The link has parts that mean nothing here: log, utm_source."
    assert unknown_keys(query("log=on"), View) == ()


@given(st.dictionaries(st.text(min_size=1), st.just(["1"]), min_size=6))
def test_only_a_few_strange_keys_are_named_and_shortly(strange):
    names = {"surface", "start", "run", "steps", "seed", "tolerance", "embed", "embed_options"}
    told = unknown_keys({key: given for key, given in strange.items() if key not in names})
    assert all(len(sentence) < 300 and sentence.isprintable() for sentence in told)
    assert len(told) == 1
