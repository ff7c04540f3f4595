"""The working as the browser writes it: the same texts as in Python, at every step."""

import json
import re

import pytest
from playwright.sync_api import Browser, Page, Route

from engine import Conditions, RunSpec, run
from optimizers import FTRL, OPTIMIZERS, RAdam
from plots.player.payload import player_files
from plots.working import working, written
from surfaces import Anisotropic, Rosenbrock

HOST = "http://panel.test/"
STEPS = 30
FRAME = 1000 / 60  # milliseconds

_OPEN = """async (url) => {
  const { NumbersPanel } = await import(url + "numbers.js");
  window.panel = new NumbersPanel(document.querySelector("#panel"));
  window.show = (payload, step) => {
    panel.draw({ working: { run: 0, payload }, step, runs: [{ label: "Adam" }] });
  };
}"""

# Everything that is to be read in the table, a line of the rule in a list.
_TEXTS = """([payload, steps]) => steps.map((step) => {
  show(payload, step);
  const rows = (body) => [...body.rows].filter((row) => !row.hidden).map((row) => (
    [...row.cells].map((cell) => cell.textContent).filter(Boolean).join(": ")
  ));
  return [...document.querySelectorAll("tbody")].filter((body) => !body.hidden).map(rows);
})"""


def serve(route: Route) -> None:
    """The player's own files beside an empty page."""
    name = route.request.url.removeprefix(HOST)
    kinds = {"js": "text/javascript", "css": "text/css"}
    if name:
        kind = kinds[name.rpartition(".")[2]]
        route.fulfill(body=player_files()[name], content_type=kind)
    else:
        body = '<!doctype html><link rel="stylesheet" href="player.css"><div id="panel"></div>'
        route.fulfill(body=body, content_type="text/html")


@pytest.fixture
def page(browser: Browser):
    context = browser.new_context(viewport={"width": 480, "height": 768})
    page, trouble = context.new_page(), []
    page.on("pageerror", lambda error: trouble.append(error))
    page.route(f"{HOST}**", serve)
    page.goto(HOST)
    page.evaluate(_OPEN, HOST)
    yield page
    context.close()
    assert not trouble


def sent_of(rule, start=(1.5, -0.7), steps=STEPS, surface=None, **given):
    path = run(rule, surface or Anisotropic(), start, steps, **given)
    return json.loads(json.dumps(working(path)))


def texts_of(page: Page, sent, steps=range(STEPS)):
    return page.evaluate(_TEXTS, [sent, list(steps)])


def read(lines):
    """What Python writes, in the order of the table."""
    return [[line.symbols, *line.numbers, line.says] for line in lines]


def assert_alike(page, sent):
    steps = range(sent["steps"])
    for step, shown in zip(steps, texts_of(page, sent, steps), strict=True):
        seen = [[text.replace("\u00a0", " ") for text in body] for body in shown]
        assert seen == read(written(sent, step)), step


@pytest.mark.parametrize("key", OPTIMIZERS)
def test_the_table_says_what_python_says(page, key):
    assert_alike(page, sent_of(OPTIMIZERS[key]()))
    slow = RunSpec.on("rosenbrock", key).build()
    assert_alike(page, sent_of(slow, Rosenbrock.start, surface=Rosenbrock()))
    schedule = Conditions(schedule="one-cycle", clip=True, max_norm=0.7)
    assert_alike(page, sent_of(OPTIMIZERS[key](), conditions=schedule, noise=0.3))


def test_lines_come_and_go_with_the_steps(page):
    for rule, start in ((RAdam(), (1.5, -0.7)), (FTRL(beta=0), (1.5, 0.0))):
        sent = sent_of(rule, start)
        assert any(line["when"] for line in sent["lines"])
        assert_alike(page, sent)


def test_the_last_point_shows_the_last_step_and_says_so(page):
    sent = sent_of(OPTIMIZERS["adam"]())
    caption = page.locator("caption")
    page.evaluate("([sent]) => show(sent, 0)", [sent])
    assert caption.inner_text() == "Adam: from step 0 to 1"
    for step in (STEPS - 1, STEPS, STEPS + 5):
        page.evaluate("([sent, step]) => show(sent, step)", [sent, step])
        last = "" if step < STEPS else ", the last one taken"
        assert caption.inner_text() == f"Adam: from step {STEPS - 1} to {STEPS}{last}"
        assert texts_of(page, sent, [step]) == texts_of(page, sent, [STEPS - 1])


def test_nothing_is_broken_by_a_run_without_a_step_or_by_another_run(page):
    none = sent_of(OPTIMIZERS["gd"](lr=1e300), (1e5, 1e5), surface=Rosenbrock())
    assert none["steps"] == 0
    page.evaluate("([sent]) => show(sent, 0)", [none])
    assert page.locator("table").inner_text().strip() == "Adam took no step."
    assert_alike(page, sent_of(OPTIMIZERS["momentum"]()))
    page.evaluate("panel.draw({ working: null, step: 0 })")
    assert page.locator("#panel").inner_html() == ""
    assert_alike(page, sent_of(OPTIMIZERS["lion"]()))


def test_a_step_is_written_well_within_a_frame_and_nothing_is_wider_than_the_panel(page):
    for key, rule in OPTIMIZERS.items():
        sent = sent_of(rule())
        took = page.evaluate(
            """([sent]) => {
              const began = performance.now();
              for (let k = 0; k < 300; k += 1) show(sent, k % 30);
              return (performance.now() - began) / 300;
            }""",
            [sent],
        )
        assert took < FRAME / 4, key
        wide = "document.documentElement.scrollWidth > innerWidth"
        assert not page.evaluate(wide), key


def test_the_table_is_one_for_those_who_do_not_see_it(page):
    texts_of(page, sent_of(OPTIMIZERS["adam"]()), [3])
    assert page.locator("table > caption").count() == 1
    for body in page.locator("tbody").all():
        assert re.search("[=←]", body.locator("th[scope=rowgroup]").inner_text())
        assert body.locator("th[scope=row]").all_inner_texts() == ["w₁", "w₂"]
