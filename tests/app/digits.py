"""The Digits page as a script that is run, without a browser."""

from plots.view import DigitsView
from tests.app.page import Page

LOSS, ACCURACY, PLANE = "Training loss", "Test accuracy", "Loss around the paths"
QUICK = "hidden=4&batch=500&epochs=2&run=gd&run=adam"
LONG = "hidden=4&batch=10&epochs=30&run=gd&run=adam"


class DigitsPage(Page):
    """The page after a run of the script that raised nothing."""

    address, looks = "digits", DigitsView

    @property
    def buttons(self):
        return [button.label for button in self.app.main.button]

    @property
    def figures(self):
        """The traces of each figure by name, by its label."""
        return {
            each["label"]: {trace.get("name"): trace for trace in each["figure"]["data"]}
            for each in self.parts
        }

    @property
    def said(self):
        return [markdown.value for markdown in self.app.main.markdown]

    def start(self):
        return self.press("digits.start")

    def finish(self):
        """Let the race go on, as a browser does, until it is over."""
        for _ in range(400):
            if not any(button.key == "digits.stop" for button in self.app.button):
                return self
            self.run()
        raise AssertionError("the race does not end")


def opened(query=QUICK):
    """A fresh session at `/digits?query`, while nobody has raced yet."""
    return DigitsPage.opened(query, drawers=())
