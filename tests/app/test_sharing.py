"""The Share menu: links that open the same, and files that are made only when asked for."""

from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest

from engine.link import parse_query
from tests.app.page import opened
from ui.controls import sharing

QUERY = "surface=rosenbrock&steps=60&run=momentum+alpha+0.7&run=adam&curve=linear"
FILES = ["Results (CSV)", "Paths (CSV)", "Interactive page (HTML)", "Animation (GIF)"]


def shared(query: str):
    return opened(query, drawers=("share menu",))


def files(page):
    return [button.proto.label for button in page.app.get("download_button")]


def queries(page):
    """What stands behind the question mark, in the link and in the frame."""
    link, frame = (code.value for code in page.app.code)
    source = unescape(frame.split('src="')[1].split('"')[0])
    return [parse_query(parse_qsl(urlsplit(each).query)) for each in (link, source)]


@pytest.mark.parametrize("query", ["", QUERY])
def test_link_and_frame_open_the_page_as_it_is(query):
    page = shared(query)
    link, frame = queries(page)
    assert link == page.link == parse_query(parse_qsl(query))
    assert frame == link | {"embed": ["true"]}


def test_the_link_follows_what_changes():
    page = shared(QUERY)
    page.type("start.0", 0.5)
    assert queries(page)[0] == page.link
    assert "start" in page.link


def test_files_are_not_made_before_somebody_asks(monkeypatch):
    def made(*_, **__):
        raise AssertionError("nobody asked")

    for name in ("results", "trajectories", "page", "animation"):
        monkeypatch.setattr(sharing, name, made)
    assert files(shared(QUERY)) == FILES


def test_a_closed_menu_holds_nothing():
    page = opened(QUERY, drawers=())
    assert files(page) == []
    assert not page.app.code


def test_widths_and_themes_can_be_chosen():
    page = shared("")
    choices = [
        [option.content for option in choice.proto.options]
        for choice in page.app.get("button_group")
    ]
    assert choices == [["600 px", "800 px", "1000 px"], ["Light", "Dark"]]
