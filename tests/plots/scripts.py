"""What the player's scripts take for granted, read from their text.

Scripts and figures meet only in names: of traces, of figures, of what a scene and a run hold. These
readers find the names on the scripts' side, so that a renaming on one side alone breaks a test.
"""

import re
from functools import cache
from pathlib import Path

from plots.style import RUN_STYLES

FOLDER = Path(__file__).parents[2] / "plots" / "player"
_TOKEN = re.compile(r'"[^"]*"|`[^`]*`|\.\.\.|[\w$]+|\S')


@cache
def script(name: str) -> str:
    """A script of the player without its comments."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    return re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", text, flags=re.DOTALL)


def every_script() -> dict[str, str]:
    """All scripts by name."""
    return {file.name: script(file.name) for file in sorted(FOLDER.glob("*.js"))}


def filled(name: str) -> set[str]:
    """The traces that the `fill` of a panel's script gives points to."""
    return _returned(script(name), "  fill(") - {"layout"}


def _returned(text: str, head: str) -> set[str]:
    """The keys of the object that a function or method returns last, its spreads followed."""
    _, found, rest = text.rpartition(f"\n{head}")
    assert found, f"no {head} in the script"
    body, _, _ = rest.partition("\n" + " " * (len(head) - len(head.lstrip())) + "}\n")
    _, found, returned = body.rpartition("return ")
    assert found, f"{head} returns nothing"
    keys, spread = _keys(returned)
    for other in spread:
        slots = re.search(rf"\b{other}\[`([\w ]+) \$\{{run\.slot\}}`\] =", body)
        if slots:
            keys |= {f"{slots[1]} {slot}" for slot in range(len(RUN_STYLES))}
        else:
            keys |= _returned(text, f"function {other}(")
    return keys


def _keys(text: str) -> tuple[set[str], list[str]]:
    """The keys of the object literal that `text` begins with, and the names it spreads."""
    keys, spread, depth, before = set(), [], 0, ""
    for token in _TOKEN.findall(text):
        if depth == 1 and before == "...":
            spread.append(token)
        elif depth == 1 and before in ("{", ",") and token not in ("...", "}"):
            keys.add(token.strip('"'))
        depth += (token in "{[(") - (token in "}])")
        if depth == 0:
            break
        before = token
    return keys, spread
