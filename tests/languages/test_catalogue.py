"""The catalogues are whole, and no translation loses what must not be translated."""

import re
import unicodedata
from collections import Counter

import pytest
from babel.messages.catalog import Catalog

from docs import catalogue
from docs.catalogue import TRANSLATED, compiled, forms, path_of, untranslated, updated, written

#: What a translation has of its message, though perhaps more than once.
KEPT = {
    "placeholder": r"\{[^{}]*\}",
    "formula": r"\$[^$]*\$",
    "code": r"`[^`]*`",
    "link": r"\]\([^)]*\)",
    "icon or colour": r":material/\w+:|:[a-z]+\[",
    "entity or tag": r"&\w+;|</?[a-z][^>]*>",
}
#: And what it has as often.
COUNTED = {
    "paragraph or point": r"\n\n|\n- ",
    "bold": r"\*\*",
    "space at an end": r"\A\s+|\s+\Z",
}
_MARK = re.compile(r"\*\*")


def lost(message: str, translation: str) -> list[str]:
    """What a translation has not kept, by name."""
    return [
        name
        for patterns, gathered in ((KEPT, set), (COUNTED, Counter))
        for name, pattern in patterns.items()
        if gathered(re.findall(pattern, message)) != gathered(re.findall(pattern, translation))
    ]


def unclosed(text: str) -> list[str]:
    """The marks of bold type that Markdown would print as stars, with what is around them.

    A mark opens where no space follows, and closes where none comes before; beside punctuation on
    its inner side it also needs space or punctuation on its outer side (CommonMark 6.2).
    """
    found = []
    for place, mark in enumerate(_MARK.finditer(text)):
        before, after = text[: mark.start()][-1:] or " ", text[mark.end() :][:1] or " "
        inner, outer = (after, before) if place % 2 == 0 else (before, after)
        if inner.isspace() or (_is_sign(inner) and not (outer.isspace() or _is_sign(outer))):
            found.append(text[max(0, mark.start() - 9) : mark.end() + 9])
    return found


def _is_sign(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


@pytest.fixture(scope="module", params=TRANSLATED)
def code(request):
    return request.param


@pytest.fixture(scope="module")
def found(code):
    """The catalogue of a language as the tool would write it now."""
    return updated(code)


@pytest.fixture(scope="module")
def pairs(found):
    """Every message with its translation; of plurals, that of many things with all its forms."""
    return [
        (forms(message.id)[-1], form)
        for message in found
        if message.id
        for form in forms(message.string)
        if form
    ]


def test_nothing_is_untranslated_and_nothing_in_doubt(found):
    assert len(found) > 500
    assert untranslated(found) == []


def test_the_files_are_as_the_tool_writes_them(code, found):
    """No message too many or too few, none that nobody says any more; the app reads the same."""
    assert path_of(code).read_bytes() == written(found), "run python -m docs.catalogue"
    assert path_of(code).with_suffix(".mo").read_bytes() == compiled(found)


def test_what_must_not_be_translated_is_kept(pairs):
    assert {message: names for message, form in pairs if (names := lost(message, form))} == {}


def test_bold_type_is_bold(pairs):
    assert [place for pair in pairs for text in pair for place in unclosed(text)] == []


@pytest.mark.parametrize(
    ("message", "translation", "name"),
    [
        ("{step} of {count}", "{step} / {counts}", "placeholder"),
        ("It swings by {1.swing.w1}.", "{1.swing.w2} 흔들립니다.", "placeholder"),
        ("A bowl $w_1^2$", "그릇 $w_2^2$", "formula"),
        ("write `w1`", "w1을 쓰세요", "code"),
        ("[here](https://a.org)", "[여기](https://b.org)", "link"),
        ("**one** two", "하나 둘", "bold"),
        (":material/info: so", "그래서", "icon or colour"),
        ("a&nbsp;b", "a b", "entity or tag"),
        ("one\n\ntwo", "하나 둘", "paragraph or point"),
        (" and so on", "등등", "space at an end"),
    ],
)
def test_what_was_lost_is_noticed(message, translation, name):
    assert lost(message, translation) == [name]
    assert lost(message, message) == []


@pytest.mark.parametrize("text", ["**γ = 0.1(예)**는", "** a**", "가**(나)** 다", "**a **b"])
def test_stars_are_noticed(text):
    assert unclosed(text)


@pytest.mark.parametrize(
    "text", ["**γ**는", "so **one**, (**two**)", "**둘(2)**, 셋", "**어느 것**일까요?"]
)
def test_bold_type_is_no_star(text):
    assert unclosed(text) == []


def with_message(**given) -> Catalog:
    known = Catalog("ko")
    known.add("one", "하나")
    known.add(**given)
    return known


def test_what_is_missing_is_noticed():
    assert untranslated(with_message(id="two")) == ["two"]
    assert untranslated(with_message(id=("a thing", "{n} things"), string=("",))) == ["a thing"]
    assert untranslated(with_message(id="two", string="둘", flags=["fuzzy"])) == ["two"]
    assert untranslated(with_message(id="two", string="둘")) == []


@pytest.fixture
def tiny(tmp_path, monkeypatch):
    """The catalogue of a program that says six things; what lies beside it says others."""
    for name, text in {
        "tiny.py": '_("one")\nN_("two")\nngettext("a thing", "{n} things", 2)\n',
        "plots/player/tiny.js": 'const said = _("four");\n',
        "tests/tiny.py": '_("tested")',
        "mine/pyvenv.cfg": "",
        "mine/lib/theirs.py": '_("theirs")',
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.setattr(catalogue, "ROOT", tmp_path)
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    monkeypatch.setattr(catalogue, "declared", lambda: iter([("here", "one"), ("here", "three")]))
    monkeypatch.setattr(catalogue, "_words", lambda: iter([("here", "form", "two")]))
    return path_of("ko")


def test_a_catalogue_is_made_kept_and_cleared_of_what_is_no_longer_said(tiny, capsys):
    catalogue.main()
    assert "6 messages, 6 without a translation" in capsys.readouterr().out
    known = catalogue.read("ko")
    known.get("two").string, known.get("two", "form").string = "둘", "두 번째 꼴"
    known.get("one").string, known.get("one").flags = "하나?", {"fuzzy"}
    known.add("five", "다섯")
    tiny.write_bytes(written(known))
    catalogue.main()
    assert "6 messages, 4 without a translation" in capsys.readouterr().out
    text, mo = tiny.read_text(encoding="utf-8"), tiny.with_suffix(".mo").read_bytes()
    assert "다섯" not in text
    assert "하나?" in text
    assert "두 번째 꼴".encode() in mo
    assert "하나?".encode() not in mo
    catalogue.main()
    assert tiny.read_text(encoding="utf-8") == text
    assert tiny.with_suffix(".mo").read_bytes() == mo
    for left in ("YEAR", "EMAIL", "FULL NAME", "PROJECT", "Date", "Babel"):
        assert left not in text
