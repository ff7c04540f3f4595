"""The scrubber along a hyperparameter: the server is asked for the fan, and told where it ends."""

import pytest

from benchmarks.waiting import COUNT
from tests.browser.explore import CURVE, SPACE

_PICTURE = "canvas => canvas.hidden ? null : canvas.toDataURL()"
_LAST = """([plot, name]) => {
    const { y } = document.querySelector(plot).data.find(trace => trace.name === name);
    return y[y.length - 1];
}"""
LARGEST = 250_000  # bytes
HANDLE = 7  # pixels, half of it
HAND = ".descent-layers > canvas"  # what varies, while it is held
PLACES = {CURVE: "loss 1", SPACE: "heads"}
BUSY = 50.0  # milliseconds of the page's own thread: twenty updates fit into a second


class Fan:
    """A visitor whose scrubber moves the α of Momentum, and what goes over the wire meanwhile."""

    def __init__(self, explore):
        self.explore, self.page = explore, explore.page
        self.sent, self.received = 0, []
        self.page.on("websocket", self.watch)
        explore.open("run=gd&run=momentum")
        self.scrub = self.page.locator(".descent-transport input")
        self.said = self.page.locator(".descent-transport output")
        self.received.clear()
        self.choose("1.alpha", "α = 0.9")

    def watch(self, socket):
        socket.on("framesent", lambda _: setattr(self, "sent", self.sent + 1))
        socket.on("framereceived", lambda frame: self.received.append(len(frame)))

    def choose(self, which, says):
        self.page.get_by_label("What the slider moves").select_option(which)
        self.explore.until(lambda: self.said.text_content().startswith(says))

    def move(self, *shares):
        """Move the mouse through these shares of the scrubber's length."""
        box = self.scrub.bounding_box()
        for share in shares:
            x = box["x"] + HANDLE + share * (box["width"] - 2 * HANDLE)
            self.page.mouse.move(x, box["y"] + box["height"] / 2)

    def grab(self):
        """Take the scrubber by its handle."""
        at, end = self.scrub.evaluate("each => [each.valueAsNumber, Number(each.max)]")
        self.move(at / end)
        self.page.mouse.down()


@pytest.fixture
def fan(visitors):
    return Fan(visitors.come())


def test_dragging_morphs_the_run_and_asks_the_server_nothing(fan):
    page, explore = fan.page, fan.explore
    assert 20_000 < max(fan.received) <= LARGEST
    assert explore.page.locator(".descent-layers > :first-child").evaluate(
        "div => div.data.find(trace => trace.name === 'fan').x.length > 5000"
    )
    before = {plot: page.evaluate(_LAST, [plot, name]) for plot, name in PLACES.items()}
    assert page.locator(HAND).evaluate(_PICTURE) is None
    page.locator(HAND).evaluate(COUNT)
    fan.grab()
    metrics = page.context.new_cdp_session(page)
    metrics.send("Performance.enable", {"timeDomain": "threadTicks"})
    sent, busy = fan.sent, thread(metrics)
    fan.move(*(0.9 - 0.01 * k for k in range(60)))
    explore.until(lambda: fan.said.text_content().startswith("α = 0.3"))
    assert (thread(metrics) - busy) / page.evaluate("window.drawn") < BUSY
    assert fan.sent == sent
    picture = page.locator(HAND).evaluate(_PICTURE)
    fan.move(0.2)
    explore.until(lambda: page.locator(HAND).evaluate(_PICTURE) not in (None, picture))
    assert fan.sent == sent
    for plot, name in PLACES.items():
        explore.until(lambda p=plot, n=name: page.evaluate(_LAST, [p, n]) != before[p])
    assert [name for name, _ in explore.lines()] == ["Gradient descent"]  # the other is in the hand
    page.mouse.up()
    explore.until(lambda: len(explore.lines()) == 2)
    let_go = explore.lines()
    explore.until(lambda: "alpha 0.2" in str(explore.link))
    assert explore.settled(explore.lines) == let_go
    assert page.locator(HAND).evaluate(_PICTURE) is None
    assert fan.said.text_content().startswith("α = 0.2")


def thread(metrics):
    """Milliseconds that the page's thread has worked."""
    found = metrics.send("Performance.getMetrics")["metrics"]
    return 1000 * next(each["value"] for each in found if each["name"] == "TaskDuration")


def test_keys_move_along_the_values_and_escape_leaves_them(fan):
    explore = fan.explore
    fan.page.keyboard.press("ArrowLeft")
    fan.page.keyboard.press("Shift+ArrowLeft")
    explore.until(lambda: "alpha" in str(explore.link))  # once the keys rest
    assert fan.said.text_content().startswith("α = 0.7")
    fan.page.keyboard.press("End")
    fan.page.keyboard.press("Escape")
    explore.until(lambda: fan.said.text_content() == "step 100 / 100")
    assert "alpha 0.7" in str(explore.link)
