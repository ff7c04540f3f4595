"""What a page says that no catalogue could translate, found with a made-up language.

In that language every sentence stands in ⟦brackets⟧. Words of English outside them were never
given to `_`.
"""

import gettext
import json
import re
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
from google.protobuf.message import Message

#: Fields of Streamlit's messages that nobody reads: names, addresses, formats, scripts.
_UNREAD = {
    "id", "key", "url", "page", "page_script_hash", "icon", "tag", "js_content", "css_content",
    "html_content", "component_name", "type", "format", "element_type", "language", "widget_id",
    "form_id", "group_id", "data_uri", "fragment_id", "anchor", "element_id", "layout", "columns",
    "query_string", "code_text", "deferred_file_id", "shortcut",
}  # fmt: skip
#: Keys of what the player is sent that it shows, or reads aloud. Names of traces are ids, but for
#: those in a legend.
_SHOWN = {
    "text", "title", "label", "description", "hovertemplate", "customdata", "ticktext", "said",
    "says", "remarks", "notes",
}  # fmt: skip
_NO_WORDS = re.compile(
    r"""\$\$.*?\$\$|\$[^$]*\$          # mathematics
    |`[^`]*`                           # code
    |&nbsp;:gray\[\w+\]               # a parameter's name in code, beside its letter
    |:material/\w+:|:[a-z]+(?=\[)      # Streamlit's directives
    |^data:.*                          # pictures
    |\{[^}]*\}|%\{[^}]*\}
    |https?://\S+|\]\([^)]*\)          # addresses
    |<sub>.*?</sub>|<[^>]*>|&\w+;
    """,
    re.VERBOSE | re.DOTALL,
)
_INNERMOST = re.compile("⟦[^⟦⟧]*⟧")
_ENGLISH = re.compile(r"[A-Za-z]*[a-z]{3,}")


class MadeUp(gettext.NullTranslations):
    """Every sentence as it is, in brackets."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)


def catalogue(code: str) -> gettext.NullTranslations:
    """English is as it is, every other language made up."""
    return gettext.NullTranslations() if code == "en" else MadeUp()


def english(text: str) -> list[str]:
    """The words of `text` that stand in no brackets."""
    while (fewer := _INNERMOST.sub("", text)) != text:
        text = fewer
    return _ENGLISH.findall(_NO_WORDS.sub(" ", text))


def texts(node: Any) -> Iterator[str]:
    """Every text of a page, or of a part of it."""
    proto = getattr(node, "proto", None)
    if isinstance(proto, Message):
        yield from _of_message(proto)
    for child in getattr(node, "children", {}).values():
        yield from texts(child)


def _of_message(proto: Message) -> Iterator[str]:
    for field, value in proto.ListFields():
        if field.name in _UNREAD:
            continue
        repeated = isinstance(value, list) or hasattr(value, "append") or hasattr(value, "items")
        if hasattr(value, "items"):
            value = list(value.values())
        for each in value if repeated else [value]:
            if isinstance(each, Message):
                yield from _of_message(each)
            elif isinstance(each, bytes):
                yield from _of_bytes(each)
            elif isinstance(each, str) and each[:1] in "{[":
                yield from _of_json(each)
            elif isinstance(each, str) and not each.startswith("<style>"):
                yield each


def _of_bytes(data: bytes) -> Iterator[str]:
    """A table's headers and words, or a part of the player."""
    try:
        table = pa.ipc.open_stream(data).read_all()
    except (pa.ArrowInvalid, OSError):
        found = data.partition(b"\n")[2] or data
        yield from _of_json(found.decode(errors="replace"))
        return
    # Lower case: a path's quantities, called as in code and in their file.
    yield from (name for name in table.column_names if not name.islower())
    for column in table.columns:
        yield from (each for each in column.to_pylist() if isinstance(each, str))


def _of_json(text: str) -> Iterator[str]:
    try:
        data = json.loads(text)
    except ValueError:
        yield text
        return
    yield from _shown(data, False)


def _shown(data: Any, shown: bool) -> Iterator[str]:
    if isinstance(data, dict):
        yield from _legend(data)
        for key, value in data.items():
            if key == "text" and "says" in data and re.search(r"[({]", value):
                continue  # a line of a step's working: mathematics
            yield from _shown(value, key in _SHOWN or (shown and not isinstance(value, str)))
    elif isinstance(data, list):
        for each in data:
            yield from _shown(each, shown)
    elif isinstance(data, str) and shown and not data.startswith("data:"):
        yield data


def _legend(data: dict[str, Any]) -> Iterator[str]:
    """The names of traces that are read: in the legend, or where the mouse tells of all lines."""
    match data:
        case {"data": list(traces), "layout": dict(layout)}:
            if layout.get("showlegend") is not False or layout.get("hovermode") == "x unified":
                shown = (trace for trace in traces if trace.get("showlegend") is not False)
                yield from (trace["name"] for trace in shown if "name" in trace)
