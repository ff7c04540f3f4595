"""The Digits page as a script that is run, without a browser."""

import json
from urllib.parse import parse_qsl

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from engine.link import parse_query
from tests.app.page import APP, Page

LOSS, ACCURACY, PLANE = "Training loss", "Test accuracy", "Loss around the paths"
QUICK = "hidden=4&batch=500&epochs=2&run=gd&run=adam"
LONG = "hidden=4&batch=10&epochs=30&run=gd&run=adam"


class DigitsPage(Page):
    """The page after a run of the script that raised nothing."""

    def after(self, acted):
        acted.run()
        assert not self.app.exception, self.app.exception[0]
        return self

    @property
    def view(self):
        return self.app.session_state["views"]["DigitsView"]

    @property
    def buttons(self):
        return [button.label for button in self.app.main.button]

    @property
    def figures(self):
        """The traces of each figure by name, by its label."""
        sent = [json.loads(each.proto.json) for each in self.app.get("bidi_component")]
        return {
            each["label"]: {trace.get("name"): trace for trace in each["figure"]["data"]}
            for each in sent
        }

    @property
    def said(self):
        return [markdown.value for markdown in self.app.main.markdown]

    def start(self):
        return self.press(next(label for label in self.buttons if label.startswith("Start")))

    def finish(self):
        """Let the race go on, as a browser does, until it is over."""
        for _ in range(400):
            if "Stop" not in self.buttons:
                return self
            self.run()
        raise AssertionError("the race does not end")


def opened(query=QUICK):
    """A fresh session at `/digits?query`, while nobody has raced yet."""
    app = AppTest.from_file(str(APP), default_timeout=30)
    app._page_hash = calc_hash("digits")  # a page that is a function has no file to switch to
    for key, values in parse_query(parse_qsl(query)).items():
        app.query_params[key] = values
    return DigitsPage(app)
