"""Sentences that quote a stranger, for Markdown: whoever made a link places nothing on our page."""

import re

#: Code, which stays code; what makes an address of its surroundings; any other sign of Markdown.
_MARK = re.compile(r"(`[^`]+`)|(://|@|(?<=www)\.)|([!-/:-@\[-`{-~])", re.IGNORECASE)
_JOINT = "\u2060"  # has no width; an address with one in it is none


def plain(sentence: str) -> str:
    """`sentence` as it stands, in which nothing but code is marked: no link, picture or formula."""

    def instead(mark: re.Match[str]) -> str:
        code, address, sign = mark.groups()
        return code or (_JOINT + address if address else f"\\{sign}")

    return _MARK.sub(instead, sentence)
