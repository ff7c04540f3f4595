"""The app as a script that is run, without a browser: a `Page` to act on, and `Explore`."""

import json
import re
from pathlib import Path
from typing import Any, ClassVar, Self
from urllib.parse import parse_qsl

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from engine import Scenario
from engine.link import Query, decode, encode, parse_query
from engine.scenario import MOST_RUNS
from parameters import Declared, parameters
from plots.view import View

# AppTest runs the file as the main script, so it takes the branch that renders.
APP = Path(__file__).parents[2] / "app.py"
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|\u2060")
DRAWERS = (*(f"run.{slot}" for slot in range(MOST_RUNS)), "more", "examples", "view menu")


class Page:
    """A page after a run of the script that raised nothing.

    Class attributes:
        address: its path in the URL.
        looks: the kind of its view.
    """

    address: ClassVar[str] = ""
    looks: ClassVar[type[Declared]]

    def __init__(self, app: AppTest) -> None:
        self.app = app
        self.run()

    @classmethod
    def opened(cls, query: str = "", drawers: tuple[str, ...] = DRAWERS) -> Self:
        """A fresh session at `?query`, with drawers open: what is in a closed one is not made."""
        app = AppTest.from_file(str(APP), default_timeout=60)
        if cls.address:  # a page that is a function has no file to switch to
            app._page_hash = calc_hash(cls.address)
        for key, values in parse_query(parse_qsl(query, keep_blank_values=True)).items():
            app.query_params[key] = values
        app.session_state["open drawers"] = set(drawers)  # AppTest cannot open one
        for menu in ("view menu", "share menu"):
            app.session_state[menu] = menu in drawers
        return cls(app)

    def run(self) -> Self:
        """Run the script again, as after a navigation."""
        return self.after(self.app)

    def after(self, acted: Any) -> Self:
        """Run the script with what was done to a widget."""
        acted.run()
        assert not self.app.exception, self.app.exception[0]
        return self

    def choose(self, key: str, option: Any) -> Self:
        """Choose an option of the list, or of the radio buttons, with that key."""
        kinds = {"view": self.app.radio}
        return self.after(
            kinds.get(key.split(".")[0], self.app.selectbox)(key=key).set_value(option)
        )

    def slide(self, key: str, value: Any) -> Self:
        """Move a slider, even or along a ladder, to a value."""
        even = {slider.key for slider in self.app.slider}
        sliders = self.app.slider if key in even else self.app.select_slider
        return self.after(sliders(key=key).set_value(value))

    def type(self, key: str, value: float) -> Self:
        """Type a number."""
        return self.after(self.app.number_input(key=key).set_value(value))

    def press(self, button: str) -> Self:
        """Press the button with that key, or the one labelled so."""
        return self.after(self.button(button).click())

    def button(self, button: str) -> Any:
        """The button with that key, or the one labelled so."""
        return next(each for each in self.app.button if button in (each.key, each.label))

    @property
    def scenario(self) -> Scenario:
        """What is run."""
        return self.app.session_state["scenario"]

    @property
    def view(self) -> Any:
        """How it is looked at."""
        return self.app.session_state["views"][self.looks.__name__]

    @property
    def notices(self) -> list[str]:
        """The warnings above the plots, as they are read."""
        return [_ESCAPED.sub(r"\1", str(warning.value)) for warning in self.app.warning]

    @property
    def link(self) -> Query:
        """The query of the URL."""
        pairs = self.app.query_params.items()
        return {key: [value] if isinstance(value, str) else list(value) for key, value in pairs}

    @property
    def table(self) -> dict[str, list[Any]]:
        """The table's columns; None where there is nothing to say."""
        frame = self.app.dataframe[0].value.astype(object)
        return frame.where(frame.notna(), None).to_dict("list")

    @property
    def parts(self) -> list[dict[str, Any]]:
        """What the components of the page were sent as text."""
        sent = (each.proto.json for each in self.app.get("bidi_component"))
        return [json.loads(text) for text in sent if text]

    @property
    def said(self) -> str:
        """All text of the page itself."""
        main = self.app.main
        return " ".join(str(each.value) for each in (*main.markdown, *main.caption, *main.info))


class Explore(Page):
    """The Explore page, which always shows a table."""

    looks = View

    def after(self, acted: Any) -> Self:
        """As any page."""
        super().after(acted)
        assert len(self.app.dataframe) == 1
        return self

    @property
    def view(self) -> View:
        """How it is looked at, as the View menu says."""
        return View(**{name: self.app.radio(key=f"view.{name}").value for name in parameters(View)})

    @property
    def runs(self) -> list[str]:
        """The runs' titles in the sidebar, without their marks."""
        titles = [drawer.label for drawer in self.app.expander if drawer.label.startswith(":")]
        return [title.partition("} ")[2] for title in titles]

    @property
    def sentences(self) -> list[str]:
        """What is said under the table, a sentence each."""
        said = [str(markdown.value) for markdown in self.app.main.markdown]
        return [line for text in said if text.startswith("**") for line in text.split("  \n")]

    @property
    def sent(self) -> dict[str, dict[str, Any]]:
        """What the player's components were sent: scene, run 0, run 1, ..., player, curve."""
        found, parts = {}, {}
        for component in self.app.get("bidi_component"):
            proto = component.proto
            if proto.WhichOneof("data") == "bytes":
                stage, name, text = re.fullmatch(rb"(\w+) (\w+)\n(.*)", proto.bytes).groups()
                assert stage == b"explore"
                parts[name.decode()] = json.loads(text)
            else:
                found[proto.id.partition("explore ")[2]] = json.loads(proto.json)
        cast = found["player"]
        found["scene"] = parts[cast["scene"]]
        assert set(parts) == {cast["scene"], *(run["id"] for run in cast["runs"])}
        return found | {f"run {i}": parts[run["id"]] for i, run in enumerate(cast["runs"])}


opened = Explore.opened


def assert_link_is_the_page(page: Explore) -> None:
    """The URL says the scenario and the view, and nothing else."""
    assert page.link == encode(page.scenario, page.view)
    assert decode(page.link) == (page.scenario, ())
