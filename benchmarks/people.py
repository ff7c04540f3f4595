"""What people do in a class, as far as a server can tell.

Nobody moves a slider every second for an hour. A person moves one several times in a row, about
once a second, and then watches: at speed 1 the player takes six seconds for a path. Now and then
they go on with another surface or another start. Such an episode takes a quarter of a minute, and
six of seven are of this kind. The others take half a minute: somebody types a loss of their own,
looks at two maps, or trains on the digits. By the shares below, a person explores 140 times in a
lesson of three quarters of an hour, types a dozen functions, looks at maps eight times, and trains
networks three times.

Everybody has a scenario of their own, so nobody profits from what was computed for a neighbour. In
a real class most begin with the same link, and the caches help.
"""

import asyncio
import math
import random
import time
from collections.abc import Awaitable, Callable, Sequence

from streamlit.proto.Selectbox_pb2 import Selectbox
from streamlit.proto.Slider_pb2 import Slider

from benchmarks.record import Record
from benchmarks.session import BrokenPageError, Session
from benchmarks.widgets import Value, beside
from engine import RunSpec, Scenario, SurfaceSpec
from engine.link import encode, to_text
from optimizers import OPTIMIZERS
from surfaces import SURFACES, Custom

BETWEEN = 0.6, 1.6  # seconds between two moves of a slider
WATCH = 5.0, 12.0  # seconds that somebody looks at what they have done
TYPE = 8.0, 20.0  # seconds for a function of one's own
_MOVES = range(3, 9)  # of a slider in a row
_ELSEWHERE = 0.3  # the share of explorations that begin with another surface or another start
_LONG = 60.0  # seconds that somebody waits for a race
_FUNCTIONS = (
    "{a}*w1**2 + {b}*w2**2 + sin({c}*w1)",
    "({a} - w1)**2 + {b}*(w2 - w1**2)**2",
    "w1**4 - {a}*w1**2 + {b}*w2**2 + {c}*w1",
    "{a}*sin(w1)*cos({b}*w2) + w1**2 + w2**2",
    "log(1 + {a}*w1**2 + {b}*w2**2) + {c}*w1*w2/9",
)
_OWN = Custom.title


class OverError(Exception):
    """The lesson is over."""


class Person:
    """Somebody in a class.

    Args:
        url: of the server.
        number: whoever has another does other things.
        pace: what all pauses are multiplied by.

    Attributes:
        session: what they see.
        record: what they meet.
    """

    def __init__(self, url: str, number: int, pace: float = 1.0) -> None:
        self._chance, self._pace = random.Random(number), pace
        self.session = Session(url, to_text(encode(scenario_of(number))))
        self._page = "Explore"
        self.record, self._until = Record(), math.inf

    async def enter(self) -> None:
        """Open the page. Raises BrokenPageError as `Session.set` does."""
        await self.session.connect()

    async def attend(self, record: Record, until: float) -> None:
        """Do what people do until then. Raises GoneError where the connection is lost."""
        self.record, self._until = record, until
        habits, shares = zip(*HABITS, strict=True)
        try:
            await self._pause(0, WATCH[1])  # nobody begins in step with others
            while True:
                [habit] = self._chance.choices(habits, shares)
                try:
                    await habit(self)
                except BrokenPageError as error:  # what was wanted is not there
                    record.errors.append(f"{habit.__name__}: {error}")
                    await self._pause(*WATCH)
        except OverError:
            pass

    async def explore(self) -> None:
        """Move a slider a few times, and watch."""
        await self._go("Explore")
        if self._chance.random() < _ELSEWHERE:
            await self._change_place()
        slot = self._pick([key for key in self.session.found if key.startswith("run.")])
        mine = f"r{slot.removeprefix('run.')}."
        if not self._sliders(mine):
            await self._set("drawer", slot, True)
        slider = self._pick(self._sliders(mine))
        for _ in range(self._chance.choice(_MOVES)):
            await self._pause(*BETWEEN)
            near = beside(self.session.find(slider), self.session.value(slider), self._chance)
            await self._set("slider", slider, near)
        await self._pause(*WATCH)

    async def invent(self) -> None:
        """Type a function, and watch."""
        await self._go("Explore")
        if self.session.value("surface") != _OWN:
            await self._set("surface", "surface", _OWN)
        await self._pause(*TYPE)
        numbers = {name: round(self._chance.uniform(0.2, 5), 2) for name in "abc"}
        function = self._chance.choice(_FUNCTIONS).format(**numbers)
        await self._set("function", "surface.custom.f", function)
        await self._pause(*WATCH)

    async def look_at_maps(self) -> None:
        """Look at one map, then at another or in another way."""
        await self._go("Maps", "map")
        await self._pause(*WATCH)
        lists = [key for key in self.session.found if key.startswith("maps.")]
        chosen = self._pick([key for key in lists if self._others(key)])
        await self._set("map", chosen, self._pick(self._others(chosen)))
        await self._pause(*WATCH)

    async def train(self) -> None:
        """Start a race, see it through, and look at the results."""
        await self._go("Digits")
        began, slices = time.perf_counter(), 0
        if not self.session.again.fragment_id:  # else one is still on
            again = "Another seed" in self.session.found
            await self._press("Another seed" if again else "digits.start")
        while self.session.again.fragment_id and time.perf_counter() < began + _LONG:
            await self._pause(0, 0)
            await self.record.time("slice", self.session.wait())
            slices += 1
        if slices and not self.session.again.fragment_id:
            self.record.add("whole race", began)
        await self._pause(*WATCH)

    async def _change_place(self) -> None:
        """Go to another surface, and in any case to another start."""
        if self._chance.random() < 0.5:
            others = [title for title in self._others("surface") if title != _OWN]
            await self._set("surface", "surface", self._pick(others))
        field = self._chance.choice(("start.0", "start.1"))
        await self._set("start", field, round(self._chance.uniform(-2, 2), 4))

    async def _go(self, page: str, kind: str = "page") -> None:
        if page != self._page:
            self._page = page
            await self.record.time(kind, self.session.follow(page))

    async def _set(self, kind: str, key: str, value: Value) -> None:
        await self.record.time(kind, self.session.set(key, value))

    async def _press(self, key: str) -> None:
        await self.record.time("press", self.session.press(key))

    async def _pause(self, low: float, high: float) -> None:
        """Wait for so many seconds. Raises OverError at the end of the lesson."""
        wait = self._pace * self._chance.uniform(low, high)
        await asyncio.sleep(min(wait, max(0.0, self._until - time.perf_counter())))
        if time.perf_counter() >= self._until:
            raise OverError

    def _pick(self, offered: Sequence[str]) -> str:
        """One of what is there. Raises BrokenPageError where nothing is."""
        if not offered:
            raise BrokenPageError(f"nothing to choose from at ?{self.session.link}")
        return self._chance.choice(offered)

    def _sliders(self, mine: str) -> list[str]:
        found = self.session.found.items()
        return [key for key, each in found if key.startswith(mine) and isinstance(each, Slider)]

    def _others(self, key: str) -> Sequence[str]:
        """What else a list offers."""
        offered: Selectbox = self.session.find(key)
        return [each for each in offered.options if each != self.session.value(key)]


#: What a person does next, and how often out of a hundred times.
HABITS: tuple[tuple[Callable[[Person], Awaitable[None]], int], ...] = (
    (Person.explore, 86),
    (Person.invent, 7),
    (Person.look_at_maps, 5),
    (Person.train, 2),
)


def scenario_of(number: int) -> Scenario:
    """What the person of that number begins with."""
    chance = random.Random(number)
    surface = SurfaceSpec.of(chance.choice([key for key in SURFACES if key != Custom.key]))
    window = surface.build().domain
    w1, w2 = (round(chance.uniform(*ends), 4) for ends in (window.w1, window.w2))
    keys = chance.sample(list(OPTIMIZERS), chance.choice((2, 3, 4)))
    runs = tuple(RunSpec.on(surface.key, key) for key in keys)
    return Scenario(surface, (w1, w2), runs, steps=chance.choice((100, 200, 300)), seed=number)
