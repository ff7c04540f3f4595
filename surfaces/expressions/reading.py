"""Text to syntax tree, by precedence climbing; every message says what is wrong, and where.

The reader knows numbers, w1, w2, two constants, ten functions and five operators. Nothing else has
a meaning, and nothing is ever handed to Python: there is no text that runs as code.
"""

import math
import re
from collections.abc import Callable

from languages import N_, _
from surfaces.expressions.tokens import (
    DEEPEST,
    ExpressionError,
    Token,
    error_at,
    instead,
    tokens_of,
)
from surfaces.expressions.tree import (
    CONSTANTS,
    FUNCTIONS,
    VARIABLES,
    Binary,
    Call,
    Name,
    Negative,
    Number,
    Tree,
)

_NO_OPERATOR = N_("an operator is missing before it, such as `*`")


def read(text: str) -> Tree:
    """The syntax tree of `text`; `^` is read as `**`, and -w1**2 as -(w1**2).

    Raises:
        ExpressionError: naming the place and the reason.
    """
    tokens = tokens_of(text)
    if not tokens:
        raise ExpressionError(_("nothing is written here: try w1**2 + w2**2"))
    return _Reader(tokens).whole()


class _Reader:
    """Walks along the tokens; a method reads one kind of part and stands behind it afterwards."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens, self._at, self._powers = tokens, 0, 0

    def whole(self) -> Tree:
        """The whole text."""
        tree = self._sum()
        token = self._next()
        if token is None:
            return tree
        if token.text == ")":
            raise error_at(")", token.column, _("there is no bracket to close"))
        if token.text == ",":
            reason = _(
                "a comma stands only between the arguments of min and max; decimals have a point"
            )
            raise error_at(",", token.column, reason)
        raise error_at(token.text, token.column, _(_NO_OPERATOR))

    def _next(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self, *signs: str) -> Token | None:
        """The next token, if it is one of `signs`; then it is behind us."""
        token = self._next()
        if token is None or token.text not in signs:
            return None
        self._at += 1
        return token

    def _sum(self) -> Tree:
        tree = self._signed(self._product)
        while sign := self._take("+", "-"):
            tree = Binary(sign.text, tree, self._signed(self._product), sign.column)
        return tree

    def _product(self) -> Tree:
        tree = self._signed(self._power)
        while sign := self._take("*", "/"):
            tree = Binary(sign.text, tree, self._signed(self._power), sign.column)
        return tree

    def _signed(self, part: Callable[[], Tree]) -> Tree:
        """Signs and what they belong to: of -w1*w2 the product, of 2*-w1 the factor."""
        minus = False
        while sign := self._take("+", "-"):
            minus ^= sign.text == "-"
        return Negative(part()) if minus else part()

    def _power(self) -> Tree:
        base = self._atom()
        sign = self._take("**")
        if sign is None:
            return base
        self._powers += 1
        if self._powers > DEEPEST:
            deep = _("more than {count} powers within each other").format(count=DEEPEST)
            raise error_at("**", sign.column, deep)
        exponent = self._signed(self._power)  # 2**-w1, and from the right: 2**3**2 is 2**(3**2)
        self._powers -= 1
        return Binary(sign.text, base, exponent, sign.column)

    def _atom(self) -> Tree:
        token = self._next()
        self._at += 1
        if token is None:
            last = self._tokens[-1]
            ended = _("nothing after `{part}` at column {column}")
            raise ExpressionError(ended.format(part=last.text, column=last.column))
        if token.kind == "number":
            return _number(token)
        if token.kind == "name":
            return self._call(token) if token.text in FUNCTIONS else _name(token)
        if token.text == "(":
            return self._closed(token, self._sum())
        before = self._tokens[self._at - 2] if self._at > 1 else None
        reason = (
            _("a number, w1 or w2 is missing after `{part}`").format(part=before.text)
            if before
            else _("a number, w1 or w2 is missing before it")
        )
        raise error_at(token.text, token.column, reason)

    def _call(self, name: Token) -> Tree:
        opening = self._take("(")
        if opening is None:
            bare = _("write {name}(…), with brackets").format(name=name.text)
            raise error_at(name.text, name.column, bare)
        arguments = [self._sum()]
        while self._take(","):
            arguments.append(self._sum())
        call = self._closed(opening, Call(name.text, tuple(arguments), name.column))
        least, most = FUNCTIONS[name.text]
        if not least <= len(arguments) <= most:
            wanted = (
                _("it takes one argument")
                if most == 1
                else _("it takes {least} to {most}, with commas between them")
            )
            raise error_at(name.text, name.column, wanted.format(least=least, most=most))
        return call

    def _closed(self, opening: Token, tree: Tree) -> Tree:
        """`tree`, if the bracket behind it is there."""
        if self._take(")"):
            return tree
        token = self._next()
        if token is None or token.text == ",":
            raise error_at("(", opening.column, _("this bracket is not closed"))
        raise error_at(token.text, token.column, _(_NO_OPERATOR))


def _number(token: Token) -> Number:
    value = float(token.text)
    if math.isinf(value):
        raise error_at(token.text, token.column, _("this number is too large"))
    return Number(token.text, value)


def _name(token: Token) -> Name:
    name = token.text
    if name in (*VARIABLES, *CONSTANTS):
        return Name(name)
    if name.lower() in (*VARIABLES, *CONSTANTS, *FUNCTIONS):
        raise error_at(name, token.column, instead(name.lower()))
    if re.fullmatch(r"[a-zA-Z]\d*", name):
        only = _("only w1 and w2 exist, and the constants pi and e")
        raise error_at(name, token.column, only)
    known = ", ".join((*VARIABLES, *CONSTANTS, *FUNCTIONS))
    raise error_at(name, token.column, _("only these are known: {names}").format(names=known))
