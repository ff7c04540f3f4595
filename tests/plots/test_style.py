"""Colours that can be seen, and shapes that can be told apart."""

import tomllib
from pathlib import Path

import pytest

from engine.scenario import MOST_RUNS
from plots.style import (
    AGE_SCALE,
    DARK,
    END,
    HEAT,
    INK,
    MUTE,
    PAGE,
    RUN_STYLES,
    SURFACE,
    even_stops,
    head_size,
    mix,
)

CONFIG = tomllib.loads((Path(__file__).parents[2] / ".streamlit/config.toml").read_text())["theme"]
runs = pytest.mark.parametrize("style", RUN_STYLES, ids=lambda style: style.symbol)


def luminance(colour):
    """Relative luminance (WCAG 2.2)."""
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """Contrast ratio (WCAG 2.2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_the_standard_says():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@runs
def test_runs_stand_out_from_the_page_and_the_valley(style):
    for paper in (PAGE, SURFACE[0]):
        assert contrast(style.light, paper) >= 3.5
        assert contrast(style.dark, DARK[paper]) >= 5


@pytest.mark.parametrize(("colour", "least"), [(INK, 7), (MUTE, 4.5), (END, 4.5)])
def test_text_and_ends_can_be_read_on_the_page(colour, least):
    assert contrast(colour, PAGE) >= least
    assert contrast(DARK[colour], DARK[PAGE]) >= least


def test_every_run_has_a_shape_of_its_own():
    for name in ("symbol", "glyph", "light", "dark"):
        assert len({getattr(style, name) for style in RUN_STYLES}) == len(RUN_STYLES) == MOST_RUNS


def test_runs_of_one_shape_in_space_differ_in_colour_and_have_a_size():
    for style in RUN_STYLES:
        assert head_size(style) > 0
    assert len({(style.head, style.light) for style in RUN_STYLES}) == len(RUN_STYLES)


def test_red_is_kept_for_ends():
    assert END not in {style.light for style in RUN_STYLES}
    assert DARK[END] not in {style.dark for style in RUN_STYLES}


def test_no_light_colour_stands_for_two_things():
    of_runs = 4 * len(RUN_STYLES)  # its own colour, its line's, its early steps' and a faint one
    assert len(DARK) == 13 + len(SURFACE) + len(HEAT) + of_runs
    assert not any(light == dark for light, dark in DARK.items())


def test_ages_of_a_run_go_from_pale_to_its_own_colour():
    for slot, style in enumerate(RUN_STYLES):
        early, late = AGE_SCALE[2 * slot], AGE_SCALE[2 * slot + 1]
        assert early[0] == slot / len(RUN_STYLES)
        assert slot / len(RUN_STYLES) < late[0] < (slot + 1) / len(RUN_STYLES)
        assert late[1] == style.light
        assert contrast(early[1], PAGE) < contrast(late[1], PAGE)
    places = [stop[0] for stop in AGE_SCALE]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (0, 1)


def test_mixing():
    assert mix("#000000", "#FFFFFF", 0) == "#000000"
    assert mix("#000000", "#FF8000", 1) == "#FF8000"
    assert mix("#102030", "#304050", 0.5) == "#203040"


def test_stops_are_even():
    assert even_stops(("a", "b", "c")) == [[0.0, "a"], [0.5, "b"], [1.0, "c"]]


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_theme_and_the_figures_use_the_same_colours(mode):
    theme = CONFIG[mode]
    expected = {"backgroundColor": PAGE, "textColor": INK, "redColor": END}
    for key, colour in expected.items():
        assert theme[key] == (colour if mode == "light" else DARK[colour])
    own = [getattr(style, mode) for style in RUN_STYLES]
    assert theme["chartCategoricalColors"][: len(own)] == own
