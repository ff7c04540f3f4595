"""The app as a script that is run, without a browser: `opened` gives a page to act on."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from streamlit.testing.v1 import AppTest

from engine import Scenario
from engine.link import Query, decode, encode, parse_query
from engine.scenario import MOST_RUNS
from parameters import parameters
from plots.view import View

# AppTest runs the file as the main script, so it takes the branch that renders.
APP = Path(__file__).parents[2] / "app.py"
DRAWERS = (*(f"run.{slot}" for slot in range(MOST_RUNS)), "more", "view menu")


class Page:
    """A page after a run of the script that raised nothing."""

    def __init__(self, app: AppTest) -> None:
        self.app = app
        self.run()

    def run(self) -> "Page":
        """Run the script again, as after a navigation."""
        return self.after(self.app)

    def after(self, acted: Any) -> "Page":
        """Run the script with what was done to a widget."""
        acted.run()
        assert not self.app.exception, self.app.exception[0]
        assert len(self.app.dataframe) == 1
        return self

    def choose(self, key: str, option: Any) -> "Page":
        """Choose an option of the list, or of the radio buttons, with that key."""
        kinds = {"view": self.app.radio}
        return self.after(
            kinds.get(key.split(".")[0], self.app.selectbox)(key=key).set_value(option)
        )

    def slide(self, key: str, value: Any) -> "Page":
        """Move a slider, even or along a ladder, to a value."""
        even = {slider.key for slider in self.app.slider}
        sliders = self.app.slider if key in even else self.app.select_slider
        return self.after(sliders(key=key).set_value(value))

    def type(self, key: str, value: float) -> "Page":
        """Type a number."""
        return self.after(self.app.number_input(key=key).set_value(value))

    def press(self, button: str) -> "Page":
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
    def view(self) -> View:
        """How it is looked at, as the View menu says."""
        return View(**{name: self.app.radio(key=f"view.{name}").value for name in parameters(View)})

    @property
    def notices(self) -> list[str]:
        """The warnings above the plots."""
        return [str(warning.value) for warning in self.app.warning]

    @property
    def link(self) -> Query:
        """The query of the URL."""
        pairs = self.app.query_params.items()
        return {key: [value] if isinstance(value, str) else list(value) for key, value in pairs}

    @property
    def table(self) -> dict[str, list[Any]]:
        """The table's columns."""
        return self.app.dataframe[0].value.to_dict("list")

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


def opened(query: str = "", drawers: tuple[str, ...] = DRAWERS) -> Page:
    """A fresh session at `?query`, with drawers open: what is in a closed one is not made."""
    app = AppTest.from_file(str(APP), default_timeout=30)
    for key, values in parse_query(parse_qsl(query, keep_blank_values=True)).items():
        app.query_params[key] = values
    app.session_state["open drawers"] = set(drawers)  # AppTest cannot open one
    for menu in ("view menu", "share menu"):
        app.session_state[menu] = menu in drawers
    return Page(app)


def assert_link_is_the_page(page: Page) -> None:
    """The URL says the scenario and the view, and nothing else."""
    assert page.link == encode(page.scenario, page.view)
    assert decode(page.link) == (page.scenario, ())
