"""Whatever the layers below the page say to a person goes through the catalogue, word for word.

Found with a made-up language, as on the pages: what stands in no brackets was never given to `_`.
"""

import pytest

import languages
from engine import Status
from engine.link import decode, unknown_keys
from engine.trajectory import Outcome
from lessons import LESSONS
from surfaces import Custom
from surfaces.tables import read, table
from tests.app.said import MadeUp, english
from tests.engine.test_bad_links import BAD, query
from tests.surfaces.test_custom import NOT_SHOWN
from tests.surfaces.test_expressions import REFUSED, refusal
from tests.surfaces.test_tables import NO_EXAMPLES, NO_TABLE


@pytest.fixture(autouse=True)
def _made_up(monkeypatch):
    monkeypatch.setattr(languages, "catalogue", lambda code: MadeUp())


def refused(make, *given, **named) -> str:
    """The sentence with which something is refused."""
    with pytest.raises(ValueError, match="⟦") as wrong:
        make(*given, **named)
    return str(wrong.value)


@pytest.mark.parametrize("text", [text for text, *_ in BAD], ids=lambda text: text[:40])
def test_notices_of_a_link(text):
    notices = decode(query(text))[1]
    assert notices
    for notice in notices:
        assert notice.startswith("⟦")
        assert notice.endswith("⟧")


def test_a_notice_of_strange_keys():
    (notice,) = unknown_keys({"moon": ["1"]})
    assert english(notice) == []


@pytest.mark.parametrize("text", [text for text, said in REFUSED.items() if said], ids=ascii)
def test_what_is_wrong_with_an_expression(text):
    assert english(refusal(text)) == []


@pytest.mark.parametrize("given", [given for given, _ in NOT_SHOWN], ids=str)
def test_what_is_wrong_with_a_function_or_a_window(given):
    assert english(refused(Custom, **given)) == []


@pytest.mark.parametrize("content", [content for content, _ in NO_TABLE], ids=lambda each: each[:9])
def test_what_is_wrong_with_a_file(content):
    assert english(refused(read, content)) == []


@pytest.mark.parametrize("case", [case[:3] for case in NO_EXAMPLES], ids=str)
def test_what_is_wrong_with_a_table(case):
    content, names, classes = case
    assert english(refused(table, read(content), names, classes)) == []


@pytest.mark.parametrize("outcome", Outcome.__args__)
def test_how_a_run_went(outcome):
    assert english(str(Status(outcome, 3))) == []


@pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)
def test_what_a_lesson_says_of_its_runs(lesson):
    assert english(lesson.happened) == []
    assert [words for link in lesson.try_next for words in english(link.said)] == []
