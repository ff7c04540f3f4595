"""Links that were mistyped, cut or made up: a notice each, and always a scenario."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.hostile import ATTACKS
from engine import RunSpec, Scenario, SurfaceSpec
from engine.link import decode, encode, parse_query, to_text
from engine.scenario import MOST_RUNS
from optimizers import OPTIMIZERS
from parameters import parameters
from surfaces import SURFACES
from tests.strategies import WRITTEN

GARBAGE = "x" * 5000
NO_RUN = "No run of the link could be used; these are the default ones."

BAD = [
    (
        "surface=moon",
        Scenario(),
        ["There is no surface moon; this is the anisotropic one."],
    ),
    (
        "surface=",
        Scenario(),
        ["There is no surface (empty); this is the anisotropic one."],
    ),
    (
        "surface=anisotropic+ratio+-3",
        Scenario(),
        ["anisotropic: ratio = -3 is outside "],
    ),
    (
        "surface=rosenbrock+c+3",
        Scenario(SurfaceSpec.of("rosenbrock")),
        ["rosenbrock has no parameter c; it is ignored."],
    ),
    (
        "run=gd+lr+nan",
        Scenario(runs=(RunSpec.of("gd"),)),
        ["gd: lr = nan is outside (0, ∞). It is 0.1 instead."],
    ),
    (
        "run=gd+lr+-1",
        Scenario(runs=(RunSpec.of("gd"),)),
        ["gd: lr = -1 is outside (0, ∞). It is 0.1 instead."],
    ),
    (
        "surface=rosenbrock&run=gd+lr+0",  # the default of that surface, not the rule's own
        Scenario(SurfaceSpec.of("rosenbrock"), runs=(RunSpec.of("gd", lr=0.0005),)),
        ["gd: lr = 0 is outside (0, ∞). It is 0.0005 instead."],
    ),
    (
        "run=gd+lr",
        Scenario(runs=(RunSpec.of("gd"),)),
        ["gd: lr has no value; it is at its default."],
    ),
    (
        "run=gd+alpha+0.9",
        Scenario(runs=(RunSpec.of("gd"),)),
        ["gd has no parameter alpha; it is ignored."],
    ),
    (
        "run=adam+bias_correction+maybe+beta1+0.5",
        Scenario(runs=(RunSpec.of("adam", beta1=0.5),)),
        ["adam: bias_correction = 'maybe' is not true or false. It is on instead."],
    ),
    (
        "run=sgd&run=adam",
        Scenario(runs=(RunSpec.of("adam"),)),
        ["There is no optimizer sgd; that run is left out."],
    ),
    (
        "run=sgd",
        Scenario(),
        ["There is no optimizer sgd; that run is left out.", NO_RUN],
    ),
    (
        "start=1e7+0",
        Scenario(),
        ["The start 1e7 0 is not two numbers in [-1000000, 1000000]; it is at -1.8 1."],
    ),
    ("start=nan+0", Scenario(), ["The start nan 0 is not two numbers"]),
    ("start=1", Scenario(), ["The start 1 is not two numbers"]),
    ("start=1+2+3", Scenario(), ["The start 1 2 3 is not two numbers"]),
    ("start=here", Scenario(), ["The start here is not two numbers"]),
    (
        "&".join(["run=gd"] * 50),
        Scenario(runs=(RunSpec.of("gd"),) * MOST_RUNS),
        ["The link asks for 50 runs; the first 6 are shown."],
    ),
    (
        "steps=1000000000",
        Scenario(),
        ["steps = 1000000000 is outside [1, 2000]. It is 100 instead."],
    ),
    ("steps=many", Scenario(), ["steps = 'many' is not a number. It is 100 instead."]),
    ("steps=1.5", Scenario(), ["steps = 1.5 is not a whole number. It is 100 instead."]),
    ("seed=-1", Scenario(), ["seed = -1 is outside [0, 2147483647]. It is 0 instead."]),
    ("tolerance=0", Scenario(), ["tolerance = 0 is outside (0, ∞). It is 0.001 instead."]),
    (
        "surface=custom&f=w1+%2B+w3",
        Scenario(SurfaceSpec.of("custom")),
        ["custom: `w3` at column 6: only w1 and w2 exist, and the constants pi and e. It is `w1*"],
    ),
    (
        "surface=custom+low1+5+high2+3&f=w1%5E2",
        Scenario(SurfaceSpec.of("custom", f="w1^2")),
        ["custom: the range of w1 goes from 5 to 2: it must start below. The window is"],
    ),
    (
        "surface=custom&f=log(-2-w1)*0",
        Scenario(SurfaceSpec.of("custom")),
        ["custom: the function has no value anywhere in this window. The function is the default"],
    ),
    (
        "surface=saddle&f=w1",
        Scenario(SurfaceSpec.of("saddle")),
        ["The link's f means nothing on the saddle surface."],
    ),
    (
        "surface=custom+f+w1",
        Scenario(SurfaceSpec.of("custom")),
        ["custom has no parameter f; it is ignored."],
    ),
    (
        f"surface=custom&f={GARBAGE}",
        Scenario(SurfaceSpec.of("custom")),
        ["The link's f has 5000 characters; that is too long and ignored."],
    ),
    *(
        (
            f"{key}={GARBAGE}",
            Scenario(),
            [f"The link's {key} has 5000 characters; that is too long and ignored."],
        )
        for key in ("surface", "start", "steps", "seed", "tolerance")
    ),
    (
        f"run={GARBAGE}",
        Scenario(),
        ["The link's run has 5000 characters; that is too long and ignored.", NO_RUN],
    ),
]


def query(text: str) -> dict[str, list[str]]:
    return parse_query(parse_qsl(text, keep_blank_values=True))


@pytest.mark.parametrize(("text", "expected", "told"), BAD, ids=[text[:50] for text, *_ in BAD])
def test_what_cannot_be_used_is_named_and_the_rest_is_kept(text, expected, told):
    scenario, notices = decode(query(text))
    assert scenario == expected
    assert len(notices) == len(told)
    for notice, beginning in zip(notices, told, strict=True):
        assert notice.startswith(beginning)


def test_one_bad_part_spoils_no_other():
    scenario, notices = decode(
        query("surface=moon&start=1+x&steps=7&run=sgd&run=gd+lr+nan&seed=4&run=adam+lr+0.3")
    )
    runs = (RunSpec.of("gd"), RunSpec.of("adam", lr=0.3))
    assert scenario == Scenario(runs=runs, steps=7, seed=4)
    assert len(notices) == 4


NAMES = sorted({name for rule in OPTIMIZERS.values() for name in parameters(rule)})
WORDS = [*OPTIMIZERS, *SURFACES, *NAMES, "ratio", "rotation", "a", "b", "on", "off"]
NUMBERS = ["0", "-1", "0.5", "1e-400", "1e999", "nan", "-inf", "1_0", "٣", "0x10", "1e9", "−1"]
KEYS = ["surface", "f", "start", "run", "steps", "seed", "tolerance", "embed", "x"]
almost_right = st.lists(st.sampled_from(WORDS + NUMBERS), max_size=12).flatmap(
    lambda words: st.sampled_from([" ", ",", "=", "  "]).map(lambda between: between.join(words))
)
expressions = st.sampled_from([*ATTACKS, *WRITTEN])
texts = almost_right | expressions | st.text(max_size=60) | st.just(GARBAGE)
queries = st.dictionaries(st.sampled_from(KEYS) | st.text(), st.lists(texts, max_size=9))


@given(given_query=queries)
def test_no_query_at_all_makes_reading_fail(given_query):
    scenario, notices = decode(given_query)
    assert 1 <= len(scenario.runs) <= MOST_RUNS
    for notice in notices:
        assert notice.isprintable()  # a stranger's text stays on one line
        assert len(notice) < 300
    # What was read is itself a scenario that can be linked to, with nothing left to complain of.
    assert decode(query(to_text(encode(scenario)))) == (scenario, ())


@given(text=st.text(max_size=300))
def test_no_text_at_all_makes_reading_fail(text):
    scenario, _ = decode(query(text))
    assert isinstance(scenario, Scenario)
    assert scenario.path(0).w.shape[1] == 2
