"""Surfaces of data in a browser: the models move with the step, and a table of one's own."""

from functools import partial

import numpy as np

from tests.browser.explore import CURVE, read

FIT = ".descent-plots.data figure:last-child > div"
QUERY = "surface=regression&run=gd+batch+5&run=adam&steps=20&against=epochs"
_LISTS = "[data-testid=stSidebar] [data-testid=stSelectbox] input"
_VALUES = "inputs => inputs.map(input => input.value)"
_ACROSS = "div => div.layout.xaxis.title.text"
TABLE = b"height,weight\n" + b"".join(b"%d,%d\n" % (150 + i, 50 + (7 * i) % 31) for i in range(40))


def test_the_models_and_the_batch_follow_the_step_without_the_server(explore):
    explore.visit(QUERY)
    scenario, _ = read(QUERY)
    paths = [scenario.path(index) for index in range(2)]
    surface = scenario.surface.build()
    for button, step in (("To the start", 0), ("One step forward", 1), ("One step forward", 2)):
        explore.press(button)
        explore.eventually(explore.step, step)
        for slot, path in enumerate(paths):
            line = explore.trace(f"fit {slot}", FIT)
            x, y = (np.array(line[axis][:-1], dtype=float) for axis in "xy")
            w1, w2 = path.w[step]
            np.testing.assert_allclose(y, w1 * x + w2, rtol=1e-5, atol=1e-5)
        ringed = explore.trace("batch", FIT)
        assert len(ringed["x"]) == 5
        assert set(ringed["x"]) <= set(surface.a[0])
    explore.press("To the end")
    epochs = paths[0].epochs.tolist()
    explore.eventually(lambda: explore.trace("loss 0", CURVE)["x"], epochs)


def test_a_table_of_ones_own_is_drawn(explore):
    explore.visit(QUERY.replace("regression", "regression+data+own"))
    file = {"name": "mine.csv", "mimeType": "text/csv", "buffer": TABLE}
    explore.page.locator("[data-testid=stFileUploader] input").set_input_files(file)
    explore.page.get_by_text("40 examples.").wait_for()
    across = partial(explore.page.locator(FIT).evaluate, _ACROSS)
    explore.eventually(across, "height, standardised")
    assert explore.link["surface"] == ["regression data own"]


def test_every_page_shows_what_is_chosen(explore):
    chosen = ["Data: linear regression", "Your own table", "height", "weight"]
    for page, path in (("Step", "/step"), ("Explore", "/"), ("Step", "/step"), ("Explore", "/")):
        explore.page.locator("[class*=st-key-pages]").get_by_text(page, exact=True).click()
        explore.eventually(partial(explore.page.evaluate, "location.pathname"), path)
        explore.eventually(partial(explore.page.locator(_LISTS).evaluate_all, _VALUES), chosen)
