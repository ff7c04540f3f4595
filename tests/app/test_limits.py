"""Who asks for too much is told so, and can ask for less."""

import pytest

from engine import Scenario
from tests.app.page import Page
from ui.controls import progress

HEAVY = "start=-1.234+0.987&steps=1999"  # which no other test has put into a cache


@pytest.mark.parametrize("address", ["", "step", "compare", "maps"])
def test_too_much_work_is_refused_and_nothing_is_lost(address, monkeypatch):
    monkeypatch.setattr(progress, "_MOST", 0.0)
    kind = type("Any", (Page,), {"address": address})
    page = kind.opened(HEAVY)
    assert [said.value for said in page.app.warning if "1,999 steps" in said.value]
    assert page.app.number_input(key="steps").value == 1999
    assert [link.label for link in page.app.get("page_link")]
    monkeypatch.undo()
    page.type("steps", Scenario().steps)
    assert not page.app.warning
