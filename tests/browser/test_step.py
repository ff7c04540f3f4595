"""The Step page in a browser: scrubbing moves everything at once, without the server."""

import pytest

from engine import Scenario
from engine.link import decode, parse_query
from optimizers import OPTIMIZERS
from tests.browser.explore import PLANE

CLOSEUP = ".descent-plots.step figure:last-child > div"
_NAVIGATE = """url => {
    history.pushState({}, "", url);
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}"""
_ARROWS = """plot => [...plot.querySelectorAll(".descent-arrows g")]
    .map(arrow => JSON.parse(arrow.dataset.ends))"""
_MUTE = """
const send = WebSocket.prototype.send;
WebSocket.prototype.send = function (...data) {
    if (!window.muted) send.apply(this, data);
};
"""
# Drags the scrubber along while the server hears nothing; gives what each step shows.
_DRAG = """async ([steps, plane, closeup]) => {
    const seen = [];
    window.muted = true;
    const scrub = document.querySelector(".descent-transport input");
    const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
    const arrows = plot => (ARROWS)(document.querySelector(plot));
    for (const step of steps) {
        scrub.value = step;
        scrub.dispatchEvent(new Event("input", { bubbles: true }));
        await frame();
        await frame();
        seen.push([
            arrows(plane).at(-1),
            arrows(closeup),
            document.querySelector(".descent-numbers").textContent,
            document.querySelector(".descent-figure .descent-now").style.left,
        ]);
    }
    window.muted = false;
    return seen;
}""".replace("ARROWS", _ARROWS)
_SCRUB = """([step]) => {
    const scrub = document.querySelector('.descent-transport input');
    scrub.value = step;
    scrub.dispatchEvent(new Event('input', { bubbles: true }));
}"""


class Step:
    """The Step page at one browser tab."""

    def __init__(self, explore):
        self.explore, self.page = explore, explore.page

    def visit(self, query):
        """Go there in the same tab and wait for the numbers and the plots."""
        self.page.evaluate(_NAVIGATE, f"/step?{query}")
        label = OPTIMIZERS[self.scenario(query).runs[0].key].title
        caption = self.page.locator(".descent-numbers caption", has_text=f"{label}: ")
        caption.wait_for()
        self.explore.until(lambda: self.arrows(CLOSEUP))
        return self

    @staticmethod
    def scenario(query) -> Scenario:
        pairs = [pair.split("=") for pair in query.split("&")]
        return decode(parse_query((key, value.replace("+", " ")) for key, value in pairs))[0]

    def scrub(self, step):
        self.page.evaluate(_SCRUB, [step])
        self.explore.until(lambda: self.explore.step() == step)

    def arrows(self, plot):
        return self.page.locator(plot).first.evaluate(_ARROWS)

    def numbers(self):
        return self.page.locator(".descent-numbers").text_content()


@pytest.fixture
def step(visitors):
    return Step(visitors.come().open())


def test_scrubbing_moves_everything_and_asks_the_server_nothing(visitors):
    explore, query = visitors.come(), "run=momentum+lr+0.02"
    explore.page.add_init_script(_MUTE)
    step = Step(explore.open()).visit(query)
    path = step.scenario(query).path(0)
    steps = [5, 20, 35]
    seen = step.page.evaluate(_DRAG, [steps, PLANE, CLOSEUP])
    for k, (move, *_) in zip(steps, seen, strict=True):
        assert move == pytest.approx([*path.w[k], *path.w[k + 1]], rel=1e-5)
    assert all(len({str(each[i]) for each in seen}) == len(steps) for i in range(4))
    step.scrub(40)
    step.explore.eventually(lambda: step.explore.link.get("step"), ["40"])  # once it rests
    caption = step.page.locator(".descent-numbers caption")
    assert caption.text_content() == "Momentum: from step 40 to 41"
    other = Step(visitors.come().open()).visit(f"{query}&step=40")
    assert other.numbers() == step.numbers()


def test_zoom_survives_every_step(step):
    step.visit("run=momentum+lr+0.02")
    ranges = step.explore.ranges()
    step.page.mouse.move(*step.explore.pixel(0.5, 0.5))
    step.page.mouse.wheel(0, -300)
    step.explore.until(lambda: step.explore.ranges() != ranges)
    zoomed = step.explore.settled(step.explore.ranges)
    for k in (3, 50):
        step.scrub(k)
    step.explore.eventually(lambda: step.explore.link.get("step"), ["50"])
    assert step.explore.settled(step.explore.ranges) == zoomed


def test_momentum_beside_nesterov(step):
    step.visit("run=nesterov&step=3")
    step.page.get_by_text("Momentum beside Nesterov").click()
    captions = step.page.locator(".descent-plots.beside figcaption")
    step.explore.until(lambda: captions.all_text_contents() == ["Momentum", "Nesterov"])
    plots = step.page.locator(".descent-plots.beside figure > div")
    step.explore.until(lambda: all(plot.evaluate(_ARROWS) for plot in plots.all()))
    (carried, _, _), (also, gradient, _) = (plot.evaluate(_ARROWS) for plot in plots.all())
    assert carried == also
    assert gradient[:2] == also[2:]  # Nesterov's gradient begins where it looks ahead
