"""Text to numbers, names and signs, and what is said of characters that are none."""

import re
from typing import NamedTuple, NoReturn

from languages import _

LONGEST = 300  # characters
DEEPEST = 30  # brackets or powers within each other
MOST = 150  # numbers, names and operators

_TOKEN = re.compile(
    r" *(?:(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)"
    r"|(?P<name>[A-Za-z_]\w*)|(?P<sign>\*\*|[-+*/^(),]))",
    re.ASCII,
)
_SAME = {"^": "**"}

#: What look-alikes probably mean. They are named rather than guessed at.
_MEANT = {
    **dict.fromkeys("−–—", "-"),
    **dict.fromkeys("×·⋅∙✕", "*"),
    **dict.fromkeys("÷∕⁄", "/"),
    **dict.fromkeys("[{（", "("),
    **dict.fromkeys("]}）", ")"),
    **{"²": "**2", "³": "**3", "₁": "1", "₂": "2", "π": "pi", "√": "sqrt", "|": "abs"},
}


class ExpressionError(ValueError):
    """What is wrong with an expression, in a sentence for whoever typed it."""


class Token(NamedTuple):
    """A number, a name or a sign; `column` is counted from 1."""

    kind: str
    text: str
    column: int


def tokens_of(text: str) -> list[Token]:
    """The tokens of `text`, with `^` as `**`.

    Raises:
        ExpressionError: for what is no token, too long or too deeply nested.
    """
    if len(text) > LONGEST:
        long = _("{count} characters are too many: {most} are the most")
        raise ExpressionError(long.format(count=len(text), most=LONGEST))
    tokens, at, depth = [], 0, 0
    end = len(text.rstrip(" "))
    while at < end:
        found = _TOKEN.match(text, at)
        if not found:
            blanks = len(text[at:]) - len(text[at:].lstrip(" "))
            _refuse(text[at + blanks], at + blanks + 1)
        kind = str(found.lastgroup)
        token = Token(kind, _SAME.get(found[kind], found[kind]), found.start(kind) + 1)
        depth += (token.text == "(") - (token.text == ")")
        if depth > DEEPEST:
            deep = _("more than {count} brackets within each other").format(count=DEEPEST)
            raise error_at("(", token.column, deep)
        tokens.append(token)
        if len(tokens) > MOST:
            many = _("more than {count} numbers, names and signs").format(count=MOST)
            raise error_at(token.text, token.column, many)
        at = found.end()
    return tokens


def _refuse(character: str, column: int) -> NoReturn:
    if character in _MEANT:
        raise error_at(character, column, instead(_MEANT[character]))
    shown = character if character.isprintable() and character != "`" else "?"
    reason = _("this character has no meaning here")
    if not character.isascii():  # а is not a
        reason = _("this character ({code}) has no meaning here")
    raise error_at(shown, column, reason.format(code=f"U+{ord(character):04X}"))


def instead(text: str) -> str:
    """What to write, as a reason."""
    return _("write `{text}`").format(text=text)


def error_at(what: str, column: int, reason: str) -> ExpressionError:
    """What is wrong with the part `what`."""
    what = what if len(what) <= 20 else what[:19] + "…"
    placed = _("`{part}` at column {column}: {reason}")
    return ExpressionError(placed.format(part=what, column=column, reason=reason))
